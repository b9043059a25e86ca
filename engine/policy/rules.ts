import type { Rounding } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import type { Comparison } from '../expression/expression.ts'
import type { Value } from '../expression/value.ts'
import type { Mechanism } from '../mechanisms/mechanism.ts'
import type { Quantity } from '../mechanisms/quantity.ts'
import type { FactDeclaration, Origin, Parameter } from './declarations.ts'

/** Something a formula or a condition looks at; names are resolved. */
export type Operand = (
  | { readonly kind: 'parameter'; readonly parameter: Parameter; readonly at: string | null }
  | {
      readonly kind: 'fact'
      readonly fact: FactDeclaration
      readonly path: readonly string[]
      readonly at: string | null
    }
  | { readonly kind: 'value'; readonly name: string; readonly title: Words | null }
  | { readonly kind: 'literal'; readonly value: Value; readonly because: Words | null }
  | { readonly kind: 'item' }
) & { readonly type: ExpressionType; readonly origin: Origin }

/** What an expression gives. Undefined: not found out (an error said why). */
export type ExpressionType = Quantity | undefined

export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[]; readonly origin: Origin }
  | { readonly kind: 'not'; readonly of: Condition; readonly origin: Origin }
  /** A named condition of `conditions:`, already looked up. */
  | { readonly kind: 'named'; readonly name: string; readonly of: Condition; readonly origin: Origin }
  | {
      readonly kind: 'compare'
      readonly by: Comparison
      readonly left: Operand
      readonly right: Operand
      readonly origin: Origin
    }

export interface NamedCondition {
  readonly code: string
  readonly condition: Condition
  readonly title: Words | null
  readonly quote: string | null
  /** Of the key. */
  readonly origin: Origin
}

/** One step of a formula: a mechanism and what it is given. */
export interface Step {
  readonly mechanism: Mechanism
  readonly operands: Readonly<Record<string, readonly Operand[]>>
  readonly cases: readonly { readonly when: Condition; readonly then: Operand }[]
  readonly otherwise: Operand | null
  readonly rounding: Rounding | null
  /** The rows of the table a `table` step looks into. */
  readonly rows: readonly { readonly key: string; readonly operand: Operand }[]
  /** The steps reckoned for each month or item. */
  readonly body: readonly Step[] | null
  /** Type of the value after this step. */
  readonly type: ExpressionType
  readonly origin: Origin
}

export interface NamedValue {
  readonly name: string
  readonly title: Words | null
  readonly steps: readonly Step[]
  readonly type: ExpressionType
  readonly origin: Origin
}

export interface Output {
  readonly name: string
  readonly title: Words | null
  readonly steps: readonly Step[]
  readonly onlyEligible: boolean
  readonly when: Condition | null
  readonly otherwise: Value | undefined
  readonly rounding: Rounding | null
  readonly type: ExpressionType
  readonly origin: Origin
}

export interface Refer {
  readonly code: string
  readonly title: Words | null
  readonly when: Condition | null
  readonly always: boolean
  readonly origin: Origin
}

/** What a clause decides by. */
export interface ClauseRules {
  readonly eligibility: readonly NamedCondition[]
  /** In the order they need each other. */
  readonly values: readonly NamedValue[]
  readonly amount: readonly Step[] | null
  /** Of the amount; null without an amount. */
  readonly rounding: Rounding | null
  readonly outputs: readonly Output[]
  readonly refer: readonly Refer[]
}
