import fc from 'fast-check'
import { roundingModes } from '../../engine/index.ts'
import {
  connected,
  listParameters,
  listValues,
  literal,
  ofVisitors,
  one,
  plainForms,
  valueForms,
} from './random-lists.ts'

/** Parts of a clause over the facts of row-policy.ts, as one line each; most are without a fault. */

const parameters = `parameters: {
  top: { title: { zh: 上限, en: Top }, type: money, unit: CNY, values: { undated: 300, 2010-01-01: 350.5 } },
  low: { title: { zh: 下限, en: Low }, type: money, unit: CNY, values: { undated: 100 } },
  late: { title: { zh: 后来, en: Late }, type: money, unit: CNY, values: { 2009-07-01: 200, 2011-01-01: null } },
  at: { title: { zh: 比例, en: Rate }, type: rate, values: { undated: 10%, 2009-03-31: 12.5% } },
  least: { title: { zh: 最少, en: Least }, type: duration, unit: months, values: { undated: 12 } },
  by_place: { title: { zh: 表, en: Table }, type: table, of: { type: money, unit: CNY }, rows: { market: { title: { zh: 市场, en: Market }, values: { undated: 70 } }, street: { title: { zh: 街边, en: Street }, values: { undated: 40, 2010-01-01: 45 } } } }, ${listParameters} }`
  .split('\n')
  .map((line) => line.trim())
  .join(' ')

const money = one(
  'rent',
  'paid',
  'fee',
  'top',
  'low',
  'late',
  '{ parameter: top, at: day }',
  'fees.management',
  '{ fact: fees, path: $.registration }',
  'taxes.urban',
  literal('150.005'),
)
const number = one('hires', 'target', 'done', 'n', literal('0.5'), literal('3'))
const share = one('at', 'share', '{ parameter: at, at: claim_from }')

const comparison = fc.oneof(
  fc
    .tuple(
      one('rent', 'paid', 'first'),
      one('lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive', 'equal', 'notEqual'),
      one(
        '100',
        '350.5',
        '{ parameter: top }',
        '{ parameter: late, at: day }',
        '{ fact: fee }',
        '{ value: first }',
      ),
    )
    .map(([fact, operator, value]) => `{ fact: ${fact}, operator: ${operator}, value: ${value} }`),
  one(
    '{ fact: a, operator: equal, value: true }',
    '{ fact: b, operator: notEqual, value: true }',
    '{ fact: member, operator: equal, value: true }',
    '{ fact: place, operator: in, value: [market, home] }',
    '{ fact: trade, operator: notIn, value: [baker] }',
    '{ fact: papers, operator: containsAll, value: [permit, proof] }',
    '{ fact: papers, operator: containsAny, value: [licence] }',
    '{ fact: sums, operator: contains, value: 100 }',
    '{ fact: levels, operator: doesNotContain, value: junior }',
    '{ fact: months, operator: greaterThanInclusive, value: { parameter: least } }',
    '{ fact: day, operator: lessThan, value: 2010-01-01 }',
    '{ fact: income, operator: greaterThanInclusive, value: { fact: wage, at: day } }',
  ),
)

const facts = fc.oneof({ weight: 2, arbitrary: comparison }, plainForms)

/** Of `conditions:`: what a value holds may look at no value of the amount. */
const named = connected(fc.oneof(plainForms, ofVisitors))

const condition = connected(fc.oneof({ weight: 2, arbitrary: facts }, valueForms))

const choice = fc
  .tuple(condition, money, fc.option(money))
  .map(
    ([when, then, otherwise]) =>
      `choose: [{ when: ${when}, then: ${then} }${otherwise ? `, { otherwise: ${otherwise} }` : ''}]`,
  )

const beginning = (extra: readonly string[]) =>
  fc.oneof(
    money.map((x) => `value: ${x}`),
    fc.tuple(money, share).map(([of, at]) => `rate: { of: ${of}, at: ${at} }`),
    choice,
    one(
      'total: sums',
      'highest: sums',
      'lowest: sums',
      'total: credit',
      'total: taxes',
      'total: fees',
      'highest: rents',
      'total: rents',
      'table: { of: by_place, by: place }',
      ...extra,
    ),
  )

const rounding = fc
  .tuple(one('0.01', '0.1', '1', '10', '50'), one(...roundingModes))
  .map(([to, mode]) => `round: { to: ${to}, mode: ${mode}, because: { zh: 试, en: a try } }`)

const going = (extra: readonly string[]) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(one('sum', 'difference', 'cap', 'floor'), money)
        .map(([name, x]) => `${name}: ${x}`),
    },
    { weight: 2, arbitrary: fc.tuple(one('product', 'ratio'), number).map(([name, x]) => `${name}: ${x}`) },
    { weight: 1, arbitrary: share.map((at) => `rate: ${at}`) },
    {
      weight: 1,
      arbitrary: fc.tuple(money, number).map(([each, times]) => `deduct: { each: ${each}, times: ${times} }`),
    },
    { weight: 1, arbitrary: fc.constant('less: { clause: row.other, count: hires }') },
    { weight: 1, arbitrary: rounding },
    { weight: 1, arbitrary: fc.constant('round: CNY') },
    // A step that looks at nothing before it takes its place.
    { weight: 1, arbitrary: beginning(extra) },
  )

const steps = (extra: readonly string[] = []) =>
  fc
    .tuple(beginning(extra), fc.array(going(extra), { maxLength: 4 }))
    .map(([first, rest]) => `[${[first, ...rest].join(', ')}]`)

