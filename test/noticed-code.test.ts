import { describe, expect, test } from 'vitest'
import { holdsOnly } from '../engine/api/fast/row-reader.ts'
import { type PlainFacts, policyFromJson } from '../engine/api/index.ts'
import { compile } from '../engine/api/load.ts'
import { decideParts } from '../engine/decision/claim.ts'
import { type Clause, loadWorkspace, planFromClause } from '../engine/index.ts'
import { columnFor, columnResultsFor, columnsFrom } from '../engine/scaled/columns.ts'
import { programFrom } from '../engine/scaled/program.ts'
import { policyOf, rowClause } from './support/row-policy.ts'

// Generated code, and the library about it, where a planted fault was not noticed.

function loaded(parts: readonly string[], others: Readonly<Record<string, readonly string[]>> = {}) {
  const workspace = loadWorkspace(policyOf(parts, others))
  expect(workspace.diagnostics.map(({ message }) => message.en)).toEqual([])
  return workspace
}

describe('a row whose columns are not there', () => {
  const large = (name: string) => `${name}: { title: { zh: 甲, en: x }, type: number, absent: 900000 }`
  const parts = [
    'amount: [value: rent, product: done, product: target]',
    'unit: CNY',
    `facts: { ${large('done')}, ${large('target')} }`,
  ]
  test.each([
    ['all are left to others where what is assumed is too large together', [], [1, 1]],
    ['those are decided that are small enough', ['done', 'target'], [0, 0]],
  ] as const)('%s', (_, there, expected) => {
    const program = programFrom([planFromClause(loaded(parts).clause(rowClause) as Clause)])
    expect(program.clauses[0]?.because).toBeNull()
    const isThere = (name: string) => name === 'rent' || there.some((one) => one === name)
    const wide = new Uint8Array(2)
    const results = columnResultsFor(program, 2)
    const cells = program.inputs.map((input) =>
      isThere(input.name) ? columnFor(input, 2).fill(input.name === 'rent' ? 100 : 10_000) : null,
    )
    columnsFrom(program, ({ name }) => isThere(name))(cells, 0, 2, results, wide)
    expect([...wide]).toEqual(expected)
    if (expected[0] === 0) expect([...(results[0]?.amount ?? [])]).toEqual([100, 100])
  })
})

describe('a compiled policy', () => {
  const policy = (parts: readonly string[], options = {}) => {
    const compiled = compile(loaded(parts), options)
    return [compiled, policyFromJson(JSON.parse(JSON.stringify(compiled.toJson())), options)]
  }
  test('is written in the form that the library of today reads tomorrow', () => {
    const json = compile(loaded(['amount: [value: rent]', 'unit: CNY'])).toJson()
    expect(json).toMatchObject({ clausebook: 'compiled-policy', format: 1 })
  })
  test('says of an output of several fields what each is, and no more', () => {
    const json = compile(loaded(['outputs: { all: { steps: [value: guarantor] } }'])).toJson()
    expect(json?.clauses[0]?.outputs[0]?.type).toEqual({
      name: 'record',
      fields: [
        { name: 'kind', type: { name: 'category' } },
        { name: 'pay', type: { name: 'money', unit: 'CNY' } },
        {
          name: 'home',
          type: {
            name: 'record',
            fields: [
              { name: 'street', type: { name: 'text' } },
              { name: 'since', type: { name: 'date' } },
            ],
          },
        },
      ],
    })
  })
  test.each([
    ['2009-12-31', ['in-force']],
    ['2010-01-01', []],
    ['2010-12-31', []],
    ['2011-01-01', ['in-force']],
  ])('asked for %s is in force by that day', (asOf, failed) => {
    const parts = ['effective: { from: 2010-01-01, until: 2011-01-01 }', 'amount: [value: rent]', 'unit: CNY']
    // The first is decided by closures, what follows by generated code.
    for (const one of policy(parts, { asOf }))
      for (let times = 0; times < 3; times++) {
        const answer = one.decide({ rent: 5 })
        expect(answer).toMatchObject({ ok: true, decisions: { [rowClause]: { failed } } })
      }
  })
  test.each([
    ['2009-12-31', ['in-force']],
    ['2010-01-01', []],
    ['2010-12-31', []],
    ['2011-01-01', ['in-force']],
    [undefined, []],
  ])('given %s is in force by that day', (day, failed) => {
    const parts = ['effective: { from: 2010-01-01, until: 2011-01-01 }', 'amount: [value: rent]', 'unit: CNY']
    const facts: PlainFacts = { rent: 5, ...(day !== undefined && { as_of: day }) }
    for (const one of policy(parts))
      for (let times = 0; times < 3; times++) {
        const answer = one.decide(facts)
        expect(answer).toMatchObject({ ok: true, decisions: { [rowClause]: { failed } } })
      }
  })
  test('makes decisions whose members can be taken away as any others can', () => {
    const [one] = policy(['eligibility: { it: { fact: a, operator: equal, value: true } }'])
    const answers = [1, 2, 3].map(() => one?.decide({}))
    for (const answer of answers) {
      if (!answer?.ok) throw new Error('refused')
      const decision = answer.decisions[rowClause] as { needs?: unknown }
      expect(decision.needs).toEqual(['a'])
      delete decision.needs
      expect(Object.keys(decision)).not.toContain('needs')
    }
  })
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) })
  const inLists = (depth: number): unknown => (depth === 0 ? 1 : [inLists(depth - 1)])
  test.each([
    ['maps', nested],
    ['lists', inLists],
  ])('refuses facts of too many %s inside each other, however it is asked', (_, of) => {
    const said = (depth: number) =>
      policy(['amount: [value: rent]', 'unit: CNY']).flatMap((one) =>
        [1, 2, 3].map(() => {
          const answer = one.decide({ rent: 5, guarantor: of(depth) } as PlainFacts)
          return answer.ok ? 'decided' : answer.problems[0]?.code
        }),
      )
    const deep = said(80)
    expect(new Set(deep)).toEqual(new Set(['TEXT_TOO_DEEP']))
    expect(new Set(said(61))).toEqual(new Set(['decided']))
  })
})

