import { open, readFile, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from './save.ts'

/** How far a batch has come: enough to go on with exactly the same bytes. */
export interface BatchState {
  readonly version: 1
  /** Hash of the policies, the mapping and the options. */
  readonly binding: string
  readonly encoding: string
  readonly input: {
    /** Where the next record begins. */
    readonly offset: number
    /** How many bytes had been read, and their SHA-256. */
    readonly read: number
    readonly hash: string
  }
  readonly rows: { readonly in: number; readonly decided: number; readonly refused: number }
  /** Bytes of the two result files. */
  readonly lengths: { readonly out: number; readonly refused: number }
  /** All is written; only names are left to be given. */
  readonly finished: boolean
}

export const statePath = (out: string): string => `${out}.state.json`

/** The state a killed run left; undefined where there is none, null where it is no state. */
export async function readState(out: string): Promise<BatchState | null | undefined> {
  let text: string
  try {
    text = await readFile(statePath(out), 'utf8')
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw fault
  }
  try {
    const state = JSON.parse(text) as BatchState
    return state.version === 1 && typeof state.binding === 'string' ? state : null
  } catch {
    return null
  }
}

/** Replaces the state, whole or not at all, after what it tells of is on the disk. */
export async function writeState(out: string, state: BatchState): Promise<void> {
  const path = statePath(out)
  const draft = `${path}.tmp`
  const handle = await open(draft, 'w')
  try {
    await handle.writeFile(JSON.stringify(state))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, path)
  await syncFolder(dirname(path))
}

export async function removeState(out: string): Promise<void> {
  for (const path of [statePath(out), `${statePath(out)}.tmp`])
    await unlink(path).catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'ENOENT') throw fault
    })
}
