import type { Words } from '../base/words.ts'
import type { Value } from '../expression/value.ts'

/** How a value leaves the engine: money and points as text with their decimals, counts as numbers, dates ISO. */
export type OutputValue =
  | null
  | boolean
  | number
  | string
  | readonly OutputValue[]
  | { readonly [key: string]: OutputValue }

/** What one clause says of one applicant. */
export interface Decision {
  readonly clause: string
  readonly kind: 'benefit' | 'check'
  /** null: not enough is known. */
  readonly eligible: boolean | null
  /** Text with the unit's decimals, `"0.00"` when not eligible, null when there is none or it is unknown. */
  readonly amount: string | null
  readonly unit: string | null
  /** Codes of all conditions that are not met. */
  readonly failed: readonly string[]
  /** Codes of what a person must decide. */
  readonly refer: readonly string[]
  readonly outputs: Readonly<Record<string, OutputValue>>
  /** Facts not given whose declared assumption carries this decision. */
  readonly assumed: readonly string[]
  /** Facts that would be needed to know more, most useful first. */
  readonly needs: readonly string[]
}

/** How a decision came about: for people. Amounts here are exact, before the declared rounding. */
export interface Explanation {
  readonly decision: Decision
  readonly conditions: readonly ConditionTrace[]
  /** The steps of the amount, in written order; empty when not eligible or without an amount. */
  readonly steps: readonly StepTrace[]
  readonly values: readonly {
    readonly name: string
    readonly title: Words
    readonly steps: readonly StepTrace[]
  }[]
  readonly parameters: readonly ParameterUse[]
  /** The facts used: given, or assumed. */
  readonly facts: readonly {
    readonly name: string
    readonly title: Words
    readonly value: Words
    readonly assumed: boolean
  }[]
  readonly source: {
    readonly document: string
    readonly section: string | null
    readonly quote: string | null
  } | null
}

export interface ConditionTrace {
  readonly code: string
  /** The rule in words: 已经营不少于 12 个月. */
  readonly words: Words
  readonly holds: boolean | null
  /** The applicant's side in words: 已经营 11 个月. */
  readonly given: Words
  readonly quote: string | null
}

export interface StepTrace {
  /** `base` is the value a step begins with, shown on a line of its own. */
  readonly mechanism: string
  /** Full names of the parameters it reads itself. */
  readonly parameters: readonly string[]
  /** 最高不超过 3,000 */
  readonly words: Words
  /** Exact; a month series is shown by `parts`. */
  readonly value: Value
  /** The value as shown: `3,001.00`. */
  readonly shown: Words
  /** For a cap or floor: whether it changed the value. */
  readonly binds?: boolean
  /** One sentence on what this step did here, where that is worth one. */
  readonly note?: Words
  /** Steps of each run of equal months (or of each item). */
  readonly parts?: readonly { readonly title: Words; readonly steps: readonly StepTrace[] }[]
}

export interface ParameterUse {
  readonly name: string
  readonly title: Words
  readonly value: Words
  /** ISO date the value is in force from; null: undated. */
  readonly from: string | null
  readonly quote: string | null
}
