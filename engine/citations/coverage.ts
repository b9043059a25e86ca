import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import type { SetAsideReason, SourceDocument } from '../policy/policy.ts'
import type { TextNumber } from './text-number.ts'

export const coverageStatuses = ['encoded', 'set-aside', 'unexplained'] as const

/** What became of a number of a source document. */
export type CoverageStatus = (typeof coverageStatuses)[number]

/** Why a number is in no rule: what policy.yaml says, or what the number is. */
export type CoverageReason = SetAsideReason | 'numbering' | 'document-number' | 'reprint' | 'unamended'

export interface CoveredNumber {
  readonly number: TextNumber
  readonly status: CoverageStatus
  /** Full names of those that state it. */
  readonly parameters: readonly string[]
  /** Of a number that is set aside. */
  readonly reason: CoverageReason | null
  readonly because: Words | null
}

/** Where something that a clause or parameter quotes stands in the document. */
export interface QuotedPlace {
  readonly id: string
  readonly span: Span
}

export interface DocumentCoverage {
  readonly document: SourceDocument
  readonly numbers: readonly CoveredNumber[]
  readonly counts: Readonly<Record<CoverageStatus, number>>
  /** By clause id, in the order of the policies. */
  readonly clauses: readonly QuotedPlace[]
  /** By parameter name. */
  readonly parameters: readonly QuotedPlace[]
}

/** What became of every number of a policy's source documents. */
export interface Coverage {
  readonly policy: string
  readonly documents: readonly DocumentCoverage[]
  /** Parameters whose value is no number of the words they quote. */
  readonly exceptions: readonly { readonly parameter: string; readonly reason: Words }[]
}
