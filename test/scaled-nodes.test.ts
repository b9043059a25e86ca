import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Rational, type RoundingMode } from '../engine/base/rational.ts'
import { type EmittedNumber, Emitter } from '../engine/scaled/emitter.ts'
import {
  type BitNode,
  type CodeNode,
  isConstant,
  Nodes,
  type NumberNode,
  reached,
} from '../engine/scaled/nodes.ts'
import {
  add,
  constantOf,
  divide,
  extreme,
  multiply,
  numberConstant,
  subtract,
} from '../engine/scaled/numbers.ts'
import { round } from '../engine/scaled/rounding.ts'
import { choose } from '../engine/scaled/selection.ts'
import { specialised } from '../engine/scaled/specialise.ts'
import { announce, seed } from './support/seed.ts'

// What generated code is made of, each piece held against plain reckoning: that it says the same, that it lies within
// the bounds it claims, and that what is known beforehand is reckoned beforehand.

type Inputs = readonly number[]

/** What a node is where inputs are so: no node of it may be reckoned in another way by an engine. */
function saidBy(node: CodeNode, inputs: Inputs): number {
  const of = node.of.map((one) => saidBy(one, inputs))
  const [a = 0, b = 0, c = 0] = of
  const isNaNAmong = Number.isNaN(a) || Number.isNaN(b)
  switch (node.op) {
    case 'constant':
      return node.value
    case 'input':
      return inputs[node.value] as number
    case 'given':
      return Number.isNaN(inputs[node.value]) ? 0 : 1
    case 'add':
      return a + b
    case 'subtract':
      return a - b
    case 'multiply':
      return a * b
    case 'quotient':
      return Math.floor(a / b)
    case 'least':
      return isNaNAmong ? Number.NaN : Math.min(a, b)
    case 'greatest':
      return isNaNAmong ? Number.NaN : Math.max(a, b)
    case 'select':
      return a === 1 ? b : c
    case 'set':
      return of.reduce((set, bit, place) => set | (bit << place), 0)
    case 'less':
      return Number(a < b)
    case 'atMost':
      return Number(a <= b)
    case 'equal':
      return Number(a === b)
    case 'differ':
      return Number(a !== b)
    case 'unknown':
      return Number(Number.isNaN(a))
    case 'all':
      return Number(of.every((one) => one === 1))
    case 'any':
      return Number(of.some((one) => one === 1))
    case 'not':
      return 1 - a
    case 'shares':
      return Number((a & node.value) !== 0)
    case 'holds':
      return Number((a & node.value) === node.value)
  }
}

/** What was asked for: as `saidBy`, before anything is folded. */
interface Asked<N extends CodeNode> {
  readonly node: N
  readonly says: (inputs: Inputs) => number
}
type Numbered = Asked<NumberNode>
type Bit = Asked<BitNode>

const ends = { lo: -9, hi: 12 }

