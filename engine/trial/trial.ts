import type { Diagnostic } from '../base/diagnostic.ts'
import type { AskedPart } from '../decision/ask.ts'
import type { Document } from '../document/document.ts'
import type { NextQuestion } from '../regions/counterfactual.ts'
import type { Bounds } from './bounds.ts'

/** What becomes of one clause when all clauses of a policy are tried for one applicant. */
export type TrialState =
  /** Met, and all of it is known. */
  | 'due'
  /** Met, but another clause of its group is paid instead. */
  | 'covered'
  | 'undecided'
  | 'not-due'
  /** A check of figures, that they fit or do not. */
  | 'checked'
  /** A parameter has no value on its day: the policy cannot say. */
  | 'undated'

export interface TrialPart extends AskedPart {
  readonly state: TrialState
  /** Of an undecided amount, if the clause is met. */
  readonly bounds: Bounds | null
  /** Index of the part that is paid instead of it. */
  readonly yieldsTo: number | null
  /** Indexes of undecided parts that would be paid instead of it. */
  readonly mayYieldTo: readonly number[]
}

/** In yuan with two decimals; ceilings and points are in none of them. */
export interface TrialTotals {
  /** Whether any clause pays or waives money at all. */
  readonly isMoney: boolean
  /** Of all that is due; what is still undecided is left out. */
  readonly due: string
  /** Of `due`, what is paid out. */
  readonly paid: string
  /** Of `due`, what is not collected: waivers and reductions. */
  readonly waived: string
  /** What it cannot be less than, whatever the undecided parts turn out to be. */
  readonly least: string
  /** How many undecided parts could add to it. */
  readonly open: number
}

/** The question whose answer helps most over all clauses. */
export interface TrialQuestion extends NextQuestion {
  /** The clause whose answers are told. */
  readonly clause: string
  /** How many undecided clauses need it. */
  readonly clauses: number
}

/** All clauses of a policy for one applicant. */
export interface Trial {
  /** The facts that were taken, without those that were refused. */
  readonly facts: Document
  /** In the order of the policy. */
  readonly parts: readonly TrialPart[]
  readonly totals: TrialTotals
  readonly question: TrialQuestion | null
  /** Facts that could not be read, and why; nothing is decided by them. */
  readonly refused: readonly { readonly fact: string; readonly problem: Diagnostic }[]
}
