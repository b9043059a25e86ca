import { describe, expect, test } from 'vitest'
import { deciderOf } from '../engine/decision/decide.ts'
import {
  type Clause,
  parseDate,
  planFromClause,
  Rational,
  type Region,
  regionsOf,
  type Value,
  whyNot,
} from '../engine/index.ts'
import { domainOf } from '../engine/regions/domain.ts'
import { expectRegion, regionAt } from './support/regions.ts'
import { loadRow, policyOf, rowClause } from './support/row-policy.ts'

// Facts of so few values that all of them can be decided: every way a rule may follow one of them.

const of = (text: string) => Rational.parse(text) as Rational
const day = (text: string) => parseDate(text) as { readonly day: number }
const small =
  'facts: { hires: { type: count, unit: persons, min: 0, max: 40 }, months: { type: duration, unit: months, min: 0, max: 40 }, founded: { type: year, min: 2000, max: 2030 }, day: { type: date, min: 2008-01-15, max: 2009-04-15 }, rent: { type: money, unit: CNY, min: -2, max: 3 } }'

function clauseOf(parts: readonly string[]): Clause {
  const workspace = loadRow(policyOf([...parts, small]))
  expect(workspace.diagnostics.map(({ message }) => message.en)).toEqual([])
  return workspace.clause(rowClause) as Clause
}

const when = (operand: string, operator: string, value: string) =>
  `eligibility: { it: { ${operand}, operator: ${operator}, value: ${value} } }`
const literal = (_: string, key: string, value: string) =>
  `${key}: { literal: ${value}, because: { zh: 试, en: try } }`
const named = (steps: string, operator: string, value: string) => [
  `values: { x: [${steps.replace(/(days|months): (\d+)/g, literal)}] }`,
  when('fact: x', operator, value),
]
const pays = (steps: string) => [
  `amount: [${steps.replace(/(cap|floor|ratio|otherwise|days|months|each): (-?[\d.]+)/g, literal)}]`,
  'unit: CNY',
]

const units = [3, 1, 4, 1, 5].map(
  (points): Value => ({
    fields: { name: `n${points}`, points: Rational.of(points), special_target: Rational.of(2) },
  }),
)
const given: Readonly<Record<string, Value>> = {
  day: day('2008-02-29'),
  other_day: day('2008-08-31'),
  hires: of('7'),
  months: of('5'),
  used: of('6'),
  founded: of('2008'),
  rent: of('1.5'),
  paid: of('100'),
  income: of('100'),
  done: of('0.35'),
  payday: '02-29',
  target: of('3'),
  share: of('0.3'),
  units,
  sums: [of('10'), of('2.5')],
  a: true,
}

/** The values of a fact, each of them. */
const all: Readonly<Record<string, readonly Value[]>> = {
  day: Array.from({ length: day('2009-04-15').day - day('2008-01-15').day + 1 }, (_, at) => ({
    day: day('2008-01-15').day + at,
  })),
  hires: Array.from({ length: 41 }, (_, at) => Rational.of(at)),
  months: Array.from({ length: 41 }, (_, at) => Rational.of(at)),
  founded: Array.from({ length: 31 }, (_, at) => Rational.of(2000 + at)),
  rent: Array.from({ length: 501 }, (_, at) => Rational.of(at - 200, 100)),
}