/** Random pieces of code over inputs of which the first two are always given. */
function pieces(nodes: Nodes) {
  const inputs = [0, 1, 2, 3].map(
    (place): Numbered => ({
      node: nodes.input(place, ends, place < 2),
      says: (all) => all[place] as number,
    }),
  )
  const constant = fc
    .constantFrom(-3, -1, 0, 1, 2, 7, Number.NaN)
    .map((value): Numbered => ({ node: nodes.constant(value), says: () => value }))
  const { number, bit } = fc.letrec<{ number: Numbered; bit: Bit }>((tie) => {
    const [one, other, by] = [
      tie('number') as fc.Arbitrary<Numbered>,
      tie('number') as fc.Arbitrary<Numbered>,
      tie('bit') as fc.Arbitrary<Bit>,
    ]
    const two = (
      make: (a: NumberNode, b: NumberNode) => NumberNode,
      says: (a: number, b: number) => number,
    ): fc.Arbitrary<Numbered> =>
      fc.tuple(one, other).map(([a, b]) => ({
        node: make(a.node, b.node),
        says: (all) => says(a.says(all), b.says(all)),
      }))
    const unlessUnknown =
      (pick: (a: number, b: number) => number) =>
      (a: number, b: number): number =>
        Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : pick(a, b)
    const compared = (by: 'less' | 'atMost' | 'equal' | 'differ', says: (a: number, b: number) => boolean) =>
      fc.tuple(one, other).map(
        ([a, b]): Bit => ({
          node: nodes.compare(by, a.node, b.node),
          says: (all) => Number(says(a.says(all), b.says(all))),
        }),
      )
    const joined = (op: 'all' | 'any') =>
      fc.array(by, { maxLength: 4 }).map(
        (bits): Bit => ({
          node: nodes[op](bits.map(({ node }) => node)),
          says: (all) =>
            Number(
              op === 'all'
                ? bits.every((one) => one.says(all) === 1)
                : bits.some((one) => one.says(all) === 1),
            ),
        }),
      )
    const masked = (op: 'shares' | 'holds') =>
      fc.tuple(fc.array(by, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 7 })).map(
        ([bits, mask]): Bit => ({
          node: nodes[op](nodes.set(bits.map(({ node }) => node)), mask),
          says: (all) => {
            const set = bits.reduce((sum, one, place) => sum | (one.says(all) << place), 0)
            return Number(op === 'shares' ? (set & mask) !== 0 : (set & mask) === mask)
          },
        }),
      )
    return {
      number: fc.oneof(
        { maxDepth: 4, depthIdentifier: 'n' },
        fc.oneof(fc.constantFrom(...inputs), constant),
        two(
          (a, b) => nodes.add(a, b),
          (a, b) => a + b,
        ),
        two(
          (a, b) => nodes.subtract(a, b),
          (a, b) => a - b,
        ),
        two(
          (a, b) => nodes.multiply(a, b),
          (a, b) => a * b,
        ),
        two((a, b) => nodes.least(a, b), unlessUnknown(Math.min)),
        two((a, b) => nodes.greatest(a, b), unlessUnknown(Math.max)),
        fc.tuple(one, fc.integer({ min: 1, max: 5 })).map(
          ([a, by]): Numbered => ({
            node: nodes.quotient(a.node, nodes.constant(by)),
            says: (all) => Math.floor(a.says(all) / by),
          }),
        ),
        fc.tuple(by, one, other).map(
          ([bit, a, b]): Numbered => ({
            node: nodes.select(bit.node, a.node, b.node),
            says: (all) => (bit.says(all) === 1 ? a.says(all) : b.says(all)),
          }),
        ),
      ),
      bit: fc.oneof(
        { maxDepth: 4, depthIdentifier: 'n' },
        fc.oneof(
          fc.boolean().map((holds): Bit => ({ node: nodes.truth(holds), says: () => Number(holds) })),
          fc.constantFrom(2, 3).map(
            (place): Bit => ({
              node: nodes.given(place),
              says: (all) => Number(!Number.isNaN(all[place])),
            }),
          ),
        ),
        compared('less', (a, b) => a < b),
        compared('atMost', (a, b) => a <= b),
        compared('equal', (a, b) => a === b),
        compared('differ', (a, b) => a !== b),
        one.map(
          (a): Bit => ({ node: nodes.unknown(a.node), says: (all) => Number(Number.isNaN(a.says(all))) }),
        ),
        by.map((bit): Bit => ({ node: nodes.not(bit.node), says: (all) => 1 - bit.says(all) })),
        joined('all'),
        joined('any'),
        masked('shares'),
        masked('holds'),
      ),
    }
  })
  return fc.oneof(number, bit)
}

const value = fc.integer({ min: ends.lo, max: ends.hi })
const inputs: fc.Arbitrary<Inputs> = fc.tuple(
  value,
  value,
  fc.oneof(value, fc.constant(Number.NaN)),
  fc.oneof(value, fc.constant(Number.NaN)),
)

const shown = (number: number): number => (Object.is(number, -0) ? 0 : number)

