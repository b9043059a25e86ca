import { defineMechanism } from './mechanism.ts'

/** Begins with the operand itself. */
export const value = defineMechanism({
  name: 'value',
  argument: { kind: 'operand' },
  previous: 'none',
  lower: ({ operands }) => operands.x![0]!,
  type: ({ operands }) => operands.x![0],
  summary: { zh: '取这个值', en: 'takes this value' },
  example: 'value: training_fee',
  words: { zh: '{x_title}', en: '{x_title}' },
})
