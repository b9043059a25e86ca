import type { Rational } from '../base/rational.ts'
import type { Decision, Explanation } from '../decision/decision.ts'
import type { Numbers } from './numbers.ts'
import type { Problem } from './problem.ts'

/** A number as a fact: taken by its shortest decimal text; a Rational where a double has too few digits. */
export type ExactNumber = number | bigint | Rational

/** What a fact may be. Dates are text; `undefined` is not given. */
export type PlainValue =
  | boolean
  | string
  | ExactNumber
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue | undefined }

/** Facts of one applicant, where no types were made from the policy. */
export type PlainFacts = Readonly<Record<string, PlainValue | undefined>>

/** Decisions by the id of their clause, in the order of the policies. */
export type PlainDecisions = Readonly<Record<string, Decision>>

/** A decision with the codes and outputs of its own clause: what `clausebook types` makes. */
export interface DecisionOf<Failed extends string, Refer extends string, Outputs>
  extends Omit<Decision, 'failed' | 'refer' | 'outputs'> {
  readonly failed: readonly Failed[]
  readonly refer: readonly Refer[]
  readonly outputs: Outputs
}

export interface Refused {
  readonly ok: false
  /** At least one, in the order of the facts. */
  readonly problems: readonly Problem[]
}

/** What is decided of one applicant; one refused fact refuses the applicant. */
export type Answer<D> = { readonly ok: true; readonly decisions: D } | Refused

/** Facts that would settle what is open, the one that most clauses ask for first. */
export type Needs = { readonly ok: true; readonly needs: readonly string[] } | Refused

/** How each decision came about. */
export type Explained<D> =
  | { readonly ok: true; readonly explanations: { readonly [Clause in keyof D]: Explanation } }
  | Refused

/** A column of values for each fact, all of one length; a typed array will do. */
export type Columns<F> = { readonly [Fact in keyof F]: ArrayLike<F[Fact]> }

/** A policy ready to decide, again and again. It keeps nothing of what it decided. */
export interface DecidingPolicy<F extends object = PlainFacts, D extends object = PlainDecisions> {
  /** The policies it was made from. */
  readonly policies: readonly { readonly id: string; readonly version: string }[]
  /** The readings it decides under. */
  readonly readings: readonly string[]
  /** Ids of the clauses it decides, in the order of the policies. */
  readonly clauses: readonly (keyof D & string)[]
  /** Why it decides nothing: every call gives these. Empty for a sound policy. */
  readonly problems: readonly Problem[]
  readonly decide: (facts: F) => Answer<D>
  readonly decideMany: DecideMany<F, D>
  readonly needs: (facts: F) => Needs
  /** Deciding in numbers, for millions: no objects, nothing checked. Made when it is first asked for. */
  readonly numbers: () => Numbers<F>
}

/** Rows or columns give a list, a stream a stream: one answer for each row, in their order. */
export interface DecideMany<F, D> {
  (rows: Iterable<F>): readonly Answer<D>[]
  (rows: AsyncIterable<F>): AsyncIterable<Answer<D>>
  (columns: Columns<F>): readonly Answer<D>[]
}
