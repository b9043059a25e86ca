import { sameWords } from '../base/words.ts'
import { defineMechanism, withPrevious } from './mechanism.ts'
import { commonNumber } from './quantity.ts'

/** Adds, to the value so far if there is one. */
export const sum = defineMechanism({
  name: 'sum',
  argument: { kind: 'operands', least: 1 },
  previous: 'optional',
  lower: (given) => ({ kind: 'add', of: withPrevious(given) }),
  type: ({ operands, previous }) => commonNumber([...(previous ? [previous] : []), ...operands.x!]),
  summary: { zh: '相加', en: 'adds' },
  example: 'sum: [pension, medical]',
  words: sameWords('{joined}'),
  sign: '+',
})
