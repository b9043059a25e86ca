import { changesBetween, type PolicyChange, type Workspace } from '../../engine/index.ts'
import type { ChangeRow } from '../state/view.ts'

/** What is unsaved, in words: by clause, and what changed without effect too. */
export const changeRows = (saved: Workspace, now: Workspace): readonly ChangeRow[] =>
  changesBetween(saved, now).map((change, index) => rowOf(change, index))

const rowOf = (change: PolicyChange, index: number): ChangeRow => ({
  key: `${index} ${change.kind} ${change.clause ?? change.policy} ${change.subject}`,
  kind: change.kind,
  effect: change.effect,
  policy: change.policy,
  clause: change.side === 'new' ? change.clause : null,
  title: change.title,
  words: change.words,
  file: change.origin.file,
})
