import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeDay, encodeName, encodeNames, encodeNumber, encodingOf } from '../engine/api/fast/encoders.ts'
import { plainReader } from '../engine/api/fast/plain-value.ts'
import { plainCell } from '../engine/batch/cell-forms.ts'
import { plainForms } from '../engine/batch/mapping.ts'
import { decidePiece, pieceOf } from '../engine/batch/piece.ts'
import { recordReader } from '../engine/batch/record-bytes.ts'
import { resultWriter } from '../engine/batch/results.ts'
import { sameOutput } from '../engine/cases/compare.ts'
import { caseOptions } from '../engine/cases/tasks.ts'
import { bigIntegers, doubles } from '../engine/decision/arithmetic.ts'
import { executableOf } from '../engine/decision/executable.ts'
import { outputValue } from '../engine/decision/outcome.ts'
import { questionOf } from '../engine/decision/question.ts'
import { type Environment, evaluate } from '../engine/expression/evaluate.ts'
import { constant, type Expression } from '../engine/expression/expression.ts'
import {
  type Clause,
  documentFromText,
  loadWorkspace,
  parseDate,
  planFromClause,
  Rational,
  type Value,
} from '../engine/index.ts'
import { common } from '../engine/mechanisms/quantity.ts'
import type { ValueType } from '../engine/policy/types.ts'
import type { ProgramInput } from '../engine/scaled/program.ts'
import { smallBatch } from './batch/small.ts'
import { askTwice } from './support/decide-twice.ts'
import { rentAid } from './support/rent-aid.ts'
import { policyOf, rowClause } from './support/row-policy.ts'
import { seed } from './support/seed.ts'

// The library's reading of facts, batches, cases and lists, where a planted fault was not noticed.

const of = (text: string) => Rational.parse(text) as Rational
const day = (text: string) => parseDate(text) as { day: number }

