import { hasErrors } from '../base/diagnostic.ts'
import { type Batch, type BatchOptions, batchOf } from '../batch/batch.ts'
import type { Columns } from '../batch/columns.ts'
import type { Encoding } from '../batch/encoding.ts'
import type { RowReading } from '../batch/read-row.ts'
import { resultColumns } from '../batch/results.ts'
import type { AskOptions } from '../decision/ask.ts'
import { vocabularyOf } from '../decision/facts.ts'
import type { Document } from '../document/document.ts'
import { hashOf } from '../files/read.ts'
import type { Clause } from '../policy/policy.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import { encodingFor, type Paths, pathsOf, readMapping, tableColumns } from './batch-input.ts'
import { type Call, callFault, type ExitCode, type Terminal } from './command.ts'
import { askOptions, refuse } from './decide-texts.ts'
import { type Loaded, load, refuseFaulty } from './load.ts'
import type { Texts } from './print.ts'

/** A batch that is ready to be run, with its files. */
export interface PreparedBatch {
  readonly batch: Batch
  readonly paths: Paths
  readonly encoding: Encoding
  readonly binding: string
}

/**
 * Reads policies, mapping and the head of the table that a call names.
 *
 * Shape   Call → PreparedBatch; an exit code where something is at fault, and said
 */
export async function prepareBatch(call: Call, terminal: Terminal): Promise<PreparedBatch | ExitCode> {
  const table = await prepareTable(call, terminal)
  if (typeof table === 'number') return table
  const { paths, encoding, loaded, mapping, reading, asked } = table
  refuseSameColumns(reading.columns, resultColumns(reading.clauses))
  const options: BatchOptions = { ...asked, ...reading, output: paths.outFormat, language: call.language }
  const binding = bindingOf(loaded, mapping, call, encoding, paths)
  return { batch: batchOf(options), paths, encoding, binding }
}

/** A table whose rows can be read, with the policies they are read for. */
export interface PreparedTable {
  readonly paths: Paths
  readonly encoding: Encoding
  readonly loaded: Loaded
  readonly mapping: Document | null
  readonly reading: RowReading
  readonly asked: AskOptions
}

/**
 * Reads policies, mapping and the head of the table that a call names; `chosen` says which clauses a command can
 * ask, where it cannot ask all.
 *
 * Shape   Call → PreparedTable; an exit code where something is at fault, and said
 */
export async function prepareTable(
  call: Call,
  terminal: Terminal,
  chosen: (clauses: readonly Clause[]) => readonly Clause[] = (clauses) => clauses,
): Promise<PreparedTable | ExitCode> {
  const paths = pathsOf(call, terminal)
  const loaded = await load(call, terminal, { cases: false })
  const faulty = refuseFaulty(loaded, call, terminal)
  if (faulty !== null) return faulty
  const asked = askOptions(call, loaded.workspace)
  const read = await readMapping(call, terminal)
  const mappingTexts: Texts = new Map(read.document ? [[read.document.file, read.document]] : [])
  if (hasErrors(read.diagnostics)) return refuse(read.diagnostics, mappingTexts, call, terminal)
  const encoding = await encodingFor(paths, call, terminal)
  const clauses = chosen(clausesFor(loaded.workspace, asked.clauses, asked.readings ?? []))
  const vocabulary = vocabularyOf(
    loaded.workspace.policies.flatMap(({ facts }) => facts),
    clausesOf(loaded.workspace),
  )
  const table = await tableColumns(paths, encoding, read, vocabulary, call)
  if (table.diagnostics.length > 0)
    return refuse(table.diagnostics, new Map([...mappingTexts, ...table.texts]), call, terminal)
  const reading: RowReading = {
    clauses,
    vocabulary,
    columns: table.columns,
    input: { file: paths.shown.in, format: paths.inFormat, encoding },
    ...(asked.asOf && { asOf: asked.asOf }),
  }
  return { paths, encoding, loaded, mapping: read.document, reading, asked }
}

/** Clauses of these ids, or all, under readings. */
export const clausesFor = (
  workspace: Workspace,
  ids: readonly string[] | undefined,
  readings: NonNullable<AskOptions['readings']>,
) =>
  clausesOf(workspace)
    .filter(({ id }) => ids === undefined || ids.includes(id))
    .map((clause) => workspace.clauseUnder(clause.id, readings) ?? clause)

/** Two columns of one name in the results could not be told apart. */
export function refuseSameColumns({ carried }: Columns, results: readonly string[]): void {
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
  const { clause, asOf, known, reading, assume } = call.options
  const policies = [...loaded.texts.values()].map(({ text }) => hashOf(text))
  const options = {
    clause,
    asOf,
    known,
    reading,
    assume,
    encoding,
    inFormat,
    outFormat,
    language: call.language,
  }
  return hashOf(JSON.stringify({ policies, mapping: mapping && hashOf(mapping.text), options }))
}
