import type { Rounding } from '../base/rational.ts'
import type { Value } from './value.ts'

export const comparisons = [
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'containsAll',
  'containsAny',
] as const

export type Comparison = (typeof comparisons)[number]

/**
 * The day a dated thing is read at: the value of a date fact, or the first day of the month
 * that a `per-month` is reckoning.
 */
export type ReadAt = { readonly fact: string } | 'month'

/** The core that every mechanism and condition lowers to; all executions and printers know only this. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: Value }
  /** A given fact; `path` reaches into a record; `at` reads a series. */
  | { readonly kind: 'fact'; readonly name: string; readonly path: readonly string[]; readonly at: ReadAt }
  /** A dated parameter, by its full name. */
  | { readonly kind: 'parameter'; readonly name: string; readonly at: ReadAt }
  /** An entry of `values:` reckoned before. */
  | { readonly kind: 'value'; readonly name: string }
  /** The value so far of a list of steps. */
  | { readonly kind: 'previous' }
  /** The entry that a `per-item` is reckoning. */
  | { readonly kind: 'item' }
  | { readonly kind: 'add'; readonly of: readonly Expression[] }
  | { readonly kind: 'subtract'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'multiply'; readonly of: readonly Expression[] }
  | { readonly kind: 'divide'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'least'; readonly of: readonly Expression[] }
  | { readonly kind: 'greatest'; readonly of: readonly Expression[] }
  | {
      readonly kind: 'compare'
      readonly by: Comparison
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'all'; readonly of: readonly Expression[] }
  | { readonly kind: 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  /** The first case whose condition holds; no value when none does. */
  | {
      readonly kind: 'case'
      readonly of: readonly { readonly when: Expression; readonly then: Expression }[]
      readonly otherwise: Expression
    }
  | { readonly kind: 'round'; readonly of: Expression; readonly rounding: Rounding }
  | { readonly kind: 'year-of'; readonly of: Expression }
  /** Over a list or a month series. `constant` is the one value of all months. */
  | { readonly kind: 'fold'; readonly by: Fold; readonly of: Expression }
  /** Steps reckoned for each entry of a list, or each month from a day on. */
  | { readonly kind: 'per-item'; readonly list: Expression; readonly body: Pipeline }
  | {
      readonly kind: 'per-month'
      readonly from: Expression
      readonly months: Expression
      readonly body: Pipeline
    }
  /** A value of `values:` reckoned anew here, because its dates are those of the month. */
  | { readonly kind: 'steps'; readonly of: Pipeline }

export type Fold = 'count' | 'total' | 'highest' | 'lowest' | 'constant'

/** Expressions in order; each may look at the value so far. The last one's value is the result. */
export type Pipeline = readonly Expression[]

export const constant = (value: Value): Expression => ({ kind: 'constant', value })

/** The expressions directly inside one. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'add':
    case 'multiply':
    case 'least':
    case 'greatest':
    case 'all':
    case 'any':
    case 'steps':
      return expression.of
    case 'subtract':
    case 'divide':
    case 'compare':
      return [expression.left, expression.right]
    case 'not':
    case 'round':
    case 'year-of':
    case 'fold':
      return [expression.of]
    case 'case':
      return [...expression.of.flatMap(({ when, then }) => [when, then]), expression.otherwise]
    case 'per-item':
      return [expression.list, ...expression.body]
    case 'per-month':
      return [expression.from, expression.months, ...expression.body]
    default:
      return []
  }
}

/** Every expression in one, itself first. */
export function* walk(expression: Expression): Generator<Expression> {
  yield expression
  for (const child of childrenOf(expression)) yield* walk(child)
}
