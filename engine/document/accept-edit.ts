import type { Diagnostic } from '../base/diagnostic.ts'
import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import { type Document, type Node, nodeAt, type Path } from './document.ts'
import { diagnosticsOf, fault } from './fault.ts'
import { documentFromText } from './from-text.ts'
import { isSame } from './same.ts'
import { applyEdits, type EditResult, type TextEdit } from './text-edit.ts'

/** An edit to try, and the document that it shall give. */
export interface Candidate {
  readonly edit: TextEdit
  readonly wanted: Node
}

/**
 * The first candidate after which the text reads as wanted, all else being the same: each is
 * applied and read again.
 *
 * Errors  EDIT_REFUSED (returned)
 */
export function firstThatReads(document: Document, place: Span, candidates: Iterable<Candidate>): EditResult {
  for (const { edit, wanted } of candidates) {
    const after = documentFromText(document.file, applyEdits(document.text, [edit]))
    if (isSame(after.document.root, wanted) && !isWorse(document, after.diagnostics)) return { edit }
  }
  return refusal(document, place, {
    zh: '这里写不下这个值而不改动别处',
    en: 'this cannot be written here without changing something else',
  })
}

/** A text with errors may be edited, but not so that it gets others. */
function isWorse(document: Document, after: readonly Diagnostic[]): boolean {
  if (after.length === 0) return false
  const before = documentFromText(document.file, document.text).diagnostics
  return after.map(({ code }) => code).join() !== before.map(({ code }) => code).join()
}

export function refusal(document: Document, span: Span, message: Words): { readonly problem: Diagnostic } {
  const found = fault('EDIT_REFUSED', span, message, { zh: '直接改文本', en: 'edit the text itself' })
  return { problem: diagnosticsOf(document.file, [found])[0] as Diagnostic }
}

/** The nearest place on a path that exists: where a refusal points. */
export function nearestPlace({ root }: Document, path: Path): Span {
  for (let length = path.length; length > 0; length--) {
    const node = nodeAt(root, path.slice(0, length))
    if (node) return node.span
  }
  return root ? [root.span[0], root.span[0]] : [0, 0]
}