describe('a number as code takes it', () => {
  const endsOf = (type: ValueType) =>
    encodingOf([type], undefined, () => [])?.with as readonly [number, number, number]
  const hundredths = fc.integer({ min: -500, max: 500 })
  const bound = fc.option(fc.tuple(hundredths, fc.constantFrom(1, 3, 100)), { nil: undefined })
  const scales: Readonly<Record<string, bigint>> = {
    money: 100n,
    rate: 1_000_000n,
    number: 10_000n,
    count: 1n,
    duration: 1n,
    year: 1n,
  }
  test('is its whole number where it is one within its bounds, and is left to others elsewhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(scales)),
        bound,
        bound,
        fc.integer({ min: -1000, max: 1000 }),
        fc.constantFrom(1, 2, 4, 100, 128),
        (name, low, high, top, bottom) => {
          const [min, max] = [low, high].map((end) => end && Rational.of(end[0], end[1]))
          const type = { name, ...(min && { min }), ...(max && { max }) } as ValueType
          const ends = endsOf(type)
          const value = Rational.of(top, bottom)
          const scaled = value.times(Rational.of(scales[name] as bigint))
          const fits =
            scaled.isInteger && !(min && value.compare(min) < 0) && !(max && value.compare(max) > 0)
          const code = encodeNumber(top / bottom, ...ends)
          expect(code).toBe(fits ? Number(scaled.numerator) : Number.NaN)
          const whole = ['count', 'duration', 'year'].includes(name)
          const read = plainReader(type)(top / bottom)
          const isRead =
            fits ||
            (scales[name] !== 1n && !(min && value.compare(min) < 0) && !(max && value.compare(max) > 0))
          expect(read === undefined ? null : String(read)).toBe(
            isRead && (!whole || value.isInteger) ? String(value) : null,
          )
        },
      ),
      { seed, numRuns: 1500 },
    )
  })
  test.each([
    [999_999_999_999_999, true],
    [1_000_000_000_000_000, false],
    [-999_999_999_999_999, true],
    [-1_000_000_000_000_000, false],
  ])('of %i digits in hundredths is taken: %s', (scaled, taken) => {
    const ends = endsOf({ name: 'count' } as ValueType)
    expect(encodeNumber(scaled, ...ends)).toBe(taken ? scaled : Number.NaN)
  })
  test.each([
    ['2009-06-30', false],
    ['2009-07-01', true],
    ['2010-12-31', true],
    ['2011-01-01', false],
  ])('a day has bounds of all its meanings: %s', (text, taken) => {
    const ends = (min: string, max: string) => ({ name: 'date', min: day(min), max: day(max) }) as ValueType
    const types = [ends('2009-01-01', '2010-12-31'), ends('2009-07-01', '2012-01-01')]
    const { with: bounds } = encodingOf(types, undefined, () => []) as { with: readonly unknown[] }
    expect(encodeDay(text, ...(bounds as [number, number]))).toBe(taken ? day(text).day : Number.NaN)
  })
  const names = (values: readonly string[], open = false) =>
    ({
      name: 'category',
      open,
      values: Object.fromEntries(values.map((one) => [one, { zh: one, en: one }])),
    }) as unknown as ValueType
  const input = { name: 'x', kind: 'name', scale: null } as unknown as ProgramInput
  const list = { name: 'x', kind: 'list', scale: null } as unknown as ProgramInput
  test.each<readonly [string, readonly ValueType[], string, number]>([
    ['one that rules speak of', [names(['a', 'b'])], 'a', 0],
    ['one that they do not', [names(['a', 'b'])], 'b', 2 ** 30],
    ['one that is none of its meaning', [names(['a', 'b'])], 'c', Number.NaN],
    ['one of an open meaning', [names(['a', 'b'], true)], 'c', 2 ** 30],
    ['one that only one of two meanings has', [names(['a', 'b']), names(['b'])], 'a', Number.NaN],
    ['one that both have', [names(['a', 'b']), names(['a'])], 'a', 0],
    ['a forbidden character', [{ name: 'text' } as ValueType], 'a\u0000', Number.NaN],
  ])('a name is its place: %s', (_, types, name, code) => {
    const { with: given } = encodingOf(types, input, () => ['a', 'z']) as { with: readonly unknown[] }
    expect(encodeName(name, ...(given as [Map<unknown, number>, ReadonlySet<string>[]]))).toBe(code)
    const lists = types.map((one) => ({ name: 'list', of: one }) as ValueType)
    const entries = encodingOf(lists, list, () => ['a', 'z']) as { with: readonly unknown[] }
    expect(encodeNames([name], ...(entries.with as [Map<unknown, number>, ReadonlySet<string>[]]))).toBe(
      code === 0 ? 1 : Number.isNaN(code) ? code : 0,
    )
  })
  test.each<readonly [string, ValueType, boolean]>([
    ['of names', { name: 'list', of: names(['a']) } as ValueType, true],
    ['of texts', { name: 'list', of: { name: 'text' } } as ValueType, true],
    ['of amounts', { name: 'list', of: { name: 'money' } } as ValueType, false],
    ['of names by month', { name: 'list', series: true, of: names(['a']) } as ValueType, false],
    ['of nothing in particular', { name: 'list' } as ValueType, false],
  ])('a list is one number where it is one %s', (_, type, isOne) =>
    expect(encodingOf([type], list, () => []) !== null).toBe(isOne),
  )
})

