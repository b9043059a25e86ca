import type { Words } from '../../engine/index.ts'
import type { ConditionView, Outcome, OutputView, ReckonedValue, StepView } from './clause-view.ts'

/** What a field holds: scalars as typed, `true` and `false` as words; a field that is not there is not known. */
export type Given = string | readonly Given[] | { readonly [field: string]: Given }

/** What a field can hold. */
export interface FieldShape {
  readonly kind:
    | 'boolean'
    | 'category'
    | 'number'
    | 'rate'
    | 'date'
    | 'month-day'
    | 'text'
    | 'list'
    | 'record'
  readonly unit: Words | null
  /** Of a category. */
  readonly options: readonly { readonly value: string; readonly title: Words }[]
  /** Values that are not listed are let in. */
  readonly open: boolean
  /** Whole numbers only. */
  readonly whole: boolean
  /** Of a list: what each entry is. */
  readonly of: FieldShape | null
  /** Of a record. */
  readonly fields: readonly RecordFieldView[]
  /** One value, or values from days on: `[{ from, value }]`. */
  readonly series: boolean
}

export interface RecordFieldView {
  readonly key: string
  readonly title: Words
  readonly shape: FieldShape
  /** What it is usually taken to be where nobody says. */
  readonly absent: Usual | null
}

/** The declared assumption about a fact, offered as an answer. */
export interface Usual {
  readonly given: Given
  readonly shown: Words
}

export interface FactField {
  readonly id: string
  readonly title: Words
  readonly shape: FieldShape
  readonly usual: Usual | null
  /** Its answer could change the result as things stand. */
  readonly matters: boolean
  /** The clause that decides it for those who do not know, and what it says now. */
  readonly decidedBy: { readonly clause: string; readonly title: Words; readonly says: Words | null } | null
  /** Who publishes it. */
  readonly authority: Words | null
  /** Why what stands in the field is not taken. */
  readonly refused: Words | null
}

export interface FieldGroup {
  readonly id: string
  /** null: what several benefits look at. */
  readonly title: Words | null
  readonly fields: readonly FactField[]
}

export interface QuestionView {
  readonly field: FactField
  /** What each answer leads to; empty where the answers cannot be listed. */
  readonly answers: readonly Words[]
  readonly clause: { readonly id: string; readonly title: Words }
  /** How many undecided clauses need it. */
  readonly clauses: number
}

/** One clause on the sheet. */
export interface SheetLine {
  readonly id: string
  readonly provision: Words
  readonly title: Words
  readonly section: string | null
  readonly payer: Words | null
  /** `2,700.00`, `得分 50.00`; null without an amount. */
  readonly amount: Words | null
  /** What it is in, where that is not yuan: `分`. */
  readonly unit: Words | null
  /** What the amount is, where it is nothing paid out: 减免, 上限, 得分. */
  readonly is: Words | null
  /** How it comes about, in one line with numbers; or which facts are missing. */
  readonly how: Words | null
  /** Codes of conditions that are not met. */
  readonly failed: readonly string[]
  /** To whom it yields, or whom it may yet yield to. */
  readonly yields: Words | null
  /** What a person has to decide. */
  readonly refer: readonly Words[]
  /** 至少 500.00: of a clause that is met. */
  readonly atLeast: string | null
}

export interface Sheet {
  readonly due: readonly SheetLine[]
  readonly undecided: readonly SheetLine[]
  readonly covered: readonly SheetLine[]
  readonly notDue: readonly SheetLine[]
  /** Checks of figures. */
  readonly checked: readonly SheetLine[]
  /** No value of a parameter on the day. */
  readonly undated: readonly SheetLine[]
  /** Those that nothing given is about, or that are far from being met. */
  readonly rest: { readonly undecided: readonly SheetLine[]; readonly notDue: readonly SheetLine[] }
  readonly totals: {
    /** Whether any clause pays or waives money: else there is nothing to add up. */
    readonly isMoney: boolean
    readonly due: string
    readonly paid: string
    readonly waived: string
    /** What the undecided ones add at the least; null: nothing that is certain. */
    readonly more: string | null
    /** Where an undecided one may take the place of one that is due: what is certain then. */
    readonly least: string | null
    readonly open: number
  }
}

/** Everything the page shows of one trial. */
export interface TrialView {
  readonly policy: { readonly id: string; readonly title: Words; readonly version: string }
  /** Benefits that can be asked about alone. */
  readonly provisions: readonly { readonly id: string; readonly title: Words }[]
  readonly groups: readonly FieldGroup[]
  /** What was entered, asked for at present or not: the sheet rests on all of it. */
  readonly entered: readonly FactField[]
  readonly question: QuestionView | null
  /** Something is open for want of the day of decision: values differ from some day on. */
  readonly needsDay: boolean
  readonly sheet: Sheet
  /** Facts that nobody gave and that a decision rests on. */
  readonly assumed: readonly { readonly title: Words; readonly value: Words }[]
  /** Decided from the last valid texts: what stands now does not load. */
  readonly stale: boolean
}

/** How one clause came about, and what would change it. */
export interface TrialDetail {
  readonly clause: string
  readonly kind: 'benefit' | 'check'
  readonly pays: 'cash' | 'waiver' | 'reduction' | 'ceiling' | 'points' | 'none'
  readonly hasAmount: boolean
  readonly quotes: readonly {
    readonly document: Words
    readonly section: string | null
    readonly text: string
  }[]
  readonly conditions: readonly ConditionView[]
  readonly values: readonly ReckonedValue[]
  readonly steps: readonly StepView[]
  readonly outputs: readonly OutputView[]
  readonly due: Outcome
  readonly parameters: readonly {
    readonly title: Words
    readonly value: Words
    readonly from: string | null
  }[]
}

/** What would lift a refusal, decided again; an empty list: nothing of up to two facts would. */
export interface LiftView {
  readonly clause: string
  readonly ways: readonly Words[]
}

/** The receipts behind a sheet. */
export interface TrialReceipts {
  /** `7f3a·c21e` */
  readonly number: string
  /** A file for `clausebook verify`. */
  readonly json: string
}

/** What is tried: plain values that go to the worker. */
export interface TrialRequest {
  readonly policy: string
  readonly given: Readonly<Record<string, Given>>
  /** What is not given is taken to be as the vocabulary declares, not left unknown. */
  readonly assume: boolean
  /** A provision that is asked about alone. */
  readonly about: string | null
  /** Facts that are not asked for next. */
  readonly skipped: readonly string[]
  readonly asOf: string | null
  readonly readings: readonly string[]
}
