import type { ChangeEffect, ChangeKind, ReviewedFile, SignedReview, Words } from '../../engine/index.ts'
import type { ClausePage, OpenSection } from './clause-view.ts'

/** A version to compare: the texts of a revision, or those that the engine has. */
export interface VersionAsked {
  /** `now`: with what is unsaved; `saved`: as on disk; else the name of a revision. */
  readonly name: string
  /** null: the engine has them. */
  readonly files: readonly { readonly path: string; readonly text: string }[] | null
}

export interface ReviewAsked {
  readonly before: VersionAsked
  readonly after: VersionAsked
}

/** A stretch of one fact, and what changes along it. */
export interface StretchView {
  readonly words: Words
  /** Where it begins, in words; null for the first. */
  readonly begins: Words | null
  readonly state: 'same' | 'grows' | 'moved'
  /** What is more or less there; null where it is no number. */
  readonly change: Words | null
}

/** What a changed clause does, to whom and by how much. */
export interface EffectView {
  /** The reading it is so under; null: by default. */
  readonly under: string | null
  /** Nobody is decided otherwise, and that is proven. */
  readonly nobody: boolean
  readonly region: Words | null
  readonly most: Words | null
  readonly unchanged: readonly Words[]
  /** Why not everything is proven; null where it is. */
  readonly open: Words | null
  readonly stretches: { readonly title: Words; readonly all: readonly StretchView[] } | null
  readonly witness: WitnessView | null
}

/** The smallest applicant that is decided otherwise. */
export interface WitnessView {
  readonly facts: readonly { readonly title: Words; readonly value: Words; readonly moved: boolean }[]
  readonly before: Words
  readonly after: Words
  readonly change: Words | null
  /** Both calculations, where both versions have the clause. */
  readonly section: OpenSection | null
  readonly page: Pick<ClausePage, 'kind' | 'pays' | 'hasAmount'>
  /** As a case, and the file that its clause's cases stand in; null where it cannot be one. */
  readonly entry: { readonly path: string; readonly lines: string; readonly id: string } | null
}

/** A case that the new rules decide otherwise. */
export interface MovedCaseView {
  readonly id: string
  readonly title: Words | null
  readonly clause: string | null
  readonly before: Words
  readonly after: Words
}

/** What of the cases hangs on one change. */
export interface ChangeCases {
  readonly moved: readonly MovedCaseView[]
  readonly unexplained: readonly MovedCaseView[]
  readonly added: number
  /** Cases of its clause that both versions decide alike. */
  readonly same: number
}

/** A stretch of the law's text. */
export interface LawPiece {
  readonly kind: 'same' | 'deleted' | 'inserted'
  readonly text: string
}

/** The text that a change asks to be amended. */
export interface LawView {
  readonly cited: Words
  readonly pieces: readonly LawPiece[]
}

export interface ReviewedChangeView {
  /** Stays while the change says the same. */
  readonly key: string
  readonly kind: ChangeKind
  readonly effect: ChangeEffect
  readonly policy: string
  /** Of the new version, or of the old one where it is gone. */
  readonly clause: string | null
  readonly isGone: boolean
  readonly subject: string
  /** Policy, provision, clause. */
  readonly place: readonly Words[]
  readonly title: Words
  readonly words: Words
  readonly files: readonly ReviewedFile[]
  readonly diff: { readonly path: string; readonly before: string; readonly after: string } | null
  readonly law: readonly LawView[]
  /** The drafted amendment, one line each. */
  readonly amendment: readonly Words[]
  /** Why there is none, where the text has to say it. */
  readonly undrafted: Words | null
  readonly effects: readonly EffectView[]
  /** Other changes of the same clause: what it does is told of all together. */
  readonly beside: number
  readonly cases: ChangeCases
}

export interface ReviewedVersionView {
  readonly name: string
  readonly content: string
  /** The version that each policy names. */
  readonly policies: readonly {
    readonly id: string
    readonly folder: string
    readonly title: Words
    readonly version: string
    /** The least version that the changes ask for. */
    readonly next: string
  }[]
}

/** Two versions compared; `faults`: why they cannot be. */
export type ReviewView =
  | { readonly ok: false; readonly faults: readonly Words[] }
  | {
      readonly ok: true
      readonly before: ReviewedVersionView
      readonly after: ReviewedVersionView
      readonly changes: readonly ReviewedChangeView[]
      /** Clauses that both versions decide by the same rules. */
      readonly same: number
    }

/** A review that nobody has signed yet: what the page knows of it. */
export type Unsigned = Omit<SignedReview, 'hash'>
