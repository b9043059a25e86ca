import { clauseWords, type Words, type Workspace } from '../../engine/index.ts'
import type { ConditionEdit } from '../state/condition-view.ts'
import { editCondition } from './condition-edits.ts'
import type { Refusal } from './draft.ts'
import { renamed } from './rename.ts'
import type { SymbolName } from './symbols.ts'
import type { Reading, Texts } from './texts.ts'
import { worsened } from './trial.ts'

/** An edit that the engine tries before it is made: of a condition, or another name everywhere. */
export type RewriteAsked =
  | {
      readonly path: string
      readonly edit: ConditionEdit
      /** What stood at the place of the edit when it was asked for. */
      readonly was?: string
    }
  | { readonly rename: SymbolName; readonly to: string }

export interface ChangedText {
  readonly path: string
  readonly text: string
}

export type RewriteAnswer =
  | {
      readonly ok: true
      /** The files that the edit changes, whole. */
      readonly texts: readonly ChangedText[]
      /** The named condition in words, as it would read; null where the edit concerns none. */
      readonly words: Words | null
    }
  | Refusal

/** Makes an edit in texts and loads them: what would not load is refused, with the reason. */
export function rewritten(
  asked: RewriteAsked,
  files: ReadonlyMap<string, string>,
  texts: Texts,
  reading: Reading | null,
): RewriteAnswer {
  if ('rename' in asked) {
    const { workspace } = texts.tryOut(files)
    const result = renamed(workspace, asked.rename, asked.to)
    if (!result.ok) return result
    const { refusal } = tryTexts(result.texts, files, texts, reading)
    return refusal ?? { ok: true, texts: result.texts, words: null }
  }
  const text = files.get(asked.path)
  if (text === undefined)
    return { ok: false, why: { zh: '文件已经不在了', en: 'the file is gone' }, fix: null }
  const edited = editCondition(asked.path, text, asked.edit, asked.was)
  if (!edited.ok) return edited
  const changed = [{ path: asked.path, text: edited.text }]
  const trial = tryTexts(changed, files, texts, reading)
  if (trial.refusal) return trial.refusal
  return { ok: true, texts: changed, words: wordsOf(asked, trial.workspace) }
}

/** Loads texts with some of them changed; refused where that brings an error that was not there. */
export function tryTexts(
  changed: readonly ChangedText[],
  files: ReadonlyMap<string, string>,
  texts: Texts,
  reading: Reading | null,
): { readonly refusal: Refusal | null; readonly workspace: Workspace } {
  const isRead = reading !== null && [...files].every(([path, text]) => reading.texts.get(path) === text)
  const before = isRead ? reading.diagnostics : texts.tryOut(files).diagnostics
  const after = new Map(files)
  for (const { path, text } of changed) after.set(path, text)
  const { workspace, diagnostics } = texts.tryOut(after)
  return { refusal: worsened(before, diagnostics), workspace }
}

function wordsOf(
  { path: file, edit }: Extract<RewriteAsked, { path: string }>,
  workspace: Workspace,
): Words | null {
  const path = edit.kind === 'add' ? [...edit.clause, 'eligibility', edit.code] : edit.at
  const [, key, section, code] = path
  if (section !== 'eligibility') return null
  const clause = workspace.policies
    .flatMap(({ provisions }) => provisions.flatMap(({ clauses }) => clauses))
    .find((one) => one.origin.file === file && one.key === key)
  return (clause && clauseWords(clause).conditions.find((one) => one.code === code)?.words) ?? null
}
