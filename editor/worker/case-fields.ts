import {
  type Clause,
  type FactDeclaration,
  type Policy,
  unitOf,
  type ValueType,
  type Words,
  type Workspace,
} from '../../engine/index.ts'
import { calledBy } from './called.ts'
import { shownValue } from './shown.ts'

/** A fact that a case can give, as a field of the form. */
export interface FactField {
  readonly name: string
  readonly title: Words
  readonly kind: 'boolean' | 'number' | 'date' | 'category' | 'categories' | 'text' | 'yaml'
  readonly unit: Words | null
  readonly options: readonly { readonly value: string; readonly title: Words }[]
  /** What is taken where it is left out; null: it is unknown then. */
  readonly assumed: Words | null
  /** Of a value that is written as YAML. */
  readonly example: string
}

/** The facts that the clause's rules look at, and the day, as fields. */
export function fieldsOf(
  clause: Clause,
  vocabulary: readonly FactDeclaration[],
  workspace: Workspace,
): readonly FactField[] {
  const day = vocabulary.find((fact) => fact.name === 'as_of')
  const facts =
    clause.facts.some((fact) => fact.name === 'as_of') || !day ? clause.facts : [...clause.facts, day]
  return facts.map((fact) => fieldOf(fact, clause, workspace))
}

/**
 * The fields of a case over several clauses: those that it gives to all of them or that several look at, and
 * for each clause what it alone looks at or is given by itself.
 */
export function partFields(
  clauses: readonly Clause[],
  given: { readonly facts: object; readonly parts: readonly { readonly facts: object }[] },
  policy: Policy,
  workspace: Workspace,
): { readonly fields: readonly FactField[]; readonly parts: readonly (readonly FactField[])[] } {
  const own = clauses.map((clause) => fieldsOf(clause, policy.facts, workspace))
  const isOwn = (name: string, index: number) => Object.hasOwn(given.parts[index]?.facts ?? {}, name)
  const readers = (name: string) => own.filter((fields) => fields.some((field) => field.name === name)).length
  const isShared = (name: string) =>
    Object.hasOwn(given.facts, name) ||
    (readers(name) > 1 && given.parts.every((_, index) => !isOwn(name, index)))
  const shared = new Map<string, FactField>()
  for (const field of own.flat()) if (isShared(field.name)) shared.set(field.name, field)
  // The budget of a claim, say: no clause looks at it.
  for (const fact of policy.facts)
    if (Object.hasOwn(given.facts, fact.name) && !shared.has(fact.name) && clauses[0])
      shared.set(fact.name, fieldOf(fact, clauses[0], workspace))
  return {
    fields: [...shared.values()],
    parts: own.map((fields, index) => fields.filter(({ name }) => isOwn(name, index) || !shared.has(name))),
  }
}

function fieldOf(
  { name, title, type, absent }: FactDeclaration,
  clause: Clause,
  workspace: Workspace,
): FactField {
  const unit = unitOf(type)
  return {
    name,
    title,
    kind: kindOf(type),
    unit: unit.zh === '' ? null : unit,
    options: Object.entries(type.values ?? type.of?.values ?? {}).map(([value, words]) => ({
      value,
      title: words,
    })),
    assumed:
      absent === undefined || absent === null
        ? null
        : shownValue(absent, type, calledBy(clause, workspace)).text,
    example: exampleOf(type),
  }
}

function kindOf(type: ValueType): FactField['kind'] {
  const { name, values, open, of } = type
  if (name === 'boolean' || name === 'date') return name
  if (['money', 'number', 'count', 'duration', 'rate', 'year'].includes(name)) return 'number'
  if (name === 'category') return values && !open ? 'category' : 'text'
  if (name === 'list' && of?.name === 'category' && of.values && !of.open) return 'categories'
  return name === 'text' ? 'text' : 'yaml'
}

/** A value of the type as it would be written: `[{ from: 2009-01-01, value: 850 }]`. */
function exampleOf({ name, of, fields, values }: ValueType): string {
  if (name === 'list') return `[${of ? exampleOf(of) : '1'}]`
  if (name === 'record' || fields) {
    const parts = Object.entries(fields ?? {}).slice(0, 3)
    return `{ ${parts.map(([key, field]) => `${key}: ${exampleOf(field.type)}`).join(', ')} }`
  }
  if (values) return Object.keys(values)[0] ?? 'name'
  if (name === 'date') return '2010-01-01'
  if (name === 'month-day') return '12-25'
  if (name === 'boolean') return 'true'
  if (name === 'rate') return '10%'
  if (name === 'text' || name === 'category') return 'name'
  return '100'
}
