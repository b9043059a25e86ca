import type { Diagnostic } from '../base/diagnostic.ts'
import type { Span } from '../base/span.ts'

/** A span of a text replaced by another text. */
export interface TextEdit {
  readonly span: Span
  readonly text: string
}

/** An edit that has been tried, or why there is none. */
export type EditResult = { readonly edit: TextEdit } | { readonly problem: Diagnostic }

/** The text after edits that do not overlap; all spans are those of the text given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = []
  let from = 0
  for (const { span, text: piece } of [...edits].sort(
    (a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1],
  )) {
    if (span[0] < from || span[1] < span[0] || span[1] > text.length) throw new RangeError('edits overlap')
    pieces.push(text.slice(from, span[0]), piece)
    from = span[1]
  }
  return pieces.join('') + text.slice(from)
}

/** The edit that, applied to the edited text, gives this text again. */
export function invertEdit(text: string, { span, text: piece }: TextEdit): TextEdit {
  return { span: [span[0], span[0] + piece.length], text: text.slice(...span) }
}
