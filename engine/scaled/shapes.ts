import type { Rational } from '../base/rational.ts'

/** A number as an integer over a denominator that is known when the code is made: value = n / q, lo ≤ n ≤ hi. */
export interface Scale {
  readonly q: bigint
  readonly lo: bigint
  readonly hi: bigint
}

/** Integers that doubles hold exactly, and whose quotients they round down exactly. */
export const mostExact = 2n ** 53n - 1n

export const isProven = ({ lo, hi }: Pick<Scale, 'lo' | 'hi'>): boolean => lo >= -mostExact && hi <= mostExact

export const scaleOf = (value: Rational): Scale => ({
  q: value.denominator,
  lo: value.numerator,
  hi: value.numerator,
})

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x === 0n ? 1n : x
}

export const lcm = (a: bigint, b: bigint): bigint => (a / gcd(a, b)) * b

export const least = (...values: readonly bigint[]): bigint => values.reduce((a, b) => (b < a ? b : a))
export const most = (...values: readonly bigint[]): bigint => values.reduce((a, b) => (b > a ? b : a))

/** The bounds of a product. */
export const productBounds = (a: Scale, b: Scale): Pick<Scale, 'lo' | 'hi'> => {
  const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
  return { lo: least(...corners), hi: most(...corners) }
}

/** A scale at another denominator that its own divides. */
export const atScale = ({ q, lo, hi }: Scale, to: bigint): Scale => {
  const k = to / q
  return { q: to, lo: lo * k, hi: hi * k }
}