const shapes: readonly (readonly [fact: string, parts: readonly string[]])[] = [
  ['day', named('months-between: { from: day, to: other_day }', 'greaterThanInclusive', '3')],
  ['day', named('months-between: { from: other_day, to: day }', 'greaterThanInclusive', '3')],
  ['day', named('months-between: { from: other_day, to: day }', 'lessThan', '-2')],
  ['day', named('days-between: { from: day, to: other_day }', 'greaterThan', '30')],
  ['day', named('days-between: { from: other_day, to: day }', 'equal', '0')],
  ['day', named('date-after: { from: day, months: months }', 'greaterThan', '{ fact: other_day }')],
  ['day', named('date-after: { from: day, months: months }', 'equal', '{ fact: other_day }')],
  ['day', named('last-day: { from: day, months: used }', 'lessThanInclusive', '{ fact: other_day }')],
  ['day', named('date-after: { from: day, days: 45 }', 'greaterThan', '{ fact: other_day }')],
  ['day', named('year-of: day', 'equal', '{ fact: founded }')],
  [
    'day',
    [
      'values: { end: [date-after: { from: day, months: used }], x: [months-between: { from: end, to: other_day }] }',
      when('fact: x', 'greaterThanInclusive', '0'),
    ],
  ],
  [
    'day',
    [
      'values: { end: [date-after: { from: day, months: used }], x: [months-between: { from: other_day, to: end }] }',
      when('fact: x', 'lessThan', '4'),
    ],
  ],
  [
    'day',
    [
      'values: { end: [date-after: { from: day, months: used }], x: [days-between: { from: end, to: other_day }] }',
      when('fact: x', 'lessThan', '17'),
    ],
  ],
  [
    'day',
    [
      'values: { end: [date-after: { from: day, months: used }], more: [date-after: { from: end, months: { literal: 7, because: { zh: 试, en: try } } }] }',
      when('fact: more', 'greaterThan', '{ fact: other_day }'),
    ],
  ],
  [
    'day',
    [
      'parameters: { top: { title: { zh: 甲, en: t }, type: money, unit: CNY, values: { 2008-01-01: 10, 2008-07-01: 20, 2009-01-01: 15 } } }',
      'amount: [value: { parameter: top, at: day }]',
      'unit: CNY',
    ],
  ],
  ['months', named('date-after: { from: day, months: months }', 'lessThanInclusive', '{ fact: other_day }')],
  ['months', named('last-day: { from: day, months: months }', 'greaterThan', '2009-02-28')],
  [
    'months',
    [
      'values: { end: [date-after: { from: day, months: months }], x: [months-between: { from: end, to: other_day }] }',
      when('fact: x', 'greaterThanInclusive', '3'),
    ],
  ],
  [
    'months',
    [
      'values: { end: [date-after: { from: day, months: months }], x: [days-between: { from: other_day, to: end }] }',
      when('fact: x', 'greaterThanInclusive', '3'),
    ],
  ],
  [
    'months',
    pays(
      'value: income, product: months, ratio: target, round: { to: 10, mode: half-up, because: { zh: 试, en: try } }',
    ),
  ],
  ['founded', named('date-of: { year: founded, on: payday }', 'greaterThan', '{ fact: other_day }')],
  ['founded', named('first-of-month: { year: founded, month: used }', 'lessThanInclusive', '{ fact: day }')],
  ['hires', named('first-of-month: { year: hires, month: used }', 'lessThanInclusive', '{ fact: day }')],
  [
    'hires',
    [
      'values: { y: [value: hires, product: { literal: 1111, because: { zh: 试, en: try } }], x: [first-of-month: { year: y, month: used }] }',
      when('fact: x', 'greaterThan', '{ fact: day }'),
    ],
  ],
  [
    'hires',
    [...named('take: { list: units, first: hires }, count: x', 'greaterThanInclusive', '3')].slice(0, 0),
  ],
  [
    'hires',
    [
      'values: { top: [take: { list: units, first: hires }], x: [count: top] }',
      when('fact: x', 'greaterThanInclusive', '3'),
    ],
  ],
  [
    'hires',
    [
      'values: { top: [take: { list: units, first: hires }], x: [count: top] }',
      ...pays('value: paid, product: x'),
    ],
  ],
  ['hires', pays('value: paid, product: hires, cap: 1000, floor: 250')],
  ['hires', pays('value: paid, product: hires, ratio: 7, cap: 333')],
  [
    'hires',
    pays(
      'value: paid, ratio: target, product: hires, round: { to: 50, mode: downward, because: { zh: 试, en: try } }, cap: 900',
    ),
  ],
  [
    'hires',
    pays(
      'choose: [{ when: { fact: hires, operator: lessThan, value: 10 }, then: paid }, { when: { fact: hires, operator: in, value: [12, 13, 20] }, then: rent }, { otherwise: rent }]',
    ),
  ],
  [
    'hires',
    pays('deduct: { each: rent, times: hires }').map((one) => one.replace('[deduct', '[value: paid, deduct')),
  ],
  ['hires', named('ratio: [hires, target]', 'greaterThan', '2.5')],
  ['hires', named('ratio: [target, hires]', 'lessThan', '0.4')],
  ['hires', named('ratio: [target, hires]', 'notEqual', '0.5')],
  ['hires', named('sum: [hires, hires], difference: hires', 'equal', '9')],
  ['hires', named('product: [hires, hires]', 'greaterThan', '50')],
  ['hires', [when('fact: hires', 'notEqual', '7'), ...pays('value: rent')]],
  [
    'hires',
    [
      'check: { any: [{ fact: hires, operator: lessThan, value: 3 }, { fact: hires, operator: equal, value: 11 }] }',
    ],
  ],
  ['rent', [when('fact: rent', 'greaterThan', '0.5'), ...pays('value: rent, product: share')]],
  [
    'rent',
    pays('value: rent, product: share, round: { to: 0.1, mode: half-even, because: { zh: 试, en: try } }'),
  ],
  ['rent', pays('value: rent, product: done, floor: 0, cap: 0.5')],
  [
    'rent',
    [when('fact: rent', 'lessThan', '{ fact: done }')].map((one) =>
      one.replace('{ fact: done }', '{ fact: paid }'),
    ),
  ],
  [
    'rent',
    [
      'values: { x: [value: rent, round: { to: 1, mode: toward-zero, because: { zh: 试, en: try } }] }',
      when('fact: x', 'equal', '0'),
      ...pays('value: x, sum: rent'),
    ],
  ],
]

