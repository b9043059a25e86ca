import { Rational } from '../base/rational.ts'
import { defineMechanism, previous } from './mechanism.ts'
import { commonNumber } from './quantity.ts'

/** Pays the value so far, never less than the floor. */
export const floor = defineMechanism({
  name: 'floor',
  argument: { kind: 'operand' },
  previous: 'required',
  lower: ({ operands }) => ({ kind: 'greatest', of: [previous, operands.x![0]!] }),
  type: ({ operands, previous }) => commonNumber([previous, operands.x![0]]),
  summary: { zh: '不低于下限', en: 'never less than a floor' },
  example: 'floor: floor',
  words: { zh: '不低于 {x}', en: 'at least {x}' },
  binds: (before, after) =>
    before instanceof Rational && after instanceof Rational && after.compare(before) > 0,
  bindsWords: {
    yes: { zh: '{before} 低于下限 {x}，按下限计', en: '{before} is below the floor of {x}; the floor holds' },
    no: {
      zh: '{before} 不低于下限 {x}，下限不起作用',
      en: '{before} is not below the floor of {x}, which does not bind',
    },
  },
})
