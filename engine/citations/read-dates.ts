import { dateOf, parseDate, partsOf } from '../base/calendar.ts'
import { han, numeralValue } from './numerals.ts'
import { matchAt, type Reader, type StatedDate, textNumber } from './text-number.ts'

const edges: Readonly<Record<string, StatedDate['edge']>> = { 底: 'last', 末: 'last', 初: 'first' }

const hanYear = '[一二][零〇一二三四五六七八九]{3}'
const year = String.raw`((?<![\d.])(?:19|20)\d\d|${hanYear})年`
const month = String.raw`(\d{1,2}|${han})月`
const day = String.raw`(\d{1,2}|${han})[日号]`

const iso = /(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d.])/y
const full = new RegExp(`${year}${month}${day}`, 'y')
/** What begins with a year begins on its first day. */
const begins = '(?=(起|以后|之后|以来|开始)?)'
const toMonth = new RegExp(`${year}${month}([底末初])?${begins}`, 'y')
const toYear = new RegExp(`${year}(?:年?([底末初]))?${begins}`, 'y')
const ofYear = new RegExp(`${month}${day}`, 'y')
const ofMonth = new RegExp(`(?<=[每当次下本]月)${day}`, 'y')
/** A month by itself; in Chinese numerals only where nothing else could be meant. */
const monthAlone = new RegExp(String.raw`(?:(\d{1,2})月|(${han})月(?=[份底末初起至]))(?:份?([底末初]))?`, 'y')

const part = (text: string | undefined): number | null => {
  const value = text === undefined ? undefined : numeralValue(text)
  return value === undefined ? null : Number(value.numerator)
}

/** Dates and parts of dates: `2009年底`, `2009年7月1日`, `12月25日`, `1月`, `2009-12-31`. */
export const readDate: Reader = (text, at) => {
  // Of what is no date the part that is one is read: 2009年2月 of 2009年2月30日.
  for (const form of forms) {
    const match = matchAt(form.pattern, text, at)
    if (!match) continue
    const date = { ...noDate, ...form.parts(match.slice(1)) }
    const end = at + match[0].length
    if (exists(date))
      return { numbers: [textNumber(text, at, end, { kind: 'date', date: atEdge(date) })], end }
  }
  return undefined
}

const noDate: StatedDate = { year: null, month: null, day: null, edge: null }

interface DateForm {
  readonly pattern: RegExp
  readonly parts: (groups: readonly (string | undefined)[]) => Partial<StatedDate>
}

const edgeOf = (word: string | undefined): StatedDate['edge'] =>
  word === undefined ? null : (edges[word] ?? 'first')

const forms: readonly DateForm[] = [
  { pattern: iso, parts: ([y, , m, d]) => ({ year: part(y), month: part(m), day: part(d) }) },
  { pattern: full, parts: ([y, m, d]) => ({ year: part(y), month: part(m), day: part(d) }) },
  {
    pattern: toMonth,
    parts: ([y, m, edge, from]) => ({ year: part(y), month: part(m), edge: edgeOf(edge ?? from) }),
  },
  { pattern: toYear, parts: ([y, edge, from]) => ({ year: part(y), edge: edgeOf(edge ?? from) }) },
  { pattern: ofYear, parts: ([m, d]) => ({ month: part(m), day: part(d) }) },
  { pattern: ofMonth, parts: ([d]) => ({ day: part(d) }) },
  { pattern: monthAlone, parts: ([m, han, edge]) => ({ month: part(m ?? han), edge: edgeOf(edge) }) },
]

const pad = (value: number, length: number) => String(value).padStart(length, '0')

function exists({ year: y, month: m, day: d }: StatedDate): boolean {
  if ((m !== null && (m < 1 || m > 12)) || (d !== null && (d < 1 || d > 31))) return false
  // A day of any year may be the 29th of February.
  return m === null || d === null || parseDate(`${pad(y ?? 2000, 4)}-${pad(m, 2)}-${pad(d, 2)}`) !== undefined
}

/** The last day of a year or month that is named by its end. */
function atEdge(date: StatedDate): StatedDate {
  if (date.edge !== 'last' || date.year === null) return date
  const next = date.month === null || date.month === 12
  const first = dateOf({
    year: next ? date.year + 1 : date.year,
    month: next ? 1 : (date.month ?? 0) + 1,
    dayOfMonth: 1,
  })
  const { month: lastMonth, dayOfMonth } = partsOf({ day: first.day - 1 })
  return { ...date, month: lastMonth, day: dayOfMonth }
}
