import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'

/** Why a file is not read. */
export type UnreadCode = 'FILE_UNREADABLE' | 'FILE_TOO_LARGE' | 'FILE_NOT_UTF8' | 'FILE_SYMLINK'

export interface Unread {
  readonly ok: false
  readonly code: UnreadCode
  /** Of FILE_NOT_UTF8: the bytes before the first that is wrong. */
  readonly offset?: number
}

export type ReadText = { readonly ok: true; readonly text: string; readonly hash: string } | Unread

/** Bytes. Policy text is at most 1 MiB; a promulgated text may be longer. */
export const sizeLimit = { yaml: 1 << 20, source: 4 << 20 } as const

/** SHA-256 of a file's bytes, in hex: what a save is conditional on. */
export const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

// Windows has neither; there the look at the file before opening it must do.
const plainly = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * Reads a text file as UTF-8, refusing what is not. A byte-order mark stays in the text, so that writing it
 * gives the same bytes.
 *
 * Errors  FILE_UNREADABLE, FILE_TOO_LARGE, FILE_NOT_UTF8, FILE_SYMLINK (returned)
 */
export async function readText(absolute: string, limit: number = sizeLimit.yaml): Promise<ReadText> {
  const read = await readBytes(absolute, limit)
  if (!(read instanceof Uint8Array)) return read
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(read)
    return { ok: true, text, hash: hashOf(read) }
  } catch {
    return { ok: false, code: 'FILE_NOT_UTF8', offset: firstWrongByte(read) }
  }
}

async function readBytes(absolute: string, limit: number): Promise<Uint8Array | Unread> {
  try {
    const stat = await lstat(absolute)
    if (stat.isSymbolicLink()) return { ok: false, code: 'FILE_SYMLINK' }
    if (!stat.isFile()) return { ok: false, code: 'FILE_UNREADABLE' }
    if (stat.size > limit) return { ok: false, code: 'FILE_TOO_LARGE' }
    const handle = await open(absolute, plainly)
    try {
      const bytes = await handle.readFile()
      // It may have grown since it was measured.
      return bytes.length > limit ? { ok: false, code: 'FILE_TOO_LARGE' } : bytes
    } finally {
      await handle.close()
    }
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    return { ok: false, code: code === 'ELOOP' ? 'FILE_SYMLINK' : 'FILE_UNREADABLE' }
  }
}

/** Decoding puts U+FFFD for what is wrong: written again, the bytes differ there first. */
function firstWrongByte(bytes: Uint8Array): number {
  const again = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
  const at = bytes.findIndex((byte, index) => byte !== again[index])
  return at < 0 ? bytes.length : at
}
