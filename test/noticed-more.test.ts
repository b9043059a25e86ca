import { describe, expect, test } from 'vitest'
import { amountText } from '../engine/api/fast/amount-text.ts'
import { type PlainFacts, policyFromJson } from '../engine/api/index.ts'
import { compile } from '../engine/api/load.ts'
import { parseMonthDay } from '../engine/base/calendar.ts'
import { bigIntegers, doubles } from '../engine/decision/arithmetic.ts'
import { executableOf } from '../engine/decision/executable.ts'
import { questionOf } from '../engine/decision/question.ts'
import { type Environment, evaluate } from '../engine/expression/evaluate.ts'
import { comparisons, constant, type Expression } from '../engine/expression/expression.ts'
import {
  type Clause,
  documentFromText,
  loadWorkspace,
  planFromClause,
  Rational,
  regionsOf,
  type Value,
  whyNot,
} from '../engine/index.ts'
import { common } from '../engine/mechanisms/quantity.ts'
import { isBeyond } from '../engine/regions/choices.ts'
import { mayGenerate } from '../engine/scaled/generate.ts'
import { programFrom } from '../engine/scaled/program.ts'
import { askTwice } from './support/decide-twice.ts'
import { policyOf, rowClause } from './support/row-policy.ts'

// More that no table showed to be missing, until a fault was planted that nothing noticed.

const of = (text: string) => Rational.parse(text) as Rational
const loaded = (parts: readonly string[], others: Readonly<Record<string, readonly string[]>> = {}) => {
  const workspace = loadWorkspace(policyOf(parts, others))
  expect(workspace.diagnostics.map(({ message }) => message.en)).toEqual([])
  return workspace
}
const planOf = (parts: readonly string[]) => planFromClause(loaded(parts).clause(rowClause) as Clause)

describe('a comparison', () => {
  const plan = planOf(['amount: [value: rent]', 'unit: CNY'])
  const nowhere: Environment = {
    fact: () => null,
    parameter: () => [],
    value: () => null,
    given: () => false,
    earlier: () => null,
    undatedReads: 'unknown',
  }
  const values: readonly Value[] = [
    null,
    true,
    false,
    of('0'),
    of('2'),
    of('-0.5'),
    'a',
    'b',
    { day: 3 },
    { day: 4 },
    [],
    ['a'],
    ['a', 'b'],
    [of('2'), of('3')],
    { fields: { a: of('2') } },
    { fields: { a: of('3') } },
    { fields: { b: of('2') } },
    { fields: {} },
    [{ fields: { a: of('2') } }],
    { dated: [{ from: { day: 3 }, value: of('2') }] },
    { dated: [{ from: { day: 4 }, value: of('2') }] },
    { months: [{ from: { day: 3 }, count: 2, value: of('2') }] },
  ]
  test.each(comparisons)('%s says the same by every execution, of whatever there is', (by) => {
    for (const left of values)
      for (const right of values) {
        const expression: Expression = { kind: 'compare', by, left: constant(left), right: constant(right) }
        const said = evaluate(expression, nowhere)
        const outputs = [{ output: { name: 'x' }, steps: [{ expression }], when: null }]
        const bare = { ...plan, amount: null, outputs } as unknown as typeof plan
        for (const arithmetic of [doubles, bigIntegers]) {
          const { outputs: made } = executableOf(
            bare,
            arithmetic as typeof doubles,
          )(questionOf(bare, new Map(), {}, null))
          expect([left, right, made[0]?.value]).toEqual([left, right, said])
        }
      }
  })
  test('of nothing holds of nothing', () => {
    for (const by of comparisons)
      for (const value of values)
        for (const [left, right] of [
          [null, value],
          [value, null],
        ] as const)
          expect(
            evaluate({ kind: 'compare', by, left: constant(left), right: constant(right) }, nowhere),
          ).toBe(false)
  })
})

