import { describe, expect, test } from 'vitest'
import { operators } from '../engine/conditions/operators.ts'
import { askRulesEngine } from '../engine/decision/ask-rules-engine.ts'
import { type ClaimPart, settleClaim } from '../engine/decision/claim.ts'
import { factsForClause, factsFromPlace, vocabularyOf } from '../engine/decision/facts.ts'
import { openQuestions, worthOf } from '../engine/decision/open-questions.ts'
import { sameValue } from '../engine/expression/compare.ts'
import { type Environment, evaluate } from '../engine/expression/evaluate.ts'
import { constant, type Expression } from '../engine/expression/expression.ts'
import { unknownFact, unknownOf } from '../engine/expression/unknown.ts'
import {
  comparisons,
  type Diagnostic,
  documentFromText,
  loadWorkspace,
  Rational,
  type Value,
} from '../engine/index.ts'
import { product, quotient } from '../engine/mechanisms/quantity.ts'
import { planFromClause } from '../engine/plan/from-clause.ts'
import { rootPlace } from '../engine/policy/nodes.ts'
import { columnResultsFor } from '../engine/scaled/columns.ts'
import { programFrom } from '../engine/scaled/program.ts'
import { policyOf, rowClause } from './support/row-policy.ts'

// What no table showed to be missing, until a fault was planted that nothing noticed.

const of = (n: number) => Rational.of(n)
const day = (n: number) => ({ day: n })

describe('two values are the same', () => {
  const months = (...runs: readonly (readonly [number, number])[]): Value => ({
    months: runs.map(([count, value], index) => ({ from: day(index * 31), count, value: of(value) })),
  })
  const dated = (...entries: readonly (readonly [number | null, number])[]): Value => ({
    dated: entries.map(([from, value]) => ({ from: from === null ? null : day(from), value: of(value) })),
  })
  const record = (fields: Readonly<Record<string, Value>>): Value => ({ fields })

  test.each<readonly [string, Value, Value, boolean]>([
    ['months as they are', months([2, 5]), months([2, 5]), true],
    ['months of another number', months([2, 5]), months([3, 5]), false],
    ['months of another value', months([2, 5]), months([2, 6]), false],
    ['months of another value later', months([2, 5], [1, 5]), months([2, 5], [1, 6]), false],
    ['more months after them', months([2, 5]), months([2, 5], [1, 5]), false],
    ['a series as it is', dated([null, 1], [9, 2]), dated([null, 1], [9, 2]), true],
    ['a series from another day', dated([8, 1]), dated([9, 1]), false],
    ['a series of another value', dated([9, 1]), dated([9, 2]), false],
    ['a longer series', dated([9, 1]), dated([9, 1], [10, 1]), false],
    ['a record as it is', record({ a: of(1) }), record({ a: of(1) }), true],
    ['a record of another field', record({ a: of(1) }), record({ b: of(1) }), false],
    ['a record with one field more', record({ a: of(1) }), record({ a: of(1), b: of(1) }), false],
    ['a list as it is', [of(1), null], [of(1), null], true],
    ['a longer list', [of(1)], [of(1), of(1)], false],
    ['a list and its only entry', [of(1)], of(1), false],
    ['a day as it is', day(3), day(3), true],
    ['another day', day(3), day(4), false],
    ['a day and a record', day(3), record({ day: of(3) }), false],
  ])('%s', (_, a, b, same) => {
    expect(sameValue(a, b)).toBe(same)
    expect(sameValue(b, a)).toBe(same)
  })
})

describe('json-rules-engine is given', () => {
  test('a series that is read on two days as two facts', async () => {
    const wages: Readonly<Record<string, number>> = { first: 100, second: 200 }
    const series: Value = {
      dated: [
        { from: null, value: of(100) },
        { from: day(10), value: of(200) },
      ],
    }
    const environment: Environment = {
      fact: (name) => (name === 'wage' ? series : day(name === 'first' ? 5 : 15)),
      parameter: () => [],
      value: () => null,
      given: () => true,
      earlier: () => null,
      undatedReads: 'unknown',
    }
    const asked = (at: string, against: number): Expression => ({
      kind: 'compare',
      by: 'equal',
      left: { kind: 'fact', name: 'wage', path: [], at: { fact: at } },
      right: constant(of(against)),
    })
    const pairs = [
      ['first', 'second'],
      ['second', 'first'],
      ['first', 'second', 'first'],
    ]
    for (const days of pairs) {
      expect(
        await askRulesEngine(
          days.map((at) => asked(at, wages[at] as number)),
          environment,
        ),
      ).toEqual(days.map(() => true))
      expect(
        await askRulesEngine(
          days.map((at) => asked(at, 150)),
          environment,
        ),
      ).toEqual(days.map(() => false))
    }
  })
})

