import type { Document } from '../document/document.ts'
import type { Header } from './columns.ts'
import { cellsOf } from './csv.ts'
import { type Encoding, readerOf } from './encoding.ts'
import { longestRecord, type RecordBytes } from './record-bytes.ts'
import { type RowFault, rowFault, rowNotText, rowTooLong } from './row-fault.ts'

/** The names of the columns from a table's first record, or why there are none. */
export function headerFrom(
  record: RecordBytes | undefined,
  encoding: Encoding,
  file: string,
): Header | RowFault {
  if (!record) return noHeader
  if (record.bytes === null) return rowTooLong(longestRecord)
  const text = readerOf(encoding)(record.bytes)?.replace(/^\ufeff/, '')
  if (text === undefined) return rowNotText(encoding)
  const cells = cellsOf(text)
  if ('reason' in cells) return cells
  const document: Document = { file, text, root: null }
  let at = 0
  const names = cells.map((name) => {
    const found = Math.max(text.indexOf(name, at), at)
    at = found + name.length
    return { name, span: [found, found + name.length] as const }
  })
  return { document, names }
}

const noHeader = rowFault(
  '',
  '',
  { zh: '表是空的，没有表头', en: 'the table is empty: it has no header' },
  { zh: '第一行写列名', en: 'write the names of the columns in the first line' },
)
