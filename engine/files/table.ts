import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { type Encoding, encodingFrom, isSurelyUtf8, looker } from '../batch/encoding.ts'
import { type RecordBytes, recordReader } from '../batch/record-bytes.ts'

/** Bytes that are read at once. */
export const usualPiece = 1 << 18

/** A table that is read from a place on, piece by piece. */
export interface TableReader {
  readonly size: number
  /** The records that the next piece completes; null at the end. Valid until the next call. */
  readonly nextRecords: () => Promise<Iterable<RecordBytes> | null>
  /** How many bytes were read so far, and their SHA-256: of the file from its beginning. */
  readonly read: () => { readonly read: number; readonly hash: string }
  readonly close: () => Promise<void>
}

/** SHA-256 of the first bytes of a file, to be gone on with; undefined where the file is shorter. */
async function hashOfStart(handle: FileHandle, length: number): Promise<Hash | undefined> {
  const hash = createHash('sha256')
  const piece = Buffer.allocUnsafe(1 << 20)
  for (let at = 0; at < length; ) {
    const { bytesRead } = await handle.read(piece, 0, Math.min(piece.length, length - at), at)
    if (bytesRead === 0) return undefined
    hash.update(piece.subarray(0, bytesRead))
    at += bytesRead
  }
  return hash
}

/** Where a reading was broken off. */
export interface ReadSoFar {
  readonly offset: number
  readonly read: number
  readonly hash: string
}

/**
 * Opens a table where a reading was broken off, or at its beginning.
 *
 * Errors  throws INPUT_CHANGED where the part that was read is another now, and the system's own
 */
export async function openTable(
  path: string,
  quotes: boolean,
  { offset, read, hash }: ReadSoFar,
  pieceSize = usualPiece,
): Promise<TableReader> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const hasher = await hashOfStart(handle, read)
    if (!hasher || (read > 0 && hasher.copy().digest('hex') !== hash))
      throw Object.assign(new Error('the part that was read has changed'), { code: 'INPUT_CHANGED' })
    return reading(handle, size, quotes, { offset, read }, hasher, pieceSize)
  } catch (fault) {
    await handle.close()
    throw fault
  }
}

function reading(
  handle: FileHandle,
  size: number,
  quotes: boolean,
  from: { readonly offset: number; readonly read: number },
  hasher: Hash,
  pieceSize: number,
): TableReader {
  const records = recordReader(quotes, from.offset)
  // Two in turn: what is left of one is still looked at while the other is filled.
  const pieces = [Buffer.allocUnsafeSlow(pieceSize), Buffer.allocUnsafeSlow(pieceSize)] as const
  let turn = 0
  let at = from.offset
  let hashed = from.read
  let isAtEnd = false
  function* whole() {
    for (let record = records.next(); record; record = records.next()) yield record
  }
  return {
    size,
    nextRecords: async () => {
      if (isAtEnd) return null
      turn = 1 - turn
      const piece = pieces[turn] as Buffer
      const { bytesRead } = await handle.read(piece, 0, pieceSize, at)
      if (bytesRead === 0) {
        isAtEnd = true
        records.finish()
        return whole()
      }
      const bytes = piece.subarray(0, bytesRead)
      // After an interruption the first bytes were counted before.
      if (at + bytesRead > hashed) hasher.update(bytes.subarray(Math.max(0, hashed - at)))
      at += bytesRead
      hashed = Math.max(hashed, at)
      records.push(bytes)
      return whole()
    },
    read: () => ({ read: hashed, hash: hasher.copy().digest('hex') }),
    close: () => handle.close(),
  }
}

/** The encoding of a table by all its bytes; undefined where they leave it open. */
export async function encodingOf(path: string): Promise<Encoding | undefined> {
  const utf8 = await looked(path, 'utf-8')
  return isSurelyUtf8(utf8) ? 'utf-8' : encodingFrom(utf8, await looked(path, 'gb18030'))
}

async function looked(path: string, encoding: Encoding) {
  const handle = await open(path, 'r')
  const { push, look } = looker(encoding)
  const piece = Buffer.allocUnsafe(1 << 20)
  try {
    for (let at = 0; ; ) {
      const { bytesRead } = await handle.read(piece, 0, piece.length, at)
      if (bytesRead === 0) return look()
      push(piece.subarray(0, bytesRead))
      at += bytesRead
    }
  } finally {
    await handle.close()
  }
}

/** The first record of a table: of CSV, its header. */
export async function firstRecord(path: string): Promise<RecordBytes | undefined> {
  const table = await openTable(path, true, { offset: 0, read: 0, hash: '' })
  try {
    for (;;) {
      const records = await table.nextRecords()
      if (!records) return undefined
      for (const record of records) return record
    }
  } finally {
    await table.close()
  }
}
