import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import type { SourceDocument } from '../policy/policy.ts'

/**
 * How a copy differs from its original at one place: `redacted` where `*` stands for what is there, else what
 * was added, left out or changed.
 */
export type DifferenceKind = 'redacted' | 'added' | 'removed' | 'changed'

/** One place where two texts differ. */
export interface TextDifference {
  readonly kind: DifferenceKind
  /** The characters that differ, in the original and in the copy; one of the two may be empty. */
  readonly spans: { readonly original: Span; readonly copy: Span }
  readonly from: string
  readonly to: string
  /** The same with the rest of the word, number or redacted token that they stand in. */
  readonly token: { readonly from: string; readonly to: string }
  /** The numbered item it stands in; null outside of any. */
  readonly cited: Words | null
}

/** What a copy says where a rule quotes the original. */
export type CollatedStatus = 'verbatim' | 'redacted' | 'contradicted'

/** Words of the original that rules rest on, beside the copy. */
export interface CollatedPassage {
  /** Full name of a parameter, or a clause and the code of its condition. */
  readonly name: string
  /** The number that the parameter is; the words that a condition or clause quotes. */
  readonly text: string
  readonly span: Span
  readonly status: CollatedStatus
  /** Where the copy differs in them. */
  readonly differences: readonly TextDifference[]
}

/** Two texts beside each other. */
export interface Collation {
  readonly original: SourceDocument
  readonly copy: SourceDocument
  /** In the order of the original. */
  readonly differences: readonly TextDifference[]
  /** Every number that a parameter states. */
  readonly numbers: readonly CollatedPassage[]
  /** Every passage that a parameter, a condition or a clause quotes. */
  readonly quotes: readonly CollatedPassage[]
}
