import type { CalendarDate } from '../base/calendar.ts'
import type { Diagnostic } from '../base/diagnostic.ts'
import { factsForClause, type Vocabulary, type WrittenFacts } from '../decision/facts.ts'
import { undatedWords } from '../decision/undated.ts'
import type { Value } from '../expression/value.ts'
import type { Clause } from '../policy/policy.ts'
import type { Problems } from '../policy/problems.ts'
import type { Columns } from './columns.ts'
import { cellsOf } from './csv.ts'
import { type Encoding, readerOf } from './encoding.ts'
import { factsFromJson } from './facts-from-json.ts'
import { type FactRow, factsFromCells } from './facts-from-row.ts'
import { longestRecord, type RecordBytes } from './record-bytes.ts'
import type { TableFormat } from './results.ts'
import {
  faultFrom,
  type Refused,
  type RowFault,
  type RowRead,
  refusedRow,
  rowFault,
  rowNotText,
  rowTooLong,
} from './row-fault.ts'

/** What the rows of a table are read by. */
export interface RowReading {
  /** Under the readings that were chosen. */
  readonly clauses: readonly Clause[]
  readonly vocabulary: Vocabulary
  readonly columns: Columns
  readonly input: { readonly file: string; readonly format: TableFormat; readonly encoding: Encoding }
  /** Instead of a fact `as_of`. */
  readonly asOf?: CalendarDate
}

/** A row as its clauses read it. */
export interface ReadRow {
  /** In the order of the clauses. */
  readonly facts: readonly ReadonlyMap<string, Value>[]
  /** The cells that go to the results as they are, in the order of the columns. */
  readonly carried: readonly string[]
}

/** A row whose values are read, with where a fault of one of them stands. */
interface PlacedRow extends FactRow {
  readonly at: (offset: number) => { readonly column: string; readonly value: string }
}

/**
 * Reads records one by one: the values of each clause's facts, or everything that is wrong with the row.
 *
 * Shape   record → ReadRow, or its faults
 */
export function rowReader(reading: RowReading): (record: RecordBytes) => RowRead<ReadRow> {
  const place = placing(reading)
  return (record) => {
    const placed = place(record)
    if (!placed.ok) return placed
    const { row } = placed
    const problems: Problems = { found: [], documents: new Map() }
    const facts = reading.clauses.map((clause) => factsOf(clause, row.facts, reading, problems))
    const faults = problems.found.map((one) => placedFault(one, row))
    return refusal(faults) ?? { ok: true, row: { facts, carried: row.carried } }
  }
}

/** A row that is refused for these faults, each told once; undefined where there are none. */
export function refusal(faults: readonly RowFault[]): Refused | undefined {
  const [first, ...others] = withoutRepeats(faults)
  return first && refusedRow(first, ...others)
}

/** Reads a record as the format of the input says. */
function placing({ columns, input, vocabulary }: RowReading): (record: RecordBytes) => RowRead<PlacedRow> {
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

const isCells = (cells: ReturnType<typeof cellsOf>): cells is readonly string[] => Array.isArray(cells)

function factsOf(
  clause: Clause,
  facts: WrittenFacts,
  { vocabulary, asOf }: RowReading,
  problems: Problems,
): ReadonlyMap<string, Value> {
  const given = factsForClause(facts, clause, vocabulary, problems)
  return asOf ? new Map([...given, ['as_of', asOf]]) : given
}

function placedFault(diagnostic: Diagnostic, { at }: PlacedRow): RowFault {
  const { column, value } = at(diagnostic.span[0])
  return faultFrom(diagnostic, column, value)
}

/** A parameter had no value on the day it was read. */
export function undatedFault(parameter: string, on: CalendarDate): RowFault {
  const { message, fix } = undatedWords(parameter, on)
  return rowFault('', '', message, fix)
}

/** What several clauses read is refused once. */
const withoutRepeats = (faults: readonly RowFault[]): readonly RowFault[] =>
  faults.filter(
    (one, index) =>
      faults.findIndex((other) => other.column === one.column && other.reason.en === one.reason.en) === index,
  )