describe('the regions of every value', () => {
  test.each(
    shapes
      .filter(([, parts]) => parts.length > 0)
      .map(([fact, parts]) => ({ fact, parts, name: parts.join('; ').slice(0, 150) })),
  )('of $fact in $name', ({ fact, parts }) => {
    const plan = planFromClause(clauseOf(parts))
    const decider = deciderOf(plan)
    const facts = new Map(
      Object.entries(given).filter(([name]) => plan.clause.facts.some((one) => one.name === name)),
    )
    const found = regionsOf(plan, facts, fact)
    if (!found) throw new Error('no regions')
    const seen = new Set<Region>()
    for (const value of all[fact] ?? []) {
      const region = regionAt(found, value)
      if (!region) throw new Error(`no region of ${JSON.stringify(value)}`)
      seen.add(region)
      expectRegion(region, value, found, decider, facts, {})
    }
    expect([found.complete, found.regions.filter((one) => !seen.has(one))]).toEqual([true, []])
    // What stands beside each other says something else.
    const said = ({ from: _, to: __, ...rest }: Region) => JSON.stringify(rest)
    for (const [at, region] of found.regions.entries())
      if (at > 0) expect(said(region)).not.toBe(said(found.regions[at - 1] as Region))
  })
})

describe('the smallest change of one fact', () => {
  const shapesOf = shapes.filter(([, parts]) => parts.length > 0)
  test.each(shapesOf.map(([fact, parts]) => ({ fact, parts, name: parts.join('; ').slice(0, 150) })))(
    'of $fact in $name is the nearest either way',
    ({ fact, parts }) => {
      const plan = planFromClause(clauseOf(parts))
      const decider = deciderOf(plan)
      const values = all[fact] as readonly Value[]
      const own = new Map(
        Object.entries(given).filter(([name]) => plan.clause.facts.some((one) => one.name === name)),
      )
      const isGranted = (value: Value) => {
        const { decision } = decider.decide(new Map([...own, [fact, value]]), {})
        return decision.kind === 'check' ? decision.outputs.consistent === true : decision.eligible === true
      }
      const granted = values.map(isGranted)
      const step = Math.max(1, Math.floor(values.length / 12))
      for (let at = 0; at < values.length; at += step) {
        if (granted[at]) continue
        const now = values[at] as Value
        const expected = [granted.lastIndexOf(true, at), granted.indexOf(true, at)].flatMap((place) =>
          place < 0 ? [] : [JSON.stringify(values[place])],
        )
        const { eligible } = whyNot(plan, new Map([...own, [fact, now]]), { atMost: 1 })
        const found = eligible.flatMap(({ changes }) =>
          changes.filter((one) => one.fact === fact).map(({ value }) => JSON.stringify(value)),
        )
        expect(found).toEqual(expected)
      }
    },
  )
})

