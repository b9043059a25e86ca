import type { DatedValue, Parameter } from '../policy/declarations.ts'
import type { Passage } from './places.ts'
import type { TextNumber } from './text-number.ts'

/** How a value stands to the words it is taken from. */
export type CitationOutcome =
  /** The words state it. */
  | { readonly kind: 'stated'; readonly numbers: readonly TextNumber[] }
  /** The words state something else. */
  | { readonly kind: 'differs'; readonly number: TextNumber }
  /** Several numbers of the words could be it. */
  | { readonly kind: 'ambiguous'; readonly numbers: readonly TextNumber[] }
  /** No number of the words can be it; `number` is the one that the parameter names. */
  | { readonly kind: 'without-number'; readonly number: TextNumber | null }
  /** The parameter says why it is no number of the words. */
  | { readonly kind: 'exempt' }
  /** Its type is none that a text states as a number. */
  | { readonly kind: 'no-number' }

/** A value of a parameter against the words of the text that it is taken from. */
export interface Citation {
  readonly parameter: Parameter
  readonly value: DatedValue
  readonly quote: string
  /** Where the words stand. */
  readonly passages: readonly Passage[]
  readonly outcome: CitationOutcome
}
