import { Rational } from '../base/rational.ts'
import type { EmittedNumber, Emitter } from './emitter.ts'
import { Unsupported } from './emitter.ts'
import type { NumberNode } from './nodes.ts'
import { atScale, gcd, lcm, least, most, productBounds, type Scale, scaleOf } from './shapes.ts'

/** The value of a number that always has the same one; a number that may be unknown has none. */
export const constantOf = (
  { scale, node, none, over }: EmittedNumber,
  { nodes }: Emitter,
): Rational | undefined =>
  node.known && none === nodes.no && !over && scale.lo === scale.hi
    ? Rational.of(scale.lo, scale.q)
    : undefined

export const numberConstant = (value: Rational, emitter: Emitter): EmittedNumber => ({
  kind: 'number',
  node: constantNode(value.numerator, emitter),
  scale: scaleOf(value),
  none: emitter.nodes.no,
})

/** A constant that doubles do not hold is near enough to be compared with what they hold. */
const constantNode = (value: bigint, { nodes }: Emitter): NumberNode => nodes.constant(Number(value))

const times = (number: NumberNode, factor: bigint, scale: Scale, emitter: Emitter): NumberNode =>
  factor === 1n
    ? number
    : emitter.integer(emitter.nodes.multiply(number, constantNode(factor, emitter)), scale)

/** A number at a denominator that its own divides; a quotient keeps its divisor. */
export function rescaled(number: EmittedNumber, q: bigint, emitter: Emitter): EmittedNumber {
  if (number.scale.q === q) return number
  const scale = atScale(number.scale, q)
  const node = constantOf(number, emitter)
    ? constantNode(scale.lo, emitter)
    : times(number.node, q / number.scale.q, scale, emitter)
  return { ...number, node, scale }
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

const noneOf = (numbers: readonly EmittedNumber[], emitter: Emitter) =>
  emitter.noneWhere(
    numbers.map(({ none }) => none),
    numbers,
  )

export function add(numbers: readonly EmittedNumber[], emitter: Emitter): EmittedNumber {
  const { q, numbers: same } = aligned(numbers, emitter)
  const [first, ...rest] = same
  if (!first) throw new Unsupported('a sum of nothing')
  let { node, scale } = first
  for (const one of rest) {
    scale = { q, lo: scale.lo + one.scale.lo, hi: scale.hi + one.scale.hi }
    node = emitter.integer(emitter.nodes.add(node, one.node), scale)
  }
  return { kind: 'number', node, scale, none: noneOf(same, emitter) }
}

export function subtract(left: EmittedNumber, right: EmittedNumber, emitter: Emitter): EmittedNumber {
  const { q, numbers } = aligned([left, right], emitter)
  const [a, b] = numbers as [EmittedNumber, EmittedNumber]
  const scale = { q, lo: a.scale.lo - b.scale.hi, hi: a.scale.hi - b.scale.lo }
  return {
    kind: 'number',
    node: emitter.integer(emitter.nodes.subtract(a.node, b.node), scale),
    scale,
    none: noneOf(numbers, emitter),
  }
}

export function multiply(a: EmittedNumber, b: EmittedNumber, emitter: Emitter): EmittedNumber {
  if (a.over && b.over) throw new Unsupported('a product of two quotients')
  const over = a.over ?? b.over
  const rest = { kind: 'number' as const, ...(over && { over }), none: noneOf([a, b], emitter) }
  const constants = [constantOf(a, emitter), constantOf(b, emitter)]
  if (constants[0] && constants[1] && !over) return numberConstant(constants[0].times(constants[1]), emitter)
  // A constant's numerator is cancelled against the other's denominator.
  const [constant, other] = constants[0] ? [a, b] : [b, a]
  if (constantOf(constant, emitter)) {
    const k = gcd(constant.scale.lo, other.scale.q)
    const factor = constant.scale.lo / k
    const q = constant.scale.q * (other.scale.q / k)
    const ends = [other.scale.lo * factor, other.scale.hi * factor]
    const scale: Scale = { q, lo: least(...ends), hi: most(...ends) }
    return { ...rest, node: times(other.node, factor, scale, emitter), scale }
  }
  const scale: Scale = { q: a.scale.q * b.scale.q, ...productBounds(a.scale, b.scale) }
  return { ...rest, node: emitter.integer(emitter.nodes.multiply(a.node, b.node), scale), scale }
}

export function divide(left: EmittedNumber, right: EmittedNumber, emitter: Emitter): EmittedNumber {
  const { nodes } = emitter
  if (right.over) throw new Unsupported('a quotient by a quotient')
  const by = constantOf(right, emitter)
  if (by?.numerator === 0n) return { ...left, none: nodes.yes }
  if (by) return multiply(left, numberConstant(Rational.one.dividedBy(by), emitter), emitter)
  if (left.over) throw new Unsupported('a quotient of a quotient')
  if (right.scale.lo < 0n) throw new Unsupported('a divisor that may be negative')
  // n₁/q₁ ÷ n₂/q₂ = (n₁·q₂) / (q₁·n₂): the numerator over q₁, divided by the integer n₂ over 1.
  const numerator = multiply(left, numberConstant(Rational.of(right.scale.q), emitter), emitter)
  const isZero = right.scale.lo > 0n ? nodes.no : nodes.compare('equal', right.node, nodes.constant(0))
  return {
    kind: 'number',
    node: numerator.node,
    scale: numerator.scale,
    over: { node: right.node, scale: { q: 1n, lo: right.scale.lo, hi: right.scale.hi } },
    none: emitter.noneWhere([left.none, right.none, isZero], [left, right]),
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
  const node = same.map((one) => one.node).reduce((a, b) => emitter.nodes[which](a, b))
  return { kind: 'number', node, scale, none: noneOf(same, emitter) }
}
