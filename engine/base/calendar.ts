/**
 * A calendar day as the number of days since 1970-01-01, in the proleptic Gregorian calendar.
 * No clock, no time zone, no Date.
 */
export interface CalendarDate {
  readonly day: number
}

export interface YearMonthDay {
  readonly year: number
  readonly month: number
  readonly dayOfMonth: number
}

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const daysInMonth = (year: number, month: number): number =>
  month === 2
    ? isLeapYear(year)
      ? 29
      : 28
    : month === 4 || month === 6 || month === 9 || month === 11
      ? 30
      : 31

/**
 * Source  days_from_civil, Howard Hinnant, chrono-Compatible Low-Level Date Algorithms
 */
export function dateOf({ year, month, dayOfMonth }: YearMonthDay): CalendarDate {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return { day: era * 146097 + dayOfEra - 719468 }
}

/**
 * Source  civil_from_days, same place
 */
export function partsOf({ day }: CalendarDate): YearMonthDay {
  const z = day + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}

/** Reads `YYYY-MM-DD`; undefined for another form or a day that does not exist. */
export function parseDate(text: string): CalendarDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month))
    return undefined
  return dateOf({ year, month, dayOfMonth })
}

export function formatDate(date: CalendarDate): string {
  const { year, month, dayOfMonth } = partsOf(date)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
}

/** The same day of the month n months later, clipped to the month's end. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const { year, month, dayOfMonth } = partsOf(date)
  const index = year * 12 + (month - 1) + months
  const newYear = Math.floor(index / 12)
  const newMonth = index - newYear * 12 + 1
  return dateOf({
    year: newYear,
    month: newMonth,
    dayOfMonth: Math.min(dayOfMonth, daysInMonth(newYear, newMonth)),
  })
}

/** The least n ≥ 0 for which `from` + n months is on or after `date`. */
export function monthsUntil(from: CalendarDate, date: CalendarDate): number {
  if (date.day <= from.day) return 0
  const a = partsOf(from)
  const b = partsOf(date)
  // Never more than one off: the clipped day of the month decides.
  const n = Math.max(0, (b.year - a.year) * 12 + b.month - a.month)
  return addMonths(from, n).day >= date.day ? n : n + 1
}

/** The last n for which `from` + n months is on or before `date`; negative where `date` is before. */
export function wholeMonths(from: CalendarDate, date: CalendarDate): number {
  const a = partsOf(from)
  const b = partsOf(date)
  // Never more than one off: the clipped day of the month decides.
  const n = (b.year - a.year) * 12 + b.month - a.month
  return addMonths(from, n).day <= date.day ? n : n - 1
}

/** A day of every year, `MM-DD`; undefined for another form or a day that no year has. */
export function parseMonthDay(
  text: string,
): { readonly month: number; readonly dayOfMonth: number } | undefined {
  const match = /^(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  const [month, dayOfMonth] = [Number(match[1]), Number(match[2])]
  // 29 February is a day of some years.
  return month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(2000, month)
    ? undefined
    : { month, dayOfMonth }
}

/** The day of a year, clipped to the month's end; undefined for a year or month that does not exist. */
export function dayOfYear(year: number, month: number, dayOfMonth: number): CalendarDate | undefined {
  const isThere =
    Number.isInteger(year) &&
    year >= 1 &&
    year <= 9999 &&
    Number.isInteger(month) &&
    month >= 1 &&
    month <= 12
  return isThere
    ? dateOf({ year, month, dayOfMonth: Math.min(dayOfMonth, daysInMonth(year, month)) })
    : undefined
}
