import type { Span } from '../base/span.ts'
import { sayTheSame } from '../citations/fits.ts'
import { citationsOf, statedNumbers } from '../citations/from-workspace.ts'
import { numbersIn } from '../citations/numbers-in.ts'
import { placesOf } from '../citations/places.ts'
import type { SourceDocument } from '../policy/policy.ts'
import type { Workspace } from '../policy/workspace.ts'

/** Words of an item that refer to a number of it. */
export interface References {
  /** Numbers that say the same as it, and can refer to it alone. */
  readonly same: readonly Span[]
  /** Words that may be reckoned from it, or refer to another that says the same. */
  readonly unclear: readonly string[]
}

/**
 * What policy.yaml sets aside as a reference, in the item of a number: 裁减不足20人 says again what 20人以上
 * has said, and is amended with it.
 *
 * Shape   document × span of the item × span of a number → References
 */
export function referencesTo(
  workspace: Workspace,
  document: SourceDocument,
  item: Span,
  number: Span,
): References {
  const all = numbersIn(document.text)
  const own = all.find(({ span }) => span[0] === number[0] && span[1] === number[1])
  if (!own) return { same: [], unclear: [] }
  const rivals = citationsOf(workspace)
    .list.flatMap(statedNumbers)
    .filter(
      ([text, other]) =>
        text.document.id === document.id &&
        other.span[0] !== number[0] &&
        inside(other.span, item) &&
        sayTheSame(other, own),
    )
  const same: Span[] = []
  const unclear: string[] = []
  for (const { passage, reason } of document.setAside) {
    if (reason !== 'reference') continue
    for (const place of placesOf(passage, document.text).filter((span) => inside(span, item)))
      for (const other of all.filter(({ span }) => inside(span, place))) {
        if (other.kind !== own.kind || other.unit !== own.unit) continue
        if (sayTheSame(other, own) && rivals.length === 0) same.push(other.span)
        else unclear.push(passage)
      }
  }
  return { same, unclear: [...new Set(unclear)] }
}

const inside = (inner: Span, outer: Span): boolean => outer[0] <= inner[0] && inner[1] <= outer[1]
