import type { Diagnostic } from '../base/diagnostic.ts'
import type { Document } from '../document/document.ts'
import { checkQuotes } from './check-quotes.ts'
import { rootPlace } from './nodes.ts'
import type { SourceDocument } from './policy.ts'
import { sourceDocuments } from './source-documents.ts'

const keptSources = new WeakMap<Document, readonly SourceDocument[]>()

/** The texts of a policy's `source/`. Unchanged ones stay the same objects, so that what was found in them can be kept. */
export function keptSourceDocuments(
  policy: Document,
  files: readonly { readonly path: string; readonly text: string }[],
): readonly SourceDocument[] {
  const kept = keptSources.get(policy)
  const isSame = (document: SourceDocument, index: number) =>
    document.file === files[index]?.path && document.text === files[index]?.text
  if (kept?.length === files.length && kept.every(isSame)) return kept
  const documents = sourceDocuments(rootPlace(policy.file, policy.root), files)
  keptSources.set(policy, documents)
  return documents
}

const keptQuoteFaults = new WeakMap<
  Document,
  { readonly sources: readonly SourceDocument[]; readonly faults: readonly Diagnostic[] }
>()

/** What is wrong with the quotes of a provision; looked for anew when it or a text is another. */
export function quoteFaults(
  provision: Document,
  sources: readonly SourceDocument[],
  documents: ReadonlyMap<string, Document>,
): readonly Diagnostic[] {
  const kept = keptQuoteFaults.get(provision)
  const isSame = (one: SourceDocument, index: number) => one === sources[index]
  if (kept?.sources.length === sources.length && kept.sources.every(isSame)) return kept.faults
  const found: Diagnostic[] = []
  checkQuotes(rootPlace(provision.file, provision.root), sources, { found, documents })
  keptQuoteFaults.set(provision, { sources, faults: found })
  return found
}
