import { Rational } from '../base/rational.ts'
import type { NumberKind } from './text-number.ts'

/** What stands after a numeral and makes it a quantity. */
export interface Unit {
  readonly kind: NumberKind
  readonly unit: string | null
  /** One of it in `unit`. */
  readonly factor: Rational
}

const of = (kind: NumberKind, unit: string | null, n: number, d = 1): Unit => ({
  kind,
  unit,
  factor: Rational.of(n, d),
})

/** Words that begin like a unit are none: `年级`, `3分之一`, `天然`. */
const units: readonly (readonly [word: string, unit: Unit, unless?: string])[] = [
  ['个百分点', of('rate', null, 1, 100)],
  ['百分点', of('rate', null, 1, 100)],
  ['%', of('rate', null, 1, 100)],
  ['‰', of('rate', null, 1, 1000)],
  ['倍', of('rate', null, 1)],
  ['元', of('money', 'CNY', 1), '旦|素|月|件'],
  ['圆', of('money', 'CNY', 1)],
  ['周岁', of('age', 'years', 1)],
  ['岁', of('age', 'years', 1)],
  ['个工作日', of('duration', 'working-days', 1)],
  ['工作日', of('duration', 'working-days', 1)],
  ['个季度', of('duration', 'months', 3)],
  ['个月', of('duration', 'months', 1)],
  ['个星期', of('duration', 'days', 7)],
  ['星期', of('duration', 'days', 7)],
  ['个小时', of('duration', 'hours', 1)],
  ['小时', of('duration', 'hours', 1)],
  ['周年', of('duration', 'years', 1)],
  ['周', of('duration', 'days', 7), '边|围|期|转|密|全|末'],
  ['年', of('duration', 'years', 1), '级|龄|代|轻|薪|检|报|货|度'],
  ['天', of('duration', 'days', 1), '然|津'],
  ['日', of('duration', 'days', 1), '常|报|志|夜|益'],
  ['分', of('points', 'points', 1), '之|钟|别|析|类|公|校|厂|店|部|工|期|派|配|布|会|局|级'],
]

/** Measure words that make a Chinese numeral a number too, and what they are part of instead. */
const measures: readonly (readonly [word: string, unless?: string])[] = [
  ['人次'],
  ['批次'],
  ['场次'],
  ['户次'],
  ['件次'],
  ['人'],
  ['名', '义|称|额|单'],
  ['位', '一体|置|于'],
  ['个', '性|体|样|百分|月|季度|星期|小时|工作日'],
  ['户', '籍|口|型'],
  ['家', '庭|长|政|属|族|人'],
  ['口', '径|岸|号'],
  ['次', '性|数|要|年|日|月'],
  ['项', '目'],
  ['件'],
  ['份', '额|子'],
  ['张'],
  ['条', '件|款|例|龙'],
  ['套', '取|用|餐'],
  ['台', '账|帐|阶'],
  ['辆'],
  ['处', '罚|理|置|于|分|级'],
  ['支', '持|付|出|撑|部|行|援'],
  ['种', '植|子'],
  ['类', '型|别|似'],
  ['本', '市|县|省|地|人|科|级|条|办'],
  ['篇'],
  ['所', '有|在|属|需|得'],
]

/** Measure words of numerals in digits alone: after a Chinese numeral they are as often something else. */
const digitMeasures: readonly string[] = [
  ...[
    '批',
    '起',
    '期',
    '届',
    '场',
    '门',
    '册',
    '幅',
    '块',
    '片',
    '只',
    '座',
    '栋',
    '间',
    '层',
    '级',
    '组',
    '队',
  ],
  ...['班', '轮', '宗', '例', '吨', '亩', '公里', '平方米', '平方公里', '公斤', '千克', '米', '字', '元组'],
  ...['美元', '港元', '欧元', '学时', '课时', '分钟', '枚', '段', '部', '集', '页', '栏'],
]

const table: ReadonlyMap<string, Unit> = new Map([
  ...[...measures.map(([word]) => word), ...digitMeasures].map(
    (word) => [word, of('count', word, 1)] as const,
  ),
  ...units.map(([word, unit]) => [word, unit] as const),
])

/** The unit a word is. */
export const unitOf = (word: string): Unit => table.get(word) ?? of('number', null, 1)

type Word = readonly [word: string, unless?: string | undefined]

const alternatives = (words: readonly Word[]): string =>
  [...words]
    .sort(([a], [b]) => b.length - a.length)
    .map(([word, unless]) => (unless === undefined ? word : `${word}(?!${unless})`))
    .join('|')

const afterBoth: readonly Word[] = [...units.map(([word, , unless]) => [word, unless] as const), ...measures]

/** Units after digits, the longest first. */
export const afterDigits = alternatives([...afterBoth, ...digitMeasures.map((word) => [word] as const)])

/** Units after a Chinese numeral. */
export const afterHan = alternatives(afterBoth)
