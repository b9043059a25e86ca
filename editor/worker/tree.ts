import { fileKind } from '../../engine/index.ts'
import type { CaseRow, Counts, PolicyNode } from '../state/view.ts'
import type { Sides } from './parameters.ts'
import { unsavedPlaces } from './unsaved.ts'

export function countCases(rows: readonly CaseRow[]): Counts {
  const counts = { passing: 0, explained: 0, unexplained: 0 }
  for (const { cause } of rows) counts[cause]++
  return counts
}

/** Policies › provisions › clauses, with what their cases say. A case over several clauses counts at each. */
export function policyTree(
  sides: Sides,
  rows: readonly CaseRow[],
  stale: ReadonlySet<string>,
): readonly PolicyNode[] {
  const byClause = new Map<string, CaseRow[]>()
  for (const row of rows)
    for (const clause of row.clauses) {
      const list = byClause.get(clause)
      if (list) list.push(row)
      else byClause.set(clause, [row])
    }
  const rowsOf = (clauses: readonly { readonly id: string }[]) => [
    ...new Set(clauses.flatMap(({ id }) => byClause.get(id) ?? [])),
  ]
  return sides.now.policies.map((policy) => {
    const folder = fileKind(policy.origin.file)?.folder ?? ''
    return {
      id: policy.id,
      folder,
      title: policy.title,
      stale: stale.has(folder),
      counts: countCases(rowsOf(policy.provisions.flatMap(({ clauses }) => clauses))),
      provisions: policy.provisions.map((provision) => ({
        id: provision.id,
        title: provision.title,
        file: provision.file,
        counts: countCases(rowsOf(provision.clauses)),
        clauses: provision.clauses.map((clause) => ({
          id: clause.id,
          title: clause.title,
          file: provision.file,
          unsaved: unsavedPlaces(clause, sides),
          counts: countCases(byClause.get(clause.id) ?? []),
        })),
      })),
    }
  })
}
