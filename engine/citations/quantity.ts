import { Rational } from '../base/rational.ts'
import { digits, han } from './numerals.ts'
import { type TextNumber, textNumber } from './text-number.ts'
import type { Unit } from './units.ts'

const scales: Readonly<Record<string, bigint>> = {
  十: 10n,
  百: 100n,
  千: 1000n,
  万: 10_000n,
  亿: 100_000_000n,
}

/** 万 of 2万元: what a numeral in digits is multiplied by. */
export const scale = '(?:[十百千]?[万亿]|[百千](?!分))'

/** 300余幅, 十多人: about so many. */
export const approximate = '[余多]?'

/** Between the two numbers of a range. */
export const join = String.raw`\s*(?:-{1,2}|~|至|到)\s*`

/** What makes the characters before a Chinese numeral a word with it: 统一, 第三, 几十. */
export const wordBefore = '(?<![第统唯同单专逐某另初数几])'

/** A4 and the like are names. */
export const letterBefore = '(?<![A-Za-z_])'

/** A numeral of either kind that is no part of a word. */
export const numeral = `(?:${letterBefore}${digits}|${wordBefore}${han})`

/** A value times the words of its scale. */
export const scaled = (value: Rational, ...words: readonly (string | undefined)[]): Rational =>
  words
    .flatMap((word) => [...(word ?? '')])
    .reduce((product, word) => product.times(Rational.of(scales[word] ?? 1n)), value)

/** So many of a unit, from `start` to `end` of a text. */
export const quantity = (
  text: string,
  start: number,
  end: number,
  value: Rational,
  { kind, unit, factor }: Unit,
): TextNumber => textNumber(text, start, end, { kind, unit, value: value.times(factor) })
