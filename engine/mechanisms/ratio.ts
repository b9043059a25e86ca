import { sameWords } from '../base/words.ts'
import type { Expression } from '../expression/expression.ts'
import { defineMechanism, withPrevious } from './mechanism.ts'
import { isProblem, quotient } from './quantity.ts'

/** Divides; a divisor of 0 leaves no value. */
export const ratio = defineMechanism({
  name: 'ratio',
  argument: { kind: 'operands', least: 1 },
  previous: 'optional',
  lower: (given) =>
    withPrevious(given).reduce((left, right): Expression => ({ kind: 'divide', left, right })),
  type: ({ operands, previous }) =>
    [...(previous ? [previous] : []), ...operands.x!].reduce((left, right) => {
      const result = quotient(left, right)
      return result && isProblem(result) ? undefined : result
    }),
  summary: { zh: '相除', en: 'divides' },
  example: 'ratio: [done, target]',
  words: sameWords('{joined}'),
  sign: '÷',
})