describe('facts beside those that are read', () => {
  const known = new Set(['a', 'b', 'c'])
  const read = new Set(['a'])
  test.each<readonly [Readonly<Record<string, unknown>>, number, boolean]>([
    [{ a: 1 }, 1, true],
    [{ a: 1, b: 2 }, 1, true],
    [{ a: 1, x: 2 }, 1, false],
    [{ a: 1, x: undefined }, 1, true],
    [{ a: 1, b: () => 1 }, 1, false],
    [{ b: Number.NaN }, 0, false],
    [{ b: 2, c: 3 }, 1, false],
    [{ a: 1 }, 2, false],
  ])('%o, of which %i was read', (facts, given, holds) =>
    expect(holdsOnly(facts, given, read, known)).toBe(holds),
  )
})

describe('the parts of a claim', () => {
  const order = (parts: readonly (readonly [id: string, looksAt: readonly string[]])[]) => {
    const decided: string[] = []
    decideParts<(typeof parts)[number], string>(
      parts,
      ([id, looksAt]) => ({ id, looksAt }),
      ([id], before) => {
        const name = `${id}${decided.filter((one) => one.startsWith(id)).length}`
        decided.push(`${name}(${before.join(' ')})`)
        return name
      },
    )
    return decided
  }
  test.each<readonly [string, Parameters<typeof order>[0], readonly string[]]>([
    ['alone', [['a', ['b']]], ['a0()']],
    [
      'in the order they stand in',
      [
        ['a', []],
        ['b', []],
      ],
      ['a0()', 'b0(a0)'],
    ],
    [
      'those that look at others last',
      [
        ['a', ['b']],
        ['b', []],
      ],
      ['b0()', 'a0(b0)'],
    ],
    [
      'of one clause, what stands before it',
      [
        ['a', ['a']],
        ['a', ['a']],
      ],
      ['a0()', 'a1(a0)'],
    ],
    [
      'of one clause that looks at another, what stands before it',
      [
        ['a', ['b']],
        ['b', []],
        ['a', ['b']],
      ],
      ['b0()', 'a0(b0)', 'a1(a0 b0)'],
    ],
    [
      'of others, wherever they stand',
      [
        ['b', []],
        ['a', ['b']],
        ['b', []],
        ['a', ['b']],
      ],
      ['b0()', 'b1(b0)', 'a0(b0 b1)', 'a1(b0 a0 b1)'],
    ],
  ])('are decided %s', (_, parts, expected) => expect(order(parts)).toEqual(expected))
})
