import { Rational } from '../base/rational.ts'
import { digits, han, numeralValue } from './numerals.ts'
import { approximate, letterBefore, numeral, quantity, scale, scaled, wordBefore } from './quantity.ts'
import { type Found, matchAt, type Reader, textNumber } from './text-number.ts'
import { afterDigits, afterHan, type Unit, unitOf } from './units.ts'

const ofDigits = new RegExp(
  String.raw`${letterBefore}(${digits})(${scale}?)${approximate}(${scale}?)\s*(${afterDigits})`,
  'y',
)
const ofHan = new RegExp(`${wordBefore}(${han})()${approximate}(${scale}?)(${afterHan})`, 'y')
const formalMoney = /([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,})[元圆]整?/y
const halfYear = /(?<![上下前后])半年(?!度|报)/y
const yearsAndHalf = new RegExp(`(${numeral})年半(?!载)`, 'y')
const yearsAndMonths = new RegExp(`(${numeral})年[零又]?(${numeral})个月`, 'y')
const bare = new RegExp(String.raw`(?<![A-Za-z_\d.])(${digits})(${scale}?)(?![A-Za-z])`, 'y')

const months: Unit = { kind: 'duration', unit: 'months', factor: Rational.one }

/** A number with its unit, or by itself: `2万元`, `3个百分点`, `20人`, `一年`, `半年`, `1年6个月`, `12`. */
export const readQuantity: Reader = (text, at) => {
  for (const read of readers) {
    const found = read(text, at)
    if (found) return found
  }
  return undefined
}

/** What a pattern makes of its groups, as so many of a unit over the whole match. */
const reader =
  (pattern: RegExp, unit: Unit, from: (...groups: readonly string[]) => Rational | undefined): Reader =>
  (text, at) => {
    const match = matchAt(pattern, text, at)
    const value = match && from(...match.slice(1).map((group) => group ?? ''))
    if (!match || !value) return undefined
    const end = at + match[0].length
    return { numbers: [quantity(text, at, end, value, unit)], end }
  }

const inMonths = (years: string, more: Rational | undefined): Rational | undefined => {
  const value = numeralValue(years)
  return value && more && value.times(Rational.of(12)).plus(more)
}

const readers: readonly Reader[] = [
  reader(formalMoney, unitOf('元'), (amount = '') => numeralValue(amount)),
  reader(halfYear, months, () => Rational.of(6)),
  reader(yearsAndHalf, months, (years = '') => inMonths(years, Rational.of(6))),
  reader(yearsAndMonths, months, (years = '', more = '') => inMonths(years, numeralValue(more))),
  (text, at) => withUnit(text, at, matchAt(ofDigits, text, at)),
  (text, at) => withUnit(text, at, matchAt(ofHan, text, at)),
  (text, at) => {
    const match = matchAt(bare, text, at)
    const value = numeralValue(match?.[1] ?? '')
    if (!match || !value) return undefined
    const end = at + match[0].length
    return { numbers: [textNumber(text, at, end, { kind: 'number', value: scaled(value, match[2]) })], end }
  },
]

function withUnit(text: string, at: number, match: RegExpExecArray | null): Found | undefined {
  const [all = '', word = '', first, second, unit = ''] = match ?? []
  const value = numeralValue(word)
  if (!value || isWord(word, unit, text[at - 1] ?? '')) return undefined
  const end = at + all.length
  return { numbers: [quantity(text, at, end, scaled(value, first, second), unitOf(unit))], end }
}

/** 十分 is a word unless points are given; 上一年 and 新一届 say which, not how many. */
function isWord(numeralText: string, unit: string, before: string): boolean {
  if (/^\d/.test(numeralText)) return false
  if (unit === '分') return !'得扣满加减计记给'.includes(before) || before === ''
  return numeralText === '一' && before !== '' && '上下这那新'.includes(before)
}
