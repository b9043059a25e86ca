import { Rational } from '../base/rational.ts'
import { isDatedSeries, isListValue, isRecordValue, type Value } from '../expression/value.ts'
import type { Dictionaries } from './dictionaries.ts'
import type { Input } from './inputs.ts'
import { type Encoded, encodeNumber, type Program } from './program.ts'

/** The codes of names, column by column. */
export type NameCodes = Pick<Dictionaries, 'code' | 'mask'>

/**
 * An applicant's facts as generated code takes them; undefined where they take the slow way: a series, more
 * decimals or a larger number than an input holds.
 */
export function encodeFacts(
  program: Pick<Program, 'inputs' | 'assumes'> & { readonly names: NameCodes },
  facts: ReadonlyMap<string, Value>,
): Encoded | undefined {
  const row: Record<string, number> = {}
  for (const input of program.inputs) {
    const value = givenValue(input, facts, program.assumes)
    if (value === undefined) continue
    const code = value === 'series' ? undefined : encodeValue(value.value, input, program.names)
    if (code === undefined) return undefined
    row[input.key] = code
  }
  return row
}

/** The fact, or the field of it; a record that is given leaves its missing fields to their assumptions. */
function givenValue(
  { name, absentInRecord }: Input,
  facts: ReadonlyMap<string, Value>,
  assumes: boolean,
): { readonly value: Value } | 'series' | undefined {
  const [first = '', ...path] = name.split('.')
  let value = facts.get(first)
  if (value === undefined) return undefined
  for (const key of path) {
    if (isDatedSeries(value)) return 'series'
    if (!isRecordValue(value) || !Object.hasOwn(value.fields, key))
      return assumes && absentInRecord !== undefined ? { value: absentInRecord } : undefined
    value = value.fields[key] as Value
  }
  return isDatedSeries(value) ? 'series' : { value }
}

/** A given value for generated code; undefined where it has to take the slow way. */
export function encodeValue(value: Value, input: Input, names: NameCodes): number | undefined {
  switch (input.kind) {
    case 'number': {
      if (!(value instanceof Rational) || !input.scale) return undefined
      const { q, lo, hi } = input.scale
      const number = encodeNumber(value, q)
      return number !== undefined && BigInt(number) >= lo && BigInt(number) <= hi ? number : undefined
    }
    case 'truth':
      return value === true ? 1 : value === false ? 0 : undefined
    case 'day':
      return typeof value === 'object' && value !== null && 'day' in value ? value.day : undefined
    case 'name':
      return typeof value === 'string' ? names.code(input.name, value) : undefined
    case 'list':
      return value !== null && isListValue(value) ? names.mask(input.name, value.map(String)) : undefined
  }
}
