import type { Words } from '../base/words.ts'
import type { Fold } from '../expression/expression.ts'
import { defineMechanism, type Mechanism } from './mechanism.ts'
import { commonNumber, isNumeric, notNumeric, quantityWords } from './quantity.ts'

/** One number from the months of a series or the entries of a list. */
const fold = (name: string, by: Fold, summary: Words, example: string, words: Words): Mechanism =>
  defineMechanism({
    name,
    argument: { kind: 'operand' },
    previous: 'none',
    lower: ({ operands, types, names }) => {
      const of = operands.x![0]!
      const fields = types.x?.[0]?.fields
      if (!fields) return { kind: 'fold', by, of }
      // A field that is not given is unknown: a record alone does not say what it lacks.
      const name = names.x![0]!
      return {
        kind: 'add',
        of: Object.keys(fields).map((field) =>
          of.kind === 'fact' || of.kind === 'item'
            ? { ...of, path: [...of.path, field] }
            : { kind: 'field', of, field, name },
        ),
      }
    },
    type: ({ operands }) => {
      const over = operands.x![0]
      if (!over) return undefined
      if (over.name === 'record' && by === 'total') return commonNumber(Object.values(over.fields ?? {}))
      if (over.name !== 'months' && over.name !== 'list')
        return {
          problem: 'TYPE_MISMATCH',
          message: {
            zh: `要用逐月金额或列表，不是 \`${over.name}\``,
            en: `takes amounts by month or a list, not \`${over.name}\``,
          },
        }
      const of = over.of
      if (of && by === 'total' && !isNumeric(of)) return notNumeric(of)
      if (of && (by === 'highest' || by === 'lowest') && !isNumeric(of) && of.name !== 'date')
        return {
          problem: 'TYPE_MISMATCH',
          message: { zh: `${quantityWords(of).zh} 不能比大小`, en: `${quantityWords(of).en} has no order` },
        }
      // A sum over months is no longer "per month".
      if (!of || by !== 'total' || of.per !== 'month') return of
      const { per: _, ...rest } = of
      return rest
    },
    summary,
    example,
    words,
  })

/** Adds up all months, entries or fields. */
export const total = fold(
  'total',
  'total',
  { zh: '合计', en: 'adds up all months, entries or fields' },
  'total: monthly',
  { zh: '{x_title} 合计', en: 'total: {x_title}' },
)

/** The one amount of all months; no value when they differ or there are none. */
export const constantOf = fold(
  'constant-of',
  'constant',
  { zh: '各月相同的金额', en: 'the one amount of all months' },
  'constant-of: monthly',
  { zh: '每月金额', en: 'amount each month' },
)

/** The greatest entry. */
export const highest = fold(
  'highest',
  'highest',
  { zh: '取最高', en: 'the greatest entry' },
  'highest: by_level',
  { zh: '取最高的一项', en: 'the highest of them' },
)

/** The least entry. */
export const lowest = fold('lowest', 'lowest', { zh: '取最低', en: 'the least entry' }, 'lowest: by_level', {
  zh: '取最低的一项',
  en: 'the lowest of them',
})
