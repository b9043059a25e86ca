import type { RowReading } from '../batch/read-row.ts'
import { runBatch } from '../files/batch-run.ts'
import { hashOf } from '../files/read.ts'
import type { Clause } from '../policy/policy.ts'
import type { Workspace } from '../policy/workspace.ts'
import { paysMoney } from '../recompute/difference.ts'
import { recomputeRows } from '../recompute/rows.ts'
import { differenceColumns } from '../recompute/write.ts'
import { batchFault } from './batch-faults.ts'
import { clausesFor, prepareTable, refuseSameColumns } from './batch-prepare.ts'
import {
  type Call,
  type Command,
  callFault,
  dayOption,
  type ExitCode,
  type Terminal,
  textOption,
} from './command.ts'
import { knownOption } from './known-option.ts'
import { load, refuseFaulty } from './load.ts'
import { recomputeReceipts } from './recompute-receipts.ts'
import { tellRecomputed } from './recompute-words.ts'

/** Decides past decisions again after a change that reaches back, and says what is owed. */
export const recompute: Command = {
  name: 'recompute',
  summary: 'decide past decisions again after a change that reaches back: arrears and overpayments',
  examples: [
    'clausebook recompute --since 2010-03-01 --in paid.csv --out owed.csv --clause venue-rent.government-market',
    'clausebook recompute --since 2010-03-01 --in paid.csv --mapping columns.yaml --paid 已付 --out owed.csv --clause venue-rent.government-market',
    'clausebook recompute --since 2010-03-01 --receipts receipts.json --out owed.csv',
  ],
  options: [
    {
      flags: '--since <date>',
      summary: 'the last day whose publications were known when they were decided (required)',
    },
    knownOption,
    { flags: '--in <file>', summary: 'the past decisions as rows of facts, .csv or .ndjson' },
    { flags: '--receipts <file>', summary: 'or as receipts that decide --receipt-facts wrote' },
    { flags: '--facts <file>', summary: 'the facts of receipts that hold none' },
    { flags: '--out <file>', summary: 'the differences, .csv or .ndjson (required)' },
    {
      flags: '--refused <file>',
      summary: 'what is not recomputed, and why; results.refused.csv beside results.csv unless said',
    },
    { flags: '--mapping <file>', summary: 'which column is which fact, and how it is written (YAML)' },
    {
      flags: '--paid <column>',
      summary: 'the carried column that says what was paid; what was decided unless said',
    },
    { flags: '--clause <id>', summary: 'only this clause', many: true },
    { flags: '--as-of <date>', summary: 'the day the decisions are for, where the rows do not say' },
    { flags: '--reading <id>', summary: 'under this reading, or AMB-nn=name', many: true },
    {
      flags: '--assume <what>',
      summary: 'declared: assume what facts.yaml declares (default); none: leave it unknown',
    },
    { flags: '--encoding <name>', summary: 'utf-8 or gb18030; told by the bytes unless said' },
  ],
  run: async (call, terminal) => {
    const since = dayOption(call, 'since')
    if (!since) throw callFault('--since is missing', 'add --since DATE')
    const known = dayOption(call, 'known')
    if (known && known.day < since.day)
      throw callFault('--known is before --since', 'give the day by which more is known, or leave it out')
    const then = { ...call, options: { ...call.options, known: textOption(call, 'since') } }
    return textOption(call, 'receipts') === undefined
      ? recomputeTable(call, then, terminal)
      : recomputeReceipts(call, then, terminal)
  },
}

async function recomputeTable(call: Call, then: Call, terminal: Terminal): Promise<ExitCode> {
  const table = await prepareTable(call, terminal, payingClauses(call))
  if (typeof table === 'number') return table
  const { paths, encoding, reading, asked } = table
  refuseSameColumns(reading.columns, differenceColumns(reading.clauses))
  const before = await load(then, terminal, { cases: false })
  const faulty = refuseFaulty(before, call, terminal)
  if (faulty !== null) return faulty
  const paid = paidColumn(call, reading)
  const batch = recomputeRows({
    ...asked,
    ...reading,
    then: thenClauses(reading.clauses, before.workspace, asked.readings ?? []),
    paid,
    output: paths.outFormat,
    language: call.language,
  })
  try {
    // The sums are of this run: an interrupted one begins again.
    const { rows } = await runBatch({
      batch,
      input: { path: paths.in, format: paths.inFormat, encoding },
      out: paths.out,
      refused: paths.refused,
      binding: hashOf(JSON.stringify([call.options, call.folders])),
      restart: true,
    })
    const done = { in: rows.in, recomputed: rows.decided, refused: rows.refused }
    tellRecomputed(done, batch.totals(), paths.shown, call, terminal)
    return rows.refused > 0 ? 3 : 0
  } catch (fault) {
    throw batchFault(fault, paths.shown.out, call.language)
  }
}

/** Those that pay money; of clauses that exclude each other a past decision was of one. */
const payingClauses =
  (call: Call) =>
  (clauses: readonly Clause[]): readonly Clause[] => {
    const named = call.options.clause !== undefined
    const other = clauses.find((clause) => !paysMoney(clause))
    if (named && other) throw callFault(`\`${other.id}\` pays no money`, 'name clauses that pay')
    const paying = clauses.filter(paysMoney)
    for (const [index, { id, stacking }] of paying.entries()) {
      const rival = paying.slice(0, index).find((one) => stacking && one.stacking?.name === stacking.name)
      if (rival)
        throw callFault(
          `\`${rival.id}\` and \`${id}\` exclude each other: both were not paid`,
          'name one of them with --clause, and recompute the other by itself',
        )
    }
    return paying
  }

function thenClauses(
  clauses: readonly Clause[],
  before: Workspace,
  readings: Parameters<typeof clausesFor>[2],
): readonly Clause[] {
  const ids = clauses.map(({ id }) => id)
  return clausesFor(before, ids, readings)
}

function paidColumn(call: Call, { columns, clauses }: RowReading): string | null {
  const paid = textOption(call, 'paid')
  if (paid === undefined) return null
  if (!columns.carried.some(({ name }) => name === paid))
    throw callFault(
      `no column \`${paid}\` is carried to the results`,
      'write `carry: true` for it in the mapping',
    )
  if (clauses.length !== 1) throw callFault('--paid is of one clause', 'name it with --clause')
  return paid
}
