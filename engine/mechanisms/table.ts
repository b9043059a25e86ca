import { constant } from '../expression/expression.ts'
import { defineMechanism } from './mechanism.ts'
import { common } from './quantity.ts'

/** The row of a table that a category names; no value for a category without a row. */
export const table = defineMechanism({
  name: 'table',
  argument: { kind: 'table' },
  previous: 'none',
  lower: ({ operands, rows }) => ({
    kind: 'case',
    of: rows.map(({ key, value }) => ({
      when: { kind: 'compare', by: 'equal', left: operands.by![0]!, right: constant(key) },
      then: value,
    })),
    otherwise: constant(null),
  }),
  type: ({ operands, rows }) => {
    const by = operands.by![0]
    if (by && by.name !== 'category' && by.name !== 'text')
      return {
        problem: 'TYPE_MISMATCH',
        message: {
          zh: `查表要用类别，不是 \`${by.name}\``,
          en: `a table is looked up by a category, not \`${by.name}\``,
        },
      }
    return common(rows)
  },
  summary: { zh: '查表', en: 'looks up a table' },
  example: 'table: { of: table, by: level }',
  words: { zh: '{chosen_title} {chosen}', en: '{chosen_title} {chosen}' },
})
