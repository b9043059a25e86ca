import { constant } from '../expression/expression.ts'
import { defineMechanism } from './mechanism.ts'
import { common } from './quantity.ts'

/** The first case whose condition holds; no value when none does. */
export const choose = defineMechanism({
  name: 'choose',
  argument: { kind: 'cases' },
  previous: 'none',
  lower: ({ cases, otherwise }) => ({ kind: 'case', of: cases, otherwise: otherwise ?? constant(null) }),
  type: ({ cases }) => common(cases),
  summary: { zh: '按情形取值', en: 'the first case that holds' },
  example: 'choose: [{ when: { condition: priority }, then: cap_priority }, { otherwise: cap_other }]',
  words: { zh: '{chosen_title} {chosen}', en: '{chosen_title} {chosen}' },
})
