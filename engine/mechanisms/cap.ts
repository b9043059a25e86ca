import { Rational } from '../base/rational.ts'
import { defineMechanism, previous } from './mechanism.ts'
import { commonNumber } from './quantity.ts'

/** Pays the value so far, never more than the cap. */
export const cap = defineMechanism({
  name: 'cap',
  argument: { kind: 'operand' },
  previous: 'required',
  lower: ({ operands }) => ({ kind: 'least', of: [previous, operands.x![0]!] }),
  type: ({ operands, previous }) => commonNumber([previous, operands.x![0]]),
  summary: { zh: '不超过上限', en: 'never more than a cap' },
  example: 'cap: cap',
  words: { zh: '最高不超过 {x}', en: 'at most {x}' },
  binds: (before, after) =>
    before instanceof Rational && after instanceof Rational && after.compare(before) < 0,
  bindsWords: {
    yes: { zh: '{before} 高于限额 {x}，按限额计', en: '{before} is above the cap of {x}; the cap holds' },
    no: {
      zh: '{before} 不高于限额 {x}，限额不起作用',
      en: '{before} is not above the cap of {x}, which does not bind',
    },
  },
})
