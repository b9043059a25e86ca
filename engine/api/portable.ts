/** JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** What the type of a fact or an output is, without words; `values` are the names of a category. */
export interface PortableType {
  readonly name: string
  readonly unit?: string
  readonly per?: string
  readonly values?: readonly string[]
  readonly open?: boolean
  readonly of?: PortableType
  readonly fields?: readonly {
    readonly name: string
    readonly type: PortableType
    readonly absent?: Json
  }[]
  readonly series?: boolean
  readonly min?: Json
  readonly max?: Json
}

/** One meaning of a fact. */
export interface PortableFact {
  readonly name: string
  /** A place in `types`. */
  readonly type: number
  readonly absent?: Json
}

export interface PortableClause {
  readonly id: string
  readonly kind: 'benefit' | 'check'
  readonly pays: string
  readonly unit: string | null
  readonly opens: readonly string[]
  readonly stacking: { readonly name: string; readonly pays: 'highest' | 'first' } | null
  readonly effective: { readonly from: Json; readonly until: Json }
  readonly readAt: string
  /** Places in `facts`. */
  readonly facts: readonly number[]
  /** Clauses whose paid parts of the claim it looks at. */
  readonly looksAt: readonly string[]
  readonly conditions: readonly { readonly code: string; readonly expression: Json }[]
  readonly values: readonly { readonly name: string; readonly steps: readonly Json[] }[]
  readonly amount: readonly Json[] | null
  readonly rounding: Json
  readonly outputs: readonly {
    readonly name: string
    readonly steps: readonly Json[]
    readonly when: Json
    readonly onlyEligible: boolean
    readonly otherwise?: Json
    readonly type: PortableType | null
    readonly rounding: Json
  }[]
  readonly refer: readonly { readonly code: string; readonly always: boolean; readonly when: Json }[]
  readonly parameters: readonly (readonly [name: string, values: Json])[]
}

/** The form written today; another is refused. */
export const portableFormat = 1

/**
 * Policies compiled to plans, as JSON: all that deciding takes, and no word or place of the texts.
 * Numbers that are reckoned with stand as `{ "$number": "0.1" }` or `"1/3"`, days as days since 1970-01-01.
 */
export interface PortablePolicy {
  readonly clausebook: 'compiled-policy'
  readonly format: typeof portableFormat
  readonly policies: readonly { readonly id: string; readonly version: string }[]
  /** The readings it was compiled under. */
  readonly readings: readonly string[]
  readonly types: readonly PortableType[]
  readonly facts: readonly PortableFact[]
  /** The names that facts are looked up under: places in `facts`. */
  readonly vocabulary: readonly number[]
  readonly clauses: readonly PortableClause[]
}
