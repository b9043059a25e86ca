import { defineMechanism } from './mechanism.ts'

/** How many entries a list has. */
export const count = defineMechanism({
  name: 'count',
  argument: { kind: 'operand' },
  previous: 'none',
  lower: ({ operands }) => ({ kind: 'fold', by: 'count', of: operands.x![0]! }),
  type: ({ operands }) => {
    const list = operands.x![0]
    if (list && list.name !== 'list')
      return {
        problem: 'TYPE_MISMATCH',
        message: {
          zh: `只能数列表，不能数 \`${list.name}\``,
          en: `only a list can be counted, not \`${list.name}\``,
        },
      }
    return { name: 'count' }
  },
  summary: { zh: '列表有几项', en: 'how many entries a list has' },
  example: 'count: levels',
  words: { zh: '{x_title}的项数', en: 'number of entries: {x_title}' },
})
