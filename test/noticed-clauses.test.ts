import { describe, expect, test } from 'vitest'
import { chainFacts, withChain } from '../engine/decision/chain.ts'
import { sameAssembled } from '../engine/decision/decide.ts'
import { openQuestions, worthOf } from '../engine/decision/open-questions.ts'
import { isDatedSeries, isListValue, isMonthSeries, isRecordValue } from '../engine/expression/value.ts'
import {
  type AskOptions,
  type Clause,
  type Decision,
  documentFromText,
  loadWorkspace,
} from '../engine/index.ts'
import { common } from '../engine/mechanisms/quantity.ts'
import { askTwice } from './support/decide-twice.ts'
import { policyOf, policyWith, rowClause } from './support/row-policy.ts'

// Whole clauses that no table had, until a planted fault was not noticed.

type Others = Readonly<Record<string, readonly string[]>>

const load = (parts: readonly string[], others: Others = {}) => loadWorkspace(policyOf(parts, others))

/** Both executions of one clause. */
async function decided(parts: readonly string[], facts: string, options: AskOptions = {}): Promise<Decision> {
  const workspace = load(parts)
  expect(workspace.diagnostics.map(({ message }) => message.en)).toEqual([])
  const { document } = documentFromText('facts.yaml', facts)
  const asked = await askTwice(workspace, document, { clauses: [rowClause], ...options })
  if (!asked.ok) throw new Error(asked.problems[0]?.message.en)
  return asked.answers[0] as Decision
}

const output = (name: string) => `outputs: { ${name}: { steps: [value: ${name}] } }`

describe('a fact that another clause decides', () => {
  const clause = (from: { readonly clause: string; readonly opens: boolean } | null) =>
    ({ id: 'row', facts: [{ name: 'x', from }] }) as unknown as Clause
  const of = (eligible: boolean | null, more: Partial<Decision> = {}) =>
    ({ eligible, needs: [], assumed: [], ...more }) as unknown as Decision
  const chained = (eligible: boolean | null | undefined, opens = false, opened: readonly string[] = []) =>
    chainFacts(
      clause({ clause: 'other', opens }),
      new Map(),
      () => (eligible === undefined ? undefined : of(eligible)),
      () => opened,
    )

  test.each([true, false])('is as that clause says: %s', (eligible) => {
    const { facts, open, behind } = chained(eligible)
    expect([...facts]).toEqual([['x', eligible]])
    expect(open.size).toBe(0)
    expect([...behind.keys()]).toEqual(['x'])
  })
  test.each([null, undefined])('stays open where that clause is not decided: %s', (eligible) => {
    const { facts, open } = chained(eligible)
    expect([[...facts], [...open]]).toEqual([[], ['x']])
  })
  test('is whether that clause opens this one', () => {
    expect(chained(true, true, ['row']).facts.get('x')).toBe(true)
    expect(chained(true, true, ['another']).facts.get('x')).toBe(false)
    expect(chained(false, true, ['row']).facts.get('x')).toBe(false)
  })
  test('is not asked where it is given, or where no clause decides it', () => {
    const never = () => {
      throw new Error('asked')
    }
    const given = new Map([['x', true]])
    expect(chainFacts(clause({ clause: 'other', opens: false }), given, never, () => []).facts).toEqual(given)
    expect(chainFacts(clause(null), new Map(), never, () => []).open.size).toBe(0)
  })
  test('asks for what is needed behind it, and for itself where nothing is', () => {
    const needing = (needs: readonly string[]) => ({
      facts: new Map(),
      open: new Set(['x']),
      behind: new Map([['x', of(null, { needs })]]),
    })
    const one = of(null, { needs: ['x', 'y'] })
    expect(withChain(one, needing(['z', 'y']), () => true).needs).toEqual(['z', 'y'])
    expect(withChain(one, needing(['z']), () => true).needs).toEqual(['z', 'y'])
    expect(withChain(one, needing([]), () => true).needs).toEqual(['x', 'y'])
  })
  test('rests on what is assumed behind it, where that matters', () => {
    const behind = new Map([['x', of(true, { assumed: ['z'] })]])
    const chain = { facts: new Map(), open: new Set<string>(), behind }
    expect(withChain(of(true), chain, () => true).assumed).toEqual(['z'])
    expect(withChain(of(true), chain, () => false).assumed).toEqual([])
  })
})

