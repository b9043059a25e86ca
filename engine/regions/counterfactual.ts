import type { Words } from '../base/words.ts'
import type { Decision } from '../decision/decision.ts'
import type { Value } from '../expression/value.ts'
import type { Bound, Region } from './regions.ts'

/** The smallest change of one fact that helps. */
export interface Change {
  /** A fact, or a field of a record. */
  readonly fact: string
  readonly title: Words
  /** As given or assumed. */
  readonly now: Value
  /** The value that was decided to be enough. */
  readonly value: Value
  /** The boundary: `value` itself, or what has to be passed where it is not included. */
  readonly bound: Bound
  /** How far beyond the boundary it still helps; null: as far as one likes. The boundary itself for one value. */
  readonly until: Bound | null
  /** 最低 12 个月（现为 11 个月） */
  readonly words: Words
}

/** Changes that together give another decision, none of which can be left out. */
export interface Counterfactual {
  readonly changes: readonly Change[]
  /** Decided with the changes made. */
  readonly decision: Decision
  readonly words: Words
}

/** A question whose answer settles most, with what each answer leads to. */
export interface NextQuestion {
  readonly fact: string
  readonly title: Words
  /** Empty where the answers are too many to list, such as names. */
  readonly answers: readonly (Pick<
    Region,
    'from' | 'to' | 'eligible' | 'consistent' | 'failed' | 'needs' | 'paid'
  > & {
    readonly words: Words
  })[]
}

/** Why a clause does not give what was hoped for, and what would help. */
export interface WhyNot {
  readonly decision: Decision
  readonly failed: readonly { readonly code: string; readonly words: Words }[]
  /** What would make it eligible: all smallest changes of up to `atMost` facts. */
  readonly eligible: readonly Counterfactual[]
  /** What would make it pay more: all smallest changes of one fact that leave the present rate, cap or floor. */
  readonly more: readonly Counterfactual[]
  readonly question: NextQuestion | null
  readonly atMost: number
  /** Whether nothing was left out: every fact could be followed over all its values. */
  readonly complete: boolean
  /** What could not be followed, each once. */
  readonly unfollowed: readonly Words[]
}
