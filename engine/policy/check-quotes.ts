import { child, entriesOf, itemsOf, type Place, textAt } from './nodes.ts'
import type { SourceDocument } from './policy.ts'
import type { Problems } from './problems.ts'
import { checkDocument, checkQuote } from './sources.ts'

/** Every quote of a provision against the document its clause (or value) names. */
export function checkQuotes(
  provision: Place,
  documents: readonly SourceDocument[],
  problems: Problems,
): void {
  const shared = textAt(child(provision, 'source') ?? provision, 'document')
  checkParameters(child(provision, 'parameters'), shared, documents, problems)
  for (const clause of entriesOf(child(provision, 'clauses'))) {
    const source = child(clause, 'source')
    const document = (source && textAt(source, 'document')) ?? shared
    for (const one of [...(source ? [source] : []), ...itemsOf(child(clause, 'sources'))])
      checkSource(one, documents, problems)
    checkParameters(child(clause, 'parameters'), document, documents, problems)
    for (const section of ['eligibility', 'conditions'])
      for (const entry of entriesOf(child(clause, section))) checkOwn(entry, document, documents, problems)
  }
}

function checkParameters(
  place: Place | undefined,
  document: string | undefined,
  documents: readonly SourceDocument[],
  problems: Problems,
): void {
  for (const parameter of entriesOf(place)) {
    const source = child(parameter, 'source')
    if (source) checkSource(source, documents, problems)
    const own = (source && textAt(source, 'document')) ?? document
    checkOwn(parameter, own, documents, problems)
    checkValues(parameter, own, documents, problems)
    for (const row of entriesOf(child(parameter, 'rows'))) {
      checkOwn(row, own, documents, problems)
      checkValues(row, own, documents, problems)
    }
  }
}

function checkValues(
  place: Place,
  document: string | undefined,
  documents: readonly SourceDocument[],
  problems: Problems,
): void {
  for (const value of entriesOf(child(place, 'values'))) {
    const source = child(value, 'source')
    if (source) checkSource(source, documents, problems)
    checkOwn(value, (source && textAt(source, 'document')) ?? document, documents, problems)
  }
}

function checkSource(source: Place, documents: readonly SourceDocument[], problems: Problems): void {
  checkDocument(source, documents, problems)
  checkOwn(source, textAt(source, 'document'), documents, problems)
}

/** The `quote:` directly inside a map. */
function checkOwn(
  place: Place,
  document: string | undefined,
  documents: readonly SourceDocument[],
  problems: Problems,
): void {
  const quote = textAt(place, 'quote')
  if (quote !== undefined && document !== undefined)
    checkQuote(quote, child(place, 'quote') as Place, document, documents, problems)
}
