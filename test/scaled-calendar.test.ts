import { describe, expect, test } from 'vitest'
import { reckonCalendar } from '../engine/expression/calendar.ts'
import {
  addMonths,
  type CalendarDate,
  type Clause,
  dateOf,
  partsOf,
  planFromClause,
  Rational,
  type Value,
} from '../engine/index.ts'
import { encodeFacts } from '../engine/scaled/encode.ts'
import { programFrom, resultsFor } from '../engine/scaled/program.ts'
import { loadRow, policyOf, rowClause } from './support/row-policy.ts'

// Code that is generated reckons with days by itself: it is held against the calendar, day by day.

function asking(parts: readonly string[]) {
  const workspace = loadRow(policyOf(parts))
  expect(workspace.diagnostics.map(({ message }) => message.en)).toEqual([])
  const program = programFrom([planFromClause(workspace.clause(rowClause) as Clause)])
  expect(program.clauses[0]?.because).toBeNull()
  const out = resultsFor(program)
  return (facts: Readonly<Record<string, Value>>): boolean => {
    const row = encodeFacts(program, new Map(Object.entries(facts)))
    if (!row || !program.decideInto(row, out)) throw new Error('left to others')
    return out.eligible[0] === 1
  }
}

const first = dateOf({ year: 1900, month: 1, dayOfMonth: 1 }).day
const last = dateOf({ year: 2200, month: 12, dayOfMonth: 31 }).day

describe('generated code', () => {
  test('knows the year of every day from 1900 to 2200', () => {
    const isYear = asking([
      'values: { year: [year-of: day] }',
      'eligibility: { it: { fact: founded, operator: equal, value: { value: year } } }',
    ])
    const wrong: number[] = []
    for (let day = first; day <= last; day++)
      if (!isYear({ day: { day }, founded: Rational.of(partsOf({ day }).year) })) wrong.push(day)
    expect(wrong).toEqual([])
  })
  test('knows the day so many months on, of every day of two leap years about a century', () => {
    const isAfter = asking([
      'values: { end: [date-after: { from: day, months: used }] }',
      'eligibility: { it: { fact: other_day, operator: equal, value: { value: end } } }',
    ])
    const wrong: string[] = []
    for (const year of [1899, 1999, 2007])
      for (let at = 0; at < 3 * 366; at++) {
        const day = dateOf({ year, month: 1, dayOfMonth: 1 }).day + at
        for (const months of [0, 1, 2, 11, 12, 13, 1200]) {
          const after = addMonths({ day }, months)
          const facts = { day: { day }, used: Rational.of(months) }
          if (!isAfter({ ...facts, other_day: after })) wrong.push(`${day} + ${months}`)
          if (isAfter({ ...facts, other_day: { day: after.day + 1 } })) wrong.push(`${day} + ${months}, late`)
        }
      }
    expect(wrong).toEqual([])
  })

  const near = [1899, 1900, 1999, 2000, 2007, 2008].flatMap((year) =>
    [-1, 0, 1, 27, 28, 29, 30, 31, 58, 59, 60, 61, 89, 90, 120, 333, 334, 335, 363, 364, 365].map(
      (at): CalendarDate => ({ day: dateOf({ year, month: 1, dayOfMonth: 1 }).day + at }),
    ),
  )
  test('knows the days and the whole months between any two days, either way', () => {
    const asked = (['days', 'months'] as const).map((unit) => ({
      by: `${unit}-between` as const,
      result: unit === 'days' ? 'days' : 'used',
      is: asking([
        `values: { span: [${unit}-between: { from: day, to: other_day }] }`,
        `eligibility: { it: { fact: ${unit === 'days' ? 'days' : 'used'}, operator: equal, value: { value: span } } }`,
      ]),
    }))
    const wrong: string[] = []
    for (const day of near)
      for (const other_day of near)
        for (const { by, result, is } of asked) {
          const span = reckonCalendar(by, day, other_day) as Rational
          if (!is({ day, other_day, [result]: span })) wrong.push(`${by} ${day.day} ${other_day.day}`)
          if (is({ day, other_day, [result]: span.plus(Rational.one) }))
            wrong.push(`${by} ${day.day} ${other_day.day}, one more`)
        }
    expect(wrong).toEqual([])
  })
  test('knows the first day of every month', () => {
    const isFirst = asking([
      'values: { on: [first-of-month: { year: founded, month: used }] }',
      'eligibility: { it: { fact: day, operator: equal, value: { value: on } } }',
    ])
    const wrong: string[] = []
    for (const year of [1899, 1900, 2000, 2007, 2008, 2100])
      for (let month = 1; month <= 12; month++) {
        const day = dateOf({ year, month, dayOfMonth: 1 })
        const facts = { founded: Rational.of(year), used: Rational.of(month) }
        if (!isFirst({ ...facts, day })) wrong.push(`${year}-${month}`)
        if (isFirst({ ...facts, day: { day: day.day + 1 } })) wrong.push(`${year}-${month}, late`)
      }
    expect(wrong).toEqual([])
  })
})
