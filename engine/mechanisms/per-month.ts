import { defineMechanism } from './mechanism.ts'

/** Reckons the steps below for each month from a day on, with the parameters of that month. */
export const perMonth = defineMechanism({
  name: 'per-month',
  argument: { kind: 'named', names: ['from', 'months'] },
  previous: 'none',
  takesBody: true,
  lower: ({ operands, body }) => ({
    kind: 'per-month',
    from: operands.from![0]!,
    months: operands.months![0]!,
    body: body!,
  }),
  type: ({ operands, body }) => {
    const from = operands.from![0]
    if (from && from.name !== 'date')
      return {
        problem: 'TYPE_MISMATCH',
        message: {
          zh: `\`from\` 要用日期，不是 \`${from.name}\``,
          en: `\`from\` takes a date, not \`${from.name}\``,
        },
      }
    const months = operands.months![0]
    if (months && !(months.name === 'duration' && months.unit === 'months') && !months.literal)
      return {
        problem: 'UNIT_MISMATCH',
        message: { zh: '`months` 要用以月计的期限', en: '`months` takes a duration in months' },
      }
    return body && { name: 'months', of: body }
  },
  summary: { zh: '逐月计算', en: 'month by month' },
  example: 'per-month: { from: claim_from, months: payable_months }',
  words: { zh: '自 {from} 起 {months}，逐月计算', en: 'each month from {from}, {months}' },
})
