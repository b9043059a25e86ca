import { randomBytes } from 'node:crypto'
import { link, lstat, mkdir, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { linkless, withLock } from './lock.ts'
import { hashOf } from './read.ts'
import {
  conflict,
  current,
  refuseLinks,
  removeLeftovers,
  type Saved,
  syncFolder,
  writeWhole,
} from './save.ts'

/**
 * Writes a file that must not be there yet; what is there is never replaced. The file is there whole or not
 * at all, whatever happens on the way; when this returns `saved`, it is on the disk.
 *
 * Shape   path × text × folder it must lie in → Saved; `changed` with what stands there already
 * Errors  throws as `saveFile` does, and ENOENT where its folder's folder is gone
 */
export async function createFile(absolute: string, text: string, root: string): Promise<Saved> {
  await refuseLinks(absolute, root)
  // The folder of a policy's first case is made with it; any further up must be there.
  await mkdir(dirname(absolute)).catch((problem: NodeJS.ErrnoException) => {
    if (problem.code !== 'EEXIST') throw problem
  })
  await refuseLinks(absolute, root)
  return withLock(absolute, async () => {
    await removeLeftovers(absolute)
    const before = await current(absolute)
    if (before) return conflict(before)
    const temporary = join(dirname(absolute), `.${basename(absolute)}.${randomBytes(6).toString('hex')}.tmp`)
    try {
      await writeWhole(temporary, text, 0o644)
      if (!(await appear(temporary, absolute))) return conflict(await current(absolute))
    } finally {
      await unlink(temporary).catch(() => {})
    }
    await syncFolder(dirname(absolute))
    return { saved: true, hash: hashOf(text) }
  })
}

/** A second name is refused where the name is taken; renaming would replace what stands there. */
async function appear(temporary: string, absolute: string): Promise<boolean> {
  try {
    await link(temporary, absolute)
    return true
  } catch (problem) {
    const { code = '' } = problem as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    // A disk without hard links: under the lock, nobody but a writer that takes none can come between.
    if (!linkless.includes(code)) throw problem
    if (await lstat(absolute).catch(() => undefined)) return false
    await rename(temporary, absolute)
    return true
  }
}
