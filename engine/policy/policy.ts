import type { Rounding } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import type { EffectiveRange, FactDeclaration, Origin, Parameter, Source } from './declarations.ts'
import type { ClauseRules } from './rules.ts'

export type Pays = 'cash' | 'waiver' | 'reduction' | 'ceiling' | 'points' | 'none'

/** One condition and its amount. `rules` is what it decides by (see rules.ts). */
export interface Clause {
  readonly id: string
  readonly key: string
  readonly provision: string
  readonly policy: string
  readonly title: Words
  readonly source: Source | null
  readonly sources: readonly Source[]
  readonly for: Words | null
  readonly payer: Words | null
  readonly approver: Words | null
  readonly pays: Pays
  readonly unit: string | null
  /** A check decides nothing: it says whether figures fit together. */
  readonly kind: 'benefit' | 'check'
  /** Benefits that this one unlocks. */
  readonly opens: readonly string[]
  /** The group of clauses of which only one is paid. */
  readonly stacking: StackingGroup | null
  readonly effective: EffectiveRange
  /** The date fact its parameters are read at. */
  readonly readAt: string
  /** The clause's own, in written order (rows of a table each by itself). */
  readonly parameters: readonly Parameter[]
  /** Facts the rules read, in order of first use, with this clause's overrides. */
  readonly facts: readonly FactDeclaration[]
  readonly rules: ClauseRules
  readonly readings: readonly Reading[]
  readonly origin: Origin
}

/** Clauses that exclude each other: the highest amount is paid, or the first that is eligible. */
export interface StackingGroup {
  /** Provision + `.` + key. */
  readonly name: string
  readonly title: Words
  readonly pays: 'highest' | 'first'
  readonly because: Words
  readonly origin: Origin
}

/** An open question of law, as data. */
export interface Reading {
  readonly id: string
  readonly question: Words
  /** Why the default is taken. */
  readonly because: Words
  readonly alternatives: readonly Alternative[]
  readonly origin: Origin
}

export interface Alternative {
  readonly name: string
  readonly because: Words
  /** False: only described, since the facts do not settle what it would give. */
  readonly computed: boolean
}

export interface Provision {
  readonly id: string
  readonly title: Words
  readonly file: string
  readonly parameters: readonly Parameter[]
  readonly clauses: readonly Clause[]
  readonly origin: Origin
}

/** A promulgated text, verbatim. */
export interface SourceDocument {
  readonly id: string
  readonly title: Words
  readonly file: string
  readonly text: string
  /** Passages whose numbers no parameter states, and why. */
  readonly setAside: readonly SetAside[]
  /** The document whose text it repeats: then its own numbers count nothing. */
  readonly reprintOf: string | null
  /** The document it is an amended version of: what was not amended counts nothing. */
  readonly amends: string | null
}

/** How the first number of a level of a text is written. */
export const levelForms = ['第一章', '第一节', '第一条', '一、', '(一)', '1.', '(1)'] as const

export type LevelForm = (typeof levelForms)[number]

/** A level of a text's numbering, and what it is called: 第(二)项 is `(一)` with the word 项. */
export interface Level {
  readonly form: LevelForm
  readonly word: Words
}

/** Why a number of a text is in no rule. */
export const setAsideReasons = ['date', 'statistics', 'not-computable', 'label', 'reference', 'unit'] as const

export type SetAsideReason = (typeof setAsideReasons)[number]

/** A passage of a source document, verbatim, whose numbers are in no rule. */
export interface SetAside {
  readonly passage: string
  readonly reason: SetAsideReason
  readonly because: Words | null
}

export interface Policy {
  readonly id: string
  readonly title: Words
  readonly version: string
  readonly issuer: Words | null
  readonly jurisdiction: Words | null
  readonly effective: EffectiveRange
  readonly undated: Words | null
  readonly rounding: Readonly<Record<string, Rounding>>
  readonly documents: readonly SourceDocument[]
  /** How its texts are numbered, the outermost level first; empty where that is not said. */
  readonly levels: readonly Level[]
  readonly facts: readonly FactDeclaration[]
  readonly provisions: readonly Provision[]
  /** Open questions of the whole policy. */
  readonly readings: readonly Reading[]
  /** policy.yaml */
  readonly origin: Origin
}
