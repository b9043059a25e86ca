import { formatDate } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import type { Value } from '../expression/value.ts'
import type { ValueType } from '../policy/types.ts'

/**
 * Something decided by as one text: the same for two that decide the same way. Numbers and dates are written
 * exactly, maps in the order of their keys.
 */
export function meaningOf(thing: unknown): string {
  if (thing instanceof Rational) return `#${thing.toString()}`
  if (typeof thing === 'bigint') return `#${thing}`
  if (thing instanceof Map) return meaningOf([...thing])
  if (Array.isArray(thing)) return `[${thing.map(meaningOf).join()}]`
  if (typeof thing === 'object' && thing !== null) {
    if ('day' in thing && typeof thing.day === 'number') return `@${formatDate({ day: thing.day })}`
    const entries = Object.entries(thing)
      .filter(([, value]) => value !== undefined && typeof value !== 'function')
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, value]) => `${key}:${meaningOf(value)}`).join()}}`
  }
  return JSON.stringify(thing) ?? 'undefined'
}

export const sameMeaning = (a: unknown, b: unknown): boolean => a === b || meaningOf(a) === meaningOf(b)

export const sameValue = (a: Value, b: Value): boolean => sameMeaning(a, b)

/** Types without the words of their categories and fields. */
export function typeMeaning(type: ValueType): string {
  const values = type.values ? Object.keys(type.values).sort() : undefined
  const fields = Object.entries(type.fields ?? {}).map(([key, field]) => [
    key,
    typeMeaning(field.type),
    field.absent === undefined ? 'unknown' : meaningOf(field.absent),
  ])
  return meaningOf({ ...type, values, fields, of: type.of && typeMeaning(type.of) })
}
