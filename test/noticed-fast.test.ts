import { describe, expect, test } from 'vitest'
import { generatedAssembly, loopedAssembly } from '../engine/api/fast/assemble.ts'
import type { FactForm, FactRow } from '../engine/api/fast/fact-forms.ts'
import { generatedReader, isReadable, loopedReader, wordsFor } from '../engine/api/fast/row-reader.ts'
import type { PlainFacts, PolicyOptions } from '../engine/api/index.ts'
import { compile, load } from '../engine/api/load.ts'
import { rowDecider } from '../engine/batch/decider.ts'
import { type Clause, type Decision, loadWorkspace, Rational, type Value } from '../engine/index.ts'
import { Nodes } from '../engine/scaled/nodes.ts'
import { specialised } from '../engine/scaled/specialise.ts'
import { policyOf, rowClause, rowPolicy } from './support/row-policy.ts'
import { readTable } from './support/tables.ts'

// The fast way, and what batches and columns take of it, where a planted fault was not noticed.

function loaded(parts: readonly string[], others: Readonly<Record<string, readonly string[]>> = {}) {
  const workspace = loadWorkspace(policyOf(parts, others))
  expect(workspace.diagnostics.map(({ message }) => message.en)).toEqual([])
  return workspace
}

interface Row {
  readonly name: string
  readonly options?: PolicyOptions
  readonly because?: string
}

describe('code', () => {
  const { data, exact } = readTable<{ readonly rows: readonly Row[] }>('noticed-fast.yaml')
  const { rows } = data
  test.each(rows.map((row, at) => ({ ...row, at })))(
    'decides or leaves $name',
    ({ options, because, at }) => {
      const workspace = load(rowPolicy(exact, at))
      expect(workspace.diagnostics.map(({ message }) => message.en)).toEqual([])
      const policy = compile(workspace, options)
      expect(policy.problems).toEqual([])
      const { clauses, resultsFor } = policy.numbers()
      const of = clauses.findIndex(({ id }) => id === rowClause)
      expect([clauses[of]?.because, resultsFor().eligible[of] === 3]).toEqual([
        because ?? null,
        (because ?? null) !== null,
      ])
    },
  )
})

describe('numbers', () => {
  const dated = [
    'parameters: { one: { title: { zh: 一, en: one }, type: money, unit: CNY, values: { 2010-01-01: 1 } } }',
    'outputs: { chosen: { only: eligible, steps: [value: one] } }',
    'eligibility: { it: { fact: a, operator: equal, value: true }, that: { fact: as_of, operator: lessThan, value: 2020-01-01 } }',
  ]
  test.each<readonly [PlainFacts, boolean, number]>([
    [{ a: true, as_of: '2009-12-31' }, false, 1],
    [{ a: false, as_of: '2009-12-31' }, true, 0],
    [{ as_of: '2009-12-31' }, true, 2],
    [{ a: true, as_of: '2010-01-01' }, true, 1],
    [{ a: true, as_of: '2010-01-02' }, true, 1],
    [{ a: true }, true, 2],
  ])('of %o are decided unless an eligible one has a figure that was not in force', (facts, holds, is) => {
    const numbers = compile(loaded(dated)).numbers()
    const out = numbers.resultsFor()
    expect([numbers.decideInto(numbers.encode(facts) ?? {}, out), out.eligible[0]]).toEqual([holds, is])
  })
  test('are made of facts that are an object, also of none', () => {
    const { encode } = compile(loaded(dated)).numbers()
    const each: readonly unknown[] = [{}, Object.create(null), null, undefined, 5, 'a', [], new Date(0)]
    expect(each.map((facts) => encode(facts as PlainFacts) !== null)).toEqual(each.map((_, at) => at < 2))
    expect(each.map(isReadable)).toEqual(each.map((_, at) => at < 2))
  })
  test('of a name of two meanings are one for each', () => {
    const meaning = (type: string) => `facts: { x: { title: { zh: 甲, en: x }, ${type} } }`
    const when = 'eligibility: { it: { fact: x, operator: equal, value: 5 } }'
    const two = loaded([meaning('type: count'), when], { other: [meaning('type: money, unit: CNY'), when] })
    expect(compile(two).numbers().encode({ x: 5 })).toEqual({ x: 5, 'x 2': 500 })
  })
  test('of one value are what they are in a row', () => {
    const numbers = compile(
      loaded([
        'eligibility: { a: { fact: a, operator: equal, value: true }, b: { fact: rent, operator: equal, value: 5 }, c: { fact: day, operator: lessThan, value: 2010-01-01 }, d: { fact: place, operator: equal, value: market }, e: { fact: papers, operator: containsAll, value: [permit, proof] } }',
      ]),
    ).numbers()
    const facts = { a: true, rent: 2.5, day: '1970-01-03', place: 'market', papers: ['proof', 'permit'] }
    const row = numbers.encode(facts)
    expect(row).toEqual({ a: 1, rent: 250, day: 2, place: 0, papers: 3 })
    for (const [key, value] of Object.entries(facts)) {
      expect(numbers.codeOf(key, value)).toBe(row?.[key])
      expect(numbers.codeOf(key, { no: 'value' })).toBeUndefined()
    }
  })
})

