import { randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { link, lstat, readFile, unlink, writeFile } from 'node:fs/promises'
import { hostname, uptime } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { hashOf } from './read.ts'

/** The lock of a file stands beside it and never looks like a policy file. */
export const lockPath = (absolute: string): string => join(dirname(absolute), `.${basename(absolute)}.lock`)

const waitSteps = 200
const waitMilliseconds = 25
/** A lock without an owner that has stood this long was not just made. */
const ownerlessMilliseconds = 2000
/** A lock of a process that cannot be asked from here: no save takes as long. */
const elsewhereMilliseconds = 60_000

/** What a file system without hard links answers: FAT and some network drives. */
export const linkless: readonly (string | undefined)[] = [
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EISDIR',
]

const codeOf = (fault: unknown): string | undefined => (fault as NodeJS.ErrnoException).code

/** Waits. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

const token = () => randomBytes(6).toString('hex')

const said = (read: () => string): string => {
  try {
    return read()
  } catch {
    return ''
  }
}

/** Where numbers of processes mean the same: one start of one machine, and on Linux of one container. */
const here = hashOf(
  [
    hostname(),
    said(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    said(() => readlinkSync('/proc/self/ns/pid')),
  ].join('\n'),
).slice(0, 12)

/** Process, time, a number used once, place. */
const newOwner = () => `${process.pid} ${Date.now()} ${token()} ${here}`

/**
 * Runs something while no other process holds the file's lock.
 *
 * Errors  throws LOCK_BUSY after five seconds, and the system's own
 */
export async function withLock<T>(absolute: string, run: () => Promise<T>): Promise<T> {
  const path = lockPath(absolute)
  const owner = newOwner()
  for (let step = 0; !(await take(path, owner)); step++) {
    if (step >= waitSteps)
      throw Object.assign(new Error('the file is being saved elsewhere'), { code: 'LOCK_BUSY' })
    if (!(await breakStale(path))) await pause(waitMilliseconds)
  }
  try {
    return await run()
  } finally {
    await release(path, owner)
  }
}

/** Tried again when it fails: as long as this process lives, nobody else may break its lock. */
async function release(path: string, owner: string): Promise<void> {
  for (let step = 0; step < 5; step++)
    try {
      // Only our own lock: one that was broken and taken by another is theirs.
      if ((await readFile(path, 'utf8')) === owner) await unlink(path)
      return
    } catch (fault) {
      if (codeOf(fault) === 'ENOENT') return
      await pause(waitMilliseconds)
    }
}

/**
 * A lock appears with its owner in it or not at all: were it made empty and then written, a process killed
 * in between would leave a lock that nobody can tell to be stale.
 */
async function take(path: string, owner: string): Promise<boolean> {
  const draft = `${path.slice(0, -'.lock'.length)}.${token()}.tmp`
  await writeFile(draft, owner, { flag: 'wx' })
  try {
    await link(draft, path)
    return true
  } catch (fault) {
    if (linkless.includes(codeOf(fault))) return await takeWithoutLinks(path, owner)
    // The holder sweeps drafts away with other leftovers: then it is still held.
    if (codeOf(fault) === 'EEXIST' || codeOf(fault) === 'ENOENT') return false
    throw fault
  } finally {
    await unlink(draft).catch(() => {})
  }
}

async function takeWithoutLinks(path: string, owner: string): Promise<boolean> {
  try {
    await writeFile(path, owner, { flag: 'wx' })
    return true
  } catch (fault) {
    if (codeOf(fault) === 'EEXIST') return false
    throw fault
  }
}

const ownerOf = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8')
  } catch {
    return undefined
  }
}

/**
 * Removes the lock of a process that is gone. Several may find it at once, and one of them may already hold
 * the next lock when another gets to removing: so only who holds the claim on this very owner removes it,
 * and looks again first. The claim is a lock itself, stale like any other when its process is gone.
 */
async function breakStale(path: string): Promise<boolean> {
  const owner = await ownerOf(path)
  if (owner === undefined || !(await isStale(path, owner))) return false
  const claim = `${path.slice(0, -'.lock'.length)}.${hashOf(owner).slice(0, 12)}.lock`
  if (!(await take(claim, newOwner()))) return breakStale(claim)
  try {
    if ((await ownerOf(path)) === owner && (await isStale(path, owner))) await unlink(path)
    return true
  } finally {
    await unlink(claim).catch(() => {})
  }
}

async function isStale(path: string, owner: string): Promise<boolean> {
  const [, pid, since, place = here] = /^(\d+) (\d+) [0-9a-f]+(?: ([0-9a-f]+))?$/.exec(owner) ?? []
  if (pid && since && place === here) return Number(since) < startOf(Number(pid)) || !isAlive(Number(pid))
  // Another container or machine, whose processes are not ours to ask; or no owner at all: a power cut keeps
  // a lock's name and loses what was in it.
  const stat = await lstat(path).catch(() => undefined)
  const longest = pid ? elsewhereMilliseconds : ownerlessMilliseconds
  return stat !== undefined && Date.now() - stat.mtimeMs > longest
}

/** Numbers of processes come again: after a restart of the machine, and in a container always the same. */
const startOf = (pid: number): number =>
  Date.now() - (pid === process.pid ? process.uptime() : uptime()) * 1000 - 1000

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return codeOf(fault) === 'EPERM'
  }
}
