import type { Decision } from '../decision/decision.ts'
import type { Plain, PlainMap } from './canonical.ts'
import { hashOf } from './hash.ts'

/** A text that a decision rests on: `employment-promotion/provisions/venue-rent.yaml`. */
export interface ReceiptText {
  /** Policy id + `/` + its path in the policy's folder, so that it is the same wherever the folder lies. */
  readonly file: string
  /** SHA-256 of the file's bytes. */
  readonly hash: string
}

/** All that one decision rests on: with the facts and these texts, it can be decided again. */
export interface Receipt {
  /** The version of this form. */
  readonly receipt: 1
  readonly engine: string
  readonly policy: { readonly id: string; readonly version: string }
  readonly clause: string
  /** The day it was decided for, and who said so: the call, or a fact that the clause reads. */
  readonly asOf: { readonly day: string; readonly from: 'call' | 'facts' } | null
  /** The day by which the values it takes had been published, where that was asked for. */
  readonly known?: string
  /** The alternatives taken, each with its name, of questions that the clauses decided here state. */
  readonly readings: readonly string[]
  readonly assume: 'declared' | 'none'
  /** Whether clauses decided facts that were not given. */
  readonly chain: boolean
  /** The other clauses of the claim whose paid parts it looked at. */
  readonly claim: readonly string[]
  readonly facts: {
    /** Of the facts that were given and read. */
    readonly hash: string
    /** The facts themselves, on request only. */
    readonly values?: PlainMap
  }
  readonly texts: readonly ReceiptText[]
  /** Of `texts` together. */
  readonly content: string
  /** What facts that were not given were taken to be. */
  readonly assumed: PlainMap
  readonly decision: Decision
  /** Of all the rest; `facts.values` aside, which the hash of the facts stands for. */
  readonly hash: string
}

/** A receipt without its hash. */
export type Unsealed = Omit<Receipt, 'hash'>

/** The hash that a receipt must have. */
export function receiptHash({ facts, ...rest }: Unsealed): string {
  const { hash: _, ...content } = { hash: null, ...rest, facts: facts.hash }
  return hashOf(content as unknown as Plain)
}

/** The hash over the texts together. */
export const contentHash = (texts: readonly ReceiptText[]): string =>
  hashOf(texts.map(({ file, hash }) => ({ file, hash })))
