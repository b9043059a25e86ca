import type { Words } from '../base/words.ts'
import type { Decision, OutputValue } from '../decision/decision.ts'
import type { Origin } from '../policy/declarations.ts'

/** One thing that is not as expected. */
export interface Difference {
  /** `eligible`, `amount`, `unit`, `failed`, `refer`, `outputs.NAME`, `parts.1.amount`, `executions` … */
  readonly path: string
  readonly expected: OutputValue
  readonly actual: OutputValue
  /** A sentence for people. */
  readonly words: Words
}

/** What the parts of a case add up to. */
export interface CaseTotal {
  /** In yuan with two decimals. */
  readonly amount: string
  readonly budget: string | null
  /** Of the budget; with a minus where it does not reach. */
  readonly remaining: string | null
  readonly parts: readonly {
    readonly clause: string
    /** Whether the case adds it up. */
    readonly counts: boolean
    /** The part that the policy's stacking pays instead of it. */
    readonly yieldsTo: number | null
  }[]
}

/** What running one case (under one reading) gave. */
export interface CaseResult {
  readonly id: string
  readonly clause: string | null
  /** All clauses it runs. */
  readonly clauses: readonly string[]
  readonly title: Words | null
  readonly derivation: Words | null
  readonly kind: string
  readonly passed: boolean
  readonly reading?: string
  readonly differences: readonly Difference[]
  /** What does not fail the case, but is worth knowing. */
  readonly warnings: readonly Words[]
  /** Of a case with parts. */
  readonly total: CaseTotal | null
  /** Of each clause it runs, in order. */
  readonly decisions: readonly Decision[]
  /** Of the case in its file. */
  readonly origin: Origin
}
