import type { Words } from '../base/words.ts'
import type { Cut } from './interval.ts'

/** Thrown while following: the answer is not the same everywhere in the interval, which has to be cut. */
export interface Split {
  readonly split: readonly Cut[]
}

/** Thrown while following: something whose change with the fact is not reckoned here. */
export interface Unfollowed {
  readonly unfollowed: Words
}

export const splitAt = (...split: readonly Cut[]): Split => ({ split })
export const unfollowed = (zh: string, en: string): Unfollowed => ({ unfollowed: { zh, en } })

export const isSplit = (thrown: unknown): thrown is Split =>
  typeof thrown === 'object' && thrown !== null && 'split' in thrown
export const isUnfollowed = (thrown: unknown): thrown is Unfollowed =>
  typeof thrown === 'object' && thrown !== null && 'unfollowed' in thrown
