import { Rational } from '../base/rational.ts'
import { constant } from '../expression/expression.ts'
import { defineMechanism, previous } from './mechanism.ts'
import { commonNumber, isProblem, product } from './quantity.ts'

/** So much less for each, never below 0. */
export const deduct = defineMechanism({
  name: 'deduct',
  argument: { kind: 'named', names: ['each', 'times'] },
  previous: 'required',
  lower: ({ operands }) => ({
    kind: 'greatest',
    of: [
      constant(Rational.zero),
      {
        kind: 'subtract',
        left: previous,
        right: { kind: 'multiply', of: [operands.each![0]!, operands.times![0]!] },
      },
    ],
  }),
  type: ({ operands, previous: before }) => {
    const off = product([operands.each![0], operands.times![0]])
    return isProblem(off) ? off : commonNumber([before, off])
  },
  summary: { zh: '逐项扣减，扣完为止', en: 'takes off so much for each, never below 0' },
  example: 'deduct: { each: deduction_per_item, times: missing_items }',
  words: { zh: '扣 {each} × {times_title} {times}', en: 'less {each} × {times_title} {times}' },
})
