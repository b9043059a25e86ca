import type { Value } from '../expression/value.ts'
import type { Clause } from '../policy/policy.ts'
import type { ValueType } from '../policy/types.ts'
import { canonicalValue, type PlainMap } from './canonical.ts'

/** What facts and fields (`fees.registration`) are taken to be where nobody gave them. */
export const assumedValues = (names: readonly string[], clauses: readonly Clause[]): PlainMap =>
  Object.fromEntries(
    [...names].sort().map((name) => {
      const [value] = clauses.flatMap((clause) => {
        const found = assumedIn(clause, name)
        return found === undefined ? [] : [found]
      })
      return [name, value === undefined ? null : canonicalValue(value)]
    }),
  )

function assumedIn({ facts }: Clause, name: string): Value | undefined {
  const [first, ...path] = name.split('.')
  const fact = facts.find((one) => one.name === first)
  return path.length === 0 ? fact?.absent : fact && fieldIn(fact.type, path)
}

function fieldIn(type: ValueType, [first = '', ...path]: readonly string[]): Value | undefined {
  if (!type.fields) return type.of && fieldIn(type.of, [first, ...path])
  const field = Object.hasOwn(type.fields, first) ? type.fields[first] : undefined
  return path.length === 0 ? field?.absent : field && fieldIn(field.type, path)
}
