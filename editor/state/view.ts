/**
 * What the worker tells the page: plain values in both languages, ready to show.
 * Policies hold functions and exact numbers and stay in the worker.
 */
import type { Words } from '../../engine/index.ts'

export type Cause = 'explained' | 'unexplained' | 'passing'

export interface Counts {
  readonly passing: number
  readonly explained: number
  readonly unexplained: number
}

export interface ClauseNode {
  readonly id: string
  readonly title: Words
  readonly file: string
  /** Places whose text differs from the saved one. */
  readonly unsaved: number
  readonly counts: Counts
}

export interface ProvisionNode {
  readonly id: string
  readonly title: Words
  readonly file: string
  readonly counts: Counts
  readonly clauses: readonly ClauseNode[]
}

export interface PolicyNode {
  readonly id: string
  readonly folder: string
  readonly title: Words
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

export interface CaseRow {
  readonly key: string
  readonly id: string
  readonly number: string
  readonly title: Words
  /** Every clause it runs. */
  readonly clauses: readonly string[]
  readonly reading: string | null
  readonly cause: Cause
  readonly expected: Words
  /** null while it passes. */
  readonly actual: Words | null
  /** `+1.00`, where both are amounts. */
  readonly change: string | null
  readonly reason: Words | null
  /** The condition that decides it, where one does. */
  readonly code: string | null
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

/** A stretch of quoted text that became a rule. */
export interface QuoteMark {
  readonly start: number
  readonly end: number
  readonly number: number
  /** A value made of it is another one now. */
  readonly differs: boolean
}

export interface SourceView {
  readonly document: Words
  readonly section: string | null
  readonly quote: string
  readonly marks: readonly QuoteMark[]
}

export interface ConditionView {
  readonly code: string
  readonly words: Words
  /** The words of the saved text, where they are others. */
  readonly before: Words | null
  readonly numbers: readonly number[]
  /** For the open case; undefined without one. */
  readonly holds?: boolean | null
  readonly given?: Words
}

export interface StepView {
  readonly words: Words
  readonly before: Words | null
  readonly numbers: readonly number[]
  /** The value with the open case's facts. */
  readonly now: Words | null
  readonly saved: Words | null
  /** The first step at which the open case parts from the saved text. */
  readonly moved: boolean
  /** One sentence why. */
  readonly note: Words | null
  readonly parts: readonly { readonly title: Words; readonly steps: readonly StepView[] }[]
}

export interface ReckonedValue {
  readonly title: Words
  readonly steps: readonly StepView[]
}

/** An amount that is paid, or why there is none. */
export interface Outcome {
  readonly now: Words | null
  readonly saved: Words | null
}

export type FieldKind = 'number' | 'rate' | 'date' | 'boolean' | 'category' | 'list' | 'text'

export interface ValueView {
  /** ISO date, or null: undated, in force before every dated one. */
  readonly from: string | null
  /** As typed in the file. */
  readonly text: string
  readonly shown: Words
  /** What the saved text says for the same date. */
  readonly before: { readonly text: string; readonly shown: Words } | null
  /** The saved text has no value for this date. */
  readonly added: boolean
  readonly place: TextPlace
  readonly nodePath: readonly (string | number)[]
  readonly source: { readonly section: string | null; readonly quote: string } | null
}

export interface ParameterView {
  readonly name: string
  readonly title: Words
  readonly numbers: readonly number[]
  readonly kind: FieldKind
  readonly unit: Words | null
  readonly options: readonly { readonly value: string; readonly title: Words }[]
  readonly values: readonly ValueView[]
  readonly edited: boolean
  /** Why no rule reads it. */
  readonly stated: Words | null
  /** It belongs to the whole provision, or to another clause. */
  readonly owner: Words | null
}

/** Parameters in the order they are shown; the rows of a table under its title. */
export interface ParameterGroup {
  readonly table: Words | null
  readonly numbers: readonly number[]
  readonly parameters: readonly ParameterView[]
}

/** A value in force was typed over, or is not the one the text states. */
export interface NoticeView {
  readonly parameter: string
  readonly title: Words
  readonly unit: Words | null
  readonly number: number | null
  /** The number the quoted words state, as they write it. */
  readonly quoted: string | null
  /** What to type for it. */
  readonly quotedText: string | null
  readonly from: string | null
  readonly now: { readonly text: string; readonly shown: Words }
  /** null where nothing was typed over: the saved text itself differs. */
  readonly before: { readonly text: string; readonly shown: Words } | null
  readonly place: TextPlace
  readonly nodePath: readonly (string | number)[]
}

export interface FactView {
  readonly title: Words
  readonly value: Words
  readonly assumed: boolean
}

export interface OpenCase {
  readonly key: string
  readonly facts: readonly FactView[]
  /** Those that are not met, or not known to be. */
  readonly conditions: readonly ConditionView[]
  /** Values reckoned on the way. */
  readonly values: readonly ReckonedValue[]
  readonly steps: readonly StepView[]
  readonly due: Outcome
  readonly differences: readonly { readonly words: Words }[]
  readonly derivation: Words | null
}

export interface ClausePage {
  readonly id: string
  readonly title: Words
  readonly policy: { readonly id: string; readonly title: Words; readonly undated: Words | null }
  readonly provision: { readonly id: string; readonly title: Words }
  readonly file: string
  readonly for: Words | null
  readonly sources: readonly SourceView[]
  readonly conditions: readonly ConditionView[]
  /** Values reckoned on the way to the amount. */
  readonly values: readonly ReckonedValue[]
  readonly steps: readonly StepView[]
  readonly due: Outcome
  /** Key of the case whose numbers stand in the amount: the open one, else one that shows how it is reckoned. */
  readonly with: string | null
  readonly unit: Words | null
  /** What the amount is reckoned for. */
  readonly per: 'year' | 'month' | null
  readonly groups: readonly ParameterGroup[]
  readonly notices: readonly NoticeView[]
  readonly unsaved: number
  readonly open: OpenCase | null
  readonly stale: boolean
  /** Of the clause's key: where the text opens. */
  readonly place: TextPlace
}

/** Everything derived from one version of the texts. */
export interface Derived {
  readonly version: number
  readonly policies: readonly PolicyNode[]
  readonly counts: Counts
  readonly cases: readonly CaseRow[]
  readonly page: ClausePage | null
  readonly problems: readonly ProblemRow[]
  /** Time the engine took, in milliseconds. */
  readonly took: number
}
