import { defineMechanism } from './mechanism.ts'

/** Whether a text is what a redacted one hides. */
export const matchesRedacted = defineMechanism({
  name: 'matches-redacted',
  argument: { kind: 'named', names: ['whole', 'redacted'] },
  previous: 'none',
  lower: ({ operands }) => ({
    kind: 'matches',
    whole: operands.whole![0]!,
    redacted: operands.redacted![0]!,
  }),
  type: ({ operands }) => {
    const other = [operands.whole![0], operands.redacted![0]].find((one) => one && one.name !== 'text')
    return other
      ? {
          problem: 'TYPE_MISMATCH',
          message: { zh: `要用文字，不是 \`${other.name}\``, en: `takes text, not \`${other.name}\`` },
        }
      : { name: 'boolean' }
  },
  summary: { zh: '是否与隐去的文字相符', en: 'whether a text is what a redacted one hides' },
  example: 'matches-redacted: { whole: doc3_token, redacted: doc4_token }',
  words: { zh: '{whole} 是否与 {redacted} 相符', en: 'whether {whole} matches {redacted}' },
})
