import { randomBytes } from 'node:crypto'
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** The lock of a file stands beside it and never looks like a policy file. */
export const lockPath = (absolute: string): string => join(dirname(absolute), `.${basename(absolute)}.lock`)

const waitSteps = 200
const waitMilliseconds = 25

const codeOf = (fault: unknown): string | undefined => (fault as NodeJS.ErrnoException).code

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Runs something while no other process holds the file's lock.
 *
 * Errors  throws LOCK_BUSY after five seconds
 */
export async function withLock<T>(absolute: string, run: () => Promise<T>): Promise<T> {
  const path = lockPath(absolute)
  const owner = `${process.pid} ${randomBytes(8).toString('hex')}`
  for (let step = 0; !(await take(path, owner)); step++) {
    if (step >= waitSteps)
      throw Object.assign(new Error('the file is being saved elsewhere'), { code: 'LOCK_BUSY' })
    if (!(await breakStale(path))) await pause(waitMilliseconds)
  }
  try {
    return await run()
  } finally {
    // Only our own lock: one that was broken and taken by another is theirs.
    if ((await ownerOf(path)) === owner) await unlink(path).catch(() => {})
  }
}

/**
 * A lock appears with its owner in it or not at all: were it made empty and then written, a process killed
 * in between would leave a lock that nobody can tell to be stale.
 */
async function take(path: string, owner: string): Promise<boolean> {
  const draft = `${path.slice(0, -'.lock'.length)}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await writeFile(draft, owner, { flag: 'wx' })
    await link(draft, path)
    return true
  } catch (fault) {
    // The holder sweeps drafts away with other leftovers: then it is still held.
    if (codeOf(fault) === 'EEXIST' || codeOf(fault) === 'ENOENT') return false
    throw fault
  } finally {
    await unlink(draft).catch(() => {})
  }
}

const ownerOf = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8')
  } catch {
    return undefined
  }
}

/** A lock whose process is gone is moved aside; the move succeeds for one of several that try. */
async function breakStale(path: string): Promise<boolean> {
  const owner = await ownerOf(path)
  const pid = Number(owner?.split(' ')[0])
  if (owner === undefined || !Number.isInteger(pid) || pid <= 0 || isAlive(pid)) return false
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  try {
    await rename(path, aside)
    // Between reading and moving a new owner may have come: give it its lock back.
    if ((await ownerOf(aside)) !== owner) await rename(aside, path)
    else await unlink(aside)
    return true
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return codeOf(fault) === 'EPERM'
  }
}
