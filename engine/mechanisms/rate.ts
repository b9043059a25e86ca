import { defineMechanism, previous } from './mechanism.ts'
import { product } from './quantity.ts'

/** A share of a base, or of the value so far. */
export const rate = defineMechanism({
  name: 'rate',
  argument: { kind: 'named', names: ['of', 'at'], short: 'at' },
  previous: 'optional',
  lower: ({ operands }) => ({ kind: 'multiply', of: [operands.of?.[0] ?? previous, operands.at![0]!] }),
  type: ({ operands, previous }) => {
    const at = operands.at![0]
    if (at && at.name !== 'rate' && at.name !== 'number')
      return {
        problem: 'TYPE_MISMATCH',
        message: {
          zh: `\`at\` 要用比例，不是 \`${at.name}\``,
          en: `\`at\` takes a rate, not \`${at.name}\``,
        },
      }
    return product([operands.of ? operands.of[0] : previous, at])
  },
  summary: { zh: '按比例计算', en: 'a share of a base' },
  example: 'rate: { of: annual_rent, at: rate }',
  words: { zh: '× {at_title} {at}', en: '× {at_title} {at}' },
  base: 'of',
})
