import { isDatedSeries, isListValue, isRecordValue, type Value } from '../expression/value.ts'
import type { ValueType } from '../policy/types.ts'

/** A value with the missing fields of its records as declared, where they are assumed; in declared order. */
export function completed(
  value: Value,
  type: ValueType,
  name: string,
  assumes: (name: string) => boolean,
): Value {
  const { fields, of } = type
  if (!fields && !of?.fields) return value
  if (isDatedSeries(value))
    return fields
      ? {
          dated: value.dated.map(({ from, value: each }) => ({
            from,
            value: completed(each, type, name, assumes),
          })),
        }
      : value
  if (isListValue(value))
    return of?.fields ? value.map((entry) => completed(entry, of, name, assumes)) : value
  if (!isRecordValue(value) || !fields) return value
  const whole: Record<string, Value> = {}
  for (const [field, { type: fieldType, absent }] of Object.entries(fields)) {
    const path = `${name}.${field}`
    const given = Object.hasOwn(value.fields, field) ? value.fields[field] : undefined
    const found = given ?? (absent !== undefined && assumes(path) ? absent : undefined)
    if (found !== undefined) whole[field] = completed(found, fieldType, path, assumes)
  }
  return { fields: whole }
}

/** The fields that a given value leaves to what is declared: `fees.registration`. */
export function missingFields(value: Value, type: ValueType, name: string): readonly string[] {
  const { fields, of } = type
  if (!fields && !of?.fields) return []
  if (isDatedSeries(value))
    return fields ? eachOnce(value.dated.flatMap((entry) => missingFields(entry.value, type, name))) : []
  if (isListValue(value))
    return of?.fields ? eachOnce(value.flatMap((entry) => missingFields(entry, of, name))) : []
  if (!isRecordValue(value) || !fields) return []
  return Object.entries(fields).flatMap(([field, { type: fieldType, absent }]) => {
    const path = `${name}.${field}`
    if (Object.hasOwn(value.fields, field))
      return missingFields(value.fields[field] as Value, fieldType, path)
    return absent === undefined ? [] : [path]
  })
}

const eachOnce = (names: readonly string[]): readonly string[] => [...new Set(names)]