describe('nodes', () => {
  const runs = 1500
  test('say what was asked for, within their bounds', () => {
    announce('pieces of code', runs)
    const nodes = new Nodes()
    fc.assert(
      fc.property(pieces(nodes), fc.array(inputs, { minLength: 3, maxLength: 3 }), ({ node, says }, rows) => {
        for (const row of rows) {
          expect(shown(saidBy(node, row))).toBe(shown(says(row)))
          for (const one of reached([node])) {
            if (one.is === 'bit') continue
            const is = saidBy(one, row)
            if (Number.isNaN(is)) expect(one.known).toBe(false)
            else expect([one.lo <= is, is <= one.hi]).toEqual([true, true])
          }
        }
      }),
      { seed, numRuns: runs },
    )
  })
  test('say the same once more is known of their inputs', () => {
    const nodes = new Nodes()
    fc.assert(
      fc.property(pieces(nodes), inputs, fc.integer({ min: 0, max: 2 }), ({ node, says }, row, way) => {
        const again = specialised([node], (place) => {
          const is = row[place] as number
          if (place < 2) return {}
          return way === 0 ? {} : Number.isNaN(is) ? { instead: is } : way === 1 ? { isComplete: true } : {}
        })
        const made = again(node)
        expect(shown(saidBy(made, row))).toBe(shown(says(row)))
        for (const one of reached([made])) {
          if (one.op === 'given') expect(way).not.toBe(1)
          if (one.is === 'number' && Number.isNaN(saidBy(one, row))) expect(one.known).toBe(false)
        }
      }),
      { seed, numRuns: 500 },
    )
  })

  const [a, b, c] = [0, 1, 2].map((place) => place) as [number, number, number]
  const made = () => {
    const nodes = new Nodes()
    const input = (place: number, known = true) => nodes.input(place, ends, known)
    return { nodes, x: input(a), y: input(b), open: input(c, false), n: (is: number) => nodes.constant(is) }
  }
  type Made = ReturnType<typeof made>
  const same: Readonly<Record<string, (all: Made) => readonly [CodeNode, CodeNode]>> = {
    'x + 0 is x': ({ nodes, x, n }) => [nodes.add(x, n(0)), x],
    '0 + x is x': ({ nodes, x, n }) => [nodes.add(n(0), x), x],
    '2 + 3 is 5': ({ nodes, n }) => [nodes.add(n(2), n(3)), n(5)],
    'x − 0 is x': ({ nodes, x, n }) => [nodes.subtract(x, n(0)), x],
    '2 − 3 is −1': ({ nodes, n }) => [nodes.subtract(n(2), n(3)), n(-1)],
    'x × 1 is x': ({ nodes, x, n }) => [nodes.multiply(x, n(1)), x],
    '1 × x is x': ({ nodes, x, n }) => [nodes.multiply(n(1), x), x],
    'x × 0 is 0': ({ nodes, x, n }) => [nodes.multiply(x, n(0)), n(0)],
    '0 × x is 0': ({ nodes, x, n }) => [nodes.multiply(n(0), x), n(0)],
    '2 × 3 is 6': ({ nodes, n }) => [nodes.multiply(n(2), n(3)), n(6)],
    '2 × x is x × 2': ({ nodes, x, n }) => [nodes.multiply(n(2), x), nodes.multiply(x, n(2))],
    'x × 2 × 3 is x × 6': ({ nodes, x, n }) => [
      nodes.multiply(nodes.multiply(x, n(2)), n(3)),
      nodes.multiply(x, n(6)),
    ],
    'one of two constants × 3 is one of two': ({ nodes, x, y, n }) => [
      nodes.multiply(nodes.select(nodes.compare('less', x, y), n(2), n(5)), n(3)),
      nodes.select(nodes.compare('less', x, y), n(6), n(15)),
    ],
    'x times one of two constants, × 3, is x times one of two': ({ nodes, x, y, n }) => {
      const bit = nodes.compare('less', x, y)
      return [
        nodes.multiply(nodes.multiply(x, nodes.select(bit, n(2), n(5))), n(3)),
        nodes.multiply(x, nodes.select(bit, n(6), n(15))),
      ]
    },
    'x ÷ 1 is x': ({ nodes, x, n }) => [nodes.quotient(x, n(1)), x],
    '−7 ÷ 2 is −4': ({ nodes, n }) => [nodes.quotient(n(-7), n(2)), n(-4)],
    'the least of x and x is x': ({ nodes, x }) => [nodes.least(x, x), x],
    'the greatest of x and x is x': ({ nodes, x }) => [nodes.greatest(x, x), x],
    'x where yes': ({ nodes, x, y }) => [nodes.select(nodes.yes, x, y), x],
    'y where no': ({ nodes, x, y }) => [nodes.select(nodes.no, x, y), y],
    'x either way is x': ({ nodes, x, y }) => [nodes.select(nodes.compare('less', x, y), x, x), x],
    'not turns a choice': ({ nodes, x, y }) => {
      const bit = nodes.compare('less', x, y)
      return [nodes.select(nodes.not(bit), x, y), nodes.select(bit, y, x)]
    },
    'a bit is not asked twice in a chain': ({ nodes, x, y, n }) => {
      const [bit, other] = [nodes.compare('less', x, y), nodes.compare('equal', x, y)]
      const inner = nodes.select(other, n(1), nodes.select(bit, n(2), n(3)))
      return [nodes.select(bit, x, inner), nodes.select(bit, x, nodes.select(other, n(1), n(3)))]
    },
    'a set of constants is one': ({ nodes, n }) => [nodes.set([nodes.yes, nodes.no, nodes.yes]), n(5)],
    '2 < 3 is yes': ({ nodes, n }) => [nodes.compare('less', n(2), n(3)), nodes.yes],
    '3 ≤ 2 is no': ({ nodes, n }) => [nodes.compare('atMost', n(3), n(2)), nodes.no],
    'what is known is not unknown': ({ nodes, x }) => [nodes.unknown(x), nodes.no],
    'nothing is unknown': ({ nodes, n }) => [nodes.unknown(n(Number.NaN)), nodes.yes],
    'no bits are shared': ({ nodes, x, y }) => [
      nodes.shares(nodes.set([nodes.compare('less', x, y)]), 0),
      nodes.no,
    ],
    'no bits are all held': ({ nodes, x, y }) => [
      nodes.holds(nodes.set([nodes.compare('less', x, y)]), 0),
      nodes.yes,
    ],
    'not not is nothing': ({ nodes, x, y }) => {
      const bit = nodes.compare('less', x, y)
      return [nodes.not(nodes.not(bit)), bit]
    },
    'not yes is no': ({ nodes }) => [nodes.not(nodes.yes), nodes.no],
    'all of nothing is yes': ({ nodes }) => [nodes.all([]), nodes.yes],
    'any of nothing is no': ({ nodes }) => [nodes.any([]), nodes.no],
    'all of one is that one': ({ nodes, x, y }) => {
      const bit = nodes.compare('less', x, y)
      return [nodes.all([nodes.yes, bit, bit]), bit]
    },
    'any with yes is yes': ({ nodes, x, y }) => [
      nodes.any([nodes.compare('less', x, y), nodes.yes]),
      nodes.yes,
    ],
    'all with no is no': ({ nodes, x, y }) => [nodes.all([nodes.compare('less', x, y), nodes.no]), nodes.no],
    'all of a bit and its not is no': ({ nodes, x, y }) => {
      const bit = nodes.compare('less', x, y)
      return [nodes.all([bit, nodes.not(bit)]), nodes.no]
    },
    'any of a bit and its not is yes': ({ nodes, x, y }) => {
      const bit = nodes.compare('less', x, y)
      return [nodes.any([nodes.not(bit), bit]), nodes.yes]
    },
    'all inside all is one': ({ nodes, x, y, open }) => {
      const [p, q, r] = [nodes.compare('less', x, y), nodes.compare('less', y, x), nodes.unknown(open)]
      return [nodes.all([p, nodes.all([q, r])]), nodes.all([p, q, r])]
    },
    'nots of all are not any': ({ nodes, x, y }) => {
      const [p, q] = [nodes.compare('less', x, y), nodes.compare('less', y, x)]
      return [nodes.all([nodes.not(p), nodes.not(q)]), nodes.not(nodes.any([p, q]))]
    },
    'nots of any are not all, beside others': ({ nodes, x, y, open }) => {
      const [p, q, r] = [nodes.compare('less', x, y), nodes.compare('less', y, x), nodes.unknown(open)]
      return [nodes.any([nodes.not(p), r, nodes.not(q)]), nodes.any([r, nodes.not(nodes.all([p, q]))])]
    },
    'one not stays': ({ nodes, x, y, open }) => {
      const [p, r] = [nodes.compare('less', x, y), nodes.unknown(open)]
      return [nodes.all([nodes.not(p), r]), nodes.all([nodes.not(p), r])]
    },
  }
  test.each(Object.keys(same))('are folded: %s', (name) => {
    const [one, other] = (same[name] as (all: Made) => readonly [CodeNode, CodeNode])(made())
    expect(one).toBe(other)
  })
  test('are not folded where something may be unknown', () => {
    const { nodes, open, n } = made()
    expect(nodes.multiply(open, n(0)).op).toBe('multiply')
    expect(nodes.multiply(n(0), open).op).toBe('multiply')
    expect(nodes.unknown(open).op).toBe('unknown')
  })
  test('of one not do not become another', () => {
    const { nodes, x, y, open } = made()
    const p = nodes.compare('less', x, y)
    const { op, of } = nodes.all([nodes.not(p), nodes.unknown(open)])
    expect([op, of.map((one) => one.op)]).toEqual(['all', ['not', 'unknown']])
  })
  test('are constants or not', () => {
    const { x, n } = made()
    expect([isConstant(n(2), 2), isConstant(n(2), 3), isConstant(x, 0)]).toEqual([true, false, false])
  })
  test.each<readonly [string, (all: Made) => NumberNode, number, number]>([
    ['a sum', ({ nodes, x, y }) => nodes.add(x, y), -18, 24],
    ['a difference', ({ nodes, x, y }) => nodes.subtract(x, y), -21, 21],
    ['a product', ({ nodes, x, y }) => nodes.multiply(x, y), -108, 144],
    ['a product by a constant', ({ nodes, x, n }) => nodes.multiply(x, n(-2)), -24, 18],
    ['a quotient', ({ nodes, x, n }) => nodes.quotient(x, n(5)), -2, 2],
    ['a quotient by something', ({ nodes, x, y }) => nodes.quotient(x, y), -9, 12],
    [
      'a quotient of what is positive',
      ({ nodes, x, y, n }) => nodes.quotient(nodes.greatest(x, n(1)), y),
      -1,
      12,
    ],
    [
      'a quotient of what is negative',
      ({ nodes, x, y, n }) => nodes.quotient(nodes.least(x, n(-1)), y),
      -9,
      0,
    ],
    ['the lesser', ({ nodes, x, n }) => nodes.least(x, n(3)), -9, 3],
    ['the greater', ({ nodes, x, n }) => nodes.greatest(x, n(3)), 3, 12],
    ['one of two', ({ nodes, x, y, n }) => nodes.select(nodes.compare('less', x, y), n(20), x), -9, 20],
    ['a set', ({ nodes, x, y, open }) => nodes.set([nodes.compare('less', x, y), nodes.unknown(open)]), 0, 3],
    ['a constant', ({ n }) => n(-4), -4, -4],
    ['what is narrowed', ({ nodes, x }) => nodes.within(nodes.add(x, x), -5, 50), -5, 24],
    ['2^53', ({ n }) => n(2 ** 53), -Infinity, Infinity],
    ['2^53 − 1', ({ n }) => n(2 ** 53 - 1), 2 ** 53 - 1, 2 ** 53 - 1],
    ['−2^53', ({ n }) => n(-(2 ** 53)), -Infinity, Infinity],
    ['a sum up to 2^53', ({ nodes, x, n }) => nodes.add(x, n(2 ** 53 - 12)), -Infinity, Infinity],
    ['a sum up to 2^53 − 1', ({ nodes, x, n }) => nodes.add(x, n(2 ** 53 - 13)), 2 ** 53 - 22, 2 ** 53 - 1],
  ])('lie between what is proven: %s', (_, node, lo, hi) => {
    const { lo: least, hi: most } = node(made())
    expect([least, most]).toEqual([lo, hi])
  })
})

