import { type BatchOptions, batchOf } from '../../engine/batch/batch.ts'
import { columnsOf, namedColumns } from '../../engine/batch/columns.ts'
import { mappingFromDocument } from '../../engine/batch/from-document.ts'
import { headerFrom } from '../../engine/batch/header.ts'
import type { TableFormat } from '../../engine/batch/results.ts'
import { vocabularyOf } from '../../engine/decision/facts.ts'
import { documentFromText } from '../../engine/document/from-text.ts'
import { loadWorkspace, type SourceFile } from '../../engine/index.ts'
import { clausesOf } from '../../engine/policy/workspace.ts'

const noMapping = { mapping: { columns: [] }, diagnostics: [] }

/** A batch over a policy, without files: what the command makes of its call. */
export function smallBatch(
  files: readonly SourceFile[],
  header: string | null,
  { mapping, output = 'csv' }: { readonly mapping?: string; readonly output?: TableFormat } = {},
) {
  const workspace = loadWorkspace(files)
  const vocabulary = vocabularyOf(
    workspace.policies.flatMap(({ facts }) => facts),
    clausesOf(workspace),
  )
  const document = mapping === undefined ? null : documentFromText('mapping.yaml', mapping).document
  const read = document ? mappingFromDocument(document) : noMapping
  const bytes = header === null ? null : new TextEncoder().encode(header)
  const table = bytes && headerFrom({ bytes, end: bytes.length, isOpen: false }, 'utf-8', 'table.csv')
  if (table && 'reason' in table) throw new Error(table.reason.en)
  const { columns, diagnostics } = table
    ? columnsOf(table, read.mapping, document, vocabulary)
    : namedColumns(read.mapping, document, vocabulary)
  const options: BatchOptions = {
    clauses: clausesOf(workspace),
    vocabulary,
    columns,
    input: { file: 'table', format: header === null ? 'ndjson' : 'csv', encoding: 'utf-8' },
    output,
    language: 'en',
  }
  return { workspace, batch: batchOf(options), diagnostics: [...read.diagnostics, ...diagnostics] }
}