describe('a table', () => {
  const bytesOf = (text: string) => new TextEncoder().encode(text)
  test('may begin with a quote that holds a line end, wherever it is cut', () => {
    const bytes = bytesOf('"\n",1\n"\n",2\nx,"\n"\n')
    const read = (cuts: readonly number[]) => {
      const reader = recordReader(true)
      const found: string[] = []
      const take = () => {
        for (let record = reader.next(); record; record = reader.next())
          found.push(new TextDecoder().decode(record.bytes ?? undefined))
      }
      for (const [index, cut] of [0, ...cuts].entries()) {
        reader.push(bytes.slice(cut, cuts[index] ?? bytes.length))
        take()
      }
      reader.finish()
      take()
      return found
    }
    for (let one = 1; one < bytes.length; one++)
      for (let two = one; two < bytes.length; two++)
        expect(read([one, two])).toEqual(['"\n",1', '"\n",2', 'x,"\n"'])
  })
  test.each(['fees.toString', 'constructor', 'toString.x', 'venue.constructor'])(
    'has no column `%s`, though every object has such a thing',
    (header) =>
      expect(smallBatch(rentAid, header).diagnostics.map(({ code }) => code)).toEqual(['FACT_UNKNOWN']),
  )
  const code = documentFromText('m.yaml', 'x: true').document.root
  const codes = new Map([
    ['是', { node: (code as never as { entries: { value: unknown }[] }).entries[0]?.value }],
  ]) as never
  test.each([
    ['是', codes, null, true],
    ['否', codes, null, false],
    ['否', codes, Rational.of(100), false],
    ['3', codes, Rational.of(100), true],
    ['3', null, null, true],
  ])('a cell %s is read by its codes', (text, of, factor, ok) =>
    expect(plainCell(text, { ...plainForms, codes: of }, factor).ok).toBe(ok),
  )
  test('of which a record is too long is decided without it', () => {
    const records = [bytesOf('a,1'), null, bytesOf('b'), bytesOf('')].map((bytes, at) => ({
      bytes,
      end: 0,
      isOpen: at === 2,
    }))
    const piece = pieceOf(7, records)
    expect([...piece.ends]).toEqual([3, -1, 4, 4])
    const said: unknown[] = []
    const { out, refused, decided, refusedRows } = decidePiece(
      {
        rowResult: (record: { bytes: Uint8Array | null; isOpen: boolean }, row: number) => {
          const text = record.bytes && new TextDecoder().decode(record.bytes)
          said.push([row, text, record.isOpen])
          return { isDecided: text !== null, text: `${row}:${text} ` }
        },
      } as never,
      piece,
    )
    expect(said).toEqual([
      [7, 'a,1', false],
      [8, null, false],
      [9, 'b', true],
      [10, '', false],
    ])
    expect([out, refused].map((bytes) => new TextDecoder().decode(bytes))).toEqual([
      '7:a,1 9:b 10: ',
      '8:null ',
    ])
    expect([decided, refusedRows]).toEqual([3, 1])
  })
  test.each([
    [999, false],
    [1000, false],
    [1001, true],
  ])('shows the beginning of a cell of %i characters', (length, isCut) => {
    const value = `<${'x'.repeat(length - 1)}`
    const words = { zh: '', en: '' }
    const line = resultWriter('ndjson', [], [], 'en').refused(3, [
      { column: 'c', value, reason: words, fix: words },
    ])
    expect(JSON.parse(line).value).toBe(isCut ? `${value.slice(0, 1000)}…` : value)
  })
})

describe('what is written of a decision', () => {
  test.each([
    [{}, [], false],
    [{ a: 1 }, { a: 1, b: 2 }, true],
    [{ a: 1 }, { b: 1 }, false],
    [[], {}, false],
    [['a'], ['a', 'b'], false],
    [['a', 'b'], ['a'], false],
    [['a', 'b'], ['a', 'b'], true],
    [{}, null, false],
    [{}, 'a', false],
    ['3000.00', '3000', true],
    ['3000.10', '3000.1', true],
    ['100', '1', false],
    ['1.10', '1.1', true],
  ])('%o is the same as %o: %s', (expected, actual, same) =>
    expect(sameOutput(expected as never, actual as never)).toBe(same),
  )
  test.each<readonly [string, unknown, unknown]>([
    ['5', { name: 'money', unit: 'CNY' }, '5.00'],
    ['5', { name: 'number', unit: 'points' }, '5.00'],
    ['5.5', { name: 'number' }, '5.5'],
    ['5', { name: 'count' }, 5],
    ['9007199254740991', { name: 'count' }, 9007199254740991],
    ['9007199254740992', { name: 'count' }, '9007199254740992'],
    ['-9007199254740991', { name: 'count' }, -9007199254740991],
    ['-9007199254740992', { name: 'count' }, '-9007199254740992'],
  ])('%s of %o is written %o', (text, type, written) =>
    expect(outputValue(of(text), type as never, null)).toBe(written),
  )
  test('of cases that state no day takes what the text states', () =>
    expect(caseOptions).toEqual({ assume: 'declared', undatedReads: 'stated' }))
})

test('two categories have the values of both, or of the one that has any', () => {
  const [a, b] = ['a', 'b'].map((name) => ({ [name]: { zh: name, en: name } }))
  const category = (values?: object) => ({ name: 'category', ...(values && { values }) }) as never
  const text = { name: 'text', literal: true, values: b } as never
  expect(common([category(a), category(b)])).toEqual({ name: 'category', values: { ...a, ...b } })
  expect(common([category(), category(b)])).toEqual({ name: 'category' })
  expect(common([category(a), category()])).toEqual({ name: 'category', values: a })
  expect(common([category(a), { ...(text as object), name: 'category' } as never])).toEqual({
    name: 'category',
    values: { ...a, ...b },
  })
})

