import type { Rational } from '../base/rational.ts'
import type { Span } from '../base/span.ts'

/** What a number of a text is of. The last three are set aside by themselves: they count nothing. */
export type NumberKind =
  | 'rate'
  | 'money'
  | 'duration'
  | 'age'
  | 'count'
  | 'points'
  | 'date'
  | 'number'
  | 'label'
  | 'numbering'
  | 'document-number'

/** As much of a date as the text says; `edge` is the first or last day of the period it names. */
export interface StatedDate {
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
  readonly edge: 'first' | 'last' | null
}

/** A number of a text, with its place in it. */
export interface TextNumber {
  readonly span: Span
  /** The characters with their unit: `2万元`, `百分之十`, `2009年底`. */
  readonly text: string
  readonly kind: NumberKind
  /** Exact, in `unit`; null for dates, labels and numbering. */
  readonly value: Rational | null
  /** `CNY`, `years`, `months`, `days`, `points`; of a count its measure word (`人`); null where it has none. */
  readonly unit: string | null
  readonly date: StatedDate | null
}

/** What a reader finds at a place: the numbers, and where reading goes on. */
export interface Found {
  readonly numbers: readonly TextNumber[]
  readonly end: number
}

/** Finds numbers of one form beginning at a place of a text, or nothing. */
export type Reader = (text: string, at: number) => Found | undefined

type Parts = Pick<TextNumber, 'kind'> & Partial<TextNumber>

/** A number from `start` to `end` of a text. */
export const textNumber = (text: string, start: number, end: number, parts: Parts): TextNumber => ({
  span: [start, end],
  text: text.slice(start, end),
  value: null,
  unit: null,
  date: null,
  ...parts,
})

/** The match of a sticky pattern that begins at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const two = (part: number): string => String(part).padStart(2, '0')

/** `3000`, `0.1`, `2009-12-31`, `12-25`; null for numbering and document numbers, which have no value. */
export function valueText({ kind, value, date, text }: TextNumber): string | null {
  if (kind === 'label') return text
  if (date === null) return value?.toString() ?? null
  const { year, month, day } = date
  const parts = [year === null ? null : String(year), month, day].flatMap((part) =>
    part === null ? [] : [typeof part === 'string' ? part : two(part)],
  )
  return parts.join('-')
}
