import type { Comparison, Path, Words } from '../../engine/index.ts'
import type { FieldKind } from './clause-view.ts'

/** What a condition compares with, as the file writes it. */
export type ComparedWith =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'literals'; readonly texts: readonly string[] }
  | {
      readonly kind: 'parameter' | 'fact' | 'value'
      readonly name: string
      /** The date fact it is read at. */
      readonly at?: string
      /** `$.kind`: the way into a record. */
      readonly path?: string
    }

/** One comparison, as the file writes it. */
export interface Leaf {
  /** A fact, or an entry of `values:`. */
  readonly fact: string
  /** `$.kind`: the way into a record. */
  readonly path: string | null
  readonly operator: string
  readonly value: ComparedWith
}

export type ConditionForm = 'all' | 'any' | 'not' | 'compare' | 'named' | 'given' | 'holds' | 'clause'

/** A condition as a branch of its tree. */
export interface ConditionNode {
  /** The way to its map in the document. */
  readonly path: Path
  readonly file: string
  /** As it stands in the text: an edit is made only where it still does. */
  readonly source: string
  readonly form: ConditionForm
  /** Generated from the rule. */
  readonly words: Words
  readonly of: readonly ConditionNode[]
  /** Of a comparison; null also for one that is written otherwise than the tree can edit. */
  readonly leaf: Leaf | null
}

/** One edit of a clause's conditions, by its place in the document. One step of the history each. */
export type ConditionEdit =
  /** Another operator, value or fact. */
  | { readonly kind: 'set'; readonly at: Path; readonly leaf: Leaf }
  /** A new named condition, last or after another. */
  | {
      readonly kind: 'add'
      readonly clause: Path
      readonly after: string | null
      readonly code: string
      readonly leaf: Leaf
      readonly quote: string | null
    }
  /** One more beside a condition: `any`, it may hold instead; `all`, it must hold too. */
  | { readonly kind: 'join'; readonly at: Path; readonly form: 'all' | 'any'; readonly leaf: Leaf }
  | { readonly kind: 'remove'; readonly at: Path }
  | { readonly kind: 'negate'; readonly at: Path }
  /** Into a group of its own. */
  | { readonly kind: 'nest'; readonly at: Path; readonly form: 'all' | 'any' }
  /** Out of its group, or the group's members out of it. */
  | { readonly kind: 'unnest'; readonly at: Path }
  /** `all` becomes `any`, and the other way round. */
  | { readonly kind: 'form'; readonly at: Path; readonly form: 'all' | 'any' }
  /** Before the one before it, after the one after it; into the group before it; out of its group. */
  | { readonly kind: 'move'; readonly at: Path; readonly to: 'up' | 'down' | 'in' | 'out' }
  /** Words of its own, or the generated ones again. */
  | { readonly kind: 'title'; readonly at: Path; readonly title: Words | null }
  | { readonly kind: 'quote'; readonly at: Path; readonly quote: string | null }

/** Something the left side of a condition can be. */
export interface FactChoice {
  readonly fact: string
  readonly path: string | null
  readonly title: Words
  /** Type and unit. */
  readonly detail: Words
  /** Whether the clause's rules read it already. */
  readonly used: boolean
}

/** What a fact can be compared by and with. */
export interface ComparisonChoices {
  readonly title: Words
  readonly operators: readonly { readonly name: Comparison; readonly words: Words }[]
  /** How a value is typed; `literals` is how one of several is. */
  readonly kind: FieldKind
  readonly unit: Words | null
  readonly options: readonly { readonly value: string; readonly title: Words }[]
  /** Parameters, facts and values of its kind and unit, by what the operator takes. */
  readonly operands: readonly {
    readonly kind: 'parameter' | 'fact' | 'value'
    readonly name: string
    readonly title: Words
    readonly detail: Words
    readonly operators: readonly Comparison[]
  }[]
}

/** Operators that take several values. */
export const takesSeveral = (operator: string): boolean =>
  operator === 'in' || operator === 'notIn' || operator === 'containsAll' || operator === 'containsAny'