describe('lists of what has no value', () => {
  const plan = planFromClause(
    loadWorkspace(policyOf(['amount: [value: rent]', 'unit: CNY'])).clause(rowClause) as Clause,
  )
  const nowhere: Environment = {
    fact: () => null,
    parameter: () => [],
    value: () => null,
    given: () => false,
    earlier: () => null,
    undatedReads: 'unknown',
  }
  const entry = (points: string | null, name: string): Value => ({
    fields: { name, points: points === null ? null : of(points) },
  })
  const [one, two, three] = [entry('1', 'one'), entry('2', 'two'), entry('3', 'three')]
  const [none, nil] = [entry(null, 'none'), entry(null, 'nil')]
  const field = (key: string): Expression => ({ kind: 'item', path: [key], name: 'units' })
  const yes: Expression = constant(true)
  const by = (first: 'highest' | 'lowest') => [{ key: field('points'), first }]
  const values: readonly Value[] = [
    null,
    true,
    'a',
    of('2'),
    [],
    [one, two],
    { fields: {} },
    { fields: { a: true } },
  ]
  const lists: readonly Value[] = [
    [none, one, nil, three, two, none],
    [one, none],
    [none, one],
    [two, two, none, nil],
    [],
  ]
  const shapes: readonly (readonly [string, (given: Expression) => Expression])[] = [
    ['field', (given) => ({ kind: 'field', of: given, field: 'a', name: 'x' })],
    ['fields that are', (given) => ({ kind: 'fields', of: given, names: ['a'], are: true, name: 'x' })],
    ['fields that are not', (given) => ({ kind: 'fields', of: given, names: ['a'], are: false, name: 'x' })],
    ['filter', (list) => ({ kind: 'filter', list, where: yes })],
    ['some', (list) => ({ kind: 'some', list, where: yes })],
    ['every', (list) => ({ kind: 'every', list, where: yes })],
    ['highest first', (list) => ({ kind: 'rank', list, by: by('highest') })],
    ['lowest first', (list) => ({ kind: 'rank', list, by: by('lowest') })],
    ['tied', (list) => ({ kind: 'tied', list, by: by('highest') })],
    ...[null, '0', '1', '2', '5', '1.5'].map(
      (place) =>
        [
          `tied after ${place}`,
          (list: Expression): Expression => ({
            kind: 'tied-after',
            list,
            place: constant(place === null ? null : of(place)),
            by: by('highest'),
          }),
        ] as const,
    ),
    ...[null, '-1', '0', '1', '9', '1.5'].map(
      (first) =>
        [
          `the first ${first}`,
          (list: Expression): Expression => ({
            kind: 'take',
            list,
            first: first === null ? null : constant(of(first)),
            field: null,
            name: 'x',
          }),
        ] as const,
    ),
    ['a field of each', (list) => ({ kind: 'take', list, first: null, field: 'name', name: 'x' })],
    ['a count', (given) => ({ kind: 'fold', by: 'count', of: given })],
    ['a total', (given) => ({ kind: 'fold', by: 'total', of: given })],
    ['per item', (list) => ({ kind: 'per-item', list, body: [field('points')] })],
    [
      'an allocation of it',
      (amount) => ({
        kind: 'allocate',
        amount,
        to: constant({ fields: { a: of('3') } }),
        order: constant(['a']),
        name: 'x',
      }),
    ],
    [
      'an allocation to it',
      (to) => ({ kind: 'allocate', amount: constant(of('5')), to, order: constant(['a']), name: 'x' }),
    ],
    [
      'an allocation by it',
      (order) => ({
        kind: 'allocate',
        amount: constant(of('5')),
        to: constant({ fields: { a: of('3') } }),
        order,
        name: 'x',
      }),
    ],
  ]
  test.each(shapes)('are the same by every execution: %s', (_, shape) => {
    for (const value of [...values, ...lists]) {
      const expression = shape(constant(value))
      const said = evaluate(expression, nowhere)
      const outputs = [{ output: { name: 'x' }, steps: [{ expression }], when: null }]
      const bare = { ...plan, amount: null, outputs } as unknown as typeof plan
      for (const arithmetic of [doubles, bigIntegers]) {
        const run = executableOf(bare, arithmetic as typeof doubles)
        const { outputs: made } = run(questionOf(bare, new Map(), {}, null))
        const [a, b] = [made[0]?.value, said].map((result) => JSON.stringify(result))
        expect([value, a]).toEqual([value, b])
      }
    }
  })
  test('what has no key comes last, either way, in the order it stands', () => {
    const order = (first: 'highest' | 'lowest') => {
      const ranked = evaluate(
        { kind: 'rank', list: constant(lists[0] as Value), by: by(first) },
        nowhere,
      ) as readonly { readonly fields: { readonly name: string } }[]
      return ranked.map(({ fields }) => fields.name)
    }
    expect(order('highest')).toEqual(['three', 'two', 'one', 'none', 'nil', 'none'])
    expect(order('lowest')).toEqual(['one', 'two', 'three', 'none', 'nil', 'none'])
  })
})

