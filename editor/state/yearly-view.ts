import type { Words } from '../../engine/index.ts'
import type { FieldKind } from './clause-view.ts'
import type { Counts, TextPlace } from './view.ts'

/** A yearly update that is looked at. */
export interface YearlyAsked {
  readonly policy: string | null
  /** ISO: the day new values begin. */
  readonly from: string
}

/** A value as it is written and as it is shown. */
export interface YearlyValue {
  readonly text: string
  readonly shown: Words
}

/** A day by which a value has to be looked at. */
export interface DueView {
  readonly kind: 'runs-out' | 'review'
  /** ISO. */
  readonly on: string
  /** From today; negative once it has passed. */
  readonly days: number
}

/** A list as a form has it. */
export interface YearlyList {
  readonly options: readonly { readonly value: string; readonly title: Words }[]
  /** From the day, else those in force. */
  readonly chosen: readonly string[]
  /** Entries that are not listed are let in. */
  readonly open: boolean
}

/** A field of a record that is a number. */
export interface YearlyPart {
  readonly key: string
  readonly title: Words
  readonly unit: Words | null
  /** As it is written; empty: not given. */
  readonly text: string
}

/** One dated parameter, or one outside figure, and its value from the day. */
export interface YearlyRow {
  readonly name: string
  readonly kind: 'parameter' | 'figure'
  /** What stands before its title: its clause, or its table. */
  readonly owner: Words | null
  /** The clause to go to. */
  readonly clause: string | null
  readonly title: Words
  readonly unit: Words | null
  readonly field: FieldKind | 'record'
  readonly options: readonly { readonly value: string; readonly title: Words }[]
  /** Of a list: what its entries can be. Null where it has no form: it is edited in the text. */
  readonly list: YearlyList | null
  /** Of a record: its fields with the values from the day, else those in force. Null where it has no form. */
  readonly fields: readonly YearlyPart[] | null
  /** Money: an index applies to it. */
  readonly isMoney: boolean
  /** In force the day before; `from` null: from the start. */
  readonly current: (YearlyValue & { readonly from: string | null }) | null
  /** The value that begins on the day. */
  readonly fresh: YearlyValue | null
  /** What the saved text has for the day. */
  readonly saved: YearlyValue | null
  /** The value that begins on the day is not the saved one. */
  readonly isChanged: boolean
  /** From the current value to the new one, where both are numbers: `+500`, `+16.7 %`. */
  readonly change: { readonly by: string; readonly percent: string | null } | null
  /** What the cases that read it come to, decided for the day; null while nothing is filled in. */
  readonly cases: Counts | null
  readonly due: DueView | null
  /** It has to be filled in: an outside figure, or a value that is over by the day. */
  readonly isAwaited: boolean
  /** Nothing is in force on the day. */
  readonly isWithout: boolean
  /** Why nobody can type it: the text hides it, and this fact supplies it. */
  readonly redacted: Words | null
  /** Who publishes an outside figure. */
  readonly authority: Words | null
  /** The map of its values, to write into. */
  readonly path: string
  readonly into: readonly (string | number)[]
  readonly place: TextPlace
}

export interface YearlyGroup {
  readonly id: string
  /** null: figures from outside. */
  readonly title: Words | null
  /** Where in the text its clauses stand. */
  readonly sections: readonly string[]
  readonly rows: readonly YearlyRow[]
}

/** What the log of a policy says. */
export interface LogLine {
  readonly at: string
  readonly by: string
  readonly what: string
  readonly changes: number
  readonly basis: string
  /** It is not on disk yet. */
  readonly isUnsaved: boolean
}

/** All dated values of a policy, and what those from one day on would do. */
export interface YearlyPage {
  readonly policy: {
    readonly id: string
    readonly title: Words
    readonly version: string
    readonly folder: string
  }
  readonly policies: readonly { readonly id: string; readonly title: Words }[]
  readonly from: string
  readonly groups: readonly YearlyGroup[]
  /** All cases of the policy, those without a day of their own decided for the day. */
  readonly cases: Counts
  readonly log: readonly LogLine[]
}
