import type { Language } from '../base/words.ts'
import type { DecideOptions } from '../decision/question.ts'
import { type RowDecider, rowDecider } from './decider.ts'
import { type RowReading, refusal, rowReader, undatedFault } from './read-row.ts'
import type { RecordBytes } from './record-bytes.ts'
import { type ResultWriter, resultWriter, type TableFormat } from './results.ts'

/** What every row of a batch is decided by. */
export interface BatchOptions extends DecideOptions, RowReading {
  readonly output: TableFormat
  readonly language: Language
}

/** What became of one row: a piece of one of the two result files. */
export interface RowResult {
  readonly isDecided: boolean
  readonly text: string
}

export interface Batch {
  readonly writer: Pick<ResultWriter, 'head' | 'refusedHead'>
  readonly rowResult: (record: RecordBytes, row: number) => RowResult
}

/**
 * Prepares a batch: each record is read, decided and written by itself, so memory does not grow.
 *
 * Shape   record → a piece of the results or of the refused rows
 */
export function batchOf(options: BatchOptions, decider?: RowDecider): Batch {
  const { clauses, columns, output, language } = options
  const carried = columns.carried.map(({ name }) => name)
  const writer = resultWriter(output, carried, clauses, language)
  const read = rowReader(options)
  const rows = decider ?? rowDecider(clauses, options)
  return {
    writer,
    rowResult: (record, row) => {
      const given = read(record)
      if (!given.ok) return { isDecided: false, text: writer.refused(row, given.faults) }
      const { decisions, undated } = rows.decide(given.row.facts)
      const refused = refusal(undated.map(({ parameter, on }) => undatedFault(parameter, on)))
      return refused
        ? { isDecided: false, text: writer.refused(row, refused.faults) }
        : { isDecided: true, text: writer.decided(row, given.row.carried, decisions) }
    },
  }
}
