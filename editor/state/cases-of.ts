import type { CaseRow } from './view.ts'

/** The cases of a clause: those that are its alone, then those that run others with it. */
export function casesOf(rows: readonly CaseRow[], clause: string): readonly CaseRow[] {
  const own = rows.filter((row) => row.clauses.includes(clause))
  return [
    ...own.filter(({ clauses }) => clauses.length === 1),
    ...own.filter(({ clauses }) => clauses.length > 1),
  ]
}
