import type { FactDeclaration } from './declarations.ts'
import { child, originOf, type Place, textAt, textOf } from './nodes.ts'
import { reportUnknownName } from './problems.ts'
import type { EntryScope, Operand } from './rules.ts'
import { quantityOf, type Scope } from './scope.ts'
import type { ValueType } from './types.ts'

/** What a path leads to in a record; undefined where it leads nowhere. */
export function fieldType(type: ValueType, path: readonly string[]): ValueType | undefined {
  return path.reduce<ValueType | undefined>((at, key) => at?.fields?.[key]?.type, type)
}

/** A field of the entries of a list, by its name. */
export function entryField(place: Place, entry: EntryScope, scope: Scope): Operand | undefined {
  const name = textOf(place) ?? ''
  const field = Object.hasOwn(entry.fields, name) ? entry.fields[name] : undefined
  const origin = originOf(place)
  if (field)
    return {
      kind: 'item',
      path: [name],
      name: entry.name,
      title: field.title,
      type: quantityOf(field.type),
      origin,
    }
  reportUnknownName(
    scope.problems,
    'NAME_UNKNOWN',
    origin,
    name,
    { zh: `\`${entry.name}\` 各项的一项`, en: `a field of the entries of \`${entry.name}\`` },
    Object.keys(entry.fields).map((known) => ({ name: known, origin: null })),
  )
  return undefined
}

/** Whether a fact is a record that a path leads into; else a report. */
export function hasPath(place: Place, fact: FactDeclaration, path: readonly string[], scope: Scope): boolean {
  if (path.length === 0 || fieldType(fact.type, path)) return true
  reportUnknownName(
    scope.problems,
    'NAME_UNKNOWN',
    originOf(child(place, 'path') ?? place),
    `$.${path.join('.')}`,
    { zh: `\`${fact.name}\` 的一项`, en: `a part of \`${fact.name}\`` },
    Object.keys(fact.type.fields ?? {}).map((name) => ({ name: `$.${name}`, origin: null })),
  )
  return false
}

/** `$.a.b` as its keys. */
export const pathOf = (place: Place): readonly string[] => (textAt(place, 'path') ?? '$').split('.').slice(1)
