import { clauseWords, type Words, type Workspace } from '../../engine/index.ts'
import type { ClauseDraft } from '../state/clause-draft.ts'
import type { ConditionEdit } from '../state/condition-view.ts'
import { editCondition } from './condition-edits.ts'
import type { Edited, Refusal } from './draft.ts'
import { repealed, writtenClause } from './new-clause.ts'
import { findClause } from './page.ts'
import { renamed } from './rename.ts'
import type { SymbolName } from './symbols.ts'
import type { Reading, Texts } from './texts.ts'
import { worsened } from './trial.ts'

/** An edit that the engine tries before it is made: of a condition, of a clause, or another name everywhere. */
export type RewriteAsked =
  | {
      readonly path: string
      readonly edit: ConditionEdit
      /** What stood at the place of the edit when it was asked for. */
      readonly was?: string
    }
  | { readonly rename: SymbolName; readonly to: string }
  /** A clause that is not there yet, at the end of its provision. */
  | { readonly path: string; readonly clause: ClauseDraft }
  /** No longer in force from a day on. */
  | { readonly path: string; readonly repeal: string; readonly until: string }

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
  const edited = editedText(asked, text, files, texts)
  if (!edited.ok) return edited
  const changed = [{ path: asked.path, text: edited.text }]
  const trial = tryTexts(changed, files, texts, reading)
  if (trial.refusal) return trial.refusal
  return { ok: true, texts: changed, words: wordsOf(asked, trial.workspace) }
}

function editedText(
  asked: Exclude<RewriteAsked, { rename: SymbolName }>,
  text: string,
  files: ReadonlyMap<string, string>,
  texts: Texts,
): Edited {
  if ('edit' in asked) return editCondition(asked.path, text, asked.edit, asked.was)
  const { workspace } = texts.tryOut(files)
  return 'clause' in asked
    ? writtenClause(asked.path, text, asked.clause, workspace)
    : repealed(asked.path, text, asked.repeal, asked.until, workspace)
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

/** A condition as it would read; of a new clause, how its amount would be reckoned. */
function wordsOf(asked: Exclude<RewriteAsked, { rename: SymbolName }>, workspace: Workspace): Words | null {
  if ('repeal' in asked) return null
  if ('clause' in asked) {
    const { provision, key } = asked.clause
    const clause = findClause(workspace, key === provision ? key : `${provision}.${key}`)?.clause
    const steps = clause ? clauseWords(clause).steps.map(({ words }) => words) : []
    if (steps.length === 0) return null
    return { zh: steps.map(({ zh }) => zh).join('，'), en: steps.map(({ en }) => en).join(', ') }
  }
  const { path: file, edit } = asked
  const path = edit.kind === 'add' ? [...edit.clause, 'eligibility', edit.code] : edit.at
  const [, key, section, code] = path
  if (section !== 'eligibility') return null
  const clause = workspace.policies
    .flatMap(({ provisions }) => provisions.flatMap(({ clauses }) => clauses))
    .find((one) => one.origin.file === file && one.key === key)
  return (clause && clauseWords(clause).conditions.find((one) => one.code === code)?.words) ?? null
}
