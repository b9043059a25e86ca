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
  /** The entry of a list that is being looked at; `path` reaches into a record; `name` says whose field it is. */
  | { readonly kind: 'item'; readonly path: readonly string[]; readonly name: string }
  /** Whether a fact was given, not assumed. */
  | { readonly kind: 'given'; readonly fact: string }
  /** A fact of the parts of this claim that were paid before under another clause. */
  | { readonly kind: 'earlier'; readonly clause: string; readonly fact: string }
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
  | {
      readonly kind: 'calendar'
      readonly by: CalendarFunction
      readonly left: Expression
      readonly right: Expression
    }
  /** Whether a text is what a redacted one hides. */
  | { readonly kind: 'matches'; readonly whole: Expression; readonly redacted: Expression }
  | ListExpression
  /** Over a list, a record or a month series. `constant` is the one value of all months. */
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

/**
 * Of two: a date and a number of months or days; two dates; a year and a month-day; a year and a month.
 */
export type CalendarFunction =
  | 'add-months'
  | 'add-days'
  | 'days-between'
  | 'months-between'
  | 'day-of-year'
  | 'first-of-month'

/** What entries are put in order by; `key` looks at the `item`. Entries without a value come last. */
export interface RankKey {
  readonly key: Expression
  readonly first: 'highest' | 'lowest'
}

/** What looks into lists, records and named conditions. */
export type ListExpression =
  /** `where` looks at the `item`. */
  | {
      readonly kind: 'filter' | 'some' | 'every'
      readonly list: Expression
      readonly where: Expression
    }
  /** In order; equal entries keep the order they have. */
  | { readonly kind: 'rank'; readonly list: Expression; readonly by: readonly RankKey[] }
  /** The entries that are equal to another by every key. */
  | { readonly kind: 'tied'; readonly list: Expression; readonly by: readonly RankKey[] }
  /** Whether the entry at a place and the next are equal by every key. */
  | {
      readonly kind: 'tied-after'
      readonly list: Expression
      readonly place: Expression
      readonly by: readonly RankKey[]
    }
  /** The first entries, or one field of each; null: all, whole. */
  | {
      readonly kind: 'take'
      readonly list: Expression
      readonly first: Expression | null
      readonly field: string | null
      readonly name: string
    }
  /** A field of a record that is a value; `name` says whose it is. */
  | { readonly kind: 'field'; readonly of: Expression; readonly field: string; readonly name: string }
  /** The names of a record's yes/no fields that are yes, or that are not. */
  | {
      readonly kind: 'fields'
      readonly of: Expression
      readonly names: readonly string[]
      readonly are: boolean
      readonly name: string
    }
  /** An amount used up by a record's fields in an order: what each got. */
  | {
      readonly kind: 'allocate'
      readonly amount: Expression
      readonly to: Expression
      readonly order: Expression
      readonly name: string
    }
  /** The names of the conditions that hold, in written order. */
  | {
      readonly kind: 'holding'
      readonly of: readonly { readonly name: string; readonly when: Expression }[]
    }

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
    case 'calendar':
      return [expression.left, expression.right]
    case 'matches':
      return [expression.whole, expression.redacted]
    case 'filter':
    case 'some':
    case 'every':
      return [expression.list, expression.where]
    case 'rank':
    case 'tied':
      return [expression.list, ...expression.by.map(({ key }) => key)]
    case 'tied-after':
      return [expression.list, expression.place, ...expression.by.map(({ key }) => key)]
    case 'take':
      return expression.first ? [expression.list, expression.first] : [expression.list]
    case 'allocate':
      return [expression.amount, expression.to, expression.order]
    case 'holding':
      return expression.of.map(({ when }) => when)
    case 'not':
    case 'round':
    case 'year-of':
    case 'fold':
    case 'field':
    case 'fields':
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

/** An expression with everything directly inside it put through a function; what is left alone stays the same. */
export function withChildren(expression: Expression, change: (child: Expression) => Expression): Expression {
  const part = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(part)
    if (typeof inner !== 'object' || inner === null) return inner
    if ('kind' in inner) return change(inner as Expression)
    // The cases of a choice, the keys of an order, conditions with names: records with expressions in them.
    return 'when' in inner || 'key' in inner ? members(inner) : inner
  }
  const members = (of: object) => Object.fromEntries(Object.entries(of).map(([key, one]) => [key, part(one)]))
  return expression.kind === 'constant' ? expression : (members(expression) as unknown as Expression)
}