describe('a fact of two meanings', () => {
  const numeric = {
    money: 'type: money, unit: CNY',
    rate: 'type: rate',
    number: 'type: number',
    count: 'type: count',
    duration: 'type: duration, unit: months',
    year: 'type: year',
  }
  const wordy = { text: 'type: text', boolean: 'type: boolean', date: 'type: date' }
  const meaning = (type: string) => `facts: { x: { title: { zh: 甲, en: x }, ${type} } }`
  const uses = 'outputs: { x: { steps: [value: x] } }'

  /** What a clause makes of a value that its own meaning does not fit, beside a clause of another meaning. */
  function taken(own: string, other: string, value: string) {
    const workspace = loadWorkspace(policyOf([meaning(own), uses], { other: [meaning(other), uses] }))
    expect(workspace.diagnostics).toEqual([])
    const clause = workspace.clause(rowClause)
    const beside = workspace.clause('row.other')
    if (!clause || !beside) throw new Error('a clause is missing')
    const { document } = documentFromText('facts.yaml', `x: ${value}`)
    const found: Diagnostic[] = []
    const problems = { found, documents: new Map([['facts.yaml', document]]) }
    const vocabulary = vocabularyOf([], [clause, beside])
    const written = factsFromPlace(rootPlace('facts.yaml', document.root), vocabulary, problems)
    const facts = factsForClause(written, clause, vocabulary, problems)
    return { has: facts.has('x'), codes: found.map(({ code }) => code) }
  }

  const numbers = Object.entries(numeric)
  test.each(numbers.flatMap(([name, type]) => numbers.map(([other, its]) => ({ name, type, other, its }))))(
    'that is $name here and $other there is not taken as the other where it does not fit',
    ({ name, type, other, its }) => {
      if (name === other) return
      const { has, codes } = taken(`${type}, min: 100`, `${its}, max: 50`, '20')
      expect({ has, codes }).toEqual({ has: false, codes: [expect.stringMatching(/^FACT_/)] })
    },
  )
  test.each(
    numbers.flatMap(([name, type]) =>
      Object.entries(wordy).map(([other, its]) => ({ name, type, other, its })),
    ),
  )('that is $name here and $other there is not given here where the other fits', ({ type, its, other }) => {
    const value = other === 'text' ? "'a'" : other === 'boolean' ? 'true' : '2009-07-01'
    expect(taken(type, its, value)).toEqual({ has: false, codes: [] })
  })
})

describe('of a group that pays the highest', () => {
  const part = (amount: string | null, eligible: boolean | null = true): ClaimPart =>
    ({
      clause: {
        id: 'row',
        pays: 'cash',
        stacking: { name: 'row.group', title: { zh: '组', en: 'group' }, pays: 'highest' },
      },
      facts: new Map(),
      decision: { eligible, amount, unit: 'CNY' },
    }) as unknown as ClaimPart

  test.each<readonly [string, readonly ClaimPart[], readonly (number | null)[], string | null]>([
    ['the higher is paid', [part('1.00'), part('2.00')], [1, null], '2.00'],
    ['the first of two equal ones is paid', [part('2.00'), part('2.00')], [null, 0], '2.00'],
    ['the first of two that pay nothing stands', [part('0.00'), part('0.00')], [null, 0], '0.00'],
    ['what is refused yields to nobody', [part('0.00', false), part('2.00')], [null, null], '2.00'],
    ['what is undecided leaves the total open', [part(null, null), part('2.00')], [null, null], null],
  ])('%s', (_, parts, yieldsTo, total) => {
    expect(settleClaim(parts)).toEqual({ yieldsTo, total })
  })
})

describe('the quantity', () => {
  const money = { name: 'money', unit: 'CNY' } as const
  const monthly = { ...money, per: 'month' } as const
  const rate = { name: 'rate' } as const
  const number = { name: 'number' } as const
  const months = { name: 'duration', unit: 'months' } as const

  test.each<readonly [string, Parameters<typeof product>[0], unknown]>([
    ['two rates is a rate', [rate, rate], rate],
    ['a rate and a number is a number', [rate, number], number],
    ['a number and a rate is a number', [number, rate], number],
    ['money and a rate is money', [money, rate], money],
    ['a rate and money is money', [rate, money], money],
    ['months and money is money', [months, money], money],
    ['money and months is money', [money, months], money],
    ['a month’s money and a number is a month’s money', [monthly, number], monthly],
  ])('of a product of %s', (_, of, is) => expect(product(of)).toEqual(is))

  test.each<readonly [string, Parameters<typeof quotient>, unknown]>([
    ['money over money is a rate', [money, money], rate],
    ['money over a number is money', [money, number], money],
    ['a number over a number is a number', [number, number], number],
    ['a rate over a rate is a number', [rate, rate], number],
    ['money over months is money', [money, months], money],
    ['money over a month’s money is months', [money, monthly], months],
    ['a month’s money over a month’s money is a rate', [monthly, monthly], rate],
    ['months over months is a rate', [months, months], rate],
  ])('of a quotient of %s', (_, of, is) => expect(quotient(...of)).toEqual(is))
})

