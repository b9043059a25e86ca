import { hasErrors } from '../base/diagnostic.ts'
import { type Batch, type BatchOptions, batchOf } from '../batch/batch.ts'
import type { Columns } from '../batch/columns.ts'
import type { Encoding } from '../batch/encoding.ts'
import { resultColumns } from '../batch/results.ts'
import { vocabularyOf } from '../decision/facts.ts'
import type { Document } from '../document/document.ts'
import { hashOf } from '../files/read.ts'
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
  const binding = bindingOf(loaded, read.document, call, encoding, paths)
  return { batch: batchOf(options), paths, encoding, binding }
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
