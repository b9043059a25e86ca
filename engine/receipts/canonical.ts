import { formatDate } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import { isDatedSeries, isListValue, isMonthSeries, isRecordValue, type Value } from '../expression/value.ts'

/** Data that JSON writes without loss: its numbers are whole and below 2^53. */
export type Plain = null | boolean | number | string | readonly Plain[] | PlainMap

export interface PlainMap {
  readonly [key: string]: Plain
}

/**
 * JSON in the one form that is hashed: no space, the keys of each map sorted by their UTF-16 units.
 *
 * Source  RFC 8785, of which this is the part without fractions
 */
export function canonicalJson(data: Plain): string {
  if (typeof data === 'number') {
    // A fraction has several spellings; those we keep are text.
    if (!Number.isSafeInteger(data)) throw new RangeError(`${data} is not a whole number below 2^53`)
    return String(data)
  }
  if (data === null || typeof data !== 'object') return JSON.stringify(data)
  if (isList(data)) return `[${data.map(canonicalJson).join(',')}]`
  const entries = Object.keys(data)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(data[key] as Plain)}`)
  return `{${entries.join(',')}}`
}

const isList = (data: readonly Plain[] | PlainMap): data is readonly Plain[] => Array.isArray(data)

/** Whether data read from JSON can be hashed. */
export function isPlain(data: unknown): data is Plain {
  if (typeof data === 'number') return Number.isSafeInteger(data)
  return typeof data !== 'object' || data === null || Object.values(data).every(isPlain)
}

/** A value in canonical form: a number is the shortest text that writes it exactly, a date its ISO text. */
export function canonicalValue(value: Value): Plain {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (value instanceof Rational) return value.toString()
  if (isListValue(value)) return value.map(canonicalValue)
  if (isRecordValue(value)) return mapOf(Object.entries(value.fields))
  if (isDatedSeries(value))
    return value.dated.map(({ from, value: each }) => ({
      from: from && formatDate(from),
      value: canonicalValue(each),
    }))
  if (isMonthSeries(value))
    return value.months.map(({ from, count, value: each }) => ({
      from: formatDate(from),
      months: count,
      value: canonicalValue(each),
    }))
  return formatDate(value)
}

/** Facts, or the fields of a record, in canonical form. */
export const mapOf = (entries: Iterable<readonly [string, Value]>): PlainMap =>
  Object.fromEntries([...entries].map(([name, value]) => [name, canonicalValue(value)]))
