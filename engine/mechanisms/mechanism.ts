import type { Rounding } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import type { Expression, Pipeline, RankKey } from '../expression/expression.ts'
import type { Value } from '../expression/value.ts'
import type { Quantity, QuantityProblem } from './quantity.ts'

/**
 * What stands after a mechanism's colon.
 *
 * - `operand`: `cap: X`
 * - `operands`: `sum: [X, Y]`, or one alone: `product: X`
 * - `named`: `rate: { of: X, at: R }`; with `short`, `rate: R` gives that one alone; of `oneOf` one has to be there
 * - `cases`: `choose: [{ when, then }, …, { otherwise }]`
 * - `rounding`: `round: CNY` or `round: { to, mode, because }`
 * - `table`: `table: { of: TABLE, by: X }`
 * - `entries`: `filter: { list: L, where: CONDITION }`; `by` are the keys of a rank, `field` a name
 * - `ranked`: `tied: ORDER`, with `place` `tied-after: { list: ORDER, place: N }`: an entry of `values:` that ends in `rank`
 * - `condition`: `whether: CONDITION`
 * - `conditions`: `holding: [name, …]`
 * - `earlier`: `less: { clause: ID, count: FACT }`
 */
export type Argument =
  | { readonly kind: 'operand' }
  | { readonly kind: 'operands'; readonly least: number }
  | {
      readonly kind: 'named'
      readonly names: readonly string[]
      readonly short?: string
      readonly oneOf?: readonly string[]
    }
  | { readonly kind: 'cases' }
  | { readonly kind: 'rounding' }
  | { readonly kind: 'table' }
  | {
      readonly kind: 'entries'
      readonly needs: readonly ('where' | 'by')[]
      readonly may: readonly ('first' | 'field')[]
    }
  | { readonly kind: 'ranked'; readonly place: boolean }
  | { readonly kind: 'condition' }
  | { readonly kind: 'conditions' }
  | { readonly kind: 'earlier' }

/** What a mechanism is given, lowered. Operands stand under their names; a lone one under `x`. */
export interface Lowered {
  readonly operands: Readonly<Record<string, readonly Expression[]>>
  readonly cases: readonly { readonly when: Expression; readonly then: Expression }[]
  readonly otherwise: Expression | null
  readonly rounding: Rounding | null
  readonly rows: readonly { readonly key: string; readonly value: Expression }[]
  /** The steps below it, for a mechanism that takes them as its body. */
  readonly body: Pipeline | null
  /** A condition on the entries of a list, or the one that is asked. */
  readonly where: Expression | null
  /** What entries are put in order by. */
  readonly keys: readonly RankKey[]
  readonly held: readonly { readonly name: string; readonly when: Expression }[]
  readonly field: string | null
  readonly earlier: { readonly clause: string; readonly fact: string } | null
  readonly types: Typed['operands']
  /** What operands are called where a field of them is missing: a value by the fact it was made from. */
  readonly names: Readonly<Record<string, readonly string[]>>
  /** True when there is a value so far; it is `{ kind: 'previous' }`. */
  readonly hasPrevious: boolean
}

/** The types of what a mechanism is given; undefined where one could not be found out. */
export interface Typed {
  readonly operands: Readonly<Record<string, readonly (Quantity | undefined)[]>>
  readonly cases: readonly (Quantity | undefined)[]
  readonly rows: readonly (Quantity | undefined)[]
  readonly body: Quantity | undefined
  readonly field: string | null
  readonly held: readonly { readonly name: string; readonly title: Words | null }[]
  readonly previous: Quantity | undefined
}

/** One way of reckoning. A new one is a file of its own and a line in index.ts. */
export interface Mechanism {
  readonly name: string
  readonly argument: Argument
  /** Whether a value so far is needed, may be there, or is replaced. */
  readonly previous: 'required' | 'optional' | 'none'
  /** True where the steps below it are reckoned for each month or entry. */
  readonly takesBody?: boolean
  readonly lower: (given: Lowered) => Expression
  readonly type: (given: Typed) => Quantity | QuantityProblem | undefined
  /** For completion, hover and the reference. */
  readonly summary: Words
  /** An example step, as typed. */
  readonly example: string
  /** The step in words; `{x}` is an operand's value, `{x_title}` its title. */
  readonly words: Words
  /** Between operands in `{joined}`, and before the first where there is a value so far. */
  readonly sign?: string
  /** The base it begins with is shown on a line of its own. */
  readonly base?: string
  /** Whether the step changed the value, where that is worth saying. */
  readonly binds?: (before: Value, after: Value) => boolean
  /** A sentence when it does, and when it does not; `{before}`, `{x}`. */
  readonly bindsWords?: { readonly yes: Words; readonly no: Words }
}

export const defineMechanism = (mechanism: Mechanism): Mechanism => mechanism

/** The value so far. */
export const previous: Expression = { kind: 'previous' }

/** The value so far, if there is one, and the operands of a list. */
export const withPrevious = (given: Lowered, name = 'x'): readonly Expression[] => [
  ...(given.hasPrevious ? [previous] : []),
  ...(given.operands[name] ?? []),
]
