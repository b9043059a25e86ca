import type { Rational, Rounding } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import type { Comparison } from '../expression/expression.ts'
import type { Value } from '../expression/value.ts'
import type { Mechanism } from '../mechanisms/mechanism.ts'
import type { Quantity } from '../mechanisms/quantity.ts'
import type { FactDeclaration, Origin, Parameter } from './declarations.ts'
import type { Clause } from './policy.ts'
import type { RecordField } from './types.ts'

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
  /** The entry of a list that is looked at, or a field of it; `name` is the list's. */
  | {
      readonly kind: 'item'
      readonly path: readonly string[]
      readonly name: string
      readonly title: Words | null
    }
) & { readonly type: ExpressionType; readonly origin: Origin }

/** What an expression gives. Undefined: not found out (an error said why). */
export type ExpressionType = Quantity | undefined

export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[]; readonly origin: Origin }
  | { readonly kind: 'not'; readonly of: Condition; readonly origin: Origin }
  /** A named condition of `conditions:`, already looked up. */
  | { readonly kind: 'named'; readonly name: string; readonly of: Condition; readonly origin: Origin }
  | { readonly kind: 'given'; readonly fact: FactDeclaration; readonly origin: Origin }
  /** Another clause's eligibility, of the entry of a list. */
  | {
      readonly kind: 'clause'
      readonly id: string
      /** Of the same reading; undefined until all clauses are read. */
      readonly clause: () => Clause | undefined
      readonly entry: EntryScope
      readonly origin: Origin
    }
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

/** The entries of a list, inside a `where`. */
export interface EntryScope {
  readonly name: string
  readonly fields: Readonly<Record<string, RecordField>>
}

/** What a rank puts entries in order by: a field, or the quotient of two. */
export interface StepKey {
  readonly of: Operand
  readonly over: Operand | null
  /** Rounded half up to a multiple of it before comparing. */
  readonly to: Rational | null
  readonly first: 'highest' | 'lowest'
}

/** A named condition whose name a `holding` gives. */
export interface Held {
  readonly name: string
  readonly title: Words | null
  readonly condition: Condition
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
  /** On the entries of a list, or the one that is asked. */
  readonly where: Condition | null
  readonly keys: readonly StepKey[]
  /** The conditions whose names a `holding` gives. */
  readonly held: readonly Held[]
  readonly field: string | null
  /** An earlier part of the claim and its fact. */
  readonly earlier: { readonly clause: string; readonly fact: string } | null
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
