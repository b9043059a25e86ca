import { defineMechanism } from './mechanism.ts'

/** A list in order by one key after another; equal entries keep the order they have. */
export const rank = defineMechanism({
  name: 'rank',
  argument: { kind: 'entries', needs: ['by'], may: [] },
  previous: 'none',
  lower: ({ operands, keys }) => ({ kind: 'rank', list: operands.list![0]!, by: keys }),
  type: ({ operands }) => operands.list![0],
  summary: { zh: '按先后排名', en: 'puts entries in order' },
  example: 'rank: { list: units, by: [{ of: total_score, first: highest }] }',
  words: { zh: '{list_title}排名', en: '{list_title} in order' },
})

/** The entries of an order that share every key with another. */
export const tied = defineMechanism({
  name: 'tied',
  argument: { kind: 'ranked', place: false },
  previous: 'none',
  lower: ({ operands, keys }) => ({ kind: 'tied', list: operands.list![0]!, by: keys }),
  type: ({ operands }) => operands.list![0],
  summary: { zh: '并列的各项', en: 'the entries that are tied' },
  example: 'tied: order',
  words: { zh: '{list_title}中并列的各项', en: 'those tied in {list_title}' },
})

/** Whether a tie crosses a place: the last that gets something and the next share every key. */
export const tiedAfter = defineMechanism({
  name: 'tied-after',
  argument: { kind: 'ranked', place: true },
  previous: 'none',
  lower: ({ operands, keys }) => ({
    kind: 'tied-after',
    list: operands.list![0]!,
    place: operands.place![0]!,
    by: keys,
  }),
  type: () => ({ name: 'boolean' }),
  summary: { zh: '末位是否并列', en: 'whether a tie crosses a place' },
  example: 'tied-after: { list: order, place: places }',
  words: { zh: '第 {place} 名与下一名是否并列', en: 'whether place {place} and the next are tied' },
})
