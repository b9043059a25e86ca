import { defineMechanism } from './mechanism.ts'

/** Reckons the steps below for each entry of a list, which they call `item`. */
export const perItem = defineMechanism({
  name: 'per-item',
  argument: { kind: 'operand' },
  previous: 'none',
  takesBody: true,
  lower: ({ operands, body }) => ({ kind: 'per-item', list: operands.x![0]!, body: body! }),
  type: ({ operands, body }) => {
    const list = operands.x![0]
    if (list && list.name !== 'list')
      return {
        problem: 'TYPE_MISMATCH',
        message: { zh: `要用列表，不是 \`${list.name}\``, en: `takes a list, not \`${list.name}\`` },
      }
    return body && { name: 'list', of: body }
  },
  summary: { zh: '逐项计算', en: 'entry by entry' },
  example: 'per-item: levels',
  words: { zh: '{x_title}逐项计算', en: 'for each entry: {x_title}' },
})
