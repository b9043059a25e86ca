import { sameWords } from '../base/words.ts'
import type { Expression } from '../expression/expression.ts'
import { defineMechanism, withPrevious } from './mechanism.ts'
import { isProblem, type Quantity, type QuantityProblem, quotient } from './quantity.ts'

/** Divides; a divisor of 0 leaves no value. */
export const ratio = defineMechanism({
  name: 'ratio',
  argument: { kind: 'operands', least: 1 },
  previous: 'optional',
  lower: (given) =>
    withPrevious(given).reduce((left, right): Expression => ({ kind: 'divide', left, right })),
  type: ({ operands, previous }) =>
    [...(previous ? [previous] : []), ...operands.x!].reduce<Quantity | QuantityProblem | undefined>(
      (left, right, index) => (index === 0 ? right : isProblem(left) ? left : quotient(left, right)),
      undefined,
    ),
  summary: { zh: '相除', en: 'divides' },
  example: 'ratio: [done, target]',
  words: sameWords('{joined}'),
  sign: '÷',
})
