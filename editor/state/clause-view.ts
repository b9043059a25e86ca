import type { Pays, Words } from '../../engine/index.ts'
import type { ConditionNode } from './condition-view.ts'
import type { Cause, TextPlace } from './view.ts'

/** A stretch of quoted text that became a rule. */
export interface QuoteMark {
  readonly start: number
  readonly end: number
  readonly number: number
  /** A value made of it is another one now. */
  readonly differs: boolean
}

export interface SourceView {
  /** Of its document, where the text can be read: the policy whose it is and its id. */
  readonly at: { readonly policy: string; readonly document: string } | null
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
  /** Its branches; null in an open case, which only says what failed. */
  readonly tree: ConditionNode | null
  /** Words that its author gave it: an edit of the rule does not change them. */
  readonly title: Words | null
  readonly quote: string | null
  /** For the open case; undefined without one. */
  readonly holds?: boolean | null
  readonly given?: Words
}

/** A value of several lines: the fields of a record, the entries of a list under their heads, dates and what holds from them. */
export interface ShownRows {
  /** Of the columns; null where the first column says what the second is. */
  readonly head: readonly Words[] | null
  readonly rows: readonly (readonly Words[])[]
}

/** A value in one line, and by its parts where it has some. */
export interface ShownValue {
  readonly text: Words
  readonly rows: ShownRows | null
}

export interface StepView {
  readonly words: Words
  readonly before: Words | null
  readonly numbers: readonly number[]
  /** Full names of the parameters that it reads. */
  readonly parameters: readonly string[]
  /** The value with the open case's facts. */
  readonly now: ShownValue | null
  readonly saved: ShownValue | null
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

/** A choice between cases: the first whose condition holds gives the value. */
export interface ChoiceView {
  readonly title: Words
  readonly cases: readonly {
    /** By its branches; null where it is not written here, or for all other cases. */
    readonly when: ConditionNode | null
    /** null: all other cases. */
    readonly words: Words | null
    readonly then: Words
  }[]
  readonly file: string
  /** The way to the step. */
  readonly path: readonly (string | number)[]
}

/** An amount that is paid, or why there is none. */
export interface Outcome {
  readonly now: Words | null
  readonly saved: Words | null
}

/** What a clause gives beside its amount. */
export interface OutputView {
  readonly name: string
  readonly title: Words
  /** null: it gives none here, or no case lends its facts. */
  readonly now: ShownValue | null
  readonly saved: ShownValue | null
}

/** The condition of a clause that only checks figures. */
export interface CheckView {
  readonly words: Words
  readonly before: Words | null
  readonly tree: ConditionNode | null
  /** For the case that lends its numbers. */
  readonly holds: boolean | null
}

/** What a person must decide. */
export interface ReferView {
  readonly code: string
  readonly title: Words
  /** null: whenever the clause is due. */
  readonly when: Words | null
  readonly tree: ConditionNode | null
  /** Also where it is not due. */
  readonly always: boolean
  /** The case that lends its numbers raises it. */
  readonly raised: boolean
}

/** A clause by name, to go to. */
export interface ClauseLink {
  readonly id: string
  readonly title: Words
}

/** The clauses of which only one is paid. */
export interface StackingView {
  readonly title: Words
  readonly pays: 'highest' | 'first'
  readonly because: Words
  readonly others: readonly ClauseLink[]
}

/** An open question of law: how it is read here, and how else it could be. */
export interface ReadingView {
  readonly id: string
  readonly question: Words
  readonly because: Words
  readonly alternatives: readonly {
    readonly name: string
    readonly because: Words
    /** False: only described. */
    readonly computed: boolean
    /** Cases that say what comes out under it. */
    readonly cases: readonly { readonly key: string; readonly number: string; readonly cause: Cause }[]
  }[]
}

export type FieldKind = 'number' | 'rate' | 'date' | 'month-day' | 'boolean' | 'category' | 'list' | 'text'

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
  /** Title of the fact that supplies it, where the text has it redacted. */
  readonly redacted: Words | null
  /** Why its value is no number of the words it quotes. */
  readonly notInQuote: Words | null
  /** Title of the date that decides which of its values holds, where it is not the day of decision. */
  readonly readAt: Words | null
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
  readonly value: ShownValue
  readonly assumed: boolean
}

/** One clause of an open case: what it was given and how it was reckoned. */
export interface OpenSection {
  readonly facts: readonly FactView[]
  /** Those that are not met, or not known to be. */
  readonly conditions: readonly ConditionView[]
  /** Those that are. */
  readonly met: readonly ConditionView[]
  /** Values reckoned on the way. */
  readonly values: readonly ReckonedValue[]
  readonly steps: readonly StepView[]
  readonly due: Outcome
  readonly outputs: readonly OutputView[]
  readonly refer: readonly Words[]
}

/** A part of a case over several clauses. */
export interface PartView extends ClauseLink {
  readonly outcome: Words
  /** Whether it is added up. */
  readonly counts: boolean
  /** The clause that is paid instead of it. */
  readonly yieldsTo: Words | null
}

export interface OpenCase {
  readonly key: string
  /** What stands beside the present result: that of the saved text, or of the case as it is tested. */
  readonly beside: 'saved' | 'tested'
  /** Of the clause at hand; several where the case runs it more than once. */
  readonly sections: readonly OpenSection[]
  /** Of a case over several clauses. */
  readonly parts: readonly PartView[]
  readonly total: {
    readonly amount: Words
    readonly budget: Words | null
    readonly remaining: Words | null
  } | null
  readonly differences: readonly { readonly words: Words }[]
  readonly derivation: Words | null
}

export interface ClausePage {
  readonly id: string
  readonly title: Words
  readonly policy: { readonly id: string; readonly title: Words; readonly undated: Words | null }
  readonly provision: { readonly id: string; readonly title: Words }
  readonly file: string
  readonly kind: 'benefit' | 'check'
  readonly pays: Pays
  readonly for: Words | null
  readonly payer: Words | null
  readonly approver: Words | null
  readonly sources: readonly SourceView[]
  readonly conditions: readonly ConditionView[]
  readonly check: CheckView | null
  /** Values reckoned on the way to the amount. */
  readonly values: readonly ReckonedValue[]
  readonly steps: readonly StepView[]
  /** Where the amount or a value on the way depends on the case. */
  readonly choices: readonly ChoiceView[]
  readonly due: Outcome
  /** Key of the case whose numbers stand in the amount: the open one, else one that shows how it is reckoned. */
  readonly with: string | null
  readonly unit: Words | null
  /** What the amount is reckoned for. */
  readonly per: 'year' | 'month' | null
  /** Whether there is an amount at all. */
  readonly hasAmount: boolean
  readonly outputs: readonly OutputView[]
  readonly opens: readonly ClauseLink[]
  readonly refer: readonly ReferView[]
  readonly stacking: StackingView | null
  readonly readings: readonly ReadingView[]
  /** Of the whole policy. */
  readonly policyReadings: readonly ReadingView[]
  readonly groups: readonly ParameterGroup[]
  readonly notices: readonly NoticeView[]
  readonly unsaved: number
  readonly open: OpenCase | null
  readonly stale: boolean
  /** Of the clause's key: where the text opens. */
  readonly place: TextPlace
  /** The way to the clause in its document. */
  readonly nodePath: readonly (string | number)[]
}
