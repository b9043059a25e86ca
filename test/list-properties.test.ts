import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { matchesRedacted } from '../engine/base/redacted.ts'
import { type Environment, evaluate } from '../engine/expression/evaluate.ts'
import { constant, type Expression, type RankKey } from '../engine/expression/expression.ts'
import type { RecordValue } from '../engine/expression/value.ts'
import { Rational, type Value } from '../engine/index.ts'
import { announce, seed } from './support/seed.ts'

const numRuns = 300
fc.configureGlobal({ seed, numRuns })
beforeAll(() => announce('laws of lists', numRuns))

/** What is reckoned here looks at nothing outside. */
const nowhere: Environment = {
  fact: () => null,
  parameter: () => [],
  value: () => null,
  given: () => false,
  earlier: () => null,
  undatedReads: 'unknown',
}
const reckon = (expression: Expression): Value => evaluate(expression, nowhere) as Value

const amount = fc.integer({ min: -500, max: 5000 }).map((n) => Rational.of(n, 100))
const sum = (all: readonly Rational[]): Rational => all.reduce((a, b) => a.plus(b), Rational.zero)
const least = (a: Rational, b: Rational): Rational => (a.compare(b) < 0 ? a : b)
const atLeastZero = (a: Rational): Rational => (a.isNegative ? Rational.zero : a)

describe('an amount used up in an order', () => {
  const names = ['a', 'b', 'c', 'd', 'e'] as const
  const given = fc.record({
    amount,
    wanted: fc.record({ a: amount, b: amount, c: amount, d: amount, e: amount }),
    order: fc.shuffledSubarray([...names]),
  })
  interface Given {
    readonly amount: Rational
    readonly wanted: Readonly<Record<(typeof names)[number], Rational>>
    readonly order: readonly (typeof names)[number][]
  }
  const shares = ({ amount: whole, wanted, order }: Given) =>
    (
      reckon({
        kind: 'allocate',
        amount: constant(whole),
        to: constant({ fields: wanted }),
        order: constant(order),
        name: 'taxes',
      }) as RecordValue
    ).fields as Readonly<Record<string, Rational>>

  test('gives nobody more than is wanted, and nothing below 0', () => {
    fc.assert(
      fc.property(given, (one) => {
        for (const [name, share] of Object.entries(shares(one))) {
          expect(share.isNegative).toBe(false)
          expect(share.compare(atLeastZero(one.wanted[name as 'a']))).toBeLessThanOrEqual(0)
        }
      }),
    )
  })
  test('gives all of it, or all that is wanted', () => {
    fc.assert(
      fc.property(given, (one) => {
        const wanted = sum(one.order.map((name) => atLeastZero(one.wanted[name])))
        expect(sum(Object.values(shares(one)))).toEqual(least(atLeastZero(one.amount), wanted))
      }),
    )
  })
  test('gives those after one that lacks something nothing', () => {
    fc.assert(
      fc.property(given, (one) => {
        const got = shares(one)
        const lacks = one.order.findIndex((name) => got[name]?.compare(atLeastZero(one.wanted[name])) !== 0)
        if (lacks < 0) return
        for (const name of one.order.slice(lacks + 1)) expect(got[name]).toEqual(Rational.zero)
      }),
    )
  })
})

describe('entries in an order', () => {
  const number = fc.option(fc.integer({ min: 0, max: 4 }).map((n) => Rational.of(n)))
  const entry = fc.record({ x: number, y: number }).map((fields): RecordValue => ({ fields }))
  const entries = fc.array(entry, { maxLength: 8 })
  const end = fc.constantFrom('highest' as const, 'lowest' as const)
  const keys = fc.tuple(end, end).map(([first, second]): readonly RankKey[] => [
    { key: { kind: 'item', path: ['x'], name: 'units' }, first },
    { key: { kind: 'item', path: ['y'], name: 'units' }, first: second },
  ])
  const ranked = (list: readonly Value[], by: readonly RankKey[]) =>
    reckon({ kind: 'rank', list: constant(list), by }) as readonly RecordValue[]

  /** Below 0 where the first comes before: of two values, one that is there; then the higher or the lower. */
  const placed = (a: RecordValue, b: RecordValue, by: readonly RankKey[]): number => {
    for (const [index, name] of ['x', 'y'].entries()) {
      const [left, right] = [a.fields[name], b.fields[name]]
      if (left instanceof Rational && right instanceof Rational) {
        const order = left.compare(right) * (by[index]?.first === 'highest' ? -1 : 1)
        if (order !== 0) return order
      } else if (left !== right) return left === null ? 1 : -1
    }
    return 0
  }

  test('are the same entries, each not after the next, and equal ones as they were given', () => {
    fc.assert(
      fc.property(entries, keys, (list, by) => {
        const order = ranked(list, by)
        expect(new Set(order)).toEqual(new Set(list))
        expect(order).toHaveLength(list.length)
        for (const [index, one] of order.entries()) {
          const next = order[index + 1]
          if (!next) continue
          const sign = placed(one, next, by)
          expect(sign).toBeLessThanOrEqual(0)
          if (sign === 0) expect(list.indexOf(one)).toBeLessThan(list.indexOf(next))
        }
      }),
    )
  })
  test('are tied where another has the same keys, and a tie crosses a place where it has both', () => {
    fc.assert(
      fc.property(entries, keys, fc.integer({ min: -1, max: 9 }), (list, by, place) => {
        const order = ranked(list, by)
        const same = (a: RecordValue, b: RecordValue | undefined) => b !== undefined && placed(a, b, by) === 0
        expect(reckon({ kind: 'tied', list: constant(list), by })).toEqual(
          order.filter((one) => order.some((other) => other !== one && same(one, other))),
        )
        const last = order[place - 1]
        expect(
          reckon({ kind: 'tied-after', list: constant(list), place: constant(Rational.of(place)), by }),
        ).toBe(last !== undefined && same(last, order[place]))
      }),
    )
  })
})

describe('a redacted text', () => {
  const characters = fc.array(fc.constantFrom('4', '0', '5', '年', '.'), { maxLength: 6 })
  const text = characters.map((all) => all.join(''))
  const escaped = (piece: string) => piece.replaceAll('.', '\\.')

  test('matches as an expression does in which a star is one character or more', () => {
    fc.assert(
      fc.property(text, fc.array(text, { minLength: 1, maxLength: 4 }), (whole, pieces) => {
        const oracle = new RegExp(`^${pieces.map(escaped).join('.+')}$`, 'u')
        expect(matchesRedacted(whole, pieces.join('*'))).toBe(oracle.test(whole))
      }),
      { numRuns: numRuns * 20 },
    )
  })
  test('matches every text that it was made from', () => {
    fc.assert(
      fc.property(
        text,
        text.filter((hidden) => hidden !== ''),
        text,
        (head, hidden, tail) => {
          expect(matchesRedacted(head + hidden + tail, `${head}*${tail}`)).toBe(true)
          expect(matchesRedacted(head + tail, `${head}*${tail}`)).toBe(
            new RegExp(`^${escaped(head)}.+${escaped(tail)}$`, 'u').test(head + tail),
          )
        },
      ),
    )
  })
})
