import type { LogChange, Words } from '../../engine/index.ts'
import type { Acceptance } from '../worker/accepting.ts'
import { type Logged, logEdits } from './log.ts'
import { preferences } from './preferences.ts'
import { createSignal } from './signal.ts'
import type { CaseRow } from './view.ts'
import { derivation, store } from './workbench.ts'

/** What became of the last acceptance: told in its place until something else is edited. */
export interface Told {
  readonly accepted: number
  readonly issues: number
  readonly refused: Acceptance['refused']
  /** Why nothing was written at all. */
  readonly why: Words | null
  /** Of the texts it was made in. */
  readonly version: number
}

export const told = createSignal<Told | null>(null)

/** What waits for the name of who does it. */
export const waiting = createSignal<{ readonly then: () => void } | null>(null)

/** Whether there is a name; without one it is asked first. */
function isNamed(then: () => void): boolean {
  if (preferences.get().name.trim() !== '') return true
  waiting.set({ then })
  return false
}

const changedMeanwhile: Words = {
  zh: '文字刚才又有改动，请再试一次',
  en: 'the text changed just now: try again',
}

/**
 * Makes cases expect what they come to now, in one step of the history with a line in each policy's log:
 * who, when, for which changes and which cases. Without a name nothing is written: it is asked first.
 */
export async function acceptCases(rows: readonly CaseRow[], basis: Words): Promise<void> {
  if (rows.length === 0) return
  if (!isNamed(() => void acceptCases(rows, basis))) return
  const answer = await derivation.accept(rows.map(({ key }) => key))
  const isSame = answer.files.every(({ path, text }) => store.get().files.get(path)?.text === text)
  const because = new Map((derivation.get()?.causes ?? []).map((cause) => [cause.key, cause.log]))
  const causes = rows.flatMap((row) =>
    row.causes.flatMap((key): readonly LogChange[] => {
      const log = because.get(key)
      return log ? [log] : []
    }),
  )
  const folders = [...new Set(answer.accepted.map(({ folder }) => folder))]
  const logs = folders.map((folder) => {
    const cases = answer.accepted.filter((one) => one.folder === folder).flatMap(({ changes }) => changes)
    return logEdits(folder, logged('rebase', [...unique(causes), ...cases], basis))
  })
  const why = !isSame
    ? changedMeanwhile
    : answer.files.length === 0
      ? null
      : await derivation.editAll([...answer.files.map(({ path, edits }) => ({ path, edits })), ...logs])
  told.set({
    accepted: why ? 0 : answer.accepted.length,
    issues: 0,
    refused: answer.refused,
    why,
    version: store.get().version,
  })
}

/** Leaves what a case expects, and notes in the policy's log that somebody has to look at it. */
export async function keepAsIssue(row: CaseRow, reason: string): Promise<void> {
  if (!isNamed(() => void keepAsIssue(row, reason))) return
  const folder = row.place.path.replace(/\/cases\/[^/]*$/, '')
  const changes = [{ case: row.id, path: 'expected', was: row.expected.zh, value: row.actual?.zh ?? '' }]
  const why = await derivation.editAll([
    logEdits(folder, logged('issue', changes, { zh: reason, en: reason })),
  ])
  told.set({ accepted: 0, issues: why ? 0 : 1, refused: [], why, version: store.get().version })
}

const logged = (what: string, changes: readonly LogChange[], basis: Words): Logged => ({
  what,
  changes,
  basis: basis[preferences.get().language],
})

const unique = (changes: readonly LogChange[]): readonly LogChange[] => [
  ...new Map(changes.map((change) => [JSON.stringify(change), change])).values(),
]
