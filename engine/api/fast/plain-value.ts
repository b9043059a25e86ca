import { parseDate, parseMonthDay } from '../../base/calendar.ts'
import { Rational } from '../../base/rational.ts'
import { forbiddenCharacter } from '../../document/characters.ts'
import { orderOf } from '../../expression/compare.ts'
import type { Value } from '../../expression/value.ts'
import type { ValueType } from '../../policy/types.ts'
import { decimalText } from '../decimal-text.ts'
import { isPlainObject } from '../plain-facts.ts'

/** A plain value as its type reads it; undefined: whatever it is, the exact way has to look at it. */
export type PlainReader = (value: unknown) => Value | undefined

/** Longer numbers are looked at by the exact way, which refuses them. */
const mostDigits = 300

/**
 * Reads plain values of a type that are as they should be, without a document between. What is at fault, or
 * needs more than a look, is left to `documentFromFacts`.
 */
export function plainReader(type: ValueType): PlainReader {
  switch (type.name) {
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? value : undefined)
    case 'date':
      return (value) => within(typeof value === 'string' ? parseDate(value) : undefined, type)
    case 'month-day':
      return (value) => (typeof value === 'string' && parseMonthDay(value) ? value : undefined)
    case 'text':
    case 'category':
      return (value) => (typeof value === 'string' && isName(value, type) ? value : undefined)
    case 'list':
      return listReader(type)
    case 'record':
      return recordReader(type)
    default: {
      const whole = isWhole(type)
      return (value) => {
        const number = numberFrom(value)
        return number && (!whole || number.isInteger) ? within(number, type) : undefined
      }
    }
  }
}

/** Whether numbers of a type have no decimals. */
export const isWhole = ({ name }: ValueType): boolean =>
  name === 'count' || name === 'duration' || name === 'year'

/** Whether a text is one of a category, or a text that may be read. */
export const isName = (text: string, { name, open, values }: ValueType): boolean =>
  name === 'category' && !open && values ? Object.hasOwn(values, text) : !forbiddenCharacter(text)

function numberFrom(value: unknown): Rational | undefined {
  if (typeof value === 'number')
    return Number.isFinite(value) ? Rational.parse(decimalText(value)) : undefined
  if (typeof value === 'bigint') return String(value).length < mostDigits ? Rational.of(value) : undefined
  return value instanceof Rational && value.isDecimal && value.toString().length < mostDigits
    ? value
    : undefined
}

function within(value: Value | undefined, { min, max }: ValueType): Value | undefined {
  if (value === undefined) return undefined
  if (min !== undefined && (orderOf(value, min) ?? 0) < 0) return undefined
  if (max !== undefined && (orderOf(value, max) ?? 0) > 0) return undefined
  return value
}

function listReader({ of, series }: ValueType): PlainReader {
  const entry = of && plainReader(of)
  return (value) => {
    if (!entry || series || !Array.isArray(value)) return undefined
    const values = Array.from(value, entry)
    return values.includes(undefined) ? undefined : (values as Value[])
  }
}

function recordReader(type: ValueType): PlainReader {
  const readers = new Map(
    Object.entries(type.fields ?? {}).map(([key, field]) => [key, plainReader(field.type)]),
  )
  return (value) => {
    if (!isPlainObject(value)) return undefined
    const given = new Map<string, Value>()
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined) continue
      const read = readers.get(key)?.(inner)
      if (read === undefined) return undefined
      given.set(key, read)
    }
    const fields: Record<string, Value> = {}
    for (const key of readers.keys()) {
      const field = given.get(key)
      if (field !== undefined) fields[key] = field
    }
    return { fields }
  }
}

/** Whether a value that no clause reads is one that facts may hold. */
export function isPlain(value: unknown, depth = 2): boolean {
  switch (typeof value) {
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value)
    case 'string':
      return !forbiddenCharacter(value)
    case 'object':
      if (value === null) return true
      if (depth > 16) return false
      if (Array.isArray(value)) return Array.from(value).every((item) => isPlain(item, depth + 1))
      return (
        isPlainObject(value) &&
        Object.values(value).every((item) => item === undefined || isPlain(item, depth + 1))
      )
    default:
      return false
  }
}
