import { setFlagsFromString } from 'node:v8'
import { hasErrors } from '../base/diagnostic.ts'
import { type BatchOptions, batchOf } from '../batch/batch.ts'
import type { Columns } from '../batch/columns.ts'
import type { Encoding } from '../batch/encoding.ts'
import { resultColumns } from '../batch/results.ts'
import { vocabularyOf } from '../decision/facts.ts'
import type { Document } from '../document/document.ts'
import { type BatchRun, runBatch } from '../files/batch-run.ts'
import { hashOf } from '../files/read.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import { batchFault } from './batch-faults.ts'
import { encodingFor, type Paths, pathsOf, readMapping, tableColumns } from './batch-input.ts'
import { progressBar, summary } from './batch-words.ts'
import { type Call, type Command, callFault } from './command.ts'
import { askOptions, refuse } from './decide-texts.ts'
import { type Loaded, load, refuseFaulty } from './load.ts'
import { jsonText, type Texts } from './print.ts'

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
    { flags: '--restart', summary: 'begin again, where an interrupted run could be gone on with' },
  ],
  run: async (call, terminal) => {
    const paths = pathsOf(call, terminal)
    const loaded = await load(call, terminal, { cases: false })
    const faulty = refuseFaulty(loaded, call, terminal)
    if (faulty !== null) return faulty
    const asked = askOptions(call, loaded.workspace)
    const read = await readMapping(call, terminal)
    const mappingTexts: Texts = new Map(read.document ? [[read.document.file, read.document]] : [])
    if (hasErrors(read.diagnostics)) return refuse(read.diagnostics, mappingTexts, call, terminal)
    const encoding = await encodingFor(paths, call, terminal)
    const clauses = clausesFor(loaded.workspace, asked.clauses, asked.readings ?? [])
    const vocabulary = vocabularyOf(
      loaded.workspace.policies.flatMap(({ facts }) => facts),
      clausesOf(loaded.workspace),
    )
    const table = await tableColumns(paths, encoding, read, vocabulary, call)
    if (table.diagnostics.length > 0)
      return refuse(table.diagnostics, new Map([...mappingTexts, ...table.texts]), call, terminal)
    refuseSameColumns(table.columns, resultColumns(clauses))
    const options: BatchOptions = {
      ...asked,
      clauses,
      vocabulary,
      columns: table.columns,
      input: { file: paths.shown.in, format: paths.inFormat, encoding },
      output: paths.outFormat,
      language: call.language,
    }
    const bar = terminal.isWatched && !call.json ? progressBar(terminal, call.language) : undefined
    const run: BatchRun = {
      batch: batchOf(options),
      input: { path: paths.in, format: paths.inFormat, encoding },
      out: paths.out,
      refused: paths.refused,
      binding: bindingOf(loaded, read.document, call, encoding, paths),
      restart: call.options.restart === true,
      ...(bar && { onProgress: bar.show }),
    }
    // What a row leaves behind is gone at once: a young generation that grows only holds memory.
    setFlagsFromString('--semi-space-growth-factor=1')
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
    }
  },
}

const clausesFor = (
  workspace: Workspace,
  ids: readonly string[] | undefined,
  readings: NonNullable<ReturnType<typeof askOptions>['readings']>,
) =>
  clausesOf(workspace)
    .filter(({ id }) => ids === undefined || ids.includes(id))
    .map((clause) => workspace.clauseUnder(clause.id, readings) ?? clause)

/** Two columns of one name in the results could not be told apart. */
function refuseSameColumns({ carried }: Columns, results: readonly string[]): void {
  const same = carried.find(({ name }) => results.includes(name))
  if (same)
    throw callFault(
      `the results have a column \`${same.name}\` of their own`,
      'rename the column of the table',
    )
}

/** What the bytes of the results hang on, beside the table. */
const bindingOf = (
  loaded: Loaded,
  mapping: Document | null,
  call: Call,
  encoding: Encoding,
  { inFormat, outFormat }: Paths,
): string => {
  const { clause, asOf, reading, assume } = call.options
  const policies = [...loaded.texts.values()].map(({ text }) => hashOf(text))
  const options = { clause, asOf, reading, assume, encoding, inFormat, outFormat, language: call.language }
  return hashOf(JSON.stringify({ policies, mapping: mapping && hashOf(mapping.text), options }))
}
