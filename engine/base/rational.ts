/** How a value between two multiples of the unit is settled. */
export const roundingModes = [
  'half-up',
  'half-even',
  'toward-zero',
  'away-from-zero',
  'downward',
  'upward',
] as const

export type RoundingMode = (typeof roundingModes)[number]

/** A declared rounding: to a multiple of `to`, by `mode`. */
export interface Rounding {
  readonly to: Rational
  readonly mode: RoundingMode
}

/** An exact number: a fraction in lowest terms with a positive denominator. */
export class Rational {
  readonly numerator: bigint
  readonly denominator: bigint

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator
    this.denominator = denominator
  }

  static readonly zero = new Rational(0n, 1n)
  static readonly one = new Rational(1n, 1n)

  /** Throws RangeError for a denominator of 0: callers say first what a quotient by 0 means. */
  static of(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
    const n = BigInt(numerator)
    const d = BigInt(denominator)
    if (d === 0n) throw new RangeError('division by zero')
    const divisor = greatestCommonDivisor(n < 0n ? -n : n, d < 0n ? -d : d) * (d < 0n ? -1n : 1n)
    return divisor === 1n ? new Rational(n, d) : new Rational(n / divisor, d / divisor)
  }

  /**
   * Reads `-?\d+(\.\d+)?`, or that with `%`.
   *
   * Shape   text → Rational, or undefined for any other form
   */
  static parse(text: string): Rational | undefined {
    const match = /^(-?)(\d+)(?:\.(\d+))?(%?)$/.exec(text)
    if (!match) return undefined
    const [, sign = '', whole = '', fraction = '', percent = ''] = match
    const digits = BigInt(sign + whole + fraction)
    return Rational.of(digits, 10n ** BigInt(fraction.length + (percent ? 2 : 0)))
  }

  plus(other: Rational): Rational {
    return Rational.of(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    )
  }

  minus(other: Rational): Rational {
    return this.plus(other.negated())
  }

  times(other: Rational): Rational {
    return Rational.of(this.numerator * other.numerator, this.denominator * other.denominator)
  }

  dividedBy(other: Rational): Rational {
    return Rational.of(this.numerator * other.denominator, this.denominator * other.numerator)
  }

  negated(): Rational {
    return new Rational(-this.numerator, this.denominator)
  }

  /** Negative, zero or positive, as this is less than, equal to or greater than the other. */
  compare(other: Rational): -1 | 0 | 1 {
    const left = this.numerator * other.denominator
    const right = other.numerator * this.denominator
    return left < right ? -1 : left > right ? 1 : 0
  }

  equals(other: Rational): boolean {
    return this.numerator === other.numerator && this.denominator === other.denominator
  }

  get isInteger(): boolean {
    return this.denominator === 1n
  }

  get isNegative(): boolean {
    return this.numerator < 0n
  }

  /** True when a decimal can write it exactly. */
  get isDecimal(): boolean {
    let rest = this.denominator
    while (rest % 2n === 0n) rest /= 2n
    while (rest % 5n === 0n) rest /= 5n
    return rest === 1n
  }

  /** To a multiple of `to`, by `mode`. */
  round({ to, mode }: Rounding): Rational {
    const quotient = this.dividedBy(to)
    return Rational.of(roundToInteger(quotient.numerator, quotient.denominator, mode)).times(to)
  }

  /**
   * The shortest exact decimal (`3000`, `229.1663`), with at least `decimals` places; a fraction
   * that no decimal writes comes out as `1/3`.
   */
  toString(decimals = 0): string {
    if (!this.isDecimal) return `${this.numerator}/${this.denominator}`
    let places = 0
    let scale = 1n
    while (scale % this.denominator !== 0n) {
      scale *= 10n
      places++
    }
    const digits = ((this.numerator < 0n ? -this.numerator : this.numerator) * scale) / this.denominator
    const text = digits.toString().padStart(places + 1, '0')
    const whole = text.slice(0, text.length - places)
    const fraction = text.slice(text.length - places).padEnd(decimals, '0')
    return `${this.numerator < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
  }

  toJSON(): string {
    return this.toString()
  }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}

/** n / d (d > 0) to an integer. */
export function roundToInteger(n: bigint, d: bigint, mode: RoundingMode): bigint {
  const truncated = n / d
  const rest = n % d
  if (rest === 0n) return truncated
  const isNegative = n < 0n
  const away = truncated + (isNegative ? -1n : 1n)
  const twice = 2n * (isNegative ? -rest : rest)
  switch (mode) {
    case 'half-up':
      return twice >= d ? away : truncated
    case 'half-even':
      return twice > d || (twice === d && truncated % 2n !== 0n) ? away : truncated
    case 'toward-zero':
      return truncated
    case 'away-from-zero':
      return away
    case 'downward':
      return isNegative ? away : truncated
    case 'upward':
      return isNegative ? truncated : away
  }
}