test('a record is equal to one of the same, by every execution', async () => {
  const record = (name: string) =>
    `${name}: { title: { zh: 甲, en: x }, type: record, fields: { p: { title: { zh: 甲, en: x }, type: money, unit: CNY } } }`
  const workspace = loaded([
    `facts: { ${record('one')}, ${record('two')} }`,
    'eligibility: { it: { fact: one, operator: equal, value: { fact: two } } }',
  ])
  const eligible = async (two: string) => {
    const { document } = documentFromText('facts.yaml', `one: { p: 1.50 }\ntwo: { p: ${two} }`)
    const asked = await askTwice(workspace, document, {})
    return asked.ok ? asked.answers[0]?.eligible : asked.problems
  }
  expect(await eligible('1.5')).toBe(true)
  expect(await eligible('1.51')).toBe(false)
})

test.each([
  ['01-01', { month: 1, dayOfMonth: 1 }],
  ['12-31', { month: 12, dayOfMonth: 31 }],
  ['02-29', { month: 2, dayOfMonth: 29 }],
  ['02-30', undefined],
  ['00-10', undefined],
  ['13-10', undefined],
  ['04-31', undefined],
  ['10-00', undefined],
])('a day of every year: %s', (text, day) => expect(parseMonthDay(text)).toEqual(day))

test('of two numbers as written the first says what they are', () => {
  const written = (name: string) => ({ name, literal: true })
  expect(common([written('number'), written('rate')])).toEqual(written('number'))
  expect(common([written('rate'), written('number')])).toEqual(written('rate'))
})

test('code may be made from text here, and not where that is forbidden', () => {
  expect(mayGenerate()).toBe(true)
  const { Function: own } = globalThis
  try {
    globalThis.Function = function forbidden() {
      throw new EvalError('forbidden')
    } as unknown as FunctionConstructor
    expect(mayGenerate()).toBe(false)
  } finally {
    globalThis.Function = own
  }
  expect(mayGenerate()).toBe(true)
})

test('hundredths are written as exact numbers are', () => {
  const near = [
    0, 1, 99, 100, 99_999, 100_000, 100_099, 123_456, 9_999_999, 10_000_000, 99_999_998, 99_999_999,
  ]
  const all = [...near, ...near.map((one) => one + 1), ...near.map((one) => one * 100 + 7)]
  for (const hundredths of [...all, ...all.map((one) => -one)])
    for (const decimals of [0, 1, 2, 3, 4])
      expect(amountText(hundredths, decimals)).toBe(Rational.of(hundredths, 100).toString(decimals))
})

test('a program is run as it is asked to be, or as it may be', () => {
  const plan = planOf(['amount: [value: rent]', 'unit: CNY'])
  expect(programFrom([plan]).target).toBe('generated')
  expect(programFrom([plan], { target: 'generated' }).target).toBe('generated')
  expect(programFrom([plan], { target: 'interpreted' }).target).toBe('interpreted')
})

test('a name of two meanings is two inputs, the second by its number', () => {
  const meaning = (type: string) => `facts: { x: { title: { zh: 甲, en: x }, ${type} } }`
  const when = 'eligibility: { it: { fact: x, operator: equal, value: 5 } }'
  const workspace = loaded([meaning('type: count'), when], {
    other: [meaning('type: money, unit: CNY'), when],
  })
  const plans = ['row', 'row.other'].map((id) => planFromClause(workspace.clause(id) as Clause))
  expect(programFrom(plans).inputs.map(({ key }) => key)).toEqual(['x', 'x 2'])
})

