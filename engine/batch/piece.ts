import type { Batch } from './batch.ts'
import type { RecordBytes } from './record-bytes.ts'

/** Some records after one another, to be decided elsewhere: a copy of their bytes, which can be handed over. */
export interface Piece {
  /** The number of the first row. */
  readonly first: number
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where each record ends in the bytes; −1 before a record that is too long, of which nothing is kept. */
  readonly ends: Float64Array<ArrayBuffer>
  readonly open: Uint8Array<ArrayBuffer>
}

/** What a piece came to: pieces of the two result files, as UTF-8. */
export interface PieceResult {
  readonly out: Uint8Array
  readonly refused: Uint8Array
  readonly decided: number
  readonly refusedRows: number
}

/** Decides pieces; several at once, where it has threads. */
export interface PieceDecider {
  /** Pieces that are worth to be under way at once. */
  readonly width: number
  readonly decide: (piece: Piece) => Promise<PieceResult>
}

const tooLong = -1

export function pieceOf(first: number, records: readonly RecordBytes[]): Piece {
  const length = records.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0)
  const bytes = new Uint8Array(length)
  const ends = new Float64Array(records.length)
  const open = new Uint8Array(records.length)
  let at = 0
  for (const [index, record] of records.entries()) {
    open[index] = record.isOpen ? 1 : 0
    if (record.bytes) {
      bytes.set(record.bytes, at)
      at += record.bytes.length
    }
    ends[index] = record.bytes ? at : tooLong
  }
  return { first, bytes, ends, open }
}

/** Decides the records of a piece one after another. */
export function decidePiece({ rowResult }: Batch, { first, bytes, ends, open }: Piece): PieceResult {
  const texts: { readonly out: string[]; readonly refused: string[] } = { out: [], refused: [] }
  let at = 0
  for (const [index, end] of ends.entries()) {
    const isLong = end === tooLong
    const record: RecordBytes = {
      bytes: isLong ? null : bytes.subarray(at, end),
      end: 0,
      isOpen: open[index] === 1,
    }
    if (!isLong) at = end
    const { isDecided, text } = rowResult(record, first + index)
    texts[isDecided ? 'out' : 'refused'].push(text)
  }
  const utf8 = new TextEncoder()
  return {
    out: utf8.encode(texts.out.join('')),
    refused: utf8.encode(texts.refused.join('')),
    decided: texts.out.length,
    refusedRows: texts.refused.length,
  }
}
