import { Rational } from '../base/rational.ts'
import { constant } from '../expression/expression.ts'
import { defineMechanism } from './mechanism.ts'
import { commonNumber } from './quantity.ts'

/** The months claimed, as far as the ceiling leaves any after those used. */
export const monthsPayable = defineMechanism({
  name: 'months-payable',
  argument: { kind: 'named', names: ['claimed', 'used', 'ceiling'] },
  previous: 'none',
  lower: ({ operands }) => ({
    kind: 'greatest',
    of: [
      constant(Rational.zero),
      {
        kind: 'least',
        of: [
          operands.claimed![0]!,
          { kind: 'subtract', left: operands.ceiling![0]!, right: operands.used![0]! },
        ],
      },
    ],
  }),
  type: ({ operands }) => commonNumber([operands.claimed![0], operands.used![0], operands.ceiling![0]]),
  summary: { zh: '上限内可享受的月数', en: 'months payable within a ceiling' },
  example: 'months-payable: { claimed: claim_months, used: months_used, ceiling: max_months }',
  words: {
    zh: '申请 {claimed}，最长 {ceiling}，已享受 {used}',
    en: '{claimed} claimed, {ceiling} at most, {used} used',
  },
})
