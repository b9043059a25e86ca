import { defineMechanism, previous } from './mechanism.ts'
import { isNumeric, notNumeric } from './quantity.ts'

/** Rounds the value so far, as the policy declares for the unit or as written here. */
export const round = defineMechanism({
  name: 'round',
  argument: { kind: 'rounding' },
  previous: 'required',
  lower: ({ rounding }) => ({ kind: 'round', of: previous, rounding: rounding! }),
  type: ({ previous }) => (previous && !isNumeric(previous) ? notNumeric(previous) : previous),
  summary: { zh: '取整', en: 'rounds' },
  example: 'round: CNY',
  words: { zh: '{rounding}', en: '{rounding}' },
})
