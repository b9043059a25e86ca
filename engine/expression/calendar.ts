import {
  addMonths,
  type CalendarDate,
  dayOfYear,
  formatDate,
  parseMonthDay,
  wholeMonths,
} from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import type { CalendarFunction } from './expression.ts'
import type { Value } from './value.ts'

const isDate = (value: Value): value is CalendarDate =>
  typeof value === 'object' && value !== null && 'day' in value

/** A whole number that the calendar reaches; undefined for any other. */
const whole = (value: Value): number | undefined => {
  if (!(value instanceof Rational) || !value.isInteger) return undefined
  const number = Number(value.numerator)
  return Math.abs(number) <= 1_000_000 ? number : undefined
}

/** Years 1 to 9999 are written with four digits; others are no days here. */
const inCalendar = (date: CalendarDate): Value => (/^(?!0000)\d{4}-/.test(formatDate(date)) ? date : null)

/** What a calendar function makes of two known values; null where they are not of its kind. */
export function reckonCalendar(by: CalendarFunction, left: Value, right: Value): Value {
  const number = whole(right)
  switch (by) {
    case 'add-months':
      return isDate(left) && number !== undefined ? inCalendar(addMonths(left, number)) : null
    case 'add-days':
      return isDate(left) && number !== undefined ? inCalendar({ day: left.day + number }) : null
    case 'days-between':
      return isDate(left) && isDate(right) ? Rational.of(right.day - left.day) : null
    case 'months-between':
      return isDate(left) && isDate(right) ? Rational.of(wholeMonths(left, right)) : null
    case 'day-of-year': {
      const year = whole(left)
      const on = typeof right === 'string' ? parseMonthDay(right) : undefined
      return year === undefined || !on ? null : (dayOfYear(year, on.month, on.dayOfMonth) ?? null)
    }
    case 'first-of-month': {
      const year = whole(left)
      return year === undefined || number === undefined ? null : (dayOfYear(year, number, 1) ?? null)
    }
  }
}
