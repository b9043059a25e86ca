import type { Span } from '../base/span.ts'
import type { Source } from '../policy/declarations.ts'
import type { SourceDocument } from '../policy/policy.ts'
import { numbersIn } from './numbers-in.ts'
import type { TextNumber } from './text-number.ts'

/** A source document with the numbers of its text. */
export interface ReadText {
  readonly document: SourceDocument
  readonly numbers: readonly TextNumber[]
}

/** Words of a quote as they stand in a document, and the numbers in them. */
export interface Passage {
  readonly text: ReadText
  readonly span: Span
  /** Those in the words, also where the words begin or end inside one. */
  readonly numbers: readonly TextNumber[]
}

export function readText(document: SourceDocument): ReadText {
  const known = readTexts.get(document)
  if (known) return known
  const read = { document, numbers: numbersIn(document.text) }
  readTexts.set(document, read)
  return read
}

// A document that is the same object has the same text.
const readTexts = new WeakMap<SourceDocument, ReadText>()

/** Every place where words stand in a text; they do not overlap. */
export function placesOf(words: string, text: string): readonly Span[] {
  const places: Span[] = []
  if (words === '') return places
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length))
    places.push([at, at + words.length])
  return places
}

/**
 * Where a quote stands inside the passages that its clause quotes: once for each time those stand in their
 * document. Of several places in one passage it is the first that does not cut a number: 500元 is not in 1500元.
 */
export function passagesOf(
  quote: string,
  sources: readonly Source[],
  textOf: (document: string) => ReadText | undefined,
): readonly Passage[] {
  for (const source of sources) {
    const text = textOf(source.document)
    if (!text) continue
    const whole = source.quote ?? text.document.text
    const inside = placesOf(quote, whole)
    if (inside.length === 0) continue
    const passages = placesOf(whole, text.document.text).flatMap(([start]) => {
      const all = inside.map(([from, to]) => passageAt(text, [start + from, start + to]))
      return all.find(isUncut) ?? all.slice(0, 1)
    })
    if (passages.length > 0) return passages
  }
  return []
}

function passageAt(text: ReadText, span: Span): Passage {
  const numbers = text.numbers.filter(({ span: [start, end] }) => start < span[1] && end > span[0])
  return { text, span, numbers }
}

const isUncut = ({ span: [start, end], numbers }: Passage): boolean =>
  numbers.every(({ span }) => start <= span[0] && span[1] <= end)
