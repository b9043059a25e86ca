import { describe, expect, test } from 'vitest'
import { mechanisms } from '../engine/mechanisms/index.ts'
import type { Mechanism, Typed } from '../engine/mechanisms/mechanism.ts'
import { isProblem, type Quantity } from '../engine/mechanisms/quantity.ts'
import { readTable } from './support/tables.ts'

// What each mechanism makes of each quantity it may be given, and of which it says that they do not go together.

const money: Quantity = { name: 'money', unit: 'CNY' }
const titled = (quantity: Quantity): Quantity => ({ ...quantity, title: { zh: '甲', en: 'a' } })

/** One of each kind, by the name it has in the table; `unclear`, because a fault has been told of it already. */
const quantities: Readonly<Record<string, Quantity | undefined>> = {
  unclear: undefined,
  literal: { name: 'number', literal: true },
  money,
  dollars: { name: 'money', unit: 'USD' },
  monthly: { ...money, per: 'month' },
  yearly: { ...money, per: 'year' },
  rate: { name: 'rate' },
  number: { name: 'number' },
  points: { name: 'number', unit: 'points' },
  count: { name: 'count' },
  persons: { name: 'count', unit: 'persons' },
  days: { name: 'duration', unit: 'days' },
  months: { name: 'duration', unit: 'months' },
  year: { name: 'year' },
  date: { name: 'date' },
  'month-day': { name: 'month-day' },
  boolean: { name: 'boolean' },
  text: { name: 'text' },
  category: { name: 'category', values: { a: { zh: '甲', en: 'a' } } },
  record: { name: 'record', fields: { fee: titled(money), paid: titled({ name: 'boolean' }) } },
  amounts: { name: 'list', of: money },
  texts: { name: 'list', of: { name: 'text' } },
  records: { name: 'list', of: { name: 'record', fields: { fee: titled(money) } } },
}

const wordsOf = ({ name, unit, per, of }: Quantity): string =>
  `${name}${unit ? ` ${unit}` : ''}${per ? `/${per}` : ''}${of ? ` of ${wordsOf(of)}` : ''}`

/** Where a mechanism takes something whose type it looks at. */
function slotsOf({ argument, previous, takesBody }: Mechanism): readonly string[] {
  const own = {
    operand: () => ['x'],
    operands: () => ['x', 'x 2'],
    named: () => (argument.kind === 'named' ? [...argument.names, ...(argument.oneOf ?? [])] : []),
    cases: () => ['then', 'then 2'],
    rounding: () => [],
    table: () => ['by', 'row', 'row 2'],
    entries: () => ['list'],
    ranked: () => ['list'],
    condition: () => [],
    conditions: () => [],
    earlier: () => [],
  }[argument.kind]()
  return [...(previous === 'none' ? [] : ['previous']), ...own, ...(takesBody ? ['body'] : [])]
}

function typeOf(mechanism: Mechanism, given: Readonly<Record<string, Quantity | undefined>>) {
  const { type, argument } = mechanism
  // Of several of a kind only those that are given; of the others each is there, if unclear.
  const all = (...names: readonly string[]) =>
    names.filter((name) => name in given).map((name) => given[name])
  const slots = argument.kind === 'named' || argument.kind === 'table' ? slotsOf(mechanism) : []
  const typed: Typed = {
    operands: {
      ...Object.fromEntries(slots.map((slot) => [slot, [given[slot]]])),
      ...(slots.length > 0 ? {} : { x: all('x', 'x 2'), list: all('list') }),
    },
    cases: all('then', 'then 2'),
    rows: all('row', 'row 2'),
    body: given.body,
    field: null,
    held: [],
    previous: given.previous,
  }
  const found = type(typed)
  return found === undefined ? 'unclear' : isProblem(found) ? found.problem : wordsOf(found)
}

/** `{ money CNY: [money, literal], others: TYPE_MISMATCH }` */
function grouped(results: readonly (readonly [string, string])[]): Readonly<Record<string, unknown>> {
  const groups: Record<string, string[]> = {}
  for (const [name, result] of results) groups[result] = [...(groups[result] ?? []), name]
  const [[most] = [''], ...fewer] = Object.entries(groups).sort(([, a], [, b]) => b.length - a.length)
  return { ...Object.fromEntries(fewer), others: most }
}

const names = Object.keys(quantities)

/** Of a pair of places, by what is at the first; the rest is unclear. */
function tableOf(mechanism: Mechanism): Readonly<Record<string, unknown>> {
  const slots = slotsOf(mechanism)
  const result = (given: Readonly<Record<string, Quantity | undefined>>) => typeOf(mechanism, given)
  const [alone, ...others] = slots
  if (alone === undefined) return { nothing: result({}) }
  if (others.length === 0)
    return { [alone]: grouped(names.map((name) => [name, result({ [alone]: quantities[name] })])) }
  const pairs = slots.flatMap((a, index) => slots.slice(index + 1).map((b) => [a, b] as const))
  return Object.fromEntries(
    pairs.map(([a, b]) => {
      const rows = new Map<string, string[]>()
      for (const first of names) {
        const row = JSON.stringify(
          grouped(names.map((name) => [name, result({ [a]: quantities[first], [b]: quantities[name] })])),
        )
        rows.set(row, [...(rows.get(row) ?? []), first])
      }
      return [`${a}, ${b}`, [...rows].map(([row, of]) => ({ [a]: of, makes: JSON.parse(row) }))]
    }),
  )
}

const expected = readTable<Readonly<Record<string, unknown>>>('mechanism-types.yaml').data

describe('what a mechanism makes of quantities', () => {
  test('is told of every mechanism', () => {
    expect(Object.keys(expected)).toEqual(mechanisms.map(({ name }) => name))
  })
  test.each(mechanisms.map((one) => ({ one, name: one.name })))('$name', ({ one, name }) => {
    expect(tableOf(one)).toEqual(expected[name])
  })
})
