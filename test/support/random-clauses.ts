import fc from 'fast-check'

/** Parts of a clause over the facts of row-policy.ts, as one line each; most are without a fault. */

const one = <T extends string>(...texts: readonly T[]): fc.Arbitrary<string> => fc.constantFrom(...texts)

const parameters = `parameters: {
  top: { title: { zh: 上限, en: Top }, type: money, unit: CNY, values: { undated: 300, 2010-01-01: 350.5 } },
  low: { title: { zh: 下限, en: Low }, type: money, unit: CNY, values: { undated: 100 } },
  late: { title: { zh: 后来, en: Late }, type: money, unit: CNY, values: { 2009-07-01: 200, 2011-01-01: null } },
  at: { title: { zh: 比例, en: Rate }, type: rate, values: { undated: 10%, 2009-03-31: 12.5% } },
  least: { title: { zh: 最少, en: Least }, type: duration, unit: months, values: { undated: 12 } },
  by_place: { title: { zh: 表, en: Table }, type: table, of: { type: money, unit: CNY }, rows: { market: { title: { zh: 市场, en: Market }, values: { undated: 70 } }, street: { title: { zh: 街边, en: Street }, values: { undated: 40, 2010-01-01: 45 } } } } }`
  .split('\n')
  .map((line) => line.trim())
  .join(' ')

const literal = (text: string) => `{ literal: ${text}, because: { zh: 试, en: a try } }`

const money = one(
  'rent',
  'paid',
  'fee',
  'top',
  'low',
  'late',
  '{ parameter: top, at: day }',
  literal('150.005'),
)
const number = one('hires', 'target', 'done', literal('0.5'), literal('3'))
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

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    fc
      .tuple(one('all', 'any'), fc.array(tie('condition'), { minLength: 1, maxLength: 3 }))
      .map(([kind, of]) => `{ ${kind}: [${of.join(', ')}] }`),
    tie('condition').map((inner) => `{ not: ${inner} }`),
  ),
}))

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
    one('total: sums', 'highest: sums', 'lowest: sums', 'table: { of: by_place, by: place }', ...extra),
  )

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
    one('value: wage', 'rate: { of: wage, at: at }', 'value: income'),
    fc.array(one('rate: at', 'product: target', 'round: CNY', 'cap: wage', 'floor: income'), {
      maxLength: 3,
    }),
  )
  .map(([first, rest]) => `[per-month: { from: claim_from, months: months }, ${[first, ...rest].join(', ')}]`)

const perItem = fc
  .array(going([]), { maxLength: 2 })
  .map((rest) => `[per-item: sums, ${['value: item', ...rest].join(', ')}]`)

/** The parts of a clause with an amount, named values, conditions, outputs and a refer code. */
export const clauseParts: fc.Arbitrary<readonly string[]> = fc
  .record({
    first: steps(),
    monthly,
    each: perItem,
    amount: steps(['value: first', 'total: monthly', 'constant-of: monthly', 'highest: each', 'total: each']),
    eligibility: fc.array(condition, { maxLength: 3 }),
    when: condition,
  })
  .map(({ first, monthly: months, each, amount, eligibility, when }) => [
    parameters,
    `values: { first: ${first}, monthly: ${months}, each: ${each} }`,
    `eligibility: { ${eligibility.map((one, index) => `c${index}: ${one}`).join(', ')} }`,
    `amount: ${amount}`,
    'unit: CNY',
    `outputs: { months: { only: eligible, steps: [value: monthly] }, each: { when: ${when}, steps: [value: each] } }`,
    `refer: { person: { title: { zh: 人, en: Person }, when: ${when} } }`,
  ])
