import type { CalendarDate } from '../base/calendar.ts'
import type { Rounding } from '../base/rational.ts'
import type { Expression } from '../expression/expression.ts'
import type { Value } from '../expression/value.ts'
import type { Clause } from '../policy/policy.ts'
import type { NamedCondition, NamedValue, Operand, Output, Refer, Step } from '../policy/rules.ts'

export interface PlanOperand {
  readonly operand: Operand
  readonly expression: Expression
}

/** A step, lowered. `expression` looks at the value so far as `previous`. */
export interface PlanStep {
  readonly step: Step
  readonly expression: Expression
  /** The operands by themselves, so that an explanation can show each one's value. */
  readonly operands: Readonly<Record<string, readonly PlanOperand[]>>
  readonly cases: readonly { readonly when: Expression; readonly then: PlanOperand }[]
  readonly otherwise: PlanOperand | null
  readonly rows: readonly { readonly key: string; readonly value: PlanOperand }[]
  /** The steps reckoned for each month or item; the expression holds them as its body. */
  readonly body: readonly PlanStep[] | null
}

/** A parameter's values from their days on, sorted; null `from` is before every day. */
export type ParameterValues = readonly { readonly from: CalendarDate | null; readonly value: Value }[]

/** All that deciding one clause needs, in the order it is needed. Every execution starts from this. */
export interface Plan {
  readonly clause: Clause
  readonly conditions: readonly { readonly named: NamedCondition; readonly expression: Expression }[]
  readonly values: readonly { readonly named: NamedValue; readonly steps: readonly PlanStep[] }[]
  readonly amount: readonly PlanStep[] | null
  readonly rounding: Rounding | null
  readonly outputs: readonly {
    readonly output: Output
    readonly steps: readonly PlanStep[]
    readonly when: Expression | null
  }[]
  readonly refer: readonly { readonly refer: Refer; readonly when: Expression | null }[]
  /** By full name. */
  readonly parameters: ReadonlyMap<string, ParameterValues>
}

/** What of a clause deciding takes: no words, no places. */
export type DecidingClause = Pick<
  Clause,
  'id' | 'kind' | 'pays' | 'unit' | 'opens' | 'stacking' | 'effective' | 'readAt' | 'facts'
>

type DecidingSteps = readonly Pick<PlanStep, 'expression'>[]

/** What of a plan deciding takes; a plan is one. What is kept of a compiled policy is no more. */
export interface DecidingPlan extends Pick<Plan, 'rounding' | 'parameters'> {
  readonly clause: DecidingClause
  readonly conditions: readonly {
    readonly named: Pick<NamedCondition, 'code'>
    readonly expression: Expression
  }[]
  readonly values: readonly { readonly named: Pick<NamedValue, 'name'>; readonly steps: DecidingSteps }[]
  readonly amount: DecidingSteps | null
  readonly outputs: readonly {
    readonly output: Pick<Output, 'name' | 'onlyEligible' | 'otherwise' | 'type' | 'rounding'>
    readonly steps: DecidingSteps
    readonly when: Expression | null
  }[]
  readonly refer: readonly {
    readonly refer: Pick<Refer, 'code' | 'always'>
    readonly when: Expression | null
  }[]
}

/** A parameter's value from a day on, over what the policy says: a case's hypothesis. */
export interface ParameterChange {
  readonly parameter: string
  readonly from: CalendarDate
  readonly value: Value
}
