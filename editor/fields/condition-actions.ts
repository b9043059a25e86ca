import type { Words } from '../../engine/index.ts'
import type { ConditionEdit } from '../state/condition-view.ts'
import { createSignal } from '../state/signal.ts'
import { derivation, showInYaml } from '../state/workbench.ts'
import type { RewriteAnswer } from '../worker/rewrite.ts'

/** Why the last edit of a condition was not made, and what to do; null after one that was. */
export const conditionRefusal = createSignal<{ readonly why: Words; readonly fix: Words | null } | null>(null)

/** What was removed last, until the next edit. */
export const removedWords = createSignal<Words | null>(null)

/** Makes an edit of the conditions in a file. Resolves to whether it was made. */
export async function changeCondition(
  file: string,
  edit: ConditionEdit,
  options: { readonly was?: string; readonly group?: string } = {},
): Promise<boolean> {
  const { was, group } = options
  const asked = { path: file, edit, ...(was !== undefined && { was }) }
  const answer = await derivation.rewrite(asked, group === undefined ? {} : { group })
  conditionRefusal.set(answer.ok ? null : answer)
  removedWords.set(null)
  return answer.ok
}

/** Gives a condition of a clause another code, wherever it stands. Resolves to whether it was done. */
export async function renameCode(clause: string, code: string, to: string): Promise<boolean> {
  const answer = await derivation.rewrite({ rename: { kind: 'code', owner: clause, name: code }, to })
  conditionRefusal.set(answer.ok ? null : answer)
  return answer.ok
}

/** Tries an edit without making it: how the condition would read, or why it would be refused. */
export const tryCondition = (file: string, edit: ConditionEdit): Promise<RewriteAnswer> =>
  derivation.rewrite({ path: file, edit }, { dry: true })

/** Shows a node of a document in the text. */
export async function nodeInYaml(file: string, at: readonly (string | number)[]): Promise<void> {
  const place = await derivation.choices.locate(file, at)
  if (place) showInYaml({ ...place, end: place.start })
}

/** Puts the cursor into the field of a parameter; false where it is not on the page. */
export function focusParameter(name: string): boolean {
  const row = document.querySelector(`[data-parameter="${CSS.escape(name)}"]`)
  const field = row?.querySelector<HTMLElement>('input, select, button')
  field?.focus()
  if (field instanceof HTMLInputElement) field.select()
  return field !== undefined && field !== null
}
