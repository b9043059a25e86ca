import type { Words } from '../base/words.ts'
import { defineMechanism, nameOf } from './mechanism.ts'
import { isNumeric, notNumeric, type Quantity, type QuantityProblem } from './quantity.ts'

const fieldsOf = (record: Quantity | undefined): readonly (readonly [string, Quantity])[] =>
  Object.entries(record?.fields ?? {})

const notRecord = (record: Quantity | undefined): QuantityProblem | undefined =>
  record && record.name !== 'record'
    ? {
        problem: 'TYPE_MISMATCH',
        message: { zh: `要用记录，不是 \`${record.name}\``, en: `takes a record, not \`${record.name}\`` },
      }
    : undefined

/** The names of a record's yes/no fields that are yes, or that are not. */
const yesNo = (name: string, are: boolean, summary: Words, words: Words) =>
  defineMechanism({
    name,
    argument: { kind: 'operand' },
    previous: 'none',
    lower: ({ operands, types }) => ({
      kind: 'fields',
      of: operands.x![0]!,
      names: fieldsOf(types.x?.[0])
        .filter(([, field]) => field.name === 'boolean')
        .map(([field]) => field),
      are,
      name: nameOf(operands.x![0]!),
    }),
    type: ({ operands }) => {
      const record = operands.x![0]
      const titles = fieldsOf(record).flatMap(([field, { title }]) => (title ? [[field, title]] : []))
      return notRecord(record) ?? { name: 'list', of: { name: 'text', values: Object.fromEntries(titles) } }
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
  { zh: '{x_title}中缺少的', en: 'missing of {x_title}' },
)

/** The yes/no fields of a record that are yes. */
export const present = yesNo(
  'present',
  true,
  { zh: '记录中具备的各项', en: 'the names of a record that are yes' },
  { zh: '{x_title}中具备的', en: 'present of {x_title}' },
)

/** An amount used up by the fields of a record in an order. */
export const allocate = defineMechanism({
  name: 'allocate',
  argument: { kind: 'named', names: ['amount', 'to', 'order'] },
  previous: 'none',
  lower: ({ operands }) => ({
    kind: 'allocate',
    amount: operands.amount![0]!,
    to: operands.to![0]!,
    order: operands.order![0]!,
    name: nameOf(operands.to![0]!),
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
    return notRecord(to) ?? to
  },
  summary: { zh: '按顺序分配，用完为止', en: 'uses an amount up in an order' },
  example: 'allocate: { amount: annual_cap, to: taxes, order: order }',
  words: {
    zh: '{amount_title} {amount}，按次序抵{to_title}',
    en: '{amount_title} {amount}, set off in order against {to_title}',
  },
})
