import type { Words } from '../base/words.ts'
import type { Source } from './declarations.ts'
import { originOf, type Place, textAt } from './nodes.ts'
import type { SourceDocument } from './policy.ts'
import { type Known, type Problems, report, reportUnknownName } from './problems.ts'

/** A `source:` map. */
export function sourceFromPlace(place: Place): Source {
  return {
    document: textAt(place, 'document') ?? '',
    section: textAt(place, 'section') ?? null,
    quote: textAt(place, 'quote') ?? null,
    origin: originOf(place),
  }
}

/**
 * Every quote stands, to the letter, in one of the documents it may be taken from.
 *
 * Errors  QUOTE_NOT_FOUND (pointing at where the nearest passage goes another way)
 */
export function checkQuote(
  quote: string,
  place: Place,
  from: readonly string[],
  documents: readonly SourceDocument[],
  problems: Problems,
): void {
  const sources = documents.filter(({ id }) => from.includes(id))
  if (sources.length === 0 || sources.some(({ text }) => text.includes(quote))) return
  const names = sources.map(({ id }) => `\`${id}\``)
  report(
    problems,
    'QUOTE_NOT_FOUND',
    originOf(place),
    {
      zh: `引文不在 ${names.join('、')} 里`,
      en: `the quote does not stand in ${names.join(' or ')}`,
    },
    wayOut(
      quote,
      sources.map(({ text }) => text),
    ),
  )
}

/** How the nearest passage goes on after it has been the same, or what stands before it. */
function wayOut(quote: string, texts: readonly string[]): Words {
  const enough = 4
  const oneLine = (words: string) => words.replaceAll(/\s+/g, ' ')
  const beginning = longest(texts.map((text) => longestPart(text, quote, (n) => quote.slice(0, n))))
  if (beginning.words.length >= enough) {
    const { text, at, words } = beginning
    const end = at + words.length
    const next = oneLine(text.slice(end, end + 12))
    const same = oneLine(words.slice(-12))
    return {
      zh: `原文到「${same}」为止相同，接着是「${next}」；照原文改正`,
      en: `the text is the same up to 「${same}」, then goes on 「${next}」; copy it from the text`,
    }
  }
  const ending = longest(texts.map((text) => longestPart(text, quote, (n) => quote.slice(quote.length - n))))
  if (ending.words.length >= enough) {
    const { text, at, words } = ending
    const before = oneLine(text.slice(Math.max(0, at - 12), at))
    const same = oneLine(words.slice(0, 12))
    return {
      zh: `原文从「${same}」起相同，前面是「${before}」；照原文改正`,
      en: `the text is the same from 「${same}」 on, after 「${before}」; copy it from the text`,
    }
  }
  return { zh: '照原文抄录，一字不改', en: 'copy the words from the text, to the letter' }
}

interface Part {
  readonly text: string
  readonly at: number
  readonly words: string
}

const longest = (parts: readonly Part[]): Part =>
  parts.reduce((best, part) => (part.words.length > best.words.length ? part : best))

/** The longest beginning (or ending) of the quote that stands in a text, and where. */
function longestPart(text: string, quote: string, part: (length: number) => string): Part {
  let low = 0
  let high = quote.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (text.includes(part(middle))) low = middle
    else high = middle - 1
  }
  return { text, at: text.indexOf(part(low)), words: part(low) }
}

/** A source names a document that some loaded policy has. */
export function checkDocument(
  place: Place,
  name: string | undefined,
  documents: readonly SourceDocument[],
  problems: Problems,
): void {
  if (name === undefined || documents.some((document) => document.id === name)) return
  const known: readonly Known[] = documents.map((document) => ({ name: document.id, origin: null }))
  reportUnknownName(
    problems,
    'SOURCE_UNKNOWN',
    originOf(place),
    name,
    { zh: '原文', en: 'a source document' },
    known,
  )
}
