import type { Source } from './declarations.ts'
import { child, entriesOf, itemsOf, originOf, type Place, textAt, textOf } from './nodes.ts'
import type { SourceDocument } from './policy.ts'
import { type Problems, report } from './problems.ts'
import { checkDocument, checkQuote, sourceFromPlace } from './sources.ts'

/**
 * Every quote of a provision: it stands in its source to the letter, and that of a parameter or condition
 * inside what its clause quotes; what clauses share, inside what one of them quotes.
 *
 * Errors  SOURCE_UNKNOWN, QUOTE_NOT_FOUND, QUOTE_OUTSIDE
 */
export function checkQuotes(
  provision: Place,
  documents: readonly SourceDocument[],
  problems: Problems,
): void {
  const check = { documents, problems }
  const clauses = entriesOf(child(provision, 'clauses'))
  const all = clauses.flatMap(sourcesOf)
  for (const entry of entriesOf(provision)) if (entry.key !== 'clauses') visit(entry, all, check)
  for (const clause of clauses) visit(clause, [], check)
}

interface Check {
  readonly documents: readonly SourceDocument[]
  readonly problems: Problems
}

/** What a map says it rests on: `source:` and `sources:`. */
function sourcesOf(place: Place): readonly Source[] {
  const source = child(place, 'source')
  return [...(source ? [source] : []), ...itemsOf(child(place, 'sources'))].map(sourceFromPlace)
}

/** Quotes stand at many depths (values, rows, changes of readings): a source counts for all inside its map. */
function visit(place: Place, outer: readonly Source[], check: Check): void {
  for (const item of itemsOf(place)) visit(item, outer, check)
  const sources = [...outer, ...sourcesOf(place)]
  for (const entry of entriesOf(place))
    if (entry.key === 'source') checkSource(entry, check)
    else if (entry.key === 'sources') for (const item of itemsOf(entry)) checkSource(item, check)
    else if (entry.key === 'quote') checkInside(entry, sources, check)
    else visit(entry, sources, check)
}

function checkSource(place: Place, { documents, problems }: Check): void {
  checkDocument(place, textAt(place, 'document'), documents, problems)
  const { document, quote } = sourceFromPlace(place)
  const at = child(place, 'quote')
  if (at && quote !== null) checkQuote(quote, at, [document], documents, problems)
}

function checkInside(place: Place, sources: readonly Source[], { documents, problems }: Check): void {
  const quote = textOf(place)
  if (quote === undefined) return
  const textOfDocument = (id: string) => documents.find((document) => document.id === id)?.text ?? ''
  // A source that quotes nothing narrower means its whole document.
  if (sources.some((source) => (source.quote ?? textOfDocument(source.document)).includes(quote))) return
  const from = [...new Set(sources.map(({ document }) => document))]
  const holding = from.find((id) => textOfDocument(id).includes(quote))
  if (from.length > 0 && holding === undefined) {
    checkQuote(quote, place, from, documents, problems)
    return
  }
  const first = sources.find(({ document }) => document === holding)
  report(
    problems,
    'QUOTE_OUTSIDE',
    originOf(place),
    first
      ? {
          zh: `引文在 \`${holding}\` 里，但不在条款所引的文字里`,
          en: `the quote stands in \`${holding}\`, but outside what its clause quotes`,
        }
      : { zh: '条款没有写出处，引文无从核对', en: 'the clause has no source to find the quote in' },
    first
      ? {
          zh: '从条款的 source.quote 里截取，或把那一段列入 sources',
          en: 'take it from `source.quote` of the clause, or list its passage under `sources`',
        }
      : { zh: '给条款写上 source', en: 'give the clause a `source`' },
    first
      ? {
          related: [
            {
              file: first.origin.file,
              span: first.origin.span,
              message: { zh: '条款引的是这一段', en: 'the clause quotes this' },
            },
          ],
        }
      : {},
  )
}
