import { defineMechanism } from './mechanism.ts'

/** The calendar year of a date. */
export const yearOf = defineMechanism({
  name: 'year-of',
  argument: { kind: 'operand' },
  previous: 'none',
  lower: ({ operands }) => ({ kind: 'year-of', of: operands.x![0]! }),
  type: ({ operands }) => {
    const date = operands.x![0]
    if (date && date.name !== 'date')
      return {
        problem: 'TYPE_MISMATCH',
        message: { zh: `要用日期，不是 \`${date.name}\``, en: `takes a date, not \`${date.name}\`` },
      }
    return { name: 'year' }
  },
  summary: { zh: '日期所在的年份', en: 'the calendar year of a date' },
  example: 'year-of: subsidy_expired_on',
  words: { zh: '{x_title}所在年份', en: 'year of {x_title}' },
})
