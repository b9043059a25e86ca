import { factsForClause, factsFromPlace, vocabularyOf } from '../../engine/decision/facts.ts'
import { type Clause, documentFromText, parseDate, type Value, type Workspace } from '../../engine/index.ts'
import { rootPlace } from '../../engine/policy/nodes.ts'
import { clausesOf } from '../../engine/policy/workspace.ts'
import type { RowTable } from './rows.ts'
import { flowAt, type Table } from './tables.ts'

/** The facts of a row as its clause reads them; undefined where they are refused. */
export function factsFor(
  workspace: Workspace,
  clause: Clause,
  exact: Table<RowTable>['exact'],
  row: number,
): ReadonlyMap<string, Value> | undefined {
  const text = flowAt(exact, ['rows', row, 'facts']) ?? '{}'
  const { document } = documentFromText('facts.yaml', text)
  const problems = { found: [], documents: new Map([[document.file, document]]) }
  const vocabulary = vocabularyOf(
    workspace.policies.flatMap(({ facts }) => facts),
    clausesOf(workspace),
  )
  const written = factsFromPlace(rootPlace(document.file, document.root), vocabulary, problems)
  const facts = factsForClause(written, clause, vocabulary, problems)
  const asOf = parseDate(String(exact.getIn(['rows', row, 'as_of']) ?? ''))
  if (problems.found.length > 0) return undefined
  return asOf ? new Map([...facts, ['as_of', asOf]]) : facts
}
