import type { Rational, Rounding } from '../base/rational.ts'

/** Numbers between two ends, both inside; null: without end. */
export interface Range {
  readonly low: Rational | null
  readonly high: Rational | null
}

export const exactly = (value: Rational): Range => ({ low: value, high: value })

type End = Rational | null

const of = (end: End, reckon: (end: Rational) => Rational): End => (end === null ? null : reckon(end))

const lesser = (a: Rational, b: Rational): Rational => (a.compare(b) <= 0 ? a : b)
const greater = (a: Rational, b: Rational): Rational => (a.compare(b) >= 0 ? a : b)

const both = (a: End, b: End, reckon: (a: Rational, b: Rational) => Rational): End =>
  a === null || b === null ? null : reckon(a, b)
const either = (a: End, b: End, reckon: (a: Rational, b: Rational) => Rational): End =>
  a === null ? b : b === null ? a : reckon(a, b)

/** The numbers of both, and those between. */
export const hull = (a: Range, b: Range): Range => ({
  low: both(a.low, b.low, lesser),
  high: both(a.high, b.high, greater),
})

export const sum = (a: Range, b: Range): Range => ({
  low: both(a.low, b.low, (x, y) => x.plus(y)),
  high: both(a.high, b.high, (x, y) => x.plus(y)),
})

export const negated = ({ low, high }: Range): Range => ({
  low: of(high, (end) => end.negated()),
  high: of(low, (end) => end.negated()),
})

export const leastOf = (a: Range, b: Range): Range => ({
  low: both(a.low, b.low, lesser),
  high: either(a.high, b.high, lesser),
})

export const greatestOf = (a: Range, b: Range): Range => negated(leastOf(negated(a), negated(b)))

const isZero = (end: End): boolean => end !== null && end.numerator === 0n

/** Of two ends, one of them possibly without end: 0 times whatever is 0. */
function timesEnd(a: End, b: End, aSign: 1 | -1, bSign: 1 | -1): End | '+' | '-' {
  if (isZero(a) || isZero(b)) return isZero(a) ? a : b
  if (a !== null && b !== null) return a.times(b)
  const signOf = (end: End, otherwise: 1 | -1) => (end === null ? otherwise : end.isNegative ? -1 : 1)
  return signOf(a, aSign) * signOf(b, bSign) > 0 ? '+' : '-'
}

export function product(a: Range, b: Range): Range {
  const corners = [
    timesEnd(a.low, b.low, -1, -1),
    timesEnd(a.low, b.high, -1, 1),
    timesEnd(a.high, b.low, 1, -1),
    timesEnd(a.high, b.high, 1, 1),
  ]
  const finite = corners.filter((corner) => typeof corner === 'object' && corner !== null)
  const [first] = finite
  return {
    low: corners.includes('-') || !first ? null : finite.reduce(lesser, first),
    high: corners.includes('+') || !first ? null : finite.reduce(greater, first),
  }
}

/** undefined where the divisor may be 0: then there may be no quotient at all. */
export function quotient(a: Range, b: Range): Range | undefined {
  const isAbove = (b.low?.numerator ?? 0n) > 0n
  const isBelow = b.high?.isNegative === true
  if (!isAbove && !isBelow) return undefined
  const one = (end: Rational): Rational => end.dividedBy(end.times(end))
  // What is divided by ever more comes ever nearer to 0.
  const zero = ((b.low ?? b.high) as Rational).minus((b.low ?? b.high) as Rational)
  return product(a, { low: b.high ? one(b.high) : zero, high: b.low ? one(b.low) : zero })
}

/** Rounding keeps the order of numbers. */
export const rounded = ({ low, high }: Range, rounding: Rounding): Range => ({
  low: of(low, (end) => end.round(rounding)),
  high: of(high, (end) => end.round(rounding)),
})