describe('a clause in force', () => {
  const asked = (effective: string, day: string) =>
    decided([`effective: ${effective}`], `as_of: ${day}`).then(({ failed }) => failed)
  test.each([
    ['{ until: 2011-01-01 }', '2010-12-31', []],
    ['{ until: 2011-01-01 }', '2011-01-01', ['in-force']],
    ['{ from: 2010-01-01 }', '2009-12-31', ['in-force']],
    ['{ from: 2010-01-01 }', '2010-01-01', []],
    ['{ from: 2010-01-01 }', '9999-12-31', []],
  ])('%s on %s', async (effective, day, failed) => expect(await asked(effective, day)).toEqual(failed))
})

describe('an output of a refused claim', () => {
  const otherwise = (type: string, value: string) =>
    decided(
      [
        'eligibility: { it: { fact: a, operator: equal, value: true } }',
        `outputs: { x: { only: eligible, otherwise: ${value}, steps: [value: ${type}] } }`,
      ],
      'a: false',
    ).then(({ outputs }) => outputs.x)
  test('is the number, the text or the list that is written', async () => {
    expect(await otherwise('hires', '0')).toBe(0)
    expect(await otherwise('name', 'nobody')).toBe('nobody')
    expect(await otherwise('levels', '[]')).toEqual([])
    expect(await otherwise('levels', '[junior]')).toEqual(['junior'])
  })
})

describe('what has no value', () => {
  const due = 'due: [first-of-month: { year: founded, month: done }]'
  test('has no year', async () => {
    const parts = [`values: { ${due}, year: [year-of: due] }`, output('year')]
    expect((await decided(parts, '{ founded: 2009, done: 12 }')).outputs).toEqual({ year: 2009 })
    expect((await decided(parts, '{ founded: 2009, done: 13 }')).outputs).toEqual({})
  })
  test('has no months', async () => {
    const parts = [
      `values: { ${due}, monthly: [per-month: { from: due, months: months }, value: income] }`,
      'outputs: { sum: { steps: [total: monthly] } }',
    ]
    expect((await decided(parts, '{ founded: 2009, done: 12, months: 2, income: 5 }')).outputs).toEqual({
      sum: '10.00',
    })
    expect((await decided(parts, '{ founded: 2009, done: 13, months: 2, income: 5 }')).outputs).toEqual({})
  })
  test('is none of the composed values', () => {
    for (const is of [isDatedSeries, isListValue, isMonthSeries, isRecordValue])
      for (const value of [null, true, 'months', { day: 1 }]) expect(is(value)).toBe(false)
  })
})

describe('a field of the entry at hand', () => {
  test('is written with a dot', async () => {
    const parts = [
      'values: { each: [per-item: visitors, value: item.rent] }',
      'amount: [total: each]',
      'unit: CNY',
    ]
    expect((await decided(parts, 'visitors: [{ rent: 3 }, { rent: 4 }]')).amount).toBe('7.00')
  })
})

describe('a table', () => {
  test('is looked up by a text too', async () => {
    const parts = [
      'parameters: { by_name: { title: { zh: 表, en: Table }, type: table, of: { type: money, unit: CNY }, rows: { a: { title: { zh: 甲, en: A }, values: { undated: 70 } } } } }',
      'amount: [table: { of: by_name, by: name }]',
      'unit: CNY',
    ]
    expect((await decided(parts, 'name: a')).amount).toBe('70.00')
    expect((await decided(parts, 'name: b')).amount).toBeNull()
  })
})

describe('a fact that is only asked whether it is given', () => {
  test.each([
    '{ given: rent }',
    '{ not: { given: rent } }',
    '{ all: [{ given: rent }] }',
    '{ any: [{ not: { all: [{ given: rent }] } }] }',
    '{ condition: asks }',
    '{ any: [{ condition: asks }] }',
  ])('is a fact of the clause in %s', (condition) => {
    const workspace = load(['conditions: { asks: { given: rent } }', `eligibility: { it: ${condition} }`])
    expect(workspace.diagnostics).toEqual([])
    expect(workspace.clause(rowClause)?.facts.map(({ name }) => name)).toContain('rent')
  })
})