describe('numbers at a scale', () => {
  const scales = [
    { q: 1n, lo: -3n, hi: 4n },
    { q: 100n, lo: -250n, hi: 175n },
    { q: 10n, lo: 0n, hi: 30n },
    { q: 4n, lo: 1n, hi: 9n },
    { q: 6n, lo: -8n, hi: -2n },
  ]
  const [{ q: first } = { q: 1n }] = scales
  const made = () => {
    const emitter = new Emitter(new Nodes())
    const number = (place: number): EmittedNumber => {
      const scale = scales[place] as (typeof scales)[number]
      return {
        kind: 'number',
        node: emitter.nodes.input(place, { lo: Number(scale.lo), hi: Number(scale.hi) }, true),
        scale,
        none: emitter.nodes.no,
      }
    }
    return { emitter, number }
  }
  const rationalOf = (is: EmittedNumber, row: Inputs): Rational | null => {
    if (saidBy(is.none, row) === 1) return null
    const over = is.over ? BigInt(saidBy(is.over.node, row)) : 1n
    return Rational.of(BigInt(saidBy(is.node, row)), is.scale.q * over)
  }
  /** Every row of ends and what is about the middle. */
  const rows = scales
    .map(({ lo, hi }) =>
      [...new Set([lo, lo + 1n, (lo + hi) / 2n, 0n < lo || 0n > hi ? hi : 0n, hi - 1n, hi])].map(Number),
    )
    .reduce<readonly Inputs[]>(
      (all, values) => all.flatMap((row) => values.map((one) => [...row, one])),
      [[]],
    )
    .filter((_, at) => at % 7 === 0)
  const at = (place: number, row: Inputs) =>
    Rational.of(BigInt(row[place] as number), scales[place]?.q ?? first)
  const constants = ['0', '1', '-1', '0.1', '-2.5', '7', '0.75'].map(
    (text) => Rational.parse(text) as Rational,
  )

  const pairs = scales.flatMap((_, a) => scales.map((_, b) => ({ a, b })))
  const least = (x: Rational, y: Rational) => (x.compare(y) <= 0 ? x : y)
  const most = (x: Rational, y: Rational) => (x.compare(y) >= 0 ? x : y)
  const operations = {
    add: { code: add, says: (x: Rational, y: Rational) => x.plus(y) },
    subtract: {
      code: ([x, y]: readonly EmittedNumber[], emitter: Emitter) =>
        subtract(x as EmittedNumber, y as EmittedNumber, emitter),
      says: (x: Rational, y: Rational) => x.minus(y),
    },
    multiply: {
      code: ([x, y]: readonly EmittedNumber[], emitter: Emitter) =>
        multiply(x as EmittedNumber, y as EmittedNumber, emitter),
      says: (x: Rational, y: Rational) => x.times(y),
    },
    least: {
      code: (all: readonly EmittedNumber[], emitter: Emitter) => extreme(all, 'least', emitter),
      says: least,
    },
    greatest: {
      code: (all: readonly EmittedNumber[], emitter: Emitter) => extreme(all, 'greatest', emitter),
      says: most,
    },
  }
  /** That bounds are the ends which two numbers have together. */
  const expectTight = (is: EmittedNumber, ends: readonly Rational[]) => {
    const [lo, hi] = [ends.reduce(least), ends.reduce(most)]
    expect([Rational.of(is.scale.lo, is.scale.q), Rational.of(is.scale.hi, is.scale.q)].map(String)).toEqual(
      [lo, hi].map(String),
    )
  }
  const endsOf = (place: number) => {
    const { q, lo, hi } = scales[place] as (typeof scales)[number]
    return [Rational.of(lo, q), Rational.of(hi, q)]
  }
  describe.each(Object.entries(operations))('%s', (_, { code, says }) => {
    test.each(pairs)('of $a and $b', ({ a, b }) => {
      const { emitter, number } = made()
      const is = code([number(a), number(b)], emitter)
      for (const row of rows.slice(0, 60))
        expect(String(rationalOf(is, row))).toBe(String(says(at(a, row), at(b, row))))
      if (a !== b)
        expectTight(
          is,
          endsOf(a).flatMap((x) => endsOf(b).map((y) => says(x, y))),
        )
    })
    test.each(scales.flatMap((_, a) => constants.map((constant) => ({ a, constant }))))(
      'of $a and $constant',
      ({ a, constant }) => {
        const { emitter, number } = made()
        for (const turned of [false, true]) {
          const pair = [number(a), numberConstant(constant, emitter)]
          const is = code(turned ? pair.reverse() : pair, emitter)
          const said = (x: Rational) => (turned ? says(constant, x) : says(x, constant))
          for (const row of rows.slice(0, 30))
            expect(String(rationalOf(is, row))).toBe(String(said(at(a, row))))
          expectTight(is, endsOf(a).map(said))
        }
      },
    )
    test('of two constants is a constant', () => {
      const { emitter } = made()
      for (const x of constants)
        for (const y of constants) {
          const is = code([numberConstant(x, emitter), numberConstant(y, emitter)], emitter)
          expect(String(constantOf(is, emitter))).toBe(String(says(x, y)))
        }
    })
  })
  test.each(scales.flatMap((_, a) => constants.map((constant) => ({ a, constant }))))(
    'a quotient of $a by $constant',
    ({ a, constant }) => {
      const { emitter, number } = made()
      const is = divide(number(a), numberConstant(constant, emitter), emitter)
      for (const row of rows.slice(0, 30))
        expect(String(rationalOf(is, row))).toBe(
          String(constant.equals(Rational.zero) ? null : at(a, row).dividedBy(constant)),
        )
    },
  )
  test.each(scales.flatMap((_, a) => [2, 3].map((b) => ({ a, b }))))('a quotient of $a by $b', ({ a, b }) => {
    const { emitter, number } = made()
    const is = divide(number(a), number(b), emitter)
    for (const row of rows.slice(0, 60)) {
      const by = at(b, row)
      expect(String(rationalOf(is, row))).toBe(
        String(by.equals(Rational.zero) ? null : at(a, row).dividedBy(by)),
      )
    }
  })

  const modes: readonly RoundingMode[] = [
    'half-up',
    'half-even',
    'toward-zero',
    'away-from-zero',
    'downward',
    'upward',
  ]
  const units = ['0.01', '0.1', '1', '5', '0.25'].map((text) => Rational.parse(text) as Rational)
  test.each(modes.flatMap((mode) => units.map((to) => ({ mode, to }))))(
    'rounded $mode to $to',
    ({ mode, to }) => {
      const { emitter, number } = made()
      const plain = scales.map((_, place) => ({
        is: number(place),
        says: (row: Inputs) => at(place, row) as Rational | null,
      }))
      const quotients = [0, 1, 4].flatMap((a) =>
        [2, 3].map((b) => ({
          is: divide(number(a), number(b), emitter),
          says: (row: Inputs) => (at(b, row).equals(Rational.zero) ? null : at(a, row).dividedBy(at(b, row))),
        })),
      )
      const thirds = [0, 1, 4].map((a) => ({
        is: divide(number(a), numberConstant(Rational.of(3), emitter), emitter),
        says: (row: Inputs): Rational | null => at(a, row).dividedBy(Rational.of(3)),
      }))
      for (const { is, says } of [...plain, ...thirds, ...quotients]) {
        const rounded = round(is, { to, mode }, emitter)
        for (const row of rows.slice(0, 80)) {
          const expected = says(row)?.round({ to, mode }) ?? null
          const got = rationalOf(rounded, row)
          expect(String(got)).toBe(String(expected))
          if (got === null) continue
          const [lo, hi] = [
            Rational.of(rounded.scale.lo, rounded.scale.q),
            Rational.of(rounded.scale.hi, rounded.scale.q),
          ]
          expect([lo.compare(got) <= 0, got.compare(hi) <= 0]).toEqual([true, true])
        }
        if (is.over) continue
        // Never wider than the number and a unit more on each side, and another where the unit does not fit.
        const [from, to2] = [Rational.of(is.scale.lo, is.scale.q), Rational.of(is.scale.hi, is.scale.q)]
        const room = to.plus(to)
        expect(
          Rational.of(rounded.scale.lo, rounded.scale.q).compare(from.minus(room)),
        ).toBeGreaterThanOrEqual(0)
        expect(Rational.of(rounded.scale.hi, rounded.scale.q).compare(to2.plus(room))).toBeLessThanOrEqual(0)
      }
    },
  )

  test('a choice has the divisor of the branch that is taken, and bounds of all', () => {
    const { emitter, number } = made()
    const { nodes } = emitter
    const yes = nodes.compare('less', number(0).node, nodes.constant(1))
    const when = { kind: 'truth' as const, yes, no: nodes.not(yes), open: nodes.no }
    const quotient = divide(number(1), number(3), emitter)
    const is = choose([{ when, then: quotient }], number(0), emitter) as EmittedNumber
    const turned = choose([{ when, then: number(0) }], quotient, emitter) as EmittedNumber
    for (const row of rows.slice(0, 80)) {
      const [whole, part] = [at(0, row), at(1, row).dividedBy(at(3, row))]
      const isLess = (row[0] as number) < 1
      expect(String(rationalOf(is, row))).toBe(String(isLess ? part : whole))
      expect(String(rationalOf(turned, row))).toBe(String(isLess ? whole : part))
    }
    for (const one of [is, turned]) {
      expect(one.over?.scale).toEqual({ q: 1n, lo: 1n, hi: 9n })
      for (const row of rows.slice(0, 80)) {
        const top = BigInt(saidBy(one.node, row))
        expect([one.scale.lo <= top, top <= one.scale.hi]).toEqual([true, true])
      }
    }
  })
})
