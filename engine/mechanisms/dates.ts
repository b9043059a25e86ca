import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import { type CalendarFunction, constant, type Expression } from '../expression/expression.ts'
import { defineMechanism, type Lowered, type Typed } from './mechanism.ts'
import { isNumeric, type Quantity, type QuantityProblem } from './quantity.ts'

const spans = ['days', 'months', 'years'] as const

const spanWords = { days: '天', months: '月', years: '年' } as const

const wants = (what: Words): QuantityProblem => ({ problem: 'TYPE_MISMATCH', message: what })

/** Why an operand is not a date; undefined where it is one. */
const notDate = (name: string, operand: Quantity | undefined): QuantityProblem | undefined =>
  operand && operand.name !== 'date'
    ? wants({
        zh: `\`${name}\` 要用日期，不是 \`${operand.name}\``,
        en: `\`${name}\` takes a date, not \`${operand.name}\``,
      })
    : undefined

const notNumber = (name: string, operand: Quantity | undefined): QuantityProblem | undefined =>
  operand && !isNumeric(operand)
    ? wants({
        zh: `\`${name}\` 要用数，不是 \`${operand.name}\``,
        en: `\`${name}\` takes a number, not \`${operand.name}\``,
      })
    : undefined

/** A date and one span, in the unit its key names. */
function spanType({ operands }: Typed): Quantity | QuantityProblem {
  for (const span of spans) {
    const length = operands[span]?.[0]
    const problem = notNumber(span, length)
    if (problem) return problem
    if (length?.name === 'money' || length?.name === 'rate')
      return wants({
        zh: `\`${span}\` 要用期限，不是 \`${length.name}\``,
        en: `\`${span}\` takes a duration, not \`${length.name}\``,
      })
    if (length?.name === 'duration' && !length.literal && length.unit !== span)
      return {
        problem: 'UNIT_MISMATCH',
        message: {
          zh: `\`${span}\` 要用以${spanWords[span]}计的期限，不是 ${length.unit}`,
          en: `\`${span}\` takes a duration in ${span}, not in ${length.unit}`,
        },
      }
  }
  return notDate('from', operands.from?.[0]) ?? { name: 'date' }
}

/** The date, a span later. */
function later({ operands }: Lowered): Expression {
  const from = operands.from![0]!
  const [days, months, years] = spans.map((span) => operands[span]?.[0])
  if (days) return { kind: 'calendar', by: 'add-days', left: from, right: days }
  const right: Expression = months ?? {
    kind: 'multiply',
    of: [years!, constant(Rational.of(12))],
  }
  return { kind: 'calendar', by: 'add-months', left: from, right }
}

/** A date so many days, months or years later, clipped to the month's end. */
export const dateAfter = defineMechanism({
  name: 'date-after',
  argument: { kind: 'named', names: ['from'], oneOf: spans },
  previous: 'none',
  lower: later,
  type: spanType,
  summary: { zh: '若干天、月或年之后的日期', en: 'a date so many days, months or years later' },
  example: 'date-after: { from: hire_date, months: min_months }',
  words: {
    zh: '{from_title} {from} 之后 {days}{months}{years}',
    en: '{days}{months}{years} after {from_title} {from}',
  },
})

/** The last day of a span that begins on a date. */
export const lastDay = defineMechanism({
  name: 'last-day',
  argument: { kind: 'named', names: ['from'], oneOf: spans },
  previous: 'none',
  lower: (given) => ({
    kind: 'calendar',
    by: 'add-days',
    left: later(given),
    right: constant(Rational.of(-1)),
  }),
  type: spanType,
  summary: { zh: '期限的最后一天', en: 'the last day of a span' },
  example: 'last-day: { from: start_date, years: max_years }',
  words: {
    zh: '自 {from_title} {from} 起 {days}{months}{years} 的最后一天',
    en: 'last day of {days}{months}{years} from {from_title} {from}',
  },
})

/** A day of a year. */
export const dateOfYear = defineMechanism({
  name: 'date-of',
  argument: { kind: 'named', names: ['year', 'on'] },
  previous: 'none',
  lower: ({ operands }) => ({
    kind: 'calendar',
    by: 'day-of-year',
    left: operands.year![0]!,
    right: operands.on![0]!,
  }),
  type: ({ operands }) => {
    const on = operands.on![0]
    if (on && on.name !== 'month-day')
      return wants({
        zh: `\`on\` 要用月日，不是 \`${on.name}\``,
        en: `\`on\` takes a month-day, not \`${on.name}\``,
      })
    return notNumber('year', operands.year![0]) ?? { name: 'date' }
  },
  summary: { zh: '某年的某月某日', en: 'a day of a year' },
  example: 'date-of: { year: assessment_year, on: cutoff }',
  words: { zh: '{year} 年的 {on_title} {on}', en: '{on_title} {on} of {year}' },
})

/** The first day of a month. */
export const firstOfMonth = defineMechanism({
  name: 'first-of-month',
  argument: { kind: 'named', names: ['year', 'month'] },
  previous: 'none',
  lower: ({ operands }) => ({
    kind: 'calendar',
    by: 'first-of-month',
    left: operands.year![0]!,
    right: operands.month![0]!,
  }),
  type: ({ operands }) =>
    notNumber('year', operands.year![0]) ?? notNumber('month', operands.month![0]) ?? { name: 'date' },
  summary: { zh: '某年某月的第一天', en: 'the first day of a month' },
  example: 'first-of-month: { year: assessment_year, month: first_month }',
  words: { zh: '{year} 年 {month} 月的第一天', en: 'first day of month {month} of {year}' },
})

const between = (name: string, by: CalendarFunction, unit: string, summary: Words, words: Words) =>
  defineMechanism({
    name,
    argument: { kind: 'named', names: ['from', 'to'] },
    previous: 'none',
    lower: ({ operands }) => ({ kind: 'calendar', by, left: operands.from![0]!, right: operands.to![0]! }),
    type: ({ operands }) =>
      notDate('from', operands.from![0]) ?? notDate('to', operands.to![0]) ?? { name: 'duration', unit },
    summary,
    example: `${name}: { from: notice_date, to: layoff_date }`,
    words,
  })

/** The days from one date to another; negative where it is before. */
export const daysBetween = between(
  'days-between',
  'days-between',
  'days',
  { zh: '两个日期相隔的天数', en: 'the days from one date to another' },
  {
    zh: '{from_title} {from} 至 {to_title} {to} 的天数',
    en: 'days from {from_title} {from} to {to_title} {to}',
  },
)

/** The whole months from one date to another. */
export const monthsBetween = between(
  'months-between',
  'months-between',
  'months',
  { zh: '两个日期相隔的整月数', en: 'the whole months from one date to another' },
  {
    zh: '{from_title} {from} 至 {to_title} {to} 的整月数',
    en: 'whole months from {from_title} {from} to {to_title} {to}',
  },
)
