/**
 * What the worker tells the page: plain values in both languages, ready to show.
 * Policies hold functions and exact numbers and stay in the worker.
 */
import type { ChangeEffect, ChangeKind, Words } from '../../engine/index.ts'
import type { ClausePage } from './clause-view.ts'
import type { SourcePage } from './source-view.ts'
import type { DueView, YearlyPage } from './yearly-view.ts'

export type Cause = 'explained' | 'unexplained' | 'passing'

export interface Counts {
  readonly passing: number
  readonly explained: number
  readonly unexplained: number
}

export interface ClauseNode {
  readonly id: string
  readonly title: Words
  /** Where in the text it stands: `三(二)3`. */
  readonly section: string | null
  readonly file: string
  /** Places whose text differs from the saved one. */
  readonly unsaved: number
  readonly counts: Counts
  /** The most pressing of its values that run out or are to be reviewed. */
  readonly due: DueView | null
}

export interface ProvisionNode {
  readonly id: string
  readonly title: Words
  readonly file: string
  readonly counts: Counts
  /** Where it is the first of its chapter, in a policy long enough to need them. */
  readonly opens: Chapter | null
  readonly clauses: readonly ClauseNode[]
}

/** A part of the text that several provisions in a row are taken from. */
export interface Chapter {
  /** `三(二)` */
  readonly section: string
  /** What the text says over it. */
  readonly heading: string | null
}

export interface PolicyNode {
  readonly id: string
  readonly folder: string
  readonly title: Words
  /** As `policy.yaml` says it: `1.0.0`. */
  readonly version: string
  readonly counts: Counts
  readonly provisions: readonly ProvisionNode[]
  /** Shown from its last valid text: what stands now does not load. */
  readonly stale: boolean
}

/** A place in a file. */
export interface TextPlace {
  readonly path: string
  readonly start: number
  readonly end: number
}

/** What a case owes its difference to, in words: a group of cases has one. */
export interface CauseView {
  readonly key: string
  /** A change of the texts; a value from a day, the day itself or a reading that is asked for. */
  readonly kind: 'change' | 'from' | 'day' | 'reading'
  /** `年最高限额 3,000 元 → 3,500 元` */
  readonly words: Words
  /** A change of the texts, as a policy's log says it. */
  readonly log?: Readonly<Record<string, string>>
}

/** A case that comes to something else as it is asked than as it is tested: no failure. */
export interface MovedView {
  /** Of its causes, joined. */
  readonly cause: string
  readonly expected: Words
  readonly actual: Words
  readonly change: string | null
  readonly reason: Words | null
}

export interface CaseRow {
  readonly key: string
  readonly id: string
  readonly number: string
  readonly title: Words
  /** Every clause it runs. */
  readonly clauses: readonly string[]
  readonly reading: string | null
  readonly cause: Cause
  /** Keys of the changes that explain it, in `Derived.causes`; together, where there are several. */
  readonly causes: readonly string[]
  readonly moved: MovedView | null
  readonly expected: Words
  /** null while it passes. */
  readonly actual: Words | null
  /** `+1.00`, where both are amounts. */
  readonly change: string | null
  readonly reason: Words | null
  /** The condition that decides it, where one does. */
  readonly code: string | null
  /** Somebody left it as it is and noted why. */
  readonly issue: { readonly by: string; readonly at: string; readonly basis: string } | null
  /** A person has to decide something of it. */
  readonly refers: boolean
  readonly place: TextPlace
}

export interface ProblemRow {
  readonly key: string
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly message: Words
  readonly label: Words | null
  readonly fix: Words
  readonly replacement: string | null
  readonly line: number
  readonly column: number
  readonly place: TextPlace
}

/** A value in force that was typed over: it rewrites the past. */
export interface CorrectionView {
  readonly parameter: string
  readonly title: Words
  readonly file: string
  /** ISO; null: from the start. */
  readonly from: string | null
  readonly was: { readonly text: string; readonly shown: Words }
  readonly now: { readonly text: string; readonly shown: Words }
  /** Past months it reaches; 0: it has not begun; null: all of them, or nobody said what day it is. */
  readonly months: number | null
  /** Cases that read it. */
  readonly cases: number
  /** As it stands in the log, not saved yet either. */
  readonly reason: string | null
}

/** Everything derived from one version of the texts. */
export interface Derived {
  readonly version: number
  readonly policies: readonly PolicyNode[]
  readonly counts: Counts
  readonly cases: readonly CaseRow[]
  /** What cases owe their differences to, in the order of their groups. */
  readonly causes: readonly CauseView[]
  readonly page: ClausePage | null
  /** The text that is being read, on its own page. */
  readonly source: SourcePage | null
  /** Whether one was asked for: if there is none then, there is no such text. */
  readonly sourceAsked: boolean
  /** The yearly update that is looked at. */
  readonly yearly: YearlyPage | null
  readonly corrections: readonly CorrectionView[]
  readonly problems: readonly ProblemRow[]
  /** Time the engine took, in milliseconds. */
  readonly took: number
}

/** One change between the saved policies and those of the page, in words. */
export interface ChangeRow {
  readonly key: string
  readonly kind: ChangeKind
  readonly effect: ChangeEffect
  readonly policy: string
  /** null: of no clause, or of one that is gone. */
  readonly clause: string | null
  readonly title: Words
  readonly words: Words
  /** The file it is written in. */
  readonly file: string
}
