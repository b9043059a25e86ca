import { Rational, type Rounding } from '../base/rational.ts'
import type { Result } from '../expression/evaluate.ts'
import type { Value } from '../expression/value.ts'

/** What an expression is over an interval of the varying fact. */
export type Form = Fixed | Curve | Quotient | ListForm | RecordForm | MonthsForm

/** The same everywhere. */
export interface Fixed {
  readonly kind: 'fixed'
  readonly result: Result
}

/**
 * A number, or the number of a day, that follows the fact: slope × fact + offset, exactly where `error` is 0,
 * else never farther off than that (because of a rounding or the calendar).
 */
export interface Curve {
  readonly kind: 'curve'
  readonly isDate: boolean
  readonly slope: Rational
  readonly offset: Rational
  readonly error: Rational
  /** 1 never falls, -1 never rises, 0 not known. */
  readonly direction: -1 | 0 | 1
  readonly at: (fact: Rational) => Rational
  /** How it was made: the same text is the same curve. */
  readonly key: string
}

/** One straight line divided by another. */
export interface Quotient {
  readonly kind: 'quotient'
  readonly top: Curve
  readonly bottom: Curve
}

export interface ListForm {
  readonly kind: 'list'
  readonly of: readonly Form[]
}

export interface RecordForm {
  readonly kind: 'record'
  readonly fields: Readonly<Record<string, Form>>
}

/** Runs of months: how many, and the amount of each. */
export interface MonthsForm {
  readonly kind: 'months'
  readonly runs: readonly { readonly count: Form; readonly value: Form }[]
}

export const fixed = (result: Result): Fixed => ({ kind: 'fixed', result })
export const isExact = ({ error }: Curve): boolean => error.equals(Rational.zero)

export const isRational = (form: Form): form is Fixed & { readonly result: Rational } =>
  form.kind === 'fixed' && form.result instanceof Rational

export const dayOf = (value: Value): number | undefined =>
  typeof value === 'object' && value !== null && 'day' in value ? value.day : undefined

const signOf = (value: Rational): -1 | 0 | 1 => value.compare(Rational.zero)

/** A straight line; without a slope a number that is the same everywhere. */
export function straight(slope: Rational, offset: Rational, isDate = false): Form {
  if (signOf(slope) === 0) return fixed(isDate ? { day: Number(offset.numerator) } : offset)
  return line(slope, offset, isDate)
}

export const line = (slope: Rational, offset: Rational, isDate = false): Curve => ({
  kind: 'curve',
  isDate,
  slope,
  offset,
  error: Rational.zero,
  direction: signOf(slope),
  at: (fact) => slope.times(fact).plus(offset),
  key: `${slope}x+${offset}`,
})

export function scaled(curve: Curve, by: Rational): Form {
  const sign = signOf(by)
  if (sign === 0) return fixed(Rational.zero)
  if (isExact(curve)) return straight(curve.slope.times(by), curve.offset.times(by))
  return {
    ...curve,
    slope: curve.slope.times(by),
    offset: curve.offset.times(by),
    error: sign < 0 ? curve.error.times(by).negated() : curve.error.times(by),
    direction: (curve.direction * sign) as Curve['direction'],
    at: (fact) => curve.at(fact).times(by),
    key: `(${curve.key})*${by}`,
  }
}

export function shifted(curve: Curve, by: Rational): Form {
  if (isExact(curve)) return straight(curve.slope, curve.offset.plus(by), curve.isDate)
  return {
    ...curve,
    offset: curve.offset.plus(by),
    at: (fact) => curve.at(fact).plus(by),
    key: `(${curve.key})+${by}`,
  }
}

export function addedTo(a: Curve, b: Curve): Form {
  const slope = a.slope.plus(b.slope)
  const offset = a.offset.plus(b.offset)
  if (isExact(a) && isExact(b)) return straight(slope, offset)
  return {
    kind: 'curve',
    isDate: false,
    slope,
    offset,
    error: a.error.plus(b.error),
    direction: a.direction === b.direction ? a.direction : 0,
    at: (fact) => a.at(fact).plus(b.at(fact)),
    key: `(${a.key})+(${b.key})`,
  }
}

export const rounded = (curve: Curve, rounding: Rounding): Curve => ({
  ...curve,
  error: curve.error.plus(rounding.to),
  at: (fact) => curve.at(fact).round(rounding),
  key: `round(${curve.key};${rounding.to};${rounding.mode})`,
})

/** Something of the calendar that never falls, near slope × given + offset. */
export function reckoned(
  curve: Curve,
  by: {
    readonly name: string
    readonly slope: Rational
    readonly offset: Rational
    readonly error: Rational
    readonly falls?: boolean
    readonly isDate: boolean
    readonly at: (given: Rational) => Rational
  },
): Curve {
  const size = signOf(by.slope) < 0 ? by.slope.negated() : by.slope
  return {
    kind: 'curve',
    isDate: by.isDate,
    slope: curve.slope.times(by.slope),
    offset: curve.offset.times(by.slope).plus(by.offset),
    error: curve.error.times(size).plus(by.error),
    direction: (curve.direction * (by.falls ? -1 : 1)) as Curve['direction'],
    at: (fact) => by.at(curve.at(fact)),
    key: `${by.name}(${curve.key})`,
  }
}
