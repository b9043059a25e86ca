import { Rational } from '../base/rational.ts'
import type { ValueType } from '../policy/types.ts'

const one = Rational.one
const n = (numerator: number, denominator = 1) => Rational.of(numerator, denominator)

const money: Readonly<Record<string, Rational>> = {
  元: one,
  CNY: one,
  角: n(1, 10),
  分: n(1, 100),
  千元: n(1000),
  万元: n(10_000),
  亿元: n(100_000_000),
}
const rate: Readonly<Record<string, Rational>> = { '%': n(1, 100), '‰': n(1, 1000) }
const inMonths: Readonly<Record<string, Rational>> = { 月: one, months: one, 年: n(12), years: n(12) }
const inYears: Readonly<Record<string, Rational>> = { 年: one, years: one }
const inDays: Readonly<Record<string, Rational>> = { 天: one, days: one }
const persons: Readonly<Record<string, Rational>> = { 人: one, persons: one }
const points: Readonly<Record<string, Rational>> = { 分: one, points: one }

/** The units that a column of a fact may be in, and how much of the fact's own unit each is: exactly. */
export function unitsFor({ name, unit }: ValueType): Readonly<Record<string, Rational>> {
  if (unit === 'points') return points
  if (name === 'money') return money
  if (name === 'rate') return rate
  if (unit === 'persons') return persons
  if (unit === 'months') return inMonths
  if (unit === 'years') return inYears
  return unit === 'days' ? inDays : {}
}
