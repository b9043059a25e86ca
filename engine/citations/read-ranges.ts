import { Rational } from '../base/rational.ts'
import { numeralValue } from './numerals.ts'
import { approximate, join, numeral, quantity, scale, scaled } from './quantity.ts'
import { matchAt, type Reader, type TextNumber, textNumber } from './text-number.ts'
import { afterDigits, unitOf } from './units.ts'

const range = new RegExp(
  String.raw`(${numeral})(${scale}?)(${join})(${numeral})(${scale}?)${approximate}\s*(${afterDigits})`,
  'y',
)

/** The two numbers of a range, both with the unit of the second: `1-5万元`, `三至五年`, `18-59周岁`. */
export const readRange: Reader = (text, at) => {
  const match = matchAt(range, text, at)
  if (!match) return undefined
  const [all, first = '', firstScale = '', between = '', second = '', secondScale = '', word = ''] = match
  const [from, to] = [numeralValue(first), numeralValue(second)]
  if (!from || !to) return undefined
  const firstEnd = at + first.length + firstScale.length
  const start = firstEnd + between.length
  const end = at + all.length
  if (word === '年' && isYear(from) && isYear(to))
    return { numbers: [year(text, at, firstEnd, from), year(text, start, end, to)], end }
  // 1-5万元 is 10000 to 50000; in 5000-1万元 the first stands by itself.
  const shared = firstScale === '' && from.compare(to) <= 0 ? secondScale : firstScale
  const unit = unitOf(word)
  return {
    numbers: [
      quantity(text, at, firstEnd, scaled(from, shared), unit),
      quantity(text, start, end, scaled(to, secondScale), unit),
    ],
    end,
  }
}

const isYear = (value: Rational): boolean =>
  value.compare(Rational.of(1900)) >= 0 && value.compare(Rational.of(2100)) < 0

const year = (text: string, start: number, end: number, value: Rational): TextNumber =>
  textNumber(text, start, end, {
    kind: 'date',
    date: { year: Number(value.numerator), month: null, day: null, edge: null },
  })
