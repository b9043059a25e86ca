import { Rational } from '../base/rational.ts'
import type { Language } from '../base/words.ts'
import type { Batch } from '../batch/batch.ts'
import { rowDecider } from '../batch/decider.ts'
import { type RowReading, refusal, rowReader, undatedFault } from '../batch/read-row.ts'
import type { TableFormat } from '../batch/results.ts'
import { type RowFault, rowFault } from '../batch/row-fault.ts'
import type { DecideOptions } from '../decision/question.ts'
import type { Clause } from '../policy/policy.ts'
import { type ClauseTotal, type Difference, differenceOf, tally } from './difference.ts'
import { differenceWriter } from './write.ts'

/** Past decisions as rows of a table. `clauses` of the reading are those of now. */
export interface RecomputeOptions extends RowReading, DecideOptions {
  /** The same clauses with what had been published when the decisions were made. */
  readonly then: readonly Clause[]
  /** The carried column that says what was paid; null: what was decided then. */
  readonly paid: string | null
  readonly output: TableFormat
  readonly language: Language
}

export interface Recomputation extends Batch {
  /** Over the rows so far. */
  readonly totals: () => readonly ClauseTotal[]
}

/**
 * Decides each row twice: with what had been published when it was decided, and with all that is known now.
 *
 * Shape   record → a piece of the results, or of the refused rows; every row is in one of them
 */
export function recomputeRows(options: RecomputeOptions): Recomputation {
  const { clauses, then, columns, paid, output, language } = options
  const carried = columns.carried.map(({ name }) => name)
  const writer = differenceWriter(output, carried, clauses, language)
  const read = rowReader(options)
  const [before, now] = [rowDecider(then, options), rowDecider(clauses, options)]
  const sums = tally()
  const differences = (given: Parameters<typeof before.decide>[0], amount: Rational | null) => {
    const [was, is] = [before.decide(given), now.decide(given)]
    const faults: RowFault[] = [...was.undated, ...is.undated].map(({ parameter, on }) =>
      undatedFault(parameter, on),
    )
    const found: Difference[] = []
    for (const [index, decision] of is.decisions.entries()) {
      const old = was.decisions[index]
      const one = old && differenceOf(old, decision, amount)
      if (one && 'because' in one) faults.push(rowFault('', '', one.because, giveNeeds))
      else if (one) found.push(one)
    }
    return { found, faults }
  }
  return {
    writer,
    totals: sums.totals,
    rowResult: (record, row) => {
      const given = read(record)
      if (!given.ok) return { isDecided: false, text: writer.refused(row, given.faults) }
      const cell = paid === null ? null : (given.row.carried[carried.indexOf(paid)] ?? '')
      const amount = cell === null ? null : Rational.parse(cell)
      if (amount === undefined || amount?.isNegative)
        return { isDecided: false, text: writer.refused(row, [paidFault(paid ?? '', cell ?? '')]) }
      const { found, faults } = differences(given.row.facts, amount)
      const refused = refusal(faults)
      if (refused) return { isDecided: false, text: writer.refused(row, refused.faults) }
      for (const one of found) sums.add(one)
      return { isDecided: true, text: writer.recomputed(row, given.row.carried, found) }
    },
  }
}

const giveNeeds = {
  zh: '补上缺的事实，或人工处理',
  en: 'give what is missing, or settle the row by hand',
}

const paidFault = (column: string, value: string): RowFault =>
  rowFault(
    column,
    value,
    { zh: '不是已付的金额', en: 'it is no amount that was paid' },
    { zh: '写成 3000.00；没有付过的写 0', en: 'write 3000.00, or 0 where nothing was paid' },
  )
