import { resolve } from 'node:path'
import { hasErrors } from '../base/diagnostic.ts'
import { csvLine, safeCell } from '../batch/csv.ts'
import type { TableFormat } from '../batch/results.ts'
import { finishResult, openResult } from '../files/result-file.ts'
import type { Receipt } from '../receipts/receipt.ts'
import { tally } from '../recompute/difference.ts'
import { type RecomputedReceipt, recomputeReceipt } from '../recompute/receipts.ts'
import { batchFault } from './batch-faults.ts'
import { formatOf } from './batch-input.ts'
import { type Call, callFault, type ExitCode, type Terminal, textOption } from './command.ts'
import { readFacts, refuse } from './decide-texts.ts'
import { load, refuseFaulty } from './load.ts'
import { readReceipts } from './receipt-file.ts'
import { tellRecomputed } from './recompute-words.ts'

const ofRows = ['in', 'mapping', 'paid', 'clause', 'asOf', 'reading', 'assume', 'encoding'] as const

/** Recomputes the receipts of a file; each stands in the results or among the refused. */
export async function recomputeReceipts(call: Call, then: Call, terminal: Terminal): Promise<ExitCode> {
  const unfit = ofRows.find((name) => call.options[name] !== undefined)
  if (unfit !== undefined)
    throw callFault(
      'receipts say themselves how they were decided',
      `leave --${unfit === 'asOf' ? 'as-of' : unfit} out`,
    )
  const path = textOption(call, 'receipts') as string
  const out = textOption(call, 'out')
  if (out === undefined) throw callFault('--out is missing', 'add --out FILE')
  const format = formatOf(out, '--out')
  const refusedPath = textOption(call, 'refused') ?? out.replace(/(\.[a-z]+)$/i, '.refused$1')
  const file = await readReceipts(path, terminal)
  if (!file.ok) return refuse(file.problems, new Map([[path, file.document]]), call, terminal)
  const loaded = [
    await load(then, terminal, { cases: false }),
    await load(call, terminal, { cases: false }),
  ] as const
  for (const one of loaded) {
    const faulty = refuseFaulty(one, call, terminal)
    if (faulty !== null) return faulty
  }
  const factsPath = textOption(call, 'facts')
  const facts = factsPath === undefined ? null : await readFacts(factsPath, terminal)
  if (facts && hasErrors(facts.diagnostics))
    return refuse(facts.diagnostics, new Map([[facts.document.file, facts.document]]), call, terminal)
  const sums = tally()
  const results = file.receipts.map((receipt) =>
    recomputeReceipt(receipt, loaded[0].workspace, loaded[1].workspace, facts?.document ?? null),
  )
  for (const one of results) if (one.ok) sums.add(one.difference)
  try {
    await write(resolve(terminal.cwd, out), resultsText(results, format))
    await write(resolve(terminal.cwd, refusedPath), refusedText(results, format, call))
  } catch (fault) {
    throw batchFault(fault, out, call.language)
  }
  const refused = results.filter(({ ok }) => !ok).length
  const done = { in: results.length, recomputed: results.length - refused, refused }
  tellRecomputed(done, sums.totals(), { out, refused: refusedPath }, call, terminal)
  return refused > 0 ? 3 : 0
}

async function write(path: string, text: string): Promise<void> {
  const file = await openResult(path, 0)
  try {
    file.append(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await finishResult(path)
}

const shortHash = ({ hash }: Receipt): string => hash.slice(0, 16)

function table(
  format: TableFormat,
  names: readonly string[],
  rows: readonly (readonly [number, ...string[]])[],
): string {
  if (format === 'csv') return `\ufeff${[names, ...rows].map((row) => csvLine(row.map(String))).join('')}`
  return rows
    .map((row) => `${JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index]])))}\n`)
    .join('')
}

const resultsText = (results: readonly RecomputedReceipt[], format: TableFormat): string =>
  table(
    format,
    ['row', 'receipt', 'clause', 'paid', 'was', 'now', 'difference'],
    results.flatMap((one, index) => {
      if (!one.ok) return []
      const { clause, paid, was, now, difference } = one.difference
      return [[index + 1, shortHash(one.receipt), clause, paid, was, now, difference]]
    }),
  )

const refusedText = (
  results: readonly RecomputedReceipt[],
  format: TableFormat,
  { language }: Call,
): string =>
  table(
    format,
    ['row', 'receipt', 'clause', 'reason'],
    results.flatMap((one, index) =>
      one.ok
        ? []
        : [[index + 1, shortHash(one.receipt), one.receipt.clause, safeCell(one.because[language])]],
    ),
  )
