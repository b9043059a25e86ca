import type { Words } from '../base/words.ts'
import { defineMechanism } from './mechanism.ts'
import type { Quantity } from './quantity.ts'

// That these are given a list is seen to where their argument is read.

/** The entries that a condition holds for. */
export const filter = defineMechanism({
  name: 'filter',
  argument: { kind: 'entries', needs: ['where'], may: [] },
  previous: 'none',
  lower: ({ operands, where }) => ({ kind: 'filter', list: operands.list![0]!, where: where! }),
  type: ({ operands }) => operands.list![0],
  summary: { zh: '只留符合条件的各项', en: 'the entries that a condition holds for' },
  example: 'filter: { list: members, where: { fact: employed, operator: equal, value: true } }',
  words: { zh: '{list_title}中{where}的各项', en: 'those of {list_title} with: {where}' },
})

const quantifier = (name: 'some' | 'every', summary: Words, words: Words) =>
  defineMechanism({
    name,
    argument: { kind: 'entries', needs: ['where'], may: [] },
    previous: 'none',
    lower: ({ operands, where }) => ({ kind: name, list: operands.list![0]!, where: where! }),
    type: () => ({ name: 'boolean' }),
    summary,
    example: `${name}: { list: members, where: { fact: able, operator: equal, value: true } }`,
    words,
  })

/** Whether a condition holds for one entry at least. */
export const some = quantifier(
  'some',
  { zh: '至少一项符合条件', en: 'whether a condition holds for one entry at least' },
  { zh: '{list_title}中至少一项：{where}', en: 'at least one of {list_title}: {where}' },
)

/** Whether a condition holds for all entries. */
export const every = quantifier(
  'every',
  { zh: '各项都符合条件', en: 'whether a condition holds for all entries' },
  { zh: '{list_title}中每一项：{where}', en: 'every one of {list_title}: {where}' },
)

/** The first entries, or one field of each. */
export const take = defineMechanism({
  name: 'take',
  argument: { kind: 'entries', needs: [], may: ['first', 'field'] },
  previous: 'none',
  lower: ({ operands, field, names }) => ({
    kind: 'take',
    list: operands.list![0]!,
    first: operands.first?.[0] ?? null,
    field,
    name: names.list![0]!,
  }),
  type: ({ operands, field }): Quantity | undefined => {
    const list = operands.list![0]
    const of = field === null ? undefined : list?.of?.fields?.[field]
    return field === null ? list : of && { name: 'list', of }
  },
  summary: { zh: '取前几项，或各项的某个数据', en: 'the first entries, or one field of each' },
  example: 'take: { list: order, first: places, field: name }',
  words: { zh: '{list_title}的前 {first} 项', en: 'the first {first} of {list_title}' },
})