describe('a row', () => {
  const inOneStep = (name: string): FactForm => ({
    name,
    key: `${name} key`,
    keys: [`${name} key`],
    encoding: { by: 'truth', with: [] },
    spread: () => Number.NaN,
  })
  /** Takes whether something is left open for a value; writes two parts. */
  const inParts = (name: string): FactForm => ({
    ...inOneStep(name),
    encoding: null,
    keys: [`${name} one`, `${name} two`],
    spread: (value, row) => {
      row[`${name} one`] = 5
      return value as number
    },
  })
  const names = Array.from({ length: 62 }, (_, at) => `f${at}`)
  const forms = names.map((name, at) => (at % 31 === 7 ? inParts(name) : inOneStep(name)))
  const whole = Object.fromEntries(names.map((name, at) => [name, at % 31 === 7 ? 0 : at % 2 === 0]))
  const without = (...left: readonly number[]) =>
    Object.fromEntries(Object.entries(whole).filter((_, at) => !left.includes(at)))
  test.each<readonly [string, Readonly<Record<string, unknown>>, number, readonly number[]]>([
    ['of all', whole, 62, [0, 0, 0]],
    ['without the first', without(0), 61, [1, 0, 0]],
    ['without some at the ends of words', without(29, 30, 59, 60, 61), 57, [2 ** 29, 2 ** 29 + 1, 3]],
    ['without one of several parts', without(7, 8), 60, [2 ** 7 + 2 ** 8, 0, 0]],
    ['with one of which a part is open', { ...whole, f38: 1 }, 62, [0, 2 ** 8, 0]],
    ['of none', {}, 0, [2 ** 30 - 1, 2 ** 30 - 1, 3]],
  ])('%s is read the same with made code and without', (_, facts, given, marks) => {
    for (const read of [generatedReader(forms), loopedReader(forms)]) {
      const row: FactRow = Object.fromEntries(
        forms.flatMap(({ keys }) => keys.map((key) => [key, 7] as const)),
      )
      const open = new Int32Array(wordsFor(forms)).fill(-1)
      expect([read(facts, row, open), ...open]).toEqual([given, ...marks])
      for (const [at, { name, key, keys, encoding }] of forms.entries()) {
        const value = facts[name]
        if (value === undefined) for (const one of keys) expect(row[one]).toBeUndefined()
        else expect(row[encoding ? key : `${name} one`]).toBe(encoding ? Number(at % 2 === 0) : 5)
      }
    }
  })
  test('of a value that does not fit is left to others', () => {
    for (const read of [generatedReader(forms), loopedReader(forms)])
      for (const facts of [
        { ...whole, f3: 'yes' },
        { ...whole, f7: Number.NaN },
      ])
        expect(read(facts, {}, new Int32Array(3))).toBe(-1)
  })
  test('has a word of marks for each thirty facts', () =>
    expect([0, 1, 30, 31, 60, 61].map((length) => wordsFor(Array(length).fill(0)))).toEqual([
      1, 1, 1, 2, 2, 3,
    ]))
})

test('decisions stand by the ids of their clauses, with made code and without', () => {
  const ways = ['x', 'y', 'z'].map((id) => ({ id, form: null }))
  const made = ways.map(({ id }) => ({ clause: id }) as Decision)
  const results = compile(loaded(['eligibility: { it: { fact: a, operator: equal, value: true } }']))
    .numbers()
    .resultsFor()
  for (const assemble of [generatedAssembly(ways), loopedAssembly(ways)])
    for (const isOpen of [true, false]) {
      const decisions = assemble(results, isOpen, (index) => made[index])
      expect(Object.entries(decisions ?? {})).toEqual(made.map((one) => [one.clause, one]))
      for (const without of [0, 1, 2])
        expect(
          assemble(results, isOpen, (index) => (index === without ? undefined : made[index])),
        ).toBeUndefined()
    }
})

test('columns keep the bounds that were proven of a number', () => {
  const nodes = new Nodes()
  const input = (place: number) => nodes.input(place, { lo: 0, hi: 9 }, true)
  for (const [lo, hi] of [
    [5, 5],
    [4, 6],
  ] as const) {
    const sum = nodes.within(nodes.add(input(lo), input(hi + 1)), lo, hi)
    expect(specialised([sum], () => ({}))(sum)).toMatchObject({ op: 'add', lo, hi })
  }
})

describe('a batch', () => {
  const less = (clause: string) => [
    `amount: [value: rent, less: { clause: ${clause}, count: paid }]`,
    'unit: CNY',
  ]
  const facts = new Map<string, Value>([
    ['rent', Rational.of(100)],
    ['paid', Rational.of(30)],
  ])
  test.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
    ['another clause', less('row.other'), ['amount: [value: paid]', 'unit: CNY'], ['70.00', '30.00']],
    [
      'no clause',
      ['amount: [value: rent]', 'unit: CNY'],
      ['amount: [value: paid]', 'unit: CNY'],
      ['100.00', '30.00'],
    ],
    ['itself, once in a row', less(rowClause), less(rowClause), ['100.00', '70.00']],
  ])('takes off what was paid under %s', (_, row, other, expected) => {
    const workspace = loaded(row, { other })
    const clauses = [rowClause, 'row.other'].map((id) => workspace.clause(id) as Clause)
    const { decisions } = rowDecider(clauses, {}).decide([facts, facts])
    expect(decisions.map(({ amount }: Decision) => amount)).toEqual(expected)
  })
})

describe('texts known on a day', () => {
  const files = policyOf(['amount: [value: rent]', 'unit: CNY'])
  test.each([
    [undefined, [], 1],
    ['2010-01-01', [], 1],
    ['2010-13-01', ['DATE_IMPOSSIBLE'], 0],
  ])('%s', (known, codes, count) => {
    const { diagnostics, policies } = load(files, known === undefined ? {} : { known })
    expect([diagnostics.map(({ code }) => code), policies.length]).toEqual([codes, count])
    for (const { file, span } of diagnostics) expect([file, span]).toEqual(['', [0, 0]])
  })
})
