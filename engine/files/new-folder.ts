import { randomBytes } from 'node:crypto'
import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** A file of a folder that is made: its path inside it, with slashes. */
interface FileToMake {
  readonly path: string
  readonly text: string
}

/**
 * Makes a folder with its files: whole, or not at all.
 *
 * Shape   path × files → whether it was made; false where something stands there already
 * Errors  throws the system's own
 */
export async function makeFolder(absolute: string, files: readonly FileToMake[]): Promise<boolean> {
  if (await isThere(absolute)) return false
  await mkdir(dirname(absolute), { recursive: true })
  const draft = join(dirname(absolute), `.${basename(absolute)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    for (const { path, text } of files) {
      const file = join(draft, ...path.split('/'))
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, text, { flag: 'wx' })
    }
    // A folder that came meanwhile is not replaced: renaming onto one that holds something fails.
    await rename(draft, absolute)
    return true
  } catch (fault) {
    await rm(draft, { recursive: true, force: true })
    if (await isThere(absolute)) return false
    throw fault
  }
}

/** A link that leads nowhere is there too. */
const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )
