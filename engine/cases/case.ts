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
  /** Of each clause it runs, in order. */
  readonly decisions: readonly Decision[]
  /** Of the case in its file. */
  readonly origin: Origin
}
