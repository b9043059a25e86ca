import {
  type Clause,
  fileKind,
  operandsOf,
  type Policy,
  type Provision,
  parametersRead,
} from '../../engine/index.ts'
import { chapterOf, headingOf } from '../state/law-text.ts'
import type { CaseRow, Chapter, Counts, PolicyNode } from '../state/view.ts'
import type { DueView } from '../state/yearly-view.ts'
import type { Sides } from './parameters.ts'
import { unsavedPlaces } from './unsaved.ts'
import { mostPressing } from './upkeep.ts'

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
  due: ReadonlyMap<string, DueView>,
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
    const chapters = chaptersOf(policy)
    return {
      id: policy.id,
      folder,
      title: policy.title,
      version: policy.version,
      stale: stale.has(folder),
      counts: countCases(rowsOf(policy.provisions.flatMap(({ clauses }) => clauses))),
      provisions: policy.provisions.map((provision) => ({
        id: provision.id,
        title: provision.title,
        file: provision.file,
        counts: countCases(rowsOf(provision.clauses)),
        opens: chapters.get(provision.id) ?? null,
        clauses: provision.clauses.map((clause) => ({
          id: clause.id,
          title: clause.title,
          section: clause.source?.section ?? null,
          file: provision.file,
          unsaved: unsavedPlaces(clause, sides),
          counts: countCases(byClause.get(clause.id) ?? []),
          due: due.size === 0 ? null : dueOf(clause, due),
        })),
      })),
    }
  })
}

const dueOf = ({ parameters, rules }: Clause, due: ReadonlyMap<string, DueView>): DueView | null =>
  mostPressing([...parameters, ...parametersRead(operandsOf(rules))].map(({ name }) => due.get(name)))

/** Fewer provisions than this are taken in at a glance. */
const needsChapters = 12

/** The chapters that provisions open, by provision: they stand in the order of the text. */
function chaptersOf(policy: Policy): ReadonlyMap<string, Chapter> {
  const chapters = new Map<string, Chapter>()
  if (policy.provisions.length < needsChapters) return chapters
  let before = ''
  for (const provision of policy.provisions) {
    const source = firstSource(provision)
    const section = chapterOf(source?.section ?? '')
    if (section === before || section === '') continue
    before = section
    const text = policy.documents.find(({ id }) => id === source?.document)?.text
    chapters.set(provision.id, { section, heading: text === undefined ? null : headingOf(text, section) })
  }
  return chapters
}

const firstSource = ({ clauses }: Provision) => clauses.find(({ source }) => source?.section)?.source
