import type { CalendarDate } from '../base/calendar.ts'
import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import type { Path } from '../document/document.ts'
import type { Value } from '../expression/value.ts'
import type { ValueType } from './types.ts'

/** Where something is written: the file, the way to its node, the node's span. */
export interface Origin {
  readonly file: string
  readonly path: Path
  readonly span: Span
}

/** A half-open range of days: `from` is inside, `until` is not; null is open. */
export interface EffectiveRange {
  readonly from: CalendarDate | null
  readonly until: CalendarDate | null
}

/** The promulgated text something rests on. */
export interface Source {
  /** Name of a file in a loaded policy's `source/`, without `.txt`. */
  readonly document: string
  readonly section: string | null
  readonly quote: string | null
  readonly origin: Origin
}

/** One value of a parameter and the day it is in force from (null: undated, before every dated one). */
export interface DatedValue {
  readonly from: CalendarDate | null
  /** null ends the parameter. */
  readonly value: Value
  /** The scalar as typed: `10%`, `3000`. Empty for a list. */
  readonly text: string
  readonly source: Source | null
  /** The words that state this value, where they are not the parameter's. */
  readonly quote: string | null
  /** The day it became known. */
  readonly published: CalendarDate | null
  /** What had been published for the same day before, oldest first. */
  readonly superseded: readonly SupersededValue[]
  /** The first day it is no longer in force, unless the next value has begun. */
  readonly validUntil: CalendarDate | null
  /** The last day to look at it again. */
  readonly reviewBy: CalendarDate | null
  /** Of the value's node: what a form edit replaces. */
  readonly origin: Origin
}

/** A value that was published for a day and later changed with effect from that day. */
export interface SupersededValue {
  readonly value: Value
  readonly published: CalendarDate | null
}

export interface Parameter {
  /** Clause id (or provision, when shared) + `.` + key: `venue-rent.other-venue.cap`. */
  readonly name: string
  readonly key: string
  readonly title: Words
  readonly type: ValueType
  /** Sorted by date, undated first. */
  readonly values: readonly DatedValue[]
  /** The date fact the value is read at, where it is not the clause's own. */
  readonly readAt: string | null
  readonly quote: string | null
  /** Which number of its quote it is, counted from 1, where the quote has several. */
  readonly number: number | null
  /** Why the value is no number of the quote. */
  readonly notInQuote: Words | null
  /** Why no rule reads it, for one that is only stated. */
  readonly stated: Words | null
  /** The fact that supplies it, where the text has it redacted. */
  readonly redacted: string | null
  /** Of the parameter's key. */
  readonly origin: Origin
}

/** One name of the vocabulary. */
export interface FactDeclaration {
  readonly name: string
  readonly title: Words
  readonly type: ValueType
  /** Assumed when the fact is not given; undefined: then it is unknown. */
  readonly absent: Value | undefined
  /** The clause that decides it, for those who do not know it. */
  readonly from: FactSource | null
  /** Published by somebody else. */
  readonly outside: boolean
  /** Of an outside figure: its values by date, assumed when the fact is not given. */
  readonly figures: readonly DatedValue[]
  /** What nobody can change about themselves, such as their age: never proposed as a change. */
  readonly fixed: boolean
  readonly authority: Words | null
  readonly origin: Origin
}

/** A fact as the answer of another clause: whether it is eligible, or whether it opens the clause at hand. */
export interface FactSource {
  readonly clause: string
  readonly opens: boolean
}
