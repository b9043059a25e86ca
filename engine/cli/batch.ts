import { setFlagsFromString } from 'node:v8'
import { type BatchRun, runBatch } from '../files/batch-run.ts'
import { batchFault } from './batch-faults.ts'
import { prepareBatch } from './batch-prepare.ts'
import { threadsFor, threadsOf } from './batch-threads.ts'
import { progressBar, summary } from './batch-words.ts'
import type { Command } from './command.ts'
import { knownOption } from './known-option.ts'
import { jsonText } from './print.ts'

/** Decides the clauses of policies for every row of a table. */
export const batch: Command = {
  name: 'batch',
  summary: 'decide clauses for every row of a table, CSV or NDJSON',
  examples: [
    'clausebook batch --in applicants.csv --out results.csv --clause venue-rent.government-market',
    'clausebook batch policies/employment-promotion --in 申请.csv --mapping columns.yaml --out results.csv --lang zh',
    'clausebook batch --in applicants.ndjson --out results.ndjson --as-of 2010-01-01',
  ],
  options: [
    { flags: '--in <file>', summary: 'the applicants, .csv or .ndjson (required)' },
    { flags: '--out <file>', summary: 'the results, .csv or .ndjson (required)' },
    {
      flags: '--refused <file>',
      summary: 'the rows that are not decided, and why; results.refused.csv beside results.csv unless said',
    },
    { flags: '--mapping <file>', summary: 'which column is which fact, and how it is written (YAML)' },
    { flags: '--clause <id>', summary: 'only this clause', many: true },
    { flags: '--as-of <date>', summary: 'the day all are decided for, such as 2010-01-01' },
    knownOption,
    {
      flags: '--reading <id>',
      summary: 'take the first alternative of an open question, or AMB-nn=name',
      many: true,
    },
    {
      flags: '--assume <what>',
      summary: 'declared: assume what facts.yaml declares (default); none: leave it unknown',
    },
    { flags: '--encoding <name>', summary: 'utf-8 or gb18030; told by the bytes unless said' },
    {
      flags: '--threads <n>',
      summary: 'threads that decide; for a long table one a core unless said',
    },
    { flags: '--restart', summary: 'begin again, where an interrupted run could be gone on with' },
  ],
  run: async (call, terminal) => {
    const threads = threadsOf(call)
    const prepared = await prepareBatch(call, terminal)
    if (typeof prepared === 'number') return prepared
    const { paths, encoding } = prepared
    const bar = terminal.isWatched && !call.json ? progressBar(terminal, call.language) : undefined
    // What a row leaves behind is gone at once: a young generation that grows only holds memory.
    setFlagsFromString('--semi-space-growth-factor=1')
    const together = await threadsFor(threads, prepared, call, terminal)
    const run: BatchRun = {
      batch: prepared.batch,
      input: { path: paths.in, format: paths.inFormat, encoding },
      out: paths.out,
      refused: paths.refused,
      binding: prepared.binding,
      restart: call.options.restart === true,
      ...(together && { decider: together }),
      ...(bar && { onProgress: bar.show }),
    }
    try {
      const done = await runBatch(run)
      bar?.clear()
      const told = { ...done, encoding, out: paths.shown.out, refusedFile: paths.shown.refused }
      terminal.out(
        call.json
          ? jsonText({
              rows: done.rows.in,
              decided: done.rows.decided,
              refused: done.rows.refused,
              encoding,
              out: paths.shown.out,
              refusedFile: paths.shown.refused,
              resumedAfter: done.resumedAfter,
            })
          : summary(told, call.language),
      )
      return done.rows.refused > 0 ? 3 : 0
    } catch (fault) {
      bar?.clear()
      throw batchFault(fault, paths.shown.out, call.language)
    } finally {
      await together?.end()
    }
  },
}
