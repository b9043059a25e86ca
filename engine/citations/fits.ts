import { type CalendarDate, dateOf, partsOf } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import type { Value } from '../expression/value.ts'
import type { ValueType } from '../policy/types.ts'
import type { NumberKind, StatedDate, TextNumber } from './text-number.ts'

/** Types whose values a text states as numbers. */
const kindsOf: Readonly<Partial<Record<ValueType['name'], readonly NumberKind[]>>> = {
  money: ['money'],
  rate: ['rate'],
  duration: ['duration', 'age'],
  count: ['count'],
  number: ['count', 'rate', 'points', 'age', 'duration'],
  date: ['date'],
  year: ['date'],
  'month-day': ['date'],
}

/** Whether a value of this type is a number that a quote can state. */
export const isNumber = (type: ValueType): boolean => kindsOf[type.name] !== undefined

/** Measure words of what a unit counts; a unit that is not named here goes with any. */
const measuresOf: Readonly<Record<string, readonly string[]>> = {
  persons: ['人', '名', '位', '个', '口', '人次'],
  households: ['户', '家', '个', '户次'],
  times: ['次', '回'],
}

/**
 * Whether a number of a text can state a value of a type at all. A number without a unit goes with any
 * type that is one; where numbers with units fit, it does not count.
 */
export function fitting(numbers: readonly TextNumber[], type: ValueType): readonly TextNumber[] {
  const strict = numbers.filter((number) => fits(number, type))
  return strict.length > 0 ? strict : numbers.filter(({ kind }) => kind === 'number' && isPlain(type))
}

const isPlain = ({ name }: ValueType): boolean =>
  isNumber({ name }) && name !== 'date' && name !== 'month-day' && name !== 'year'

/** Whether one number can. */
export function fits(number: TextNumber, type: ValueType): boolean {
  const { kind, unit, date } = number
  if (date && (type.name === 'count' || type.name === 'number')) return onlyPart(date) !== null
  if (!kindsOf[type.name]?.includes(kind)) return false
  if (type.name === 'number') return type.unit === 'points' ? kind === 'points' : true
  if (type.name === 'year') return date?.year != null
  if (type.name === 'date') return date?.year != null
  if (type.name === 'month-day') return date?.month != null && date.day !== null
  if (type.name === 'money') return type.unit === undefined || type.unit === unit
  if (type.name === 'count') return measuresOf[type.unit ?? '']?.includes(unit ?? '') ?? true
  return true
}

/** The one part that a date states: 1月 is month 1. */
function onlyPart({ year, month, day }: StatedDate): number | null {
  const parts = [year, month, day].filter((part) => part !== null)
  return parts.length === 1 ? (parts[0] ?? null) : null
}

/** Months in a year, days in a week: durations that are the same in other units. */
const inMonths: Readonly<Record<string, number>> = { years: 12, 'years-of-age': 12, months: 1 }

/** Whether a number that fits states this value, unit for unit: 1年 is 12 months. */
export function states(number: TextNumber, value: Value, type: ValueType): boolean {
  const { date } = number
  if (date && type.name === 'date') return isDay(value) && statesDay(date, value)
  if (date && type.name === 'month-day') return typeof value === 'string' && value === monthDay(date)
  if (!(value instanceof Rational)) return false
  if (date && type.name === 'year') return value.equals(Rational.of(date.year ?? 0))
  if (date) return value.equals(Rational.of(onlyPart(date) ?? -1))
  if (number.value === null) return false
  if (type.name !== 'duration' || number.unit === null || number.unit === type.unit)
    return value.equals(number.value)
  const [from, to] = [inMonths[number.unit], inMonths[type.unit ?? '']]
  return (
    from !== undefined &&
    to !== undefined &&
    value.times(Rational.of(to)).equals(number.value.times(Rational.of(from)))
  )
}

/** Whether two numbers of a text say the same to a value of this type. */
export const sayTheSame = (a: TextNumber, b: TextNumber): boolean =>
  a.kind === b.kind &&
  a.unit === b.unit &&
  (a.value && b.value ? a.value.equals(b.value) : JSON.stringify(a.date) === JSON.stringify(b.date))

const isDay = (value: Value): value is CalendarDate =>
  typeof value === 'object' && value !== null && 'day' in value

const two = (part: number): string => String(part).padStart(2, '0')
const monthDay = ({ month, day }: StatedDate): string => `${two(month ?? 0)}-${two(day ?? 0)}`

/** A year or month by itself is its first day (2009年起) or its last (2009年底). */
function statesDay({ year, month, day, edge }: StatedDate, value: CalendarDate): boolean {
  const parts = partsOf(value)
  if (year !== parts.year || (month !== null && month !== parts.month)) return false
  if (day !== null) return day === parts.dayOfMonth
  const first = value.day === dateOf({ year, month: month ?? 1, dayOfMonth: 1 }).day
  const after = partsOf({ day: value.day + 1 })
  const last = month === null ? after.year !== year : after.month !== month
  return (first && edge !== 'last') || (last && edge !== 'first')
}
