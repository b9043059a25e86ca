import { sameWords } from '../base/words.ts'
import { defineMechanism } from './mechanism.ts'

/** A condition as a value: yes or no. */
export const whether = defineMechanism({
  name: 'whether',
  argument: { kind: 'condition' },
  previous: 'none',
  lower: ({ where }) => where!,
  type: () => ({ name: 'boolean' }),
  summary: { zh: '条件是否成立', en: 'whether a condition holds' },
  example: 'whether: { fact: hires, operator: greaterThan, value: 0 }',
  words: { zh: '是否：{where}', en: 'whether {where}' },
})

/** The names of the conditions that hold, in written order. */
export const holding = defineMechanism({
  name: 'holding',
  argument: { kind: 'conditions' },
  previous: 'none',
  lower: ({ held }) => ({ kind: 'holding', of: held }),
  type: ({ held }) => ({
    name: 'list',
    of: {
      // Closed: a name that is none of them is a slip.
      name: 'category',
      values: Object.fromEntries(held.map(({ name, title }) => [name, title ?? sameWords(name)])),
    },
  }),
  summary: { zh: '成立的各个条件', en: 'the conditions that hold' },
  example: 'holding: [urban-4050, rural-dibao]',
  words: { zh: '符合的各项', en: 'those that hold' },
})
