import type { Encoded, Results } from '../scaled/program.ts'

export type { Encoded, Results } from '../scaled/program.ts'

/** A fact, or a field of one, as numbers have it. */
export interface NumberInput {
  /** Its name in encoded facts; of a fact that means two things, the second is `months 2`. */
  readonly key: string
  /** `annual_rent`, `fees.registration`. */
  readonly fact: string
  /**
   * `number`: a whole number over `scale.over`; `truth`: 0 no, 1 yes; `day`: days since 1970-01-01; `name`: a place in
   * a dictionary; `list`: names as bits.
   */
  readonly kind: 'number' | 'truth' | 'name' | 'day' | 'list'
  /** Of a number: what its whole numbers are over (100: hundredths), and how far they may go. */
  readonly scale: { readonly over: number; readonly least: number; readonly most: number } | null
}

/** What the bits of a clause's results stand for. */
export interface NumberClause {
  readonly id: string
  /** Why it is not decided in numbers, so that its `eligible` is 3; null: it is. */
  readonly because: string | null
  /** Bit n of `failed` and `unknown` is the n-th of these. */
  readonly conditions: readonly string[]
  /** Bit n of `refer` is the n-th of these. */
  readonly refer: readonly string[]
  /** What `amount` counts hundredths of: `CNY`, `points`; null without an amount. */
  readonly unit: string | null
}

/** Deciding without objects: whole numbers in, numbers and bits out, in arrays that are used again. */
export interface Numbers<F extends object> {
  readonly inputs: readonly NumberInput[]
  /** In the order of the results. */
  readonly clauses: readonly NumberClause[]
  /** Arrays for the results of one applicant, to be used again for the next. */
  readonly resultsFor: () => Results
  /**
   * Facts as numbers; null: this applicant goes to `decide`, which decides or refuses. What is written over may be
   * given, so that nothing is made.
   */
  readonly encode: (facts: F, into?: Encoded) => Encoded | null
  /** One value as its number, for programs that encode by themselves; undefined: it has none. */
  readonly codeOf: (key: string, value: unknown) => number | undefined
  /**
   * Decides encoded facts into `out`. Nothing is checked: facts are as `encode` gives them, within `inputs`.
   *
   * Shape   numbers × results → whether they hold; false: this applicant goes to `decide`
   * Units   amounts in hundredths: fen, or hundredths of a point
   */
  readonly decideInto: (facts: Encoded, out: Results) => boolean
}

/** Codes whose bits are set. */
export const codesIn = (bits: number, codes: readonly string[]): readonly string[] =>
  codes.filter((_, place) => bits & (1 << place))
