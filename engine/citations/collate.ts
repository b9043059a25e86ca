import { diffChars } from 'diff'
import { matchesRedacted } from '../base/redacted.ts'
import type { Span } from '../base/span.ts'
import type { Level, SourceDocument } from '../policy/policy.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import type { CollatedPassage, Collation, TextDifference } from './collation.ts'
import { citationsOf, sourcesOf, statedNumbers } from './from-workspace.ts'
import { itemAt } from './outline.ts'
import { passagesOf } from './places.ts'

/** More edits than these, or than half of its characters, are no copy of a text but another one. */
const mostEdits = 4000

/**
 * A copy of a text beside its original, character by character: where they differ, and what the copy says
 * wherever a rule quotes the original.
 *
 * Shape   Workspace × original × copy → Collation; null where they are different texts
 */
export function collate(
  workspace: Workspace,
  original: SourceDocument,
  copy: SourceDocument,
): Collation | null {
  const levels =
    workspace.policies.find(({ documents }) => documents.some(({ id }) => id === original.id))?.levels ?? []
  const differences = differencesOf(original.text, copy.text, levels)
  if (differences === null) return null
  const { list, texts } = citationsOf(workspace)
  const passage = (name: string, span: Span): CollatedPassage => {
    const inside = differences.filter(({ spans }) => touches(spans.original, span))
    const isChanged = inside.some(({ kind }) => kind !== 'redacted')
    const status = isChanged ? 'contradicted' : inside.length > 0 ? 'redacted' : 'verbatim'
    return { name, text: original.text.slice(...span), span, status, differences: inside }
  }
  const numbers = list.flatMap((citation) =>
    statedNumbers(citation).flatMap(([text, number]) =>
      text.document.id === original.id ? [passage(citation.parameter.name, number.span)] : [],
    ),
  )
  const quoted = clausesOf(workspace).flatMap((clause) => {
    const placesOf = (quote: string) =>
      passagesOf(quote, sourcesOf(clause), (id) => texts.get(id)).filter(
        ({ text }) => text.document.id === original.id,
      )
    const own = sourcesOf(clause).flatMap(({ quote }) => (quote === null ? [] : placesOf(quote)))
    return [
      ...own.map(({ span }) => passage(clause.id, span)),
      ...clause.rules.eligibility.flatMap(({ code, quote }) =>
        quote === null ? [] : placesOf(quote).map(({ span }) => passage(`${clause.id} ${code}`, span)),
      ),
    ]
  })
  const parameters = list.flatMap(({ parameter, passages }) =>
    passages.flatMap(({ text, span }) =>
      text.document.id === original.id ? [passage(parameter.name, span)] : [],
    ),
  )
  return { original, copy, differences, numbers, quotes: [...parameters, ...quoted] }
}

/** An addition between two characters touches what holds both of them. */
const touches = (difference: Span, span: Span): boolean =>
  difference[0] === difference[1]
    ? span[0] < difference[0] && difference[0] < span[1]
    : difference[0] < span[1] && span[0] < difference[1]

/**
 * Where two texts differ, character by character.
 *
 * Shape   original × copy × levels → differences, in order; null where the texts are not the same one
 * Source  E. W. Myers, An O(ND) difference algorithm and its variations (1986)
 */
export function differencesOf(
  original: string,
  copy: string,
  levels: readonly Level[],
): readonly TextDifference[] | null {
  const changes = diffChars(original, copy, {
    maxEditLength: Math.min(mostEdits, Math.ceil(original.length / 2)),
  })
  if (!changes) return null
  const found: { original: Span; copy: Span }[] = []
  let [at, there] = [0, 0]
  for (const { value, added, removed } of changes) {
    const original: Span = [at, added ? at : at + value.length]
    const copy: Span = [there, removed ? there : there + value.length]
    if (added || removed) found.push({ original, copy })
    at = original[1]
    there = copy[1]
  }
  return joined(found, original).map((one) => {
    const { original: from, copy: to } = withoutSame(one, original, copy)
    return differenceAt(original, copy, from, to, levels)
  })
}

interface Place {
  readonly original: Span
  readonly copy: Span
}

/** Characters of words, numbers and redacted tokens. */
const part = /[\p{N}A-Za-z.,%％*×]/u

/** Differences within one token are one: 4050 became 4*0 in one place, however few characters say so. */
function joined(places: readonly Place[], original: string): readonly Place[] {
  const found: Place[] = []
  for (const place of places) {
    const last = found.at(-1)
    const between = last && original.slice(last.original[1], place.original[0])
    if (last && [...(between ?? '')].every((char) => part.test(char)))
      found[found.length - 1] = {
        original: [last.original[0], place.original[1]],
        copy: [last.copy[0], place.copy[1]],
      }
    else found.push(place)
  }
  return found
}

/** Without what both have at the beginning or the end. */
function withoutSame({ original: [a, b], copy: [c, d] }: Place, original: string, copy: string): Place {
  let [start, end] = [0, 0]
  const most = Math.min(b - a, d - c)
  while (start < most && original[a + start] === copy[c + start]) start++
  while (end < most - start && original[b - 1 - end] === copy[d - 1 - end]) end++
  return { original: [a + start, b - end], copy: [c + start, d - end] }
}

function differenceAt(
  original: string,
  copy: string,
  from: Span,
  to: Span,
  levels: readonly Level[],
): TextDifference {
  const [was, is] = [original.slice(...from), copy.slice(...to)]
  const token = { from: tokenAt(original, from), to: tokenAt(copy, to) }
  // A redaction hides characters that stand there; what comes without a star, or hides nothing, is a change.
  const isRedacted = is.includes('*') && was !== '' && matchesRedacted(token.from, token.to)
  const plain = was === '' ? 'added' : is === '' ? 'removed' : 'changed'
  return {
    kind: isRedacted ? 'redacted' : plain,
    spans: { original: from, copy: to },
    from: was,
    to: is,
    token,
    cited: itemAt(original, levels, from[0])?.cited ?? null,
  }
}

/** The word or number around a place: letters, digits, signs of numbers and stars. */
function tokenAt(text: string, [start, end]: Span): string {
  let [from, to] = [start, end]
  while (from > 0 && part.test(text[from - 1] ?? '')) from--
  while (to < text.length && part.test(text[to] ?? '')) to++
  return text.slice(from, to)
}
