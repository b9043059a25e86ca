import {
  applyEdits,
  type Document,
  documentFromText,
  type EditResult,
  type MapNode,
  nodeAt,
  type Path,
  type Words,
} from '../../engine/index.ts'

/** A text after an edit, or why there is none and what to do about it. */
export type Edited = { readonly ok: true; readonly text: string } | Refusal

export interface Refusal {
  readonly ok: false
  readonly why: Words
  readonly fix: Words | null
}

/** A text that edits are made in one after the other, each in what the one before gave; after a refusal none is. */
export interface Draft {
  readonly document: () => Document
  readonly make: (edit: (document: Document) => EditResult) => Draft
  readonly refuse: (why: Words, fix: Words | null) => Draft
  /** The map at a place; where there is none, the draft is refused and the map is empty. */
  readonly map: (at: Path) => MapNode
  readonly result: () => Edited
}

const moved: Words = {
  zh: '文字已经变了，这里不再是那个条件',
  en: 'the text has changed: that condition is no longer here',
}
const movedFix: Words = {
  zh: '看一眼现在的条件，再改',
  en: 'look at the condition as it is now, then edit it',
}

/** An empty draft of a text. */
export function draftOf(path: string, text: string): Draft {
  let now = documentFromText(path, text).document
  let refused: Refusal | null = null
  const refuse: Draft['refuse'] = (why, fix) => {
    refused ??= { ok: false, why, fix }
    return draft
  }
  const draft: Draft = {
    document: () => now,
    refuse,
    make: (edit) => {
      if (refused) return draft
      const result = edit(now)
      if ('problem' in result) return refuse(result.problem.message, result.problem.fix)
      now = documentFromText(path, applyEdits(now.text, [result.edit])).document
      return draft
    },
    map: (at) => {
      const node = nodeAt(now.root, at)
      if (node?.kind === 'map') return node
      refuse(moved, movedFix)
      return { kind: 'map', flow: true, entries: [], span: [0, 0] }
    },
    result: () => refused ?? { ok: true, text: now.text },
  }
  return draft
}

/** Refuses where something else stands now than what an edit was made for. */
export function stillThere(draft: Draft, at: Path, was: string): void {
  const { root, text } = draft.document()
  const node = nodeAt(root, at)
  if (!node || text.slice(...node.span).trimEnd() !== was) draft.refuse(moved, movedFix)
}
