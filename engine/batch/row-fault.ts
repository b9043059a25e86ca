import type { Diagnostic } from '../base/diagnostic.ts'
import type { Words } from '../base/words.ts'

/** Why a row is not decided: the cell at fault, and how to mend it. */
export interface RowFault {
  /** Name of the column; empty where the whole row is at fault. */
  readonly column: string
  /** The cell as it was read. */
  readonly value: string
  readonly reason: Words
  readonly fix: Words
}

/** A row that was read, or all that is wrong with it. */
export type RowRead<T> = { readonly ok: true; readonly row: T } | Refused

export interface Refused {
  readonly ok: false
  readonly faults: readonly [RowFault, ...RowFault[]]
}

export const rowFault = (column: string, value: string, reason: Words, fix: Words): RowFault => ({
  column,
  value,
  reason,
  fix,
})

export const refusedRow = (first: RowFault, ...more: readonly RowFault[]): Refused => ({
  ok: false,
  faults: [first, ...more],
})

/** A fault of a text of its own as one of a row. */
export const faultFrom = ({ message, fix }: Diagnostic, column: string, value: string): RowFault =>
  rowFault(column, value, message, fix)

/** The whole row is longer than rows are. */
export const rowTooLong = (limit: number): RowFault =>
  rowFault(
    '',
    '',
    {
      zh: `这一行超过 ${limit} 字节；可能有一个引号没有关上，其后的内容都算在这一行里`,
      en: `the row is longer than ${limit} bytes; perhaps a quote is never closed, and all that follows was read as one row`,
    },
    { zh: '关上引号，或缩短这一行', en: 'close the quote, or shorten the row' },
  )

/** Bytes that are no text. */
export const rowNotText = (encoding: string): RowFault =>
  rowFault(
    '',
    '',
    { zh: `这一行有不是 ${encoding} 的字节`, en: `the row holds bytes that are not ${encoding}` },
    {
      zh: '用正确的编码另存文件，或用 --encoding 写明编码',
      en: 'save the file in one encoding, or name it with --encoding',
    },
  )
