import { sameWords } from '../base/words.ts'
import { defineMechanism, withPrevious } from './mechanism.ts'
import { product as productOf } from './quantity.ts'

/** Multiplies, the value so far if there is one. */
export const product = defineMechanism({
  name: 'product',
  argument: { kind: 'operands', least: 1 },
  previous: 'optional',
  lower: (given) => ({ kind: 'multiply', of: withPrevious(given) }),
  type: ({ operands, previous }) => productOf([...(previous ? [previous] : []), ...operands.x!]),
  summary: { zh: '相乘', en: 'multiplies' },
  example: 'product: hires',
  words: sameWords('{joined}'),
  sign: '×',
})