describe('what would help', () => {
  const bound = (value: number, included: boolean) => ({ value: Rational.of(value), included })
  test.each([
    [bound(6, true), 5, 1, true],
    [bound(6, false), 5, 1, true],
    [bound(5, true), 5, 1, false],
    [bound(5, false), 5, 1, true],
    [bound(4, true), 5, 1, false],
    [bound(4, false), 5, 1, false],
    [bound(4, true), 5, -1, true],
    [bound(4, false), 5, -1, true],
    [bound(6, false), 5, -1, false],
    [bound(5, false), 5, -1, true],
  ] as const)('lies beyond what is: %o, %i, %i', (one, now, direction, expected) =>
    expect(isBeyond(one, Rational.of(now), direction)).toBe(expected),
  )
  test('is in the middle between two ends that do not help', () => {
    const plan = planOf([
      'eligibility: { x: { fact: done, operator: greaterThan, value: 1 }, y: { fact: done, operator: lessThan, value: 2 } }',
    ])
    const from = (now: string) =>
      whyNot(plan, new Map([['done', of(now)]])).eligible.map(({ changes }) =>
        changes.map(({ value }) => String(value)),
      )
    expect(from('0')).toEqual([['1.5']])
    expect(from('3')).toEqual([['1.5']])
  })
  test('is not looked for in texts and figures by date, which are named', () => {
    const plan = planOf([
      'eligibility: { it: { fact: a, operator: equal, value: true }, that: { fact: name, operator: equal, value: x } }',
      'outputs: { w: { steps: [value: wage] } }',
    ])
    const facts = new Map<string, Value>([
      ['a', false],
      ['name', 'y'],
      ['wage', { dated: [{ from: { day: 3 }, value: of('1') }] }],
    ])
    const { eligible, unfollowed } = whyNot(plan, facts)
    expect(eligible).toEqual([])
    expect(unfollowed.map(({ en }) => en).sort()).toEqual(['all values of name', 'all values of wage'])
  })
  test('of days that both follow one there are as many between', () => {
    const plan = planOf([
      'values: { end: [date-after: { from: day, days: { literal: 45, because: { zh: 试, en: a try } } }], x: [days-between: { from: day, to: end }] }',
      'eligibility: { it: { fact: x, operator: equal, value: 45 } }',
    ])
    const found = regionsOf(plan, new Map([['day', { day: 14000 }]]), 'day')
    expect([found?.complete, found?.regions.map(({ eligible }) => eligible)]).toEqual([true, [true]])
  })
})

describe('a compiled policy', () => {
  const ways = (parts: readonly string[], others = {}) => {
    const compiled = compile(loaded(parts, others))
    return [compiled, policyFromJson(JSON.parse(JSON.stringify(compiled.toJson())))]
  }
  const answers = (parts: readonly string[], facts: PlainFacts) =>
    ways(parts).flatMap((way) =>
      [1, 2, 3].map(() => {
        const answer = way.decide(facts)
        if (!answer.ok) throw new Error(answer.problems[0]?.message.en)
        return JSON.parse(JSON.stringify(answer.decisions[rowClause]))
      }),
    )
  const listed = [
    'values: { with: [filter: { list: visitors, where: { fact: b, operator: equal, value: true } }], n: [count: with] }',
    'eligibility: { it: { fact: n, operator: greaterThanInclusive, value: 1 }, that: { fact: a, operator: equal, value: true } }',
  ]
  test.each([
    [
      'of all of them all is given',
      [
        { name: 'x', b: true },
        { name: 'y', b: false },
      ],
    ],
    ['of one of them something is assumed', [{ name: 'x', b: true }, { name: 'y' }]],
    ['of all of them something is assumed', [{ name: 'x' }, { name: 'y' }]],
    ['there are none', []],
  ])('says what is assumed of entries where %s', (_, visitors) => {
    const [first, ...others] = answers(listed, { a: true, visitors } as PlainFacts)
    for (const other of others) expect(other).toEqual(first)
  })
  test('lists what has to wait among its members', () => {
    for (const way of ways(['eligibility: { it: { fact: a, operator: equal, value: true } }']))
      for (let times = 0; times < 3; times++) {
        const answer = way.decide({})
        if (!answer.ok) throw new Error('refused')
        expect(Object.keys(answer.decisions[rowClause] ?? {})).toEqual([
          'clause',
          'kind',
          'eligible',
          'amount',
          'unit',
          'failed',
          'refer',
          'outputs',
          'assumed',
          'needs',
        ])
      }
  })
  test('decides columns of nothing as nobody', () => {
    for (const way of ways(['amount: [value: rent]', 'unit: CNY'])) {
      expect(way.decideMany({ rent: [] } as never)).toEqual([])
      expect(way.decideMany({ rent: [1, 2] } as never)).toHaveLength(2)
    }
  })
})
