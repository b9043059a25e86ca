import { Rational } from '../base/rational.ts'
import { constant } from '../expression/expression.ts'
import { defineMechanism, previous } from './mechanism.ts'
import { isNumeric, notNumeric } from './quantity.ts'

/** Less what an earlier part of the claim was paid for under another clause, never below 0. */
export const less = defineMechanism({
  name: 'less',
  argument: { kind: 'earlier' },
  previous: 'required',
  lower: ({ earlier }) => ({
    kind: 'greatest',
    of: [
      constant(Rational.zero),
      {
        kind: 'subtract',
        left: previous,
        right: { kind: 'earlier', clause: earlier!.clause, fact: earlier!.fact },
      },
    ],
  }),
  type: ({ previous: before }) => (before && !isNumeric(before) ? notNumeric(before) : before),
  summary: { zh: '减去同一申请中已按另一条款支付的', en: 'less what another clause paid for in this claim' },
  example: 'less: { clause: employer-hire.new-post-award, count: hardship_hires_in_new_posts }',
  words: { zh: '减去已按 {clause} 支付的', en: 'less those paid under {clause}' },
})
