import type { Words } from '../../engine/index.ts'

/** A chart that is asked for: an amount of a clause over one of its facts, the others as in a case. */
export interface ChartRequest {
  readonly clause: string
  /** Key of the case that lends the other facts; null: none. */
  readonly case: string | null
  /** A fact, or a field of a record; null: the one that changes most. */
  readonly fact: string | null
  /** The value at which both texts are compared, as typed; null: the case's own. */
  readonly at: string | null
}

/** Numbers here only place what is drawn; what is written comes in words, exactly. */
export interface Segment {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
}

/** Where the line bends or jumps. */
export interface BreakMark {
  readonly kind: 'bend' | 'cliff'
  readonly x: number
  /** Of a cliff: below the jump, then what holds from there on. */
  readonly y: readonly [number, number]
  readonly label: Words
  readonly amount: Words
}

export interface ChartSide {
  readonly segments: readonly Segment[]
  readonly breaks: readonly BreakMark[]
}

/** A stretch of the fact in which both texts pay by one line each. */
export interface ChartRow {
  readonly range: Words
  readonly saved: Words | null
  readonly now: Words
  /** 不变, +500, 0 至 +500; null where one of them is not known. */
  readonly change: Words | null
  readonly moved: boolean
}

export interface ChartFact {
  readonly id: string
  readonly title: Words
}

export interface ChartView {
  readonly facts: readonly ChartFact[]
  readonly fact: ChartFact
  readonly isDate: boolean
  /** Of the fact, and of the amount. */
  readonly units: { readonly fact: Words; readonly amount: Words }
  readonly domain: readonly [number, number]
  readonly top: number
  readonly now: ChartSide
  /** null: the saved text draws the same. */
  readonly saved: ChartSide | null
  readonly rows: readonly ChartRow[]
  /** The value at which both are compared. */
  readonly at: {
    readonly x: number
    /** As typed, to be edited. */
    readonly text: string
    readonly shown: Words
    readonly now: Words
    readonly saved: Words | null
    readonly change: Words | null
    readonly y: { readonly now: number | null; readonly saved: number | null }
  } | null
  /** What could not be followed; empty: the chart is complete. */
  readonly unfollowed: readonly Words[]
}

/** Why there is no chart. */
export type ChartAnswer =
  | { readonly chart: ChartView }
  | { readonly none: 'no-amount' | 'no-fact' | 'no-clause' }
