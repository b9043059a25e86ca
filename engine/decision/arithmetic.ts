import { Rational, type Rounding } from '../base/rational.ts'

/** Exact arithmetic that compiled code runs on. Numbers of one arithmetic never meet those of another. */
export interface Arithmetic<N> {
  readonly of: (value: Rational) => N
  readonly is: (value: unknown) => value is N
  readonly toRational: (value: N) => Rational
  readonly add: (a: N, b: N) => N
  readonly subtract: (a: N, b: N) => N
  readonly multiply: (a: N, b: N) => N
  /** The divisor is not 0. */
  readonly divide: (a: N, b: N) => N
  readonly compare: (a: N, b: N) => number
  /** Prepared once, when a plan is compiled. */
  readonly rounder: (rounding: Rounding) => (value: N) => N
}

/** A fraction of integers that doubles hold exactly; the denominator is positive. */
export interface DoubleFraction {
  readonly n: number
  readonly d: number
}

/** Thrown when an intermediate result leaves the integers that doubles hold; the row is then decided with big integers. */
export const overflow = Symbol('an intermediate result is past 2^53')

const fraction = (n: number, d: number): DoubleFraction => {
  if (Number.isSafeInteger(n) && Number.isSafeInteger(d)) return { n, d }
  throw overflow
}

const reduced = (n: number, d: number): DoubleFraction => {
  let a = Math.abs(n)
  let b = d
  while (b !== 0) [a, b] = [b, a % b]
  return a > 1 ? { n: n / a, d: d / a } : { n, d }
}

/** Sums and products of safe integers, exact or refused: no rounding goes unseen. */
const times = (a: number, b: number): number => {
  const product = a * b
  if (Number.isSafeInteger(product)) return product
  throw overflow
}

const plus = (a: number, b: number): number => {
  const sum = a + b
  if (Number.isSafeInteger(sum)) return sum
  throw overflow
}

const crosswise = (a: DoubleFraction, b: DoubleFraction, sign: 1 | -1): DoubleFraction =>
  a.d === b.d
    ? reduced(plus(a.n, sign * b.n), a.d)
    : reduced(plus(times(a.n, b.d), sign * times(b.n, a.d)), times(a.d, b.d))

/**
 * Fractions over doubles. Fast, and exact as long as it does not throw `overflow`.
 *
 * Errors  throws `overflow`
 */
export const doubles: Arithmetic<DoubleFraction> = {
  of: ({ numerator, denominator }) => fraction(Number(numerator), Number(denominator)),
  is: (value): value is DoubleFraction => typeof value === 'object' && value !== null && 'n' in value,
  toRational: ({ n, d }) => Rational.of(n, d),
  add: (a, b) => crosswise(a, b, 1),
  subtract: (a, b) => crosswise(a, b, -1),
  multiply: (a, b) => reduced(times(a.n, b.n), times(a.d, b.d)),
  divide: (a, b) => {
    const sign = Math.sign(b.n)
    return reduced(times(a.n, sign * b.d), times(a.d, sign * b.n))
  },
  compare: (a, b) => (a.d === b.d ? a.n - b.n : times(a.n, b.d) - times(b.n, a.d)),
  rounder: ({ to, mode }) => {
    const unit = fraction(Number(to.numerator), Number(to.denominator))
    return ({ n, d }) => {
      // The value in units is top / bottom; both are exact, so floor and remainder are too.
      const top = times(n, unit.d)
      const bottom = times(d, unit.n)
      const rest = top % bottom
      const truncated = (top - rest) / bottom
      if (rest === 0) return reduced(times(truncated, unit.n), unit.d)
      const sign = Math.sign(top)
      const away = truncated + sign
      const twice = times(2, Math.abs(rest))
      const up =
        mode === 'half-up'
          ? twice >= bottom
          : mode === 'half-even'
            ? twice > bottom || (twice === bottom && truncated % 2 !== 0)
            : mode === 'away-from-zero'
              ? true
              : mode === 'downward'
                ? sign === -1
                : mode === 'upward'
                  ? sign === 1
                  : false
      return reduced(times(up ? away : truncated, unit.n), unit.d)
    }
  },
}

/** The same over big integers: slower, without a limit. */
export const bigIntegers: Arithmetic<Rational> = {
  of: (value) => value,
  is: (value): value is Rational => value instanceof Rational,
  toRational: (value) => value,
  add: (a, b) => a.plus(b),
  subtract: (a, b) => a.minus(b),
  multiply: (a, b) => a.times(b),
  divide: (a, b) => a.dividedBy(b),
  compare: (a, b) => a.compare(b),
  rounder: (rounding) => (value) => value.round(rounding),
}
