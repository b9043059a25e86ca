import type { Language } from '../base/words.ts'
import type { Decision } from '../decision/decision.ts'
import type { Clause } from '../policy/policy.ts'
import { csvLine, safeCell } from './csv.ts'
import type { RowFault } from './row-fault.ts'

/** How a table is written. */
export type TableFormat = 'csv' | 'ndjson'

/** The text of result files, piece by piece. */
export interface ResultWriter {
  readonly head: string
  readonly refusedHead: string
  readonly decided: (row: number, carried: readonly string[], decisions: readonly Decision[]) => string
  readonly refused: (row: number, faults: readonly [RowFault, ...RowFault[]]) => string
}

/** Excel takes a file for UTF-8 when it begins so. */
const byteOrderMark = '\ufeff'

const refusedColumns = ['row', 'column', 'value', 'reason', 'fix', 'others'] as const

/** Longer cells are shown by their beginning. */
const longestValue = 1000

const cut = (value: string): string =>
  value.length > longestValue ? `${value.slice(0, longestValue)}…` : value

/** One row of the refused: the first fault in columns of its own, the others in a sentence each. */
function refusedCells(
  row: number,
  [first, ...others]: readonly [RowFault, ...RowFault[]],
  language: Language,
) {
  const said = others.map(({ column, reason }) =>
    column ? `${column}: ${reason[language]}` : reason[language],
  )
  return {
    row,
    column: first.column,
    value: cut(first.value),
    reason: first.reason[language],
    fix: first.fix[language],
    others: said.join('; '),
  }
}

/** The columns that a clause gives. A check has no eligibility and no amount. */
const columnsOfClause = ({ id, kind }: Clause): readonly string[] =>
  (kind === 'check'
    ? ['consistent', 'failed', 'refer', 'needs']
    : ['eligible', 'amount', 'failed', 'refer', 'needs']
  ).map((column) => `${id}.${column}`)

/** Names of the columns that results have beside those carried through. */
export const resultColumns = (clauses: readonly Clause[]): readonly string[] => [
  'row',
  ...clauses.flatMap(columnsOfClause),
]

const cellsOfDecision = ({
  kind,
  eligible,
  amount,
  failed,
  refer,
  needs,
  outputs,
}: Decision): readonly string[] => {
  const lists = [failed, refer, needs].map((codes) => codes.join('|'))
  if (kind === 'check') return [String(outputs.consistent ?? ''), ...lists]
  return [String(eligible ?? ''), amount ?? '', ...lists]
}

const csvWriter = (
  carriedNames: readonly string[],
  clauses: readonly Clause[],
  language: Language,
): ResultWriter => ({
  head: `${byteOrderMark}${csvLine(['row', ...carriedNames.map(safeCell), ...clauses.flatMap(columnsOfClause)])}`,
  refusedHead: `${byteOrderMark}${csvLine(refusedColumns)}`,
  decided: (row, carried, decisions) =>
    csvLine([String(row), ...carried.map(safeCell), ...decisions.flatMap(cellsOfDecision)]),
  refused: (row, faults) => {
    const { row: number, ...texts } = refusedCells(row, faults, language)
    return csvLine([String(number), ...Object.values(texts).map(safeCell)])
  },
})

const jsonLine = (value: unknown): string => `${JSON.stringify(value)}\n`

const ndjsonWriter = (carriedNames: readonly string[], language: Language): ResultWriter => ({
  head: '',
  refusedHead: '',
  decided: (row, carried, decisions) =>
    jsonLine({
      row,
      ...(carriedNames.length > 0 && {
        carried: Object.fromEntries(carriedNames.map((name, index) => [name, carried[index]])),
      }),
      decisions: decisions.map(({ clause, kind, eligible, amount, failed, refer, needs, outputs }) => ({
        clause,
        ...(kind === 'check' ? { consistent: outputs.consistent ?? null } : { eligible, amount }),
        failed,
        refer,
        needs,
      })),
    }),
  refused: (row, faults) => jsonLine(refusedCells(row, faults, language)),
})

/** Writes the results of clauses in a format. */
export const resultWriter = (
  format: TableFormat,
  carriedNames: readonly string[],
  clauses: readonly Clause[],
  language: Language,
): ResultWriter =>
  format === 'csv' ? csvWriter(carriedNames, clauses, language) : ndjsonWriter(carriedNames, language)
