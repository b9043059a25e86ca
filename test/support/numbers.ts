import fc from 'fast-check'
import { Rational, type Rounding, type RoundingMode, roundingModes } from '../../engine/index.ts'

/** Fractions as they come, not in lowest terms: the reference is the pair itself. */
const integer = fc.oneof(
  fc.bigInt({ min: -50n, max: 50n }),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
)
const divisor = integer.filter((d) => d !== 0n)
export const pair = fc.tuple(integer, divisor)
export type Pair = readonly [bigint, bigint]
export const rational = ([n, d]: Pair) => Rational.of(n, d)

/** A decimal as a person writes one. */
export const decimalText = fc
  .tuple(
    fc.boolean(),
    fc.bigInt({ min: 0n, max: 10n ** 25n }),
    fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }),
  )
  .map(
    ([minus, whole, fraction]) =>
      `${minus ? '-' : ''}${whole}${fraction.length > 0 ? `.${fraction.join('')}` : ''}`,
  )

/**
 * Rounding by its definition: of the two neighbouring multiples, the one that the mode names. Written without
 * division of negative numbers, so that it cannot share a slip with the code.
 */
export function roundedByDefinition(value: Rational, { to, mode }: Rounding): Rational {
  const quotient = value.dividedBy(to)
  const shift = 1n + (quotient.isNegative ? -quotient.numerator : 0n)
  const below = (quotient.numerator + shift * quotient.denominator) / quotient.denominator - shift
  const lower = Rational.of(below)
  if (lower.equals(quotient)) return value
  const upper = Rational.of(below + 1n)
  const outer = quotient.isNegative ? lower : upper
  const inner = quotient.isNegative ? upper : lower
  const half = quotient.minus(lower).compare(Rational.of(1, 2))
  const nearest = half < 0 ? lower : half > 0 ? upper : undefined
  const chosen: Readonly<Record<RoundingMode, Rational>> = {
    'half-up': nearest ?? outer,
    'half-even': nearest ?? ((below & 1n) === 0n ? lower : upper),
    'toward-zero': inner,
    'away-from-zero': outer,
    downward: lower,
    upward: upper,
  }
  return chosen[mode].times(to)
}

export const unit = fc
  .constantFrom('0.0001', '0.01', '0.05', '0.1', '1', '7', '50', '1000')
  .map((text) => Rational.parse(text) as Rational)
export const mode = fc.constantFrom(...roundingModes)
/** Values on, and just beside, the halves and multiples of the unit. */
export const nearEdge = (to: Rational) =>
  fc
    .tuple(fc.integer({ min: -40, max: 40 }), fc.constantFrom('0', '0.000000001', '-0.000000001'))
    .map(([halves, beside]) => to.times(Rational.of(halves, 2)).plus(Rational.parse(beside) as Rational))
