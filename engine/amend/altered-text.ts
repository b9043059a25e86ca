import type { Span } from '../base/span.ts'
import { numbersIn } from '../citations/numbers-in.ts'
import type { TextNumber } from '../citations/text-number.ts'
import { applyEdits, type TextEdit } from '../document/text-edit.ts'

/** A text as earlier amendments leave it; places are those of the text before them. */
export interface AlteredText {
  readonly base: string
  readonly edits: readonly TextEdit[]
  readonly text: string
}

export const unaltered = (base: string): AlteredText => ({ base, edits: [], text: base })

const same = (a: Span, b: Span): boolean => a[0] === b[0] && a[1] === b[1]
const overlaps = (a: Span, b: Span): boolean => a[0] < b[1] && b[0] < a[1]

/** Where a place of the base stands now; null where something else was done to a part of it. */
export function placeNow({ edits }: AlteredText, span: Span): Span | null {
  if (edits.some((edit) => overlaps(edit.span, span) && !same(edit.span, span))) return null
  const shift = edits
    .filter((edit) => edit.span[1] <= span[0])
    .reduce((sum, edit) => sum + edit.text.length - (edit.span[1] - edit.span[0]), 0)
  const own = edits.find((edit) => same(edit.span, span))
  const start = span[0] + shift
  return [start, own ? start + own.text.length : span[1] + shift]
}

/** The same with more done to it; what is done to one place anew stands in the place of what was. */
export function altered({ base, edits }: AlteredText, more: readonly TextEdit[]): AlteredText {
  const kept = edits.filter((edit) => !more.some((other) => same(other.span, edit.span)))
  const all = [...kept, ...more]
  return { base, edits: all, text: applyEdits(base, all) }
}

/** The number that stands at a place of a text. */
export const numberAt = (text: string, span: Span): TextNumber | undefined =>
  numbersIn(text).find((number) => same(number.span, span))
