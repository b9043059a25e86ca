import { Rational } from '../base/rational.ts'
import type { Json } from './portable.ts'

/** No name in a policy begins with a dollar sign. */
const numberKey = '$number'

/** Plain data with exact numbers as JSON; what is undefined is left out. */
export function jsonOf(data: unknown): Json {
  if (data instanceof Rational) return { [numberKey]: data.toString() }
  if (Array.isArray(data)) return data.map(jsonOf)
  if (typeof data !== 'object' || data === null) return data as Json
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => (value === undefined ? [] : [[key, jsonOf(value)]])),
  )
}

/**
 * The data again.
 *
 * Errors  throws for a number that is none: the reader of the whole file says so
 */
export function fromJson(json: Json): unknown {
  if (Array.isArray(json)) return json.map(fromJson)
  if (typeof json !== 'object' || json === null) return json
  const entries = Object.entries(json)
  const [first] = entries
  if (entries.length === 1 && first?.[0] === numberKey) return rationalOf(first[1])
  return Object.fromEntries(entries.map(([key, value]) => [key, fromJson(value)]))
}

function rationalOf(text: Json): Rational {
  const [top, bottom = '1', ...rest] = typeof text === 'string' ? text.split('/') : []
  const numerator = Rational.parse(top ?? '')
  const denominator = Rational.parse(bottom)
  if (!numerator || !denominator || rest.length > 0) throw new Error(`${String(text)} is no number`)
  return numerator.dividedBy(denominator)
}
