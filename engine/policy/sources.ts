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
 * Every quote stands, to the letter, in the document it is taken from.
 *
 * Errors  SOURCE_UNKNOWN, QUOTE_NOT_FOUND (pointing at where the text goes another way)
 */
export function checkQuote(
  quote: string,
  place: Place,
  document: string,
  documents: readonly SourceDocument[],
  problems: Problems,
): void {
  const source = documents.find((candidate) => candidate.id === document)
  if (!source || source.text.includes(quote)) return
  const matched = longestBeginning(quote, source.text)
  const found = source.text.slice(matched.at, matched.at + matched.length + 12).replaceAll(/\s+/g, ' ')
  const enough = matched.length >= 4
  report(
    problems,
    'QUOTE_NOT_FOUND',
    originOf(place),
    {
      zh: `引文不在 \`${document}\` 里`,
      en: `the quote does not stand in \`${document}\``,
    },
    enough
      ? {
          zh: `原文到「${quote.slice(0, matched.length).slice(-12)}」为止相同，接着是「${found.slice(matched.length)}」；照原文改正`,
          en: `the text is the same up to 「${quote.slice(0, matched.length).slice(-12)}」, then goes on 「${found.slice(matched.length)}」; copy it from the text`,
        }
      : { zh: '照原文抄录，一字不改', en: 'copy the words from the text, to the letter' },
  )
}

/** The longest beginning of the quote that stands in the text, and where. */
function longestBeginning(quote: string, text: string): { at: number; length: number } {
  let low = 0
  let high = quote.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (text.includes(quote.slice(0, middle))) low = middle
    else high = middle - 1
  }
  return { at: text.indexOf(quote.slice(0, low)), length: low }
}

/** A source names a document that some loaded policy has. */
export function checkDocument(place: Place, documents: readonly SourceDocument[], problems: Problems): void {
  const name = textAt(place, 'document')
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
