import type { Batch } from '../batch/batch.ts'
import { type PieceDecider, pieceOf } from '../batch/piece.ts'
import type { RecordBytes } from '../batch/record-bytes.ts'
import type { TableReader } from './table.ts'

/** Rows that follow each other, decided, with how far the table was read by then. */
export interface DecidedPiece {
  readonly out: readonly (string | Uint8Array)[]
  readonly refused: readonly (string | Uint8Array)[]
  readonly decided: number
  readonly refusedRows: number
  /** Where the next record begins; null where no record was whole. */
  readonly offset: number | null
  readonly read: ReturnType<TableReader['read']>
}

/** The records of a table, piece by piece; of the first, not the header. */
async function* recordsOf(table: TableReader, withHeader: boolean) {
  let isHeader = withHeader
  for (let records = await table.nextRecords(); records; records = await table.nextRecords()) {
    const all: RecordBytes[] = []
    let offset: number | null = null
    for (const record of records) {
      offset = record.end
      if (!isHeader) all.push(record)
      isHeader = false
    }
    yield { records: all, offset, read: table.read() }
  }
}

/** Decides row by row, where the table is read. */
export async function* decidedHere(
  table: TableReader,
  { rowResult }: Batch,
  before: number,
  withHeader: boolean,
): AsyncGenerator<DecidedPiece> {
  let row = before
  for await (const { records, offset, read } of recordsOf(table, withHeader)) {
    const texts: { readonly out: string[]; readonly refused: string[] } = { out: [], refused: [] }
    for (const record of records) {
      const { isDecided, text } = rowResult(record, ++row)
      texts[isDecided ? 'out' : 'refused'].push(text)
    }
    yield { ...texts, decided: texts.out.length, refusedRows: texts.refused.length, offset, read }
  }
}

/** Has pieces decided elsewhere, several at once; they come back in the order of the table. */
export async function* decidedElsewhere(
  table: TableReader,
  { decide, width }: PieceDecider,
  before: number,
  withHeader: boolean,
): AsyncGenerator<DecidedPiece> {
  let row = before
  const underWay: Promise<DecidedPiece>[] = []
  for await (const { records, offset, read } of recordsOf(table, withHeader)) {
    const piece = decide(pieceOf(row + 1, records)).then(
      ({ out, refused, decided, refusedRows }): DecidedPiece => ({
        out: [out],
        refused: [refused],
        decided,
        refusedRows,
        offset,
        read,
      }),
    )
    // It is waited for in its turn; until then its fault is no surprise.
    piece.catch(() => {})
    underWay.push(piece)
    row += records.length
    if (underWay.length >= width) yield await (underWay.shift() as Promise<DecidedPiece>)
  }
  while (underWay.length > 0) yield await (underWay.shift() as Promise<DecidedPiece>)
}