describe('an operand that nothing has', () => {
  test.each([
    'value: nowhere',
    'sum: nowhere',
    'year-of: nowhere',
    'count: nowhere',
    'per-item: nowhere, value: item',
    'table: { of: by_place, by: nowhere }',
    'take: { list: units, first: nowhere }',
    'filter: { list: nowhere, where: { fact: a, operator: equal, value: true } }',
    'missing: nowhere',
    'present: nowhere',
    'allocate: { amount: nowhere, to: taxes, order: nothing_else }',
    'days-between: { from: nowhere, to: day }',
    'date-of: { year: nowhere, on: payday }',
    'matches-redacted: { whole: nowhere, redacted: printed }',
  ])('is told as that, and as nothing else: %s', (step) => {
    const table =
      'parameters: { by_place: { title: { zh: 表, en: Table }, type: table, of: { type: money, unit: CNY }, rows: { market: { title: { zh: 市场, en: Market }, values: { undated: 70 } } } } }'
    const [first, ...rest] = step.split(', value: item')
    const steps = rest.length > 0 ? `[${first}, value: item]` : `[${step}]`
    const codes = load([
      ...(step.startsWith('table') ? [table] : []),
      `outputs: { x: { steps: ${steps} } }`,
    ]).diagnostics.map(({ code }) => code)
    expect(new Set(codes)).toEqual(new Set(['NAME_UNKNOWN']))
  })
})

describe('two quantities that go together', () => {
  const months = { name: 'duration', unit: 'months' } as const
  const number = { name: 'number', unit: 'months' } as const
  test('are months, where one is a number of months', () => {
    expect(common([months, number])).toEqual(months)
    expect(common([number, months])).toEqual(months)
  })
})

describe('two decisions', () => {
  const decision: Decision = {
    clause: 'row',
    kind: 'benefit',
    eligible: true,
    amount: '1.00',
    unit: 'CNY',
    failed: [],
    refer: [],
    outputs: {},
    assumed: [],
    needs: [],
  }
  const undated = [{ parameter: 'row.top', on: { day: 1 } }]
  test('differ where one read a parameter that had no value', () => {
    expect(sameAssembled({ decision, undated: [] }, { decision, undated: [] })).toBe(true)
    expect(sameAssembled({ decision, undated }, { decision, undated: [] })).toBe(false)
  })
  test.each<Partial<Decision>>([
    { eligible: null },
    { amount: '1.01' },
    { failed: ['other'] },
    { refer: ['other'] },
    { outputs: { other: 1 } },
    { needs: ['other'] },
  ])('differ by %o', (part) => {
    const other = { decision: { ...decision, ...part }, undated: [] }
    expect(sameAssembled({ decision, undated: [] }, other)).toBe(false)
    expect(sameAssembled(other, other)).toBe(true)
  })
})

describe('a question that two clauses state', () => {
  const stating = (change: string) => [
    'amount: [value: rent]',
    'unit: CNY',
    `readings: { AMB-1: { question: { zh: 多少, en: how much }, default: { because: { zh: 少, en: less } }, alternatives: { other: { because: { zh: 多, en: more }${change} } } } }`,
  ]
  const computing = stating(', change: { amount: [value: paid] }')
  const describing = stating('')
  test.each([
    ['the first', computing, describing],
    ['the second', describing, computing],
  ])('is computed where %s computes it', (_, first, second) => {
    const workspace = load(first, { other: second })
    const [question, ...more] = openQuestions(workspace)
    if (!question) throw new Error('no question')
    expect(more).toEqual([])
    expect(question.alternatives.map(({ name, computed }) => [name, computed])).toEqual([['other', true]])
    const worth = worthOf(question, workspace, documentFromText('f.yaml', '{ rent: 5, paid: 7 }').document)
    expect(worth.ok && worth.outcomes.map(({ total }) => total)).toEqual(['10.00', '12.00'])
  })
})

describe('a stacking group', () => {
  test.each(['highest', 'first'])('pays the %s as it says', (pays) => {
    const provision = `provision: row
title: { zh: 甲, en: row }
stacking:
  group: { title: { zh: 组, en: Group }, pays: ${pays}, because: { zh: 同一, en: One benefit } }
clauses:
  row: { title: { zh: 甲, en: row }, stacking: group, amount: [value: rent], unit: CNY }
`
    const workspace = loadWorkspace(policyWith(rowClause, provision))
    expect(workspace.diagnostics).toEqual([])
    expect(workspace.clause(rowClause)?.stacking).toMatchObject({ name: 'row.group', pays })
  })
})
