import type { Rounding, RoundingMode } from '../base/rational.ts'
import type { EmittedNumber, Emitter } from './emitter.ts'
import { gcd, isProven, most, type Scale } from './shapes.ts'

/** An integer x over D (both exact) to an integer; `floor` of a quotient of such integers is exact. */
const formulas: Readonly<Record<RoundingMode, (x: string, d: string) => string>> = {
  'half-up': (x, d) => `Math.floor((2 * ${x} + ${d}) / (2 * ${d}))`,
  'half-even': (x, d) =>
    `(Math.floor(${x} / ${d}) + (2 * (${x} % ${d}) > ${d} || (2 * (${x} % ${d}) === ${d} && Math.floor(${x} / ${d}) % 2 !== 0) ? 1 : 0))`,
  'toward-zero': (x, d) => `Math.floor(${x} / ${d})`,
  'away-from-zero': (x, d) => `Math.ceil(${x} / ${d})`,
  downward: (x, d) => `Math.floor(${x} / ${d})`,
  upward: (x, d) => `Math.ceil(${x} / ${d})`,
}

/** Those that look away from the sign: for a negative number they are reckoned on its amount. */
const bySymmetry: ReadonlySet<RoundingMode> = new Set([
  'half-up',
  'half-even',
  'toward-zero',
  'away-from-zero',
])

/**
 * A number to a multiple of `to`: n·M over D, where value ÷ to = n·M / D.
 *
 * Source  the scheme of scaled integers: half-up of n ≥ 0 is floor((2nM + D) / 2D)
 */
export function round(number: EmittedNumber, { to, mode }: Rounding, emitter: Emitter): EmittedNumber {
  const { scale, over } = number
  const g = gcd(to.denominator, scale.q * to.numerator)
  const m = to.denominator / g
  const whole = (scale.q * to.numerator) / g
  const x: Scale = { q: 1n, lo: scale.lo * m, hi: scale.hi * m }
  const numerator = m === 1n ? number.js : emitter.integer(`${number.js} * ${m}`, x)
  const rest = { kind: 'number' as const, known: number.known, none: number.none }
  if (whole === 1n && !over) return { ...rest, ...multipleOf(numerator, x, to, emitter) }
  const d = over ? emitter.integer(`${over.js} * ${whole}`, scaledBy(over.scale, whole)) : String(whole)
  const widest = over ? over.scale.hi * whole : whole
  watch(x, widest, numerator, d, emitter)
  const k = emitter.hold(rounded(numerator, d, mode, x))
  const bounds = over
    ? { lo: x.lo < 0n ? x.lo : 0n, hi: x.hi > 0n ? x.hi : 0n }
    : { lo: x.lo / whole - 1n, hi: x.hi / whole + 1n }
  return { ...rest, ...multipleOf(k, { q: 1n, ...bounds }, to, emitter) }
}

const scaledBy = ({ lo, hi }: Scale, k: bigint): Scale => ({ q: 1n, lo: lo * k, hi: hi * k })

function rounded(x: string, d: string, mode: RoundingMode, { lo }: Scale): string {
  const formula = formulas[mode]
  if (lo >= 0n || !bySymmetry.has(mode)) return formula(x, d)
  // `+ 0` makes a plain zero of a negative one.
  return `(${x} < 0 ? -${formula(`(-${x})`, d)} + 0 : ${formula(x, d)})`
}

/** Twice the numerator and the divisor together are the largest integer a rounding makes. */
function watch(x: Scale, widest: bigint, numerator: string, d: string, emitter: Emitter): void {
  const size = 2n * most(x.hi, -x.lo) + 2n * widest
  if (isProven({ lo: -size, hi: size })) return
  emitter.guards++
  emitter.lines.push(`if (2 * Math.abs(${numerator}) + 2 * ${d} > 9007199254740991) wide = true;`)
}

/** k multiples of `to`, as an integer over its denominator. */
function multipleOf(
  k: string,
  bounds: Scale,
  to: Rounding['to'],
  emitter: Emitter,
): Pick<EmittedNumber, 'js' | 'scale'> {
  const scale: Scale = {
    q: to.denominator,
    lo: bounds.lo * to.numerator,
    hi: bounds.hi * to.numerator,
  }
  return {
    scale,
    js: to.numerator === 1n ? k : emitter.integer(`${k} * ${to.numerator}`, scale),
  }
}
