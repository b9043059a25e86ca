import type { LogChange, Words } from '../../engine/index.ts'
import type { FileEdits } from './derive.ts'
import { preferences } from './preferences.ts'
import { newFile } from './store.ts'
import { derivation, store } from './workbench.ts'

/** What was done, for a policy's log; who and when are added. */
export interface Logged {
  /** `yearly`, `correction`, `rebase`. */
  readonly what: string
  readonly changes: readonly LogChange[]
  /** A document, minutes, or the reason: required. */
  readonly basis: string
  /** Words of an entry that is not saved yet, of this kind and the last: that one is written anew. Empty: any. */
  readonly replaces?: string
}

/** The log of a policy, by its folder. */
export const logPath = (folder: string): string => `${folder}/log.yaml`

/**
 * Adds one line to the log of a policy, unsaved as any other edit and one step of the history; where
 * the policy has no log, the file is begun. Resolves to why not, where the text refused.
 */
export const appendLog = (folder: string, logged: Logged): Promise<Words | null> =>
  derivation.editAll([logEdits(folder, logged)])

/** The same as edits, to be one step with others. */
export function logEdits(folder: string, { what, changes, basis, replaces }: Logged): FileEdits {
  const path = logPath(folder)
  if (!store.get().files.has(path)) store.add(newFile(path))
  const file = store.get().files.get(path)
  const entry = { at: timeOf(new Date()), by: preferences.get().name, what, changes, basis }
  const unsaved = file?.text.startsWith(file.saved) ? file.text.slice(file.saved.length) : ''
  const last =
    unsaved
      .trimEnd()
      .split(/\r\n|\r|\n/)
      .at(-1) ?? ''
  const again =
    replaces !== undefined &&
    last.includes(replaces) &&
    new RegExp(`^\\s*- \\{ at: [^,]+, by: .*, what: ${what}, changes: `).test(last)
  return { path, edits: [...(again ? [{ kind: 'unlog' } as const] : []), { kind: 'log', entry }] }
}

const two = (number: number): string => String(number).padStart(2, '0')

/** The time on the wall here, with its offset: `2026-11-24T10:42:00+08:00`. */
export function timeOf(now: Date, ahead = -now.getTimezoneOffset()): string {
  const local = new Date(now.getTime() + ahead * 60_000).toISOString().slice(0, 19)
  const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60]
  return `${local}${ahead < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`
}
