import { type CalendarDate, partsOf } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import { states } from '../citations/fits.ts'
import { numbersIn } from '../citations/numbers-in.ts'
import { digits, han, numeralValue, plainText } from '../citations/numerals.ts'
import { scaled, scale as scaleWords } from '../citations/quantity.ts'
import type { TextNumber } from '../citations/text-number.ts'
import type { Value } from '../expression/value.ts'
import type { ValueType } from '../policy/types.ts'
import { formalNumeral, hanFraction, hanNumeral, hanYear } from './han-numeral.ts'

/** A number of a text, and the whole text that it stands in. */
export interface PlacedNumber {
  readonly text: string
  readonly number: TextNumber
}

/**
 * A value written as the text wrote the one before it: 3000元 becomes 3500元, 2万元 2.5万元, 百分之十
 * 百分之十二, 2009年底 2010年底. What is written is read again where it stands: it says the value and no other
 * number of the text says something else, or there is none.
 *
 * Shape   a number in its text × value → the characters in its place; undefined where none is certain
 */
export function writtenNumber(placed: PlacedNumber, value: Value, type: ValueType): string | undefined {
  for (const plain of candidates(placed.number, value, type)) {
    const written = /[０-９]/.test(placed.number.text) ? fullWidth(plain) : plain
    if (readsBack(placed, written, value, type)) return written
  }
  return undefined
}

function readsBack({ text, number }: PlacedNumber, written: string, value: Value, type: ValueType): boolean {
  const [start, end] = number.span
  // A paragraph holds all that a number is read by.
  const from = text.lastIndexOf('\n', start - 1) + 1
  const stop = text.indexOf('\n', end)
  const after = stop < 0 ? text.length : stop
  const old = numbersIn(text.slice(from, after))
  const now = numbersIn(text.slice(from, start) + written + text.slice(end, after))
  const at = now.findIndex(
    ({ span }) => span[0] === start - from && span[1] === start - from + written.length,
  )
  const read = now[at]
  if (!read || read.kind !== number.kind || !states(read, value, type) || old.length !== now.length)
    return false
  return old.every((one, index) => index === at || meaning(one) === meaning(now[index] as TextNumber))
}

const meaning = ({ kind, value, unit, date, text }: TextNumber): string =>
  [kind, value?.toString() ?? text, unit, JSON.stringify(date)].join(' ')

const fullWidth = (text: string): string =>
  text.replaceAll(/[\d.%]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))

function* candidates(number: TextNumber, value: Value, type: ValueType): Generator<string> {
  const text = plainText(number.text)
  if (number.date !== null) yield* dates(text, value)
  else if (value instanceof Rational && number.value !== null) yield* quantities(number, text, value, type)
}

const quantityForm = new RegExp(`^(${digits}|${han})(${scaleWords}?)(.*)$`)
const fractionForm = new RegExp(`^([百千万]|${han})分之(${digits}|${han})$`)
const formalForm = /^[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,}([元圆]整?)$/
const wholes: Readonly<Record<string, bigint>> = { 百: 100n, 千: 1000n, 万: 10_000n }

function* quantities(number: TextNumber, text: string, value: Rational, type: ValueType): Generator<string> {
  const [, unit] = formalForm.exec(text) ?? []
  if (unit !== undefined) {
    const formal = value.isInteger ? formalNumeral(value.numerator) : undefined
    if (formal !== undefined) yield formal + unit
    return
  }
  const [, below, share] = fractionForm.exec(text) ?? []
  if (below !== undefined && share !== undefined) {
    const whole = wholes[below] === undefined ? numeralValue(below) : Rational.of(wholes[below])
    const shown = whole && value.times(whole)
    // 百分之十二点五 is how people write it; 三分之一点五 is not.
    const isWritten = shown && (wholes[below] !== undefined || shown.isInteger)
    const written = isWritten ? numeral(shown, share) : undefined
    if (written !== undefined) yield `${below}分之${written}`
    return
  }
  const inUnit = unitValue(number, value, type)
  const [, old = '', scaleWord = '', rest = ''] = quantityForm.exec(text) ?? []
  const was = numeralValue(old)
  if (was && number.value && inUnit && !was.equals(Rational.zero)) {
    // What one of the numeral counts: 元 is 1, of 2万元 it is 10000, of the 1 in 1-5万元 too.
    const factor = number.value.dividedBy(was)
    const shown = inUnit.dividedBy(factor)
    if (scaleWord === '' || isShort(shown)) {
      const written = numeral(shown, old)
      if (written !== undefined) yield written + scaleWord + rest
    }
    const bare = scaled(Rational.one, scaleWord)
    const whole = scaleWord === '' ? undefined : numeral(shown.times(bare), old)
    if (whole !== undefined) yield whole + rest
  }
  if (number.kind === 'duration') yield* durations(text, value, type)
}

