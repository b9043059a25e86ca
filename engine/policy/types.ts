import type { Words } from '../base/words.ts'
import type { Value } from '../expression/value.ts'

export type TypeName =
  | 'money'
  | 'rate'
  | 'number'
  | 'count'
  | 'boolean'
  | 'date'
  | 'year'
  | 'duration'
  | 'text'
  | 'category'
  | 'list'
  | 'record'
  | 'month-day'

/** What a fact or a parameter holds. */
export interface ValueType {
  readonly name: TypeName
  /** `CNY`, `points`, `persons`, `months` …: what one of it is. */
  readonly unit?: string
  /** `year`, `month`: what it is reckoned for. */
  readonly per?: string
  /** The closed list of a category, with labels; with `open` others are let in. */
  readonly values?: Readonly<Record<string, Words>>
  readonly open?: boolean
  /** What a list holds. */
  readonly of?: ValueType
  /** What a record has, in order. */
  readonly fields?: Readonly<Record<string, RecordField>>
  /** A plain value, or a list of `{ from, value }`. */
  readonly series?: boolean
  readonly min?: Value
  readonly max?: Value
}

/** A named part of a record. */
export interface RecordField {
  readonly title: Words
  readonly type: ValueType
  /** Assumed where the record does not have it; undefined: then it is unknown. */
  readonly absent: Value | undefined
}
