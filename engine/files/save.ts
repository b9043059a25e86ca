import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, lstat, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pause, withLock } from './lock.ts'
import { habits } from './platform.ts'
import { hashOf } from './read.ts'

/** What a save came to; a failure of the disk throws instead. */
export type Saved =
  | { readonly saved: true; readonly hash: string }
  /** Somebody changed the file since it was read: here is theirs. */
  | { readonly saved: false; readonly reason: 'changed'; readonly text: string; readonly hash: string }
  | { readonly saved: false; readonly reason: 'deleted' }

const fault = (code: string, message: string) => Object.assign(new Error(message), { code })

/**
 * Writes a file if it still is what the writer has seen. The file is the old text or the new one, whole,
 * whatever happens on the way; when this returns `saved`, the new text is on the disk.
 *
 * Shape   path × text × hash of what was read × folder it must lie in → Saved
 * Errors  throws FILE_SYMLINK, FILE_OUTSIDE, FILE_NOT_UTF8 (a conflict that cannot be shown), LOCK_BUSY and the system's own
 * Source  write, fsync, rename, fsync of the folder: the order of POSIX that survives a power cut
 */
export async function saveFile(
  absolute: string,
  text: string,
  expected: string,
  root: string,
): Promise<Saved> {
  await refuseLinks(absolute, root)
  // Before the lock: its folder may be gone too.
  if (!(await current(absolute))) return { saved: false, reason: 'deleted' }
  return withLock(absolute, async () => {
    await removeLeftovers(absolute)
    const before = await current(absolute)
    if (before?.hash !== expected) return conflict(before)
    const stat = await lstat(absolute)
    if (stat.isSymbolicLink()) throw fault('FILE_SYMLINK', 'the file is a symbolic link')
    // Replacing a file asks leave of its folder alone: one that is kept from writing stays as it is.
    await access(absolute, constants.W_OK)
    const temporary = join(dirname(absolute), `.${basename(absolute)}.${randomBytes(6).toString('hex')}.tmp`)
    try {
      await writeWhole(temporary, text, stat.mode & 0o777)
      // Again under the lock, after the slow part: a writer that takes no lock may have come.
      const again = await current(absolute)
      if (again?.hash !== expected) {
        await unlink(temporary)
        return conflict(again)
      }
      await move(temporary, absolute)
    } catch (problem) {
      await unlink(temporary).catch(() => {})
      throw problem
    }
    await syncFolder(dirname(absolute))
    return { saved: true, hash: hashOf(text) }
  })
}

interface Current {
  readonly bytes: Uint8Array
  readonly hash: string
}

/** The newer text as it is. Shown with characters replaced, it would be saved so after the conflict. */
export function conflict(now: Current | undefined): Saved {
  if (!now) return { saved: false, reason: 'deleted' }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(now.bytes)
    return { saved: false, reason: 'changed', text, hash: now.hash }
  } catch {
    throw fault('FILE_NOT_UTF8', 'the file was changed and is not UTF-8')
  }
}

/** A new file with a text, on the disk when this returns. */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const handle = await open(path, 'wx', mode)
  try {
    await handle.writeFile(text)
    // The umask may have taken bits away.
    if (habits.hasModes) await handle.chmod(mode)
    // Not tried again when it fails: the page cache may have dropped what it could not write.
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Windows cannot open a folder; its rename is on the disk with the journal. */
export async function syncFolder(folder: string): Promise<void> {
  if (!habits.syncsFolders) return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (problem) {
    // Some shares know no such call, which is no failure of theirs.
    if (!['EINVAL', 'ENOTSUP'].includes((problem as NodeJS.ErrnoException).code ?? '')) throw problem
  } finally {
    await handle.close()
  }
}

/** On Windows a scanner or indexer may hold a new file for a moment: there a refused rename is tried again. */
async function move(from: string, to: string): Promise<void> {
  for (let step = 0; ; step++)
    try {
      await rename(from, to)
      return
    } catch (problem) {
      const { code = '' } = problem as NodeJS.ErrnoException
      if (!habits.mayRename(code, step)) throw problem
      await pause(50)
    }
}

/** What a file holds; undefined where there is none. */
export async function current(absolute: string): Promise<Current | undefined> {
  try {
    const bytes = await readFile(absolute)
    return { bytes, hash: hashOf(bytes) }
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw problem
  }
}

/** A link would let a save land somewhere else. */
export async function refuseLinks(absolute: string, root: string): Promise<void> {
  const parts = habits.below(absolute, root)
  if (!parts) throw fault('FILE_OUTSIDE', 'the file is not in a policy folder')
  let at = root
  for (const part of parts) {
    at = join(at, part)
    const stat = await lstat(at).catch(() => undefined)
    if (stat?.isSymbolicLink()) throw fault('FILE_SYMLINK', 'the file is a symbolic link')
  }
}

/**
 * What killed saves left behind: temporary files and claims on locks. Under the lock nobody else's can be in
 * use, but for the draft of a lock that waits, which is then made again.
 */
export async function removeLeftovers(absolute: string): Promise<void> {
  const prefix = `.${basename(absolute)}`
  for (const name of await readdir(dirname(absolute)))
    if (name.startsWith(prefix) && /^(\.[0-9a-f]{12})+\.(tmp|lock)$/.test(name.slice(prefix.length)))
      await unlink(join(dirname(absolute), name)).catch(() => {})
}
