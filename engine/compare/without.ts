import { formatDate } from '../base/calendar.ts'
import type { Otherwise } from '../cases/otherwise.ts'
import { valuesInForce } from '../policy/dated-values.ts'
import type { DatedValue, Parameter } from '../policy/declarations.ts'
import type { Workspace } from '../policy/workspace.ts'
import type { PolicyChange } from './change.ts'
import { withoutChange } from './undo.ts'

/** What can be taken back by itself: one dated value, or one change of a rule. */
export interface Reversible {
  /** Null for a part of a rule; `from` is null for a value without a day. */
  readonly value: { readonly parameter: string; readonly from: string | null } | null
  /** Null for a value. */
  readonly change: PolicyChange | null
}

/** Both versions, and the names of the parameters whose values differ. */
export interface Versions {
  readonly before: Workspace
  readonly after: Workspace
  readonly edited: ReadonlySet<string>
}

/** Every parameter of a workspace, by its full name. */
export const parametersOf = ({ policies }: Workspace): ReadonlyMap<string, Parameter> =>
  new Map(
    policies
      .flatMap(({ provisions }) => provisions)
      .flatMap(({ parameters, clauses }) => [
        ...parameters,
        ...clauses.flatMap((clause) => clause.parameters),
      ])
      .map((parameter) => [parameter.name, parameter]),
  )

export const dayOfValue = ({ from }: DatedValue): string | null => from && formatDate(from)

/**
 * The new rules without some of the changes, for cases to be run by.
 *
 * Shape   changes × both versions → rules; the other changes stay
 */
export function rulesWithout(changes: readonly Reversible[], { before, after, edited }: Versions): Otherwise {
  const [now, old] = [parametersOf(after), parametersOf(before)]
  const values = new Map<string, readonly DatedValue[]>()
  for (const name of edited) values.set(name, now.get(name)?.values ?? [])
  for (const { value } of changes)
    if (value) {
      const was = old.get(value.parameter)?.values.find((one) => dayOfValue(one) === value.from)
      const others = (values.get(value.parameter) ?? []).filter((one) => dayOfValue(one) !== value.from)
      values.set(value.parameter, [...others, ...(was ? [was] : [])].sort(byDay))
    }
  return {
    values: new Map([...values].map(([name, list]) => [name, valuesInForce(list)])),
    clauseUnder: (id, readings) => {
      const was = before.clauseUnder(id, readings)
      return changes.reduce(
        (clause, { change }) =>
          clause && was && change?.clause === id ? withoutChange(clause, was, change) : clause,
        after.clauseUnder(id, readings),
      )
    },
  }
}

const byDay = (a: DatedValue, b: DatedValue): number =>
  (a.from?.day ?? -Infinity) - (b.from?.day ?? -Infinity)

/** Tries past this are no answer while somebody waits. */
const mostChanges = 60

/**
 * The changes that something owes itself to: the one without which it is as it was, else the fewest that do
 * together, found by putting them back one by one; none where it is not as it was without all of them.
 */
export function causesOf<T>(
  changes: readonly T[],
  isAsBefore: (without: readonly T[]) => boolean,
): readonly T[] {
  if (changes.length === 0 || changes.length > mostChanges || !isAsBefore(changes)) return []
  if (changes.length === 1) return changes
  const alone = changes.find((change) => isAsBefore([change]))
  if (alone) return [alone]
  let needed = changes
  for (const change of changes) {
    const fewer = needed.filter((one) => one !== change)
    if (isAsBefore(fewer)) needed = fewer
  }
  return needed
}