describe('a policy', () => {
  const load = (parts: readonly string[], others: Readonly<Record<string, readonly string[]>> = {}) =>
    loadWorkspace(policyOf(parts, others))
  const codes = (parts: readonly string[]) => load(parts).diagnostics.map(({ code }) => code)
  const when = (condition: string) => [`eligibility: { it: ${condition} }`]
  test.each([
    ['{ fact: papers, operator: containsAll, value: [permit] }', []],
    ['{ fact: sums, operator: containsAll, value: { fact: papers } }', ['TYPE_MISMATCH']],
    ['{ fact: sums, operator: containsAny, value: { fact: papers } }', ['TYPE_MISMATCH']],
    ['{ fact: rent, operator: containsAll, value: { fact: papers } }', ['TYPE_MISMATCH']],
    ['{ fact: rent, operator: containsAny, value: { fact: papers } }', ['TYPE_MISMATCH']],
  ])('compares lists of the same: %s', (condition, expected) =>
    expect(codes(when(condition))).toEqual(expected),
  )
  const rankOf = (key: string) => [
    `values: { order: [rank: { list: units, by: [${key}] }] }`,
    'outputs: { n: { steps: [count: order] } }',
  ]
  test.each([
    ['{ of: points, to: 0.01, first: highest }', []],
    ['{ of: since, first: highest }', []],
    ['{ of: since, to: 1, first: highest }', ['TYPE_MISMATCH']],
    ['{ of: name, to: 1, first: highest }', ['TYPE_MISMATCH']],
  ])('puts in order by %s', (key, expected) => expect(codes(rankOf(key))).toEqual(expected))
  test('has one figure from each day', async () => {
    const workspace = load(['amount: [value: rent]', 'unit: CNY', 'outputs: { w: { steps: [value: wage] } }'])
    const asked = async (second: string) => {
      const facts = `rent: 1\nwage: [{ from: 2009-01-01, value: 1 }, { from: ${second}, value: 2 }]`
      const answer = await askTwice(workspace, documentFromText('facts.yaml', facts).document, {})
      return answer.ok ? [] : answer.problems.map(({ code }) => code)
    }
    expect(await asked('2009-01-02')).toEqual([])
    expect(await asked('2009-01-01')).not.toEqual([])
  })
  test('keeps the other outputs where a reading adds one', async () => {
    const reading = (change: string) =>
      `readings: { AMB-1: { question: { zh: 多少, en: how much }, default: { because: { zh: 少, en: less } }, alternatives: { other: { because: { zh: 多, en: more }, change: { ${change} } } } } }`
    const workspace = load([
      'amount: [value: rent]',
      'unit: CNY',
      'outputs: { a: { steps: [value: hires] }, b: { steps: [value: hires] } }',
      reading('values: { v: [value: hires] }, outputs.c: { steps: [value: v] }'),
    ])
    expect(workspace.diagnostics.map(({ code }) => code)).toEqual([])
    const { document } = documentFromText('facts.yaml', 'rent: 1\nhires: 2')
    const answer = await askTwice(workspace, document, { readings: [{ id: 'AMB-1', alternative: 'other' }] })
    if (!answer.ok) throw new Error(answer.problems[0]?.message.en)
    expect(answer.answers[0]?.outputs).toEqual({ a: 2, b: 2, c: 2 })
    expect(answer.answers[0]?.amount).toBe('1.00')
  })
})