/** 2.5万元 is how people write it; 2.3456万元 and 0.35万元 are not. */
const isShort = (value: Rational): boolean =>
  value.compare(Rational.one) >= 0 && value.times(Rational.of(100n)).isInteger

/** A numeral in the script of another, with its commas; undefined for what has no end or no such form. */
function numeral(value: Rational, like: string): string | undefined {
  if (value.isNegative || !value.isDecimal) return undefined
  const decimal = value.toString()
  const [whole = '', fraction] = decimal.split('.')
  if (/^\d/.test(like)) {
    const grouped = like.includes(',') ? whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',') : whole
    return fraction === undefined ? grouped : `${grouped}.${fraction}`
  }
  const written = like === '两' && decimal === '2' ? '两' : hanNumeral(BigInt(whole))
  return written !== undefined && fraction !== undefined ? `${written}点${hanFraction(fraction)}` : written
}

/** The value in the unit that the text counts in: 18 months are 1.5 years. */
function unitValue({ kind, unit }: TextNumber, value: Rational, type: ValueType): Rational | undefined {
  if (kind !== 'duration' || unit === null || unit === type.unit) return value
  const inMonths: Readonly<Record<string, bigint>> = { years: 12n, months: 1n }
  const [from, to] = [inMonths[type.unit ?? ''], inMonths[unit]]
  if (from === undefined || to === undefined) return undefined
  const inUnit = value.times(Rational.of(from, to))
  // 一年 that becomes 18 months is written in months.
  return inUnit.isInteger ? inUnit : undefined
}

function* durations(text: string, value: Rational, type: ValueType): Generator<string> {
  const like = /\d/.test(text) ? '1' : '一'
  if (type.unit === 'months' || type.unit === 'years') {
    const months = type.unit === 'years' ? value.times(Rational.of(12n)) : value
    const years = months.dividedBy(Rational.of(12n))
    if (years.isInteger) yield `${numeral(years, like)}年`
    if (months.isInteger) yield `${numeral(months, like)}个月`
  }
  if (type.unit === 'days' && value.isInteger) yield `${numeral(value, like)}日`
}

const isDay = (value: Value): value is CalendarDate =>
  typeof value === 'object' && value !== null && 'day' in value

function* dates(text: string, value: Value): Generator<string> {
  const isHan = !/\d/.test(text)
  const two = (part: number) => String(part).padStart(2, '0')
  const part = (number: number) => (isHan ? (hanNumeral(BigInt(number)) ?? '') : String(number))
  const yearOf = (number: number) => (isHan ? hanYear(number) : String(number))
  const sun = text.endsWith('号') ? '号' : '日'
  if (value instanceof Rational && value.isInteger) {
    const year = Number(value.numerator)
    yield `${yearOf(year)}年${/[底末初]$/.exec(text)?.[0] ?? ''}`
    yield `${part(year)}月`
    yield `${part(year)}${sun}`
    return
  }
  if (typeof value === 'string') {
    const [, month = '', day = ''] = /^(\d\d)-(\d\d)$/.exec(value) ?? []
    if (day !== '') yield `${part(Number(month))}月${part(Number(day))}${sun}`
    return
  }
  if (!isDay(value)) return
  const { year, month, dayOfMonth } = partsOf(value)
  const [, separator] = /^\d{4}([-/.])/.exec(text) ?? []
  if (separator !== undefined) yield [year, two(month), two(dayOfMonth)].join(separator)
  const edge = /[底末初]$/.exec(text)?.[0] ?? ''
  if (!/月/.test(text)) yield `${yearOf(year)}年${edge}`
  if (!/[日号]$/.test(text)) yield `${yearOf(year)}年${part(month)}月${edge}`
  yield `${yearOf(year)}年${part(month)}月${part(dayOfMonth)}${sun}`
}
