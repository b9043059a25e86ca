import type { CalendarDate } from '../base/calendar.ts'
import type { Rational } from '../base/rational.ts'

/**
 * An exact value. Money, rates and counts are rationals; a category or a name is its text.
 * `null` is "no value" (a quotient by 0, a choice where nothing holds), which is not "unknown".
 */
export type Value =
  | null
  | boolean
  | string
  | Rational
  | CalendarDate
  | readonly Value[]
  | DatedSeries
  | MonthSeries
  | RecordValue

/** A value that changes on dates: sorted by `from`; null is "from ever". */
export interface DatedSeries {
  readonly dated: readonly { readonly from: CalendarDate | null; readonly value: Value }[]
}

/** Amounts of consecutive months, in runs of equal value: Σ count × value. */
export interface MonthSeries {
  readonly months: readonly { readonly from: CalendarDate; readonly count: number; readonly value: Value }[]
}

/** Named fields of a record fact. */
export interface RecordValue {
  readonly fields: Readonly<Record<string, Value>>
}

export const isDatedSeries = (value: Value): value is DatedSeries =>
  typeof value === 'object' && value !== null && 'dated' in value
export const isMonthSeries = (value: Value): value is MonthSeries =>
  typeof value === 'object' && value !== null && 'months' in value
export const isRecordValue = (value: Value): value is RecordValue =>
  typeof value === 'object' && value !== null && 'fields' in value
export const isListValue = (value: Value): value is readonly Value[] => Array.isArray(value)