test('two facts change together where neither is enough', () => {
  const plan = planFromClause(
    clauseOf([
      'eligibility: { x: { fact: hires, operator: greaterThanInclusive, value: 10 }, y: { fact: months, operator: lessThan, value: 4 } }',
    ]),
  )
  const asked = (hires: string, months: string) =>
    whyNot(plan, new Map(Object.entries({ hires: of(hires), months: of(months) }))).eligible.map(
      ({ changes }) => changes.map(({ fact, value }) => `${fact} ${value}`).join(', '),
    )
  expect(asked('7', '5')).toEqual(['hires 10, months 3'])
  expect(asked('12', '5')).toEqual(['months 3'])
  expect(asked('7', '3')).toEqual(['hires 10'])
  expect(asked('12', '3')).toEqual([])
})

test('a check is put right by one fact or by two', () => {
  const plan = planFromClause(
    clauseOf([
      'check: { all: [{ fact: hires, operator: equal, value: 3 }, { fact: months, operator: lessThan, value: 4 }] }',
    ]),
  )
  const asked = (hires: string, months: string) =>
    whyNot(plan, new Map(Object.entries({ hires: of(hires), months: of(months) }))).eligible.map(
      ({ changes }) => changes.map(({ fact, value }) => `${fact} ${value}`).join(', '),
    )
  expect(asked('7', '5')).toEqual(['hires 3, months 3'])
  expect(asked('3', '5')).toEqual(['months 3'])
  expect(asked('1', '2')).toEqual(['hires 3'])
})

describe('the values that a fact can take', () => {
  const line = (type: object) => {
    const domain = domainOf(type as never, undefined)
    if (domain?.kind !== 'line') throw new Error('no line')
    const { from, to, fromIncluded, toIncluded } = domain.interval
    return [from, to, domain.step]
      .map((one) => one && String(one))
      .concat([fromIncluded, toIncluded].map(String))
  }
  test.each<readonly [string, object, readonly (string | null)[]]>([
    ['money', { name: 'money' }, [null, null, '0.01']],
    ['money within bounds', { name: 'money', min: of('1'), max: of('2') }, ['1', '2', '0.01']],
    ['a count', { name: 'count' }, [null, null, '1']],
    ['a span', { name: 'duration', min: of('3') }, ['3', null, '1']],
    ['a rate', { name: 'rate', max: of('1') }, [null, '1', null]],
    ['a number', { name: 'number' }, [null, null, null]],
    ['a year', { name: 'year' }, ['1', '9999', '1']],
    ['a year within bounds', { name: 'year', min: of('2000'), max: of('2010') }, ['2000', '2010', '1']],
    ['a date', { name: 'date' }, [String(day('1900-01-01').day), String(day('2100-12-31').day), '1']],
    [
      'a date within bounds',
      { name: 'date', min: day('2009-01-01'), max: day('2009-12-31') },
      [String(day('2009-01-01').day), String(day('2009-12-31').day), '1'],
    ],
  ])('%s', (_, type, ends) => expect(line(type)).toEqual([...ends, 'true', 'true']))
  const list = (names: readonly string[]) => ({
    name: 'list',
    of: { name: 'category', values: Object.fromEntries(names.map((name) => [name, { zh: name, en: name }])) },
  })
  test('of a short list, every selection; of a longer one, one more or less', () => {
    const short = domainOf(list(['a', 'b', 'c', 'd', 'e', 'f']) as never, undefined)
    expect(short?.kind === 'values' && [short.values.length, short.beyond]).toEqual([64, null])
    const long = domainOf(list(['a', 'b', 'c', 'd', 'e', 'f', 'g']) as never, ['a', 'b'])
    const values = long?.kind === 'values' ? long.values.map(String) : []
    expect(values).toEqual(['a,b', 'a,b,c,d,e,f,g', 'a,b,c', 'a,b,d', 'a,b,e', 'a,b,f', 'a,b,g', 'b', 'a'])
    expect(long?.kind === 'values' && long.beyond).not.toBeNull()
  })
})
