import { Rational } from '../base/rational.ts'
import type { EmittedNumber, Emitter } from './emitter.ts'
import { Unsupported } from './emitter.ts'
import { atScale, gcd, lcm, least, most, productBounds, type Scale, scaleOf } from './shapes.ts'

/** The value of a number that always has the same one; a number that may be unknown has none. */
export const constantOf = ({ scale, known, none, over }: EmittedNumber): Rational | undefined =>
  known && none === null && !over && scale.lo === scale.hi ? Rational.of(scale.lo, scale.q) : undefined

export const numberConstant = (value: Rational): EmittedNumber => ({
  kind: 'number',
  js: String(value.numerator),
  scale: scaleOf(value),
  known: true,
  none: null,
})

/** A number at a denominator that its own divides; a quotient keeps its divisor. */
export function rescaled(number: EmittedNumber, q: bigint, emitter: Emitter): EmittedNumber {
  if (number.scale.q === q) return number
  const scale = atScale(number.scale, q)
  const k = q / number.scale.q
  const constant = constantOf(number)
  const js = constant ? String(scale.lo) : emitter.integer(`${number.js} * ${k}`, scale)
  return { ...number, js, scale }
}

/** Numbers at one denominator. */
function aligned(numbers: readonly EmittedNumber[], emitter: Emitter) {
  const whole = numbers.map((number) => plain(number))
  const q = whole.reduce((common, { scale }) => lcm(common, scale.q), 1n)
  return { q, numbers: whole.map((number) => rescaled(number, q, emitter)) }
}

/** A quotient by a fact is no integer: only some things can be done with it. */
function plain(number: EmittedNumber): EmittedNumber {
  if (number.over) throw new Unsupported('a quotient by a fact inside a sum')
  return number
}

const common = (numbers: readonly EmittedNumber[], emitter: Emitter) => ({
  known: numbers.every(({ known }) => known),
  none: emitter.noneWhere(
    numbers.map(({ none }) => none),
    numbers,
  ),
})

export function add(numbers: readonly EmittedNumber[], emitter: Emitter): EmittedNumber {
  const { q, numbers: same } = aligned(numbers, emitter)
  const scale: Scale = {
    q,
    lo: same.reduce((sum, one) => sum + one.scale.lo, 0n),
    hi: same.reduce((sum, one) => sum + one.scale.hi, 0n),
  }
  const js = emitter.integer(same.map(({ js: one }) => one).join(' + '), scale)
  return { kind: 'number', js, scale, ...common(same, emitter) }
}

export function subtract(left: EmittedNumber, right: EmittedNumber, emitter: Emitter): EmittedNumber {
  const { q, numbers } = aligned([left, right], emitter)
  const [a, b] = numbers as [EmittedNumber, EmittedNumber]
  const scale = { q, lo: a.scale.lo - b.scale.hi, hi: a.scale.hi - b.scale.lo }
  return {
    kind: 'number',
    js: emitter.integer(`${a.js} - ${b.js}`, scale),
    scale,
    ...common(numbers, emitter),
  }
}

export function multiply(a: EmittedNumber, b: EmittedNumber, emitter: Emitter): EmittedNumber {
  if (a.over && b.over) throw new Unsupported('a product of two quotients')
  const over = a.over ?? b.over
  const bounds = productBounds(a.scale, b.scale)
  const constants = [constantOf(a), constantOf(b)]
  const whole: Scale = { q: a.scale.q * b.scale.q, ...bounds }
  const rest = { kind: 'number' as const, ...(over && { over }), ...common([a, b], emitter) }
  if (constants[0] && constants[1] && !over) {
    const product = constants[0].times(constants[1])
    return { ...rest, ...numberConstant(product) }
  }
  // A constant's numerator is cancelled against the other's denominator.
  const [constant, other] = constants[0] ? [a, b] : [b, a]
  if (constantOf(constant)) {
    const k = gcd(constant.scale.lo, other.scale.q)
    const factor = constant.scale.lo / k
    const q = constant.scale.q * (other.scale.q / k)
    const ends = [other.scale.lo * factor, other.scale.hi * factor]
    const scale: Scale = { q, lo: least(...ends), hi: most(...ends) }
    const js = factor === 1n ? other.js : emitter.integer(`${other.js} * ${factor}`, scale)
    return { ...rest, js, scale }
  }
  return { ...rest, js: emitter.integer(`${a.js} * ${b.js}`, whole), scale: whole }
}

export function divide(left: EmittedNumber, right: EmittedNumber, emitter: Emitter): EmittedNumber {
  if (right.over) throw new Unsupported('a quotient by a quotient')
  const by = constantOf(right)
  if (by?.numerator === 0n) return { ...left, none: 'true', known: left.known }
  if (by) return multiply(left, numberConstant(Rational.one.dividedBy(by)), emitter)
  if (left.over) throw new Unsupported('a quotient of a quotient')
  if (right.scale.lo < 0n) throw new Unsupported('a divisor that may be negative')
  // n₁/q₁ ÷ n₂/q₂ = (n₁·q₂) / (q₁·n₂): the numerator over q₁, divided by the integer n₂ over 1.
  const numerator = multiply(left, numberConstant(Rational.of(right.scale.q)), emitter)
  return {
    kind: 'number',
    js: numerator.js,
    scale: numerator.scale,
    over: { js: right.js, scale: { q: 1n, lo: right.scale.lo, hi: right.scale.hi } },
    known: left.known && right.known,
    none: emitter.noneWhere(
      [left.none, right.none, right.scale.lo > 0n ? null : `${right.js} === 0`],
      [left, right],
    ),
  }
}

export function extreme(
  numbers: readonly EmittedNumber[],
  which: 'least' | 'greatest',
  emitter: Emitter,
): EmittedNumber {
  const { q, numbers: same } = aligned(numbers, emitter)
  const pick = which === 'least' ? least : most
  const scale: Scale = {
    q,
    lo: pick(...same.map((one) => one.scale.lo)),
    hi: pick(...same.map((one) => one.scale.hi)),
  }
  const js = same
    .map((one) => one.js)
    .reduce((a, b) => {
      const [x, y] = [a, b]
      // NaN on either side stays NaN.
      return emitter.hold(`${x} !== ${x} ? ${x} : ${y} ${which === 'least' ? '>=' : '<='} ${x} ? ${x} : ${y}`)
    })
  return { kind: 'number', js, scale, ...common(same, emitter) }
}
