import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numbersIn, Rational, valueText } from '../engine/index.ts'
import { hanText, wideText } from './support/han-numerals.ts'
import { readTable } from './support/tables.ts'

interface NumberRow {
  readonly text: string
  readonly numbers: readonly string[]
}

const numbers = readTable<Readonly<Record<string, readonly NumberRow[]>>>('citations/numbers.yaml').data

const shown = (text: string) =>
  numbersIn(text).map((number) =>
    [number.text, number.kind, valueText(number) ?? '-', number.unit ?? '-'].join(' '),
  )

for (const [kind, rows] of Object.entries(numbers))
  describe(`citations/numbers.yaml ${kind}`, () => {
    test.each(rows)('$text', ({ text, numbers: expected }) => {
      expect(shown(text)).toEqual(expected)
    })
  })

/** A numeral in one of the ways it is written, and its value. */
const numeral = fc
  .tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.constantFrom('digits', 'parted', 'wide', 'han', 'scaled'))
  .map(([value, how]): readonly [string, Rational] => {
    const text = String(value)
    if (how === 'han') return [hanText(value), Rational.of(value)]
    if (how === 'parted') return [text.replaceAll(/\B(?=(\d{3})+$)/g, ','), Rational.of(value)]
    if (how === 'scaled') return [`${value / 100}万`, Rational.of(value * 100)]
    return [how === 'wide' ? wideText(text) : text, Rational.of(value)]
  })

/** What is put around a numeral, and what one of it is worth in the unit that is read. */
const units = [
  { before: '', after: '元', kind: 'money', unit: 'CNY', worth: Rational.one },
  { before: '', after: '%', kind: 'rate', unit: null, worth: Rational.of(1, 100) },
  { before: '百分之', after: '', kind: 'rate', unit: null, worth: Rational.of(1, 100) },
  { before: '', after: '个百分点', kind: 'rate', unit: null, worth: Rational.of(1, 100) },
  { before: '', after: '倍', kind: 'rate', unit: null, worth: Rational.one },
  { before: '', after: '个月', kind: 'duration', unit: 'months', worth: Rational.one },
  { before: '', after: '天', kind: 'duration', unit: 'days', worth: Rational.one },
  { before: '', after: '个星期', kind: 'duration', unit: 'days', worth: Rational.of(7) },
  { before: '', after: '周岁', kind: 'age', unit: 'years', worth: Rational.one },
  { before: '', after: '人', kind: 'count', unit: '人', worth: Rational.one },
  { before: '', after: '户', kind: 'count', unit: '户', worth: Rational.one },
  { before: '得', after: '分', kind: 'points', unit: 'points', worth: Rational.one },
] as const

const written = fc
  .tuple(numeral, fc.constantFrom(...units))
  // 百分之1.5万 is nothing that anybody writes.
  .filter(([[text], { before }]) => before !== '百分之' || !/[万,，]/.test(text))
  .map(([[text, value], { before, after, kind, unit, worth }]) => ({
    text: `${before}${text}${after}`,
    number: `${before === '得' ? '' : before}${text}${after}`,
    kind,
    unit,
    value: value.times(worth),
  }))

describe('a number in any of its forms', () => {
  test('is read back, exactly and in its place', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 4 }), (all) => {
        const text = all.map((one) => `按标准给予${one.text}的补助`).join(';')
        const found = numbersIn(text)
        expect(found.map((one) => one.text)).toEqual(all.map((one) => one.number))
        expect(found.map(({ kind, unit }) => ({ kind, unit }))).toEqual(
          all.map(({ kind, unit }) => ({ kind, unit })),
        )
        expect(found.map((one) => one.value?.toString())).toEqual(all.map((one) => one.value.toString()))
      }),
      { numRuns: 500 },
    )
  })
  test('and in any text the places are those of its characters, one after another', () => {
    const characters = fc.constantFrom(
      ...'0123456789.,%*-至〔〕()（）、;\n 零一二三十百千万亿两半点年月日元人分个第的底号"“”Aａ０％',
    )
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 40 }), (text) => {
        let end = 0
        for (const number of numbersIn(text)) {
          expect(number.span[0]).toBeGreaterThanOrEqual(end)
          expect(number.span[1]).toBeGreaterThan(number.span[0])
          expect(number.text).toBe(text.slice(...number.span))
          expect(number.text).not.toMatch(/\*(?!.*号)/)
          end = number.span[1]
        }
      }),
      { numRuns: 3000 },
    )
  })
})

describe('long texts', () => {
  test.each(['一', '一万', '1', '1,', '1-', '(', '第', '百分之', '2*'])('of %s take no long time', (text) => {
    const start = performance.now()
    numbersIn(text.repeat(50_000))
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
