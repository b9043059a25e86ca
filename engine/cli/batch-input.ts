import { lstat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Diagnostic, hasErrors } from '../base/diagnostic.ts'
import type { BatchOptions } from '../batch/batch.ts'
import { type Columns, columnsOf, namedColumns } from '../batch/columns.ts'
import { type Encoding, encodings } from '../batch/encoding.ts'
import { mappingFromDocument } from '../batch/from-document.ts'
import { headerFrom } from '../batch/header.ts'
import type { Mapping } from '../batch/mapping.ts'
import type { TableFormat } from '../batch/results.ts'
import type { Document } from '../document/document.ts'
import { documentFromText } from '../document/from-text.ts'
import { readState } from '../files/batch-state.ts'
import { encodingOf, firstRecord } from '../files/table.ts'
import { readText } from '../files/workspace.ts'
import { headerFault } from './batch-faults.ts'
import { type Call, callFault, type Terminal, textOption } from './command.ts'
import type { Texts } from './print.ts'

/** The files of a batch. */
export interface Paths {
  readonly in: string
  readonly out: string
  readonly refused: string
  readonly inFormat: TableFormat
  readonly outFormat: TableFormat
  readonly shown: { readonly in: string; readonly out: string; readonly refused: string }
}

/** The format of a table by its name. */
export function formatOf(path: string, option: string): TableFormat {
  if (/\.csv$/i.test(path)) return 'csv'
  if (/\.(ndjson|jsonl)$/i.test(path)) return 'ndjson'
  throw callFault(`${option} takes a .csv or .ndjson file, not \`${path}\``, 'save the table as one of them')
}

/** The files that a call names. */
export function pathsOf(call: Call, terminal: Terminal): Paths {
  const needed = (name: string): string => {
    const path = textOption(call, name)
    if (path === undefined) throw callFault(`--${name} is missing`, `add --${name} FILE`)
    return path
  }
  const input = needed('in')
  const out = needed('out')
  const refused = textOption(call, 'refused') ?? out.replace(/(\.[a-z]+)$/i, '.refused$1')
  const outFormat = formatOf(out, '--out')
  if (formatOf(refused, '--refused') !== outFormat)
    throw callFault('--refused is of another kind than --out', 'let both end in the same way')
  const [absoluteIn, absoluteOut, absoluteRefused] = [input, out, refused].map((path) =>
    resolve(terminal.cwd, path),
  ) as [string, string, string]
  const mapping = textOption(call, 'mapping')
  const all = [absoluteIn, absoluteOut, absoluteRefused, ...(mapping ? [resolve(terminal.cwd, mapping)] : [])]
  if (new Set(all).size < all.length)
    throw callFault('two of the files are the same file', 'name another file for --out or --refused')
  return {
    in: absoluteIn,
    out: absoluteOut,
    refused: absoluteRefused,
    inFormat: formatOf(input, '--in'),
    outFormat,
    shown: { in: input, out, refused },
  }
}

/** The mapping of a call, or none. */
export interface ReadMapping {
  readonly mapping: Mapping
  readonly document: Document | null
  readonly diagnostics: readonly Diagnostic[]
}

export async function readMapping(call: Call, terminal: Terminal): Promise<ReadMapping> {
  const path = textOption(call, 'mapping')
  if (path === undefined) return { mapping: { columns: [] }, document: null, diagnostics: [] }
  const read = await readText(resolve(terminal.cwd, path))
  if (!read.ok) throw callFault(`\`${path}\` cannot be read`, 'check the path')
  const { document, diagnostics } = documentFromText(path, read.text)
  return hasErrors(diagnostics)
    ? { mapping: { columns: [] }, document, diagnostics }
    : { document, ...mappingFromDocument(document) }
}

/** Named, or told by the bytes and then said: who reads the results can see what was taken for what. */
export async function encodingFor(paths: Paths, call: Call, terminal: Terminal): Promise<Encoding> {
  const named = textOption(call, 'encoding')
  const found = encodings.find((one) => one === named?.toLowerCase())
  if (named !== undefined && !found)
    throw callFault(
      `--encoding takes ${encodings.join(' or ')}, not \`${named}\``,
      'write --encoding gb18030',
    )
  try {
    if (!(await lstat(paths.in)).isDirectory()) {
      if (found) return found
      const kept = call.options.restart === true ? undefined : await readState(paths.out)
      const told =
        encodings.find((one) => one === kept?.encoding) ?? (await encodingOf(paths.in)) ?? undefined
      if (told === undefined)
        throw callFault(
          `the bytes of \`${paths.shown.in}\` do not tell its encoding`,
          'name it: --encoding utf-8 or --encoding gb18030',
        )
      if (!call.json)
        terminal.err(
          call.language === 'zh'
            ? `编码 ${told}（按文件内容判断）\n`
            : `encoding ${told}, told by the bytes\n`,
        )
      return told
    }
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault
  }
  throw callFault(`\`${paths.shown.in}\` cannot be read`, 'check the path')
}

/** What each column of the table is. */
export async function tableColumns(
  paths: Paths,
  encoding: Encoding,
  { mapping, document }: ReadMapping,
  vocabulary: BatchOptions['vocabulary'],
  call: Call,
): Promise<{
  readonly columns: Columns
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: Texts
}> {
  if (paths.inFormat === 'ndjson') return { ...namedColumns(mapping, document, vocabulary), texts: new Map() }
  const header = headerFrom(await firstRecord(paths.in), encoding, paths.shown.in)
  if ('reason' in header) throw headerFault(header, paths.shown.in, call.language)
  const texts: Texts = new Map([[header.document.file, header.document]])
  return { ...columnsOf(header, mapping, document, vocabulary), texts }
}