describe('what an open question is worth', () => {
  const question = (pays: string) => [
    'parameters: { top: { title: { zh: 上限, en: Top }, type: money, unit: CNY, values: { undated: 300 } }, more: { title: { zh: 更多, en: More }, type: money, unit: CNY, values: { undated: 500 } } }',
    'amount: [value: top, difference: rent]',
    'unit: CNY',
    `pays: ${pays}`,
    `readings: { AMB-1: { question: { zh: 多少, en: how much }, default: { because: { zh: 少, en: less } }, alternatives: { other: { because: { zh: 多, en: more }, change: { amount: [value: more, difference: rent] } } } } }`,
    'outputs: { more: { steps: [value: more] } }',
  ]
  const outcomesOf = (
    own: readonly string[],
    beside: Readonly<Record<string, readonly string[]>>,
    rent: string,
  ) => {
    const workspace = loadWorkspace(policyOf(own, beside))
    expect(workspace.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const [asked] = openQuestions(workspace)
    if (!asked) throw new Error('no question')
    const worth = worthOf(asked, workspace, documentFromText('facts.yaml', rent).document)
    return worth.ok ? worth.outcomes.map(({ total, worth: of }) => [total, of]) : worth.problems
  }

  test('is in the ceiling, where that is all it is about', () => {
    expect(outcomesOf(question('ceiling'), {}, 'rent: 100')).toEqual([
      ['200.00', null],
      ['400.00', '200.00'],
    ])
  })
  test('leaves ceilings out of what several clauses pay together', () => {
    const both = { other: question('cash') }
    expect(outcomesOf(question('ceiling'), both, 'rent: 100')).toEqual([
      ['200.00', null],
      ['400.00', '200.00'],
    ])
    expect(outcomesOf(question('cash'), both, 'rent: 100')).toEqual([
      ['400.00', null],
      ['800.00', '400.00'],
    ])
  })
  test('is not known where a fact is not', () => {
    expect(outcomesOf(question('cash'), {}, '{}')).toEqual([
      [null, null],
      [null, null],
    ])
  })
})

describe('a rounding', () => {
  const codes = (to: string) =>
    loadWorkspace(
      policyOf([
        `amount: [value: rent, round: { to: ${to}, mode: half-up, because: { zh: 试, en: a try } }]`,
        'unit: CNY',
      ]),
    ).diagnostics.map(({ severity, code }) => `${severity} ${code}`)
  test.each(['0.01', '1', '50'])('to %s is taken', (to) => expect(codes(to)).toEqual([]))
  test.each(['0', '0.00', '-0.01', '-1'])('to %s is refused', (to) =>
    expect(codes(to)).toEqual([expect.stringMatching(/^error /)]),
  )
})

describe('what is allocated', () => {
  const nowhere: Environment = {
    fact: () => null,
    parameter: () => [],
    value: () => null,
    given: () => false,
    earlier: () => null,
    undatedReads: 'unknown',
  }
  const given = { amount: of(5) as Value, to: { fields: { a: of(3) } } as Value, order: ['a'] as Value }
  const allocated = (changed: Partial<typeof given>): unknown => {
    const { amount, to, order } = { ...given, ...changed }
    const parts = { amount: constant(amount), to: constant(to), order: constant(order) }
    return evaluate({ kind: 'allocate', ...parts, name: 'taxes' }, nowhere)
  }
  test('is a record', () => expect(allocated({})).toEqual({ fields: { a: of(3) } }))
  test.each(['amount', 'to', 'order'] as const)('has no value where the %s has none', (name) =>
    expect(allocated({ [name]: null })).toBeNull(),
  )
})

describe('columns of results', () => {
  test('are made for clauses that generated code does, and left out for others', () => {
    const workspace = loadWorkspace(
      policyOf(['amount: [value: rent]', 'unit: CNY'], { other: ['amount: [total: sums]', 'unit: CNY'] }),
    )
    const plans = ['row.row', 'row', 'row.other'].flatMap((id) => {
      const clause = workspace.clause(id)
      return clause ? [planFromClause(clause)] : []
    })
    const program = programFrom(plans)
    expect(plans).toHaveLength(2)
    expect(columnResultsFor(program, 1).map((one) => one !== null)).toEqual([true, false])
  })
})

test('every comparison is an operator with its own words, and no other is', () => {
  expect(operators.map(({ name }) => name)).toEqual(comparisons)
  expect(new Set(operators.map(({ words }) => words.en)).size).toBe(comparisons.length)
})

describe('what several things need', () => {
  const parameter = (name: string, on: number) => ({ unknown: [{ parameter: name, on: day(on) }] })
  test.each([
    ['a fact twice', [unknownFact('x'), unknownFact('x')], 1],
    ['two facts', [unknownFact('x'), unknownFact('y')], 2],
    ['a fact and a parameter of its name', [unknownFact('x'), parameter('x', 1)], 2],
    ['a parameter twice on one day', [parameter('x', 1), parameter('x', 1)], 1],
    ['a parameter on two days', [parameter('x', 1), parameter('x', 2)], 2],
    ['two parameters on one day', [parameter('x', 1), parameter('y', 1)], 2],
    ['a parameter and a fact of its name', [parameter('x', 1), unknownFact('x')], 2],
  ])('is told once each: %s', (_, parts, count) => expect(unknownOf(parts).unknown).toHaveLength(count))
})
