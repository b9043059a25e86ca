import { expect } from 'vitest'
import {
  type AskOptions,
  type Decision,
  documentFromText,
  parseDate,
  type Workspace,
} from '../../engine/index.ts'
import { askTwice } from './decide-twice.ts'
import { conditionCode, loadRow, rowClause, rowPolicy } from './row-policy.ts'
import { flowAt, type Table } from './tables.ts'

/** One row: the clause decides these facts so, or the clause or the facts are refused. */
export interface Row {
  readonly name: string
  readonly facts?: unknown
  readonly as_of?: string
  readonly assume?: 'none'
  /** Of a row about a condition: whether it holds; where that is unknown, what is needed. */
  readonly holds?: boolean | { readonly needs: readonly string[] }
  /** What differs from an eligible decision without an amount. */
  readonly expected?: Partial<Decision>
  /** The one diagnostic of a clause that does not load, or of facts that are not taken. */
  readonly refused?: { readonly code: string; readonly message: string }
}

export interface RowTable {
  readonly clause?: unknown
  /** Clauses beside it, by key; a row's own take their place. */
  readonly clauses?: unknown
  readonly rows: readonly Row[]
}

const plain: Decision = {
  clause: rowClause,
  kind: 'benefit',
  eligible: true,
  amount: null,
  unit: null,
  failed: [],
  refer: [],
  outputs: {},
  assumed: [],
  needs: [],
}

/** Decides one row by all executions and compares the whole decision, or the whole refusal. */
export async function checkRow(table: Table<RowTable>, index: number): Promise<void> {
  const row = table.data.rows[index] as Row
  const workspace = loadRow(rowPolicy(table.exact, index))
  if (workspace.diagnostics.length > 0)
    expect(workspace.diagnostics.map(({ code, message }) => ({ code, message: message.en }))).toEqual([
      row.refused,
    ])
  else await checkDecision(row, workspace, flowAt(table.exact, ['rows', index, 'facts']) ?? '{}')
}

async function checkDecision(row: Row, workspace: Workspace, factsText: string): Promise<void> {
  const { document, diagnostics } = documentFromText('facts.yaml', factsText)
  expect(diagnostics).toEqual([])
  const asOf = row.as_of === undefined ? undefined : parseDate(row.as_of)
  const options: AskOptions = {
    clauses: [rowClause],
    ...(asOf && { asOf }),
    ...(row.assume && { assume: row.assume }),
  }
  const asked = await askTwice(workspace, document, options)
  if (!asked.ok) {
    expect(asked.problems.map(({ code, message }) => ({ code, message: message.en }))).toEqual([row.refused])
    return
  }
  expect(row.refused, 'expected a refusal').toBeUndefined()
  const clause = workspace.clause(rowClause)
  const unit = clause?.rules.amount ? clause.unit : null
  expect(asked.answers).toEqual([{ ...plain, unit, ...heldOf(row), ...row.expected }])
}

/** What a condition decides by itself: eligibility, the code that failed, and the output chosen by it. */
function heldOf({ holds }: Row): Partial<Decision> {
  if (holds === undefined) return {}
  if (typeof holds === 'object') return { eligible: null, needs: holds.needs }
  return holds
    ? { outputs: { chosen: 1 } }
    : { eligible: false, failed: [conditionCode], outputs: { chosen: 0 } }
}
