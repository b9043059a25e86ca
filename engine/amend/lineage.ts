import type { Span } from '../base/span.ts'
import { itemAt, sameItem } from '../citations/outline.ts'
import type { Level, SourceDocument } from '../policy/policy.ts'
import type { Workspace } from '../policy/workspace.ts'
import { quotedWords } from './quoted-words.ts'

/** The first version of a text, which later ones say they amend. */
export function firstVersion(document: SourceDocument, sources: readonly SourceDocument[]): SourceDocument {
  const seen = new Set<string>()
  let first = document
  while (first.amends !== null && !seen.has(first.id)) {
    seen.add(first.id)
    first = sources.find(({ id }) => id === first.amends) ?? first
  }
  return first
}

/** The version of a text that none amends: what the next amendment is of. */
export function latestVersion(document: SourceDocument, sources: readonly SourceDocument[]): SourceDocument {
  const seen = new Set([document.id])
  let latest = document
  for (let next = after(latest, sources); next && !seen.has(next.id); next = after(latest, sources)) {
    seen.add(next.id)
    latest = next
  }
  return latest
}

const after = ({ id }: SourceDocument, sources: readonly SourceDocument[]) =>
  sources.findLast(({ amends }) => amends === id)

/** How a text is numbered: what the policy that holds it says now, or else said before. */
export function levelsFor(
  { before, after }: { readonly before: Workspace; readonly after: Workspace },
  { id }: SourceDocument,
): readonly Level[] {
  const holders = [...after.policies, ...before.policies].filter(({ documents }) =>
    documents.some((document) => document.id === id),
  )
  return holders.find(({ levels }) => levels.length > 0)?.levels ?? []
}

/**
 * Where a piece of one version stands in another: by its item's number and the words around it.
 *
 * Shape   span in the one text → span in the other; null where it stands there no more, or twice
 */
export function samePlace(
  from: SourceDocument,
  to: SourceDocument,
  levels: readonly Level[],
  piece: Span,
): Span | null {
  if (from.text === to.text) return piece
  const item = itemAt(from.text, levels, piece[0])
  const there = item ? sameItem(to.text, levels, item.path) : null
  const within: Span = there?.span ?? [0, to.text.length]
  if (item && !there) return null
  const words = quotedWords(from.text, item?.span ?? [0, from.text.length], piece)
  if (!words) return null
  const text = to.text.slice(...within)
  const at = text.indexOf(from.text.slice(...words))
  if (at < 0 || text.indexOf(from.text.slice(...words), at + 1) >= 0) return null
  const start = within[0] + at + piece[0] - words[0]
  return [start, start + piece[1] - piece[0]]
}
