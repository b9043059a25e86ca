import type { Pays, Words } from '../../engine/index.ts'

/** A value of a clause that is being written, with the words it rests on. */
export interface DraftParameter {
  readonly title: Words
  /** As the file writes it: `3000`, `10%`. */
  readonly text: string
  /** Of the clause's quote; empty: none is named. */
  readonly quote: string
}

/** How the amount is reckoned, in the ways that the form has; all others are written in the text. */
export type Reckoning =
  /** One amount. */
  | { readonly kind: 'fixed'; readonly amount: DraftParameter }
  /** A share of a fact that is money. */
  | {
      readonly kind: 'share'
      readonly base: string
      readonly rate: DraftParameter
      readonly cap: DraftParameter | null
    }
  /** So much for each of a fact that counts something. */
  | {
      readonly kind: 'each'
      readonly count: string
      readonly each: DraftParameter
      readonly cap: DraftParameter | null
    }
  /** It only says who qualifies. */
  | { readonly kind: 'none' }

/** A clause that is not there yet. */
export interface ClauseDraft {
  readonly provision: string
  /** Under the provision's id. */
  readonly key: string
  readonly title: Words
  readonly document: string
  /** Empty: none is named. */
  readonly section: string
  readonly quote: string
  readonly pays: Pays
  /** ISO; null: as the policy. */
  readonly from: string | null
  readonly reckoning: Reckoning
}

/** A fact that an amount can be reckoned from. */
export interface ReckonedFact {
  readonly name: string
  readonly title: Words
  readonly unit: Words
}

/** What a new clause of a provision has to choose from. */
export interface ClauseChoices {
  readonly policy: string
  readonly title: Words
  readonly file: string
  /** Keys that are taken. */
  readonly keys: readonly string[]
  /** Facts that are money, and facts that count. */
  readonly bases: readonly ReckonedFact[]
  readonly counts: readonly ReckonedFact[]
}

/** The keys of clauses: lower case, digits, hyphens, and dots between parts. */
export const isClauseKey = (text: string): boolean => /^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/.test(text)
