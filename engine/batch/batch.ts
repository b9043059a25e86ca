import type { CalendarDate } from '../base/calendar.ts'
import type { Diagnostic } from '../base/diagnostic.ts'
import type { Language } from '../base/words.ts'
import { factsForClause, type Vocabulary, type WrittenFacts } from '../decision/facts.ts'
import type { DecideOptions } from '../decision/question.ts'
import { undatedWords } from '../decision/undated.ts'
import type { Value } from '../expression/value.ts'
import type { Clause } from '../policy/policy.ts'
import type { Problems } from '../policy/problems.ts'
import type { Columns } from './columns.ts'
import { cellsOf } from './csv.ts'
import { type RowDecider, rowDecider } from './decider.ts'
import { type Encoding, readerOf } from './encoding.ts'
import { factsFromJson } from './facts-from-json.ts'
import { type FactRow, factsFromCells } from './facts-from-row.ts'
import { longestRecord, type RecordBytes } from './record-bytes.ts'
import { type ResultWriter, resultWriter, type TableFormat } from './results.ts'
import {
  faultFrom,
  type RowFault,
  type RowRead,
  refusedRow,
  rowFault,
  rowNotText,
  rowTooLong,
} from './row-fault.ts'

/** What every row of a batch is decided by. */
export interface BatchOptions extends DecideOptions {
  /** Under the readings that were chosen. */
  readonly clauses: readonly Clause[]
  readonly vocabulary: Vocabulary
  readonly columns: Columns
  readonly input: { readonly file: string; readonly format: TableFormat; readonly encoding: Encoding }
  readonly output: TableFormat
  /** Instead of a fact `as_of`. */
  readonly asOf?: CalendarDate
  readonly language: Language
}

/** What became of one row: a piece of one of the two result files. */
export interface RowResult {
  readonly isDecided: boolean
  readonly text: string
}

export interface Batch {
  readonly writer: ResultWriter
  readonly rowResult: (record: RecordBytes, row: number) => RowResult
}

/** A row whose values are read, with where a fault of one of them stands. */
interface PlacedRow extends FactRow {
  readonly at: (offset: number) => { readonly column: string; readonly value: string }
}

/**
 * Prepares a batch: each record is read, decided and written by itself, so memory does not grow.
 *
 * Shape   record → a piece of the results or of the refused rows
 */
export function batchOf(options: BatchOptions, decider?: RowDecider): Batch {
  const { clauses, columns, input, output, language } = options
  const carried = columns.carried.map(({ name }) => name)
  const writer = resultWriter(output, carried, clauses, language)
  const read = rowReader(options)
  const rows = decider ?? rowDecider(clauses, options)
  const decide = (placed: PlacedRow) => {
    const problems: Problems = { found: [], documents: new Map() }
    const facts = clauses.map((clause) => factsOf(clause, placed.facts, options, problems))
    if (problems.found.length > 0) return { faults: problems.found.map((one) => placedFault(one, placed)) }
    const { decisions, undated } = rows.decide(facts)
    return { decisions, faults: undated.map(({ parameter, on }) => undatedFault(parameter, on)) }
  }
  return {
    writer,
    rowResult: (record, row) => {
      const placed = read(record)
      if (!placed.ok) return { isDecided: false, text: writer.refused(row, placed.faults) }
      const { faults, decisions = [] } = decide(placed.row)
      const [first, ...others] = withoutRepeats(faults)
      return first
        ? { isDecided: false, text: writer.refused(row, [first, ...others]) }
        : { isDecided: true, text: writer.decided(row, placed.row.carried, decisions) }
    },
  }

  /** Reads a record as the format of the input says. */
  function rowReader({ vocabulary }: BatchOptions): (record: RecordBytes) => RowRead<PlacedRow> {
    const decode = readerOf(input.encoding)
    return ({ bytes }) => {
      if (bytes === null) return refusedRow(rowTooLong(longestRecord))
      const text = decode(bytes)
      if (text === undefined) return refusedRow(rowNotText(input.encoding))
      if (input.format === 'ndjson')
        return factsFromJson(text.replace(/^\ufeff/, ''), columns, vocabulary, input.file)
      const cells = cellsOf(text)
      if (!isCells(cells)) return refusedRow(cells)
      const row = factsFromCells(cells, columns, input.file)
      if (!row.ok) return row
      const at = (index: number) => ({ column: columns.names[index] ?? '', value: cells[index] ?? '' })
      return { ok: true, row: { ...row.row, at } }
    }
  }
}

const isCells = (cells: ReturnType<typeof cellsOf>): cells is readonly string[] => Array.isArray(cells)

function factsOf(
  clause: Clause,
  facts: WrittenFacts,
  { vocabulary, asOf }: BatchOptions,
  problems: Problems,
): ReadonlyMap<string, Value> {
  const given = factsForClause(facts, clause, vocabulary, problems)
  return asOf ? new Map([...given, ['as_of', asOf]]) : given
}

function placedFault(diagnostic: Diagnostic, { at }: PlacedRow): RowFault {
  const { column, value } = at(diagnostic.span[0])
  return faultFrom(diagnostic, column, value)
}

function undatedFault(parameter: string, on: CalendarDate): RowFault {
  const { message, fix } = undatedWords(parameter, on)
  return rowFault('', '', message, fix)
}

/** What several clauses read is refused once. */
const withoutRepeats = (faults: readonly RowFault[]): readonly RowFault[] =>
  faults.filter(
    (one, index) =>
      faults.findIndex((other) => other.column === one.column && other.reason.en === one.reason.en) === index,
  )
