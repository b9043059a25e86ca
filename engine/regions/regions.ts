import type { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import type { Value } from '../expression/value.ts'
import type { ValueType } from '../policy/types.ts'

/** An end of a region; one that is not included is where the next region begins. */
export interface Bound {
  readonly value: Value
  readonly included: boolean
}

/** slope × fact + offset; of a date fact, the fact is the number of its day since 1970-01-01. */
export interface Line {
  readonly slope: Rational
  readonly offset: Rational
  /** What is paid is this, rounded: by the amount's own rounding, or by one on the way to it. */
  readonly rounded: boolean
}

/** Values of one fact for which a clause says the same, and pays by one straight line. */
export interface Region {
  /** null: without end. The same as `to` for a single value. */
  readonly from: Bound | null
  readonly to: Bound | null
  /** null: not known, or a check. */
  readonly eligible: boolean | null
  /** What a check says; null for a benefit. */
  readonly consistent: boolean | null
  readonly failed: readonly string[]
  readonly needs: readonly string[]
  /** Before the amount's rounding; null where there is no amount or it is not known. */
  readonly amount: Line | null
  /** After it. */
  readonly paid: Line | null
  /** What keeps the region from being more than a guess, if anything does. */
  readonly unfollowed: readonly Words[]
}

/** All regions of one fact, in order, the other facts as they are. */
export interface Regions {
  /** A fact, or a field of a record: `fees.registration`. */
  readonly fact: string
  readonly title: Words
  readonly type: ValueType
  /** Whether every value of the fact is in a region that says all about it. */
  readonly complete: boolean
  /** What could not be followed, each once. */
  readonly unfollowed: readonly Words[]
  readonly regions: readonly Region[]
}

/** How many regions there are at most; where rules make more, the rest is not followed. */
export const regionLimit = 2000
