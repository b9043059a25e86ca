import { createHash } from 'node:crypto'
import { lstat, readFile } from 'node:fs/promises'

/** Why a file is not read. */
export type UnreadCode = 'FILE_UNREADABLE' | 'FILE_TOO_LARGE' | 'FILE_NOT_UTF8' | 'FILE_SYMLINK'

export type ReadText =
  | { readonly ok: true; readonly text: string; readonly hash: string }
  | { readonly ok: false; readonly code: UnreadCode }

/** Bytes. Policy text is at most 1 MiB; a promulgated text may be longer. */
export const sizeLimit = { yaml: 1 << 20, source: 4 << 20 } as const

/** SHA-256 of a file's bytes, in hex: what a save is conditional on. */
export const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Reads a text file as UTF-8, refusing what is not. A byte-order mark stays in the text, so that writing it
 * gives the same bytes.
 *
 * Errors  FILE_UNREADABLE, FILE_TOO_LARGE, FILE_NOT_UTF8, FILE_SYMLINK (returned)
 */
export async function readText(absolute: string, limit: number = sizeLimit.yaml): Promise<ReadText> {
  try {
    const stat = await lstat(absolute)
    if (stat.isSymbolicLink()) return { ok: false, code: 'FILE_SYMLINK' }
    if (!stat.isFile()) return { ok: false, code: 'FILE_UNREADABLE' }
    if (stat.size > limit) return { ok: false, code: 'FILE_TOO_LARGE' }
    const bytes = await readFile(absolute)
    return {
      ok: true,
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
      hash: hashOf(bytes),
    }
  } catch (fault) {
    return { ok: false, code: fault instanceof TypeError ? 'FILE_NOT_UTF8' : 'FILE_UNREADABLE' }
  }
}
