import { Rational } from '../base/rational.ts'
import { digits, han, numeralValue } from './numerals.ts'
import { join, quantity } from './quantity.ts'
import { matchAt, type Reader } from './text-number.ts'
import type { Unit } from './units.ts'

const one = `(?:${digits}|${han})`
const parts = new RegExp(String.raw`([百千万]|${han})分之(${one})(?:(${join})(${one})(?![分\d]))?`, 'y')
const slashed = /(?<![\d./])([1-9]\d?)\/([1-9]\d?)(?![\d./])/y

const wholes: Readonly<Record<string, Rational>> = {
  百: Rational.of(100),
  千: Rational.of(1000),
  万: Rational.of(10_000),
}
const rate: Unit = { kind: 'rate', unit: null, factor: Rational.one }

/** Shares in words and with a stroke: `百分之十`, `百分之三至五`, `三分之二`, `2/3`. */
export const readFraction: Reader = (text, at) => inWords(text, at) ?? withStroke(text, at)

const inWords: Reader = (text, at) => {
  const match = matchAt(parts, text, at)
  if (!match) return undefined
  const [all, below = '', first = '', between = '', second = ''] = match
  const whole = wholes[below] ?? numeralValue(below)
  const [from, to] = [numeralValue(first), numeralValue(second)]
  if (!whole || !from || whole.equals(Rational.zero)) return undefined
  const firstEnd = at + all.length - between.length - second.length
  const number = quantity(text, at, firstEnd, from.dividedBy(whole), rate)
  if (!to) return { numbers: [number], end: firstEnd }
  const end = at + all.length
  return { numbers: [number, quantity(text, end - second.length, end, to.dividedBy(whole), rate)], end }
}

const withStroke: Reader = (text, at) => {
  const match = matchAt(slashed, text, at)
  if (!match) return undefined
  const [all, above = '1', below = '1'] = match
  const end = at + all.length
  return { numbers: [quantity(text, at, end, Rational.of(BigInt(above), BigInt(below)), rate)], end }
}
