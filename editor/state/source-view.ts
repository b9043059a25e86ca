import type { CoverageReason, CoverageStatus, Words } from '../../engine/index.ts'

/** A number of a text. */
export interface NumberView {
  readonly start: number
  readonly end: number
  readonly status: CoverageStatus
  /** Full names of the parameters that state it. */
  readonly parameters: readonly string[]
  readonly reason: CoverageReason | null
  readonly because: Words | null
}

/** Words of a text that a clause or a parameter quotes. */
export interface PassageView {
  readonly id: string
  readonly start: number
  readonly end: number
}

/** A text that can be read, by its policy. */
export interface TextLink {
  readonly policy: { readonly id: string; readonly title: Words }
  readonly id: string
  readonly title: Words
}

/** One promulgated text, with what became of it. */
export interface SourcePage {
  readonly policy: { readonly id: string; readonly title: Words }
  /** Every text of every policy. */
  readonly texts: readonly TextLink[]
  readonly document: string
  readonly title: Words
  /** It repeats another text: its own numbers count nothing. */
  readonly isReprint: boolean
  readonly text: string
  readonly counts: Readonly<Record<CoverageStatus, number>>
  readonly numbers: readonly NumberView[]
  /** By clause. */
  readonly passages: readonly PassageView[]
  /** By parameter. */
  readonly parameters: readonly PassageView[]
  /** Titles of the clauses that quote it. */
  readonly clauses: Readonly<Record<string, Words>>
  /** Of the parameters that state its numbers: their titles and clauses. */
  readonly owners: Readonly<Record<string, { readonly title: Words; readonly clause: string }>>
}