const monthly = fc
  .tuple(
    one('months', 'payable'),
    one(
      'value: wage',
      'rate: { of: wage, at: at }',
      'value: income',
      'value: pension',
      'value: insured.pension',
    ),
    fc.array(
      one(
        'rate: at',
        'product: target',
        'product: n',
        'round: CNY',
        'cap: wage',
        'floor: income',
        'sum: pension',
      ),
      { maxLength: 3 },
    ),
  )
  .map(
    ([months, first, rest]) =>
      `[per-month: { from: claim_from, months: ${months} }, ${[first, ...rest].join(', ')}]`,
  )

const perItem = fc
  .tuple(
    one('per-item: sums, value: item', 'per-item: few, value: item.rent'),
    fc.array(going([]), { maxLength: 2 }),
  )
  .map(([first, rest]) => `[${[first, ...rest].join(', ')}]`)

/** The parts of a clause, and those of the one it asks of entries. */
export interface RandomClause {
  readonly parts: readonly string[]
  readonly other: readonly string[]
}

const entriesOf = (map: Readonly<Record<string, string>>) =>
  `{ ${Object.entries(map)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} }`

const numbered = (conditions: readonly string[]) =>
  entriesOf(Object.fromEntries(conditions.map((one, index) => [`c${index}`, one])))

/** A clause with an amount, named values, conditions, outputs and a refer code, and one beside it. */
export const randomClause: fc.Arbitrary<RandomClause> = fc
  .record({
    values: listValues,
    named: fc.record({ 'plain-a': named, 'plain-b': named }),
    kinds: one('[holding: [plain-b, plain-a]]', '[holding: [plain-a]]'),
    first: steps(),
    monthly,
    each: perItem,
    amount: steps(['value: first', 'total: monthly', 'constant-of: monthly', 'highest: each', 'total: each']),
    eligibility: fc.array(condition, { maxLength: 3 }),
    when: condition,
    shown: fc.subarray([
      'due',
      'apart',
      'order',
      'level',
      'open',
      'taken',
      'so',
      'gone',
      'credit',
      'same',
      'payable',
      'year',
      'kinds',
    ]),
    other: fc.array(ofVisitors, { maxLength: 2 }),
  })
  .map(
    ({
      values,
      named: conditions,
      kinds,
      first,
      monthly: months,
      each,
      amount,
      eligibility,
      when,
      shown,
      other,
    }) => ({
      parts: [
        parameters,
        `conditions: ${entriesOf(conditions)}`,
        `values: ${entriesOf({ ...values, kinds, first, monthly: months, each })}`,
        `eligibility: ${numbered(eligibility)}`,
        `amount: ${amount}`,
        'unit: CNY',
        `outputs: ${entriesOf({
          months: '{ only: eligible, steps: [value: monthly] }',
          each: `{ when: ${when}, steps: [value: each] }`,
          sure: `{ steps: [whether: ${when}] }`,
          ...Object.fromEntries(
            shown.map((name, index) => [
              name,
              `{ ${index % 2 === 0 ? 'only: eligible, ' : ''}steps: [value: ${name}] }`,
            ]),
          ),
        })}`,
        `refer: { person: { title: { zh: 人, en: Person }, when: ${when} } }`,
      ],
      other: [parameters, `eligibility: ${numbered(other)}`],
    }),
  )

/** Generated code knows no list of numbers, and no parameter that ends. */
const plainCondition = connected(comparison.filter((text) => !text.includes('sums')))
const plainParameters = parameters.replace(', 2011-01-01: null', '')

const plainSteps = (extra: readonly string[]) => {
  const begin = fc.oneof(
    money.map((x) => `value: ${x}`),
    fc.tuple(money, share).map(([of, at]) => `rate: { of: ${of}, at: ${at} }`),
    fc
      .tuple(plainCondition, money, plainCondition, money, fc.option(money))
      .map(
        ([when, then, or, other, otherwise]) =>
          `choose: [{ when: ${when}, then: ${then} }, { when: ${or}, then: ${other} }${otherwise ? `, { otherwise: ${otherwise} }` : ''}]`,
      ),
    one('table: { of: by_place, by: place }', ...extra),
  )
  const go = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(one('sum', 'difference', 'cap', 'floor'), money).map((all) => all.join(': ')),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(one('product', 'ratio'), one('hires', 'hires', 'target'))
        .map((all) => all.join(': ')),
    },
    { weight: 1, arbitrary: share.map((at) => `rate: ${at}`) },
    { weight: 1, arbitrary: rounding },
    { weight: 1, arbitrary: fc.constant('deduct: { each: fee, times: hires }') },
  )
  return fc
    .tuple(begin, fc.array(go, { maxLength: 3 }))
    .map(([first, rest]) => `[${[first, ...rest].join(', ')}]`)
}

/** A clause over facts that have a column each, without lists: generated code does most of these. */
export const plainClause: fc.Arbitrary<RandomClause> = fc
  .record({
    first: plainSteps([]),
    amount: plainSteps(['value: first']),
    eligibility: fc.array(plainCondition, { minLength: 1, maxLength: 3 }),
    when: plainCondition,
  })
  .map(({ first, amount, eligibility, when }) => ({
    parts: [
      plainParameters,
      `values: { first: ${first} }`,
      `eligibility: ${numbered(eligibility)}`,
      `amount: ${amount}`,
      'unit: CNY',
      `refer: { person: { title: { zh: 人, en: Person }, when: ${when} } }`,
    ],
    other: [plainParameters],
  }))
