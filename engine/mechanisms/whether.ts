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
      name: 'text',
      values: Object.fromEntries(held.flatMap(({ name, title }) => (title ? [[name, title]] : []))),
    },
  }),
  summary: { zh: '成立的各个条件', en: 'the conditions that hold' },
  example: 'holding: [urban-4050, rural-dibao]',
  words: { zh: '符合的类别', en: 'the conditions that hold' },
})
