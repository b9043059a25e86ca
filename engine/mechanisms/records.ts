import type { Words } from '../base/words.ts'
import { defineMechanism } from './mechanism.ts'
import { common, isNumeric, isProblem, notNumeric, type Quantity, type QuantityProblem } from './quantity.ts'

const fieldsOf = (record: Quantity | undefined): readonly (readonly [string, Quantity])[] =>
  Object.entries(record?.fields ?? {})

const notRecord = (record: Quantity | undefined): QuantityProblem | undefined =>
  record && record.name !== 'record'
    ? {
        problem: 'TYPE_MISMATCH',
        message: { zh: `要用记录，不是 \`${record.name}\``, en: `takes a record, not \`${record.name}\`` },
      }
    : undefined

const noYesNo: QuantityProblem = {
  problem: 'TYPE_MISMATCH',
  message: { zh: '记录里没有是否项', en: 'the record has no yes/no' },
}

/** The names of a record's yes/no fields that are yes, or that are not. */
const yesNo = (name: string, are: boolean, summary: Words, words: Words) =>
  defineMechanism({
    name,
    argument: { kind: 'operand' },
    previous: 'none',
    lower: ({ operands, types, names }) => ({
      kind: 'fields',
      of: operands.x![0]!,
      names: fieldsOf(types.x?.[0])
        .filter(([, field]) => field.name === 'boolean')
        .map(([field]) => field),
      are,
      name: names.x![0]!,
    }),
    type: ({ operands }) => {
      const record = operands.x![0]
      const titles = fieldsOf(record).flatMap(([field, { title }]) => (title ? [[field, title]] : []))
      const none = record && !fieldsOf(record).some(([, field]) => field.name === 'boolean')
      return (
        notRecord(record) ??
        (none ? noYesNo : undefined) ?? {
          name: 'list',
          of: { name: 'text', values: Object.fromEntries(titles) },
        }
      )
    },
    summary,
    example: `${name}: materials`,
    words,
  })

/** The yes/no fields of a record that are not yes. */
export const missing = yesNo(
  'missing',
  false,
  { zh: '记录中缺少的各项', en: 'the names of a record that are not yes' },
  { zh: '{x_title}中缺少的', en: '{x_title}: those missing' },
)

/** The yes/no fields of a record that are yes. */
export const present = yesNo(
  'present',
  true,
  { zh: '记录中具备的各项', en: 'the names of a record that are yes' },
  { zh: '{x_title}中具备的', en: '{x_title}: those present' },
)

/** An amount used up by the fields of a record in an order. */
export const allocate = defineMechanism({
  name: 'allocate',
  argument: { kind: 'named', names: ['amount', 'to', 'order'] },
  previous: 'none',
  lower: ({ operands, names }) => ({
    kind: 'allocate',
    amount: operands.amount![0]!,
    to: operands.to![0]!,
    order: operands.order![0]!,
    name: names.to![0]!,
  }),
  type: ({ operands }) => {
    const to = operands.to![0]
    const amount = operands.amount![0]
    const order = operands.order![0]
    if (amount && !isNumeric(amount)) return notNumeric(amount)
    if (order && order.name !== 'list')
      return {
        problem: 'TYPE_MISMATCH',
        message: {
          zh: `\`order\` 要用列表，不是 \`${order.name}\``,
          en: `\`order\` takes a list, not \`${order.name}\``,
        },
      }
    // What is used up is of the kind of what uses it.
    const alike = common([amount, ...fieldsOf(to).map(([, field]) => field)])
    return notRecord(to) ?? (isProblem(alike) ? alike : to)
  },
  summary: { zh: '按顺序分配，用完为止', en: 'uses an amount up in an order' },
  example: 'allocate: { amount: annual_cap, to: taxes, order: order }',
  words: {
    zh: '{amount_title} {amount}，按次序抵{to_title}',
    en: '{amount_title} {amount}, set off in order against {to_title}',
  },
})
