import { sameWords } from '../base/words.ts'
import type { Expression } from '../expression/expression.ts'
import { defineMechanism, withPrevious } from './mechanism.ts'
import { commonNumber } from './quantity.ts'

/** Takes the later operands from the first, or all of them from the value so far. */
export const difference = defineMechanism({
  name: 'difference',
  argument: { kind: 'operands', least: 1 },
  previous: 'optional',
  lower: (given) =>
    withPrevious(given).reduce((left, right): Expression => ({ kind: 'subtract', left, right })),
  type: ({ operands, previous }) => commonNumber([...(previous ? [previous] : []), ...operands.x!]),
  summary: { zh: '相减', en: 'subtracts' },
  example: 'difference: [qualifying_hires, min_hires]',
  words: sameWords('{joined}'),
  sign: '−',
})
