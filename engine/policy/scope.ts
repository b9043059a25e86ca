import type { Rounding } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import type { Quantity } from '../mechanisms/quantity.ts'
import type { FactDeclaration, Origin, Parameter } from './declarations.ts'
import { originOf, type Place } from './nodes.ts'
import type { Table } from './parameters.ts'
import type { Clause } from './policy.ts'
import { type Problems, reportUnknownName } from './problems.ts'
import type { Condition, EntryScope, ExpressionType, Step } from './rules.ts'
import type { ValueType } from './types.ts'

/** What a clause's rules can name. Values and conditions are read when first named, so that order is free. */
export interface Scope {
  readonly problems: Problems
  /** The clause's own parameters and the provision's, by key. */
  readonly parameters: ReadonlyMap<string, Parameter>
  /** Every parameter of all policies, by full name. */
  readonly allParameters: Pick<ReadonlyMap<string, Parameter>, 'get' | 'values'>
  readonly tables: ReadonlyMap<string, Table>
  readonly facts: ReadonlyMap<string, FactDeclaration>
  readonly valueNames: ReadonlyMap<string, Origin>
  /** Reads an entry of `values:` if need be. */
  readonly value: (
    name: string,
    user: Origin,
  ) => { readonly type: ExpressionType; readonly title: Words | null; readonly steps: readonly Step[] }
  readonly conditionNames: ReadonlyMap<string, Origin>
  readonly conditionTitle: (name: string) => Words | null
  readonly condition: (name: string, user: Origin) => Condition | undefined
  /** The type of `item` inside a `per-item`, and the list's name. */
  readonly item: { readonly type: ExpressionType; readonly name: string } | null
  /** Inside a `where`, facts are the fields of the list's entries. */
  readonly entry: EntryScope | null
  readonly clauseIds: () => readonly string[]
  readonly clause: (id: string) => Clause | undefined
}

/** What steps need beside names: the declared roundings, by unit. */
export interface StepScope extends Scope {
  readonly rounding: Readonly<Record<string, Rounding>>
}

export function quantityOf(type: ValueType): Quantity {
  return {
    name: type.name,
    ...(type.unit !== undefined && { unit: type.unit }),
    ...(type.per !== undefined && { per: type.per }),
    ...(type.of && { of: quantityOf(type.of) }),
    ...(type.values && { values: type.values }),
    ...(type.fields && {
      fields: Object.fromEntries(
        Object.entries(type.fields).map(([name, { title, type: of }]) => [
          name,
          { ...quantityOf(of), title },
        ]),
      ),
    }),
  }
}

/** A fact of the vocabulary, or a report. */
export function factNamed(
  place: Place,
  name: string,
  scope: Pick<Scope, 'facts' | 'problems'>,
): FactDeclaration | undefined {
  const fact = scope.facts.get(name)
  if (fact) return fact
  const known = [...scope.facts.values()].map((f) => ({ name: f.name, origin: f.origin }))
  reportUnknownName(
    scope.problems,
    'NAME_UNKNOWN',
    originOf(place),
    name,
    { zh: '事实', en: 'a fact' },
    known,
  )
  return undefined
}
