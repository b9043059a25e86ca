import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deciderOf } from '../engine/decision/decide.ts'
import { type Clause, planFromClause, Rational, regionsOf, type Value, whyNot } from '../engine/index.ts'
import { questionAbout } from '../engine/regions/next-question.ts'
import { expectRegion, expectWhole, regionAt } from './support/regions.ts'
import { loadRow, policyOf, rowClause } from './support/row-policy.ts'
import { seed } from './support/seed.ts'

// Regions that no case had, until a planted fault was not noticed.

function clauseOf(parts: readonly string[]): Clause {
  const workspace = loadRow(policyOf(parts))
  expect(workspace.diagnostics.map(({ message }) => message.en)).toEqual([])
  return workspace.clause(rowClause) as Clause
}

describe('a question', () => {
  const settles = (parts: readonly string[], fact: string, facts: Readonly<Record<string, Value>> = {}) =>
    questionAbout(planFromClause(clauseOf(parts)), new Map(Object.entries(facts)), fact, {}).settles
  const amount = ['amount: [value: rent]', 'unit: CNY']
  const b = '{ fact: b, operator: equal, value: true }'
  const home = '{ fact: place, operator: equal, value: home }'

  test.each<[string, readonly string[], string, Readonly<Record<string, Value>>, number]>([
    ['both answers decide', [`eligibility: { x: ${b} }`], 'b', {}, 1],
    ['yes leaves the amount open', [`eligibility: { x: ${b} }`, ...amount], 'b', {}, 1 / 2],
    ['yes pays what is known', [`eligibility: { x: ${b} }`, ...amount], 'b', { rent: Rational.of(5) }, 1],
    ['one of three places grants', [`eligibility: { x: ${home}, y: ${b} }`], 'place', {}, 2 / 3],
    ['either grants', [`eligibility: { x: { any: [${home}, ${b}] } }`], 'b', {}, 1 / 2],
    ['a check is told either way', [`check: ${b}`], 'b', {}, 1],
    ['a check needs more', [`check: { all: [${b}, ${home}] }`], 'b', {}, 1 / 2],
  ])('settles so many of its answers where %s', (_, parts, fact, facts, share) =>
    expect(settles(parts, fact, facts)).toBeCloseTo(share, 10),
  )
  test('is the one that settles most', () => {
    const plan = planFromClause(clauseOf([`eligibility: { y: ${b}, x: ${home} }`, ...amount]))
    expect(whyNot(plan, new Map()).question?.fact).toBe('place')
  })
  test('is asked of a check that is not decided, and not of one that is', () => {
    const plan = planFromClause(clauseOf([`check: { all: [${b}, ${home}] }`]))
    expect(whyNot(plan, new Map()).question?.fact).toBe('place')
    const known = new Map<string, Value>([
      ['b', true],
      ['place', 'home'],
    ])
    expect(whyNot(plan, known).question).toBeNull()
  })
})

test('the regions of single values beside each other say what is decided', () => {
  const result = fc.constantFrom('low', 'top', 'rent', 'late', 'fee', null)
  fc.assert(
    fc.property(fc.array(result, { minLength: 5, maxLength: 5 }), fc.boolean(), (results, hasOther) => {
      const cases = results.flatMap((then, index) =>
        then === null ? [] : [`{ when: { fact: hires, operator: equal, value: ${index} }, then: ${then} }`],
      )
      fc.pre(cases.length > 0)
      const clause = clauseOf([
        `parameters: { top: { title: { zh: 甲, en: t }, type: money, unit: CNY, values: { undated: 300 } }, low: { title: { zh: 甲, en: l }, type: money, unit: CNY, values: { undated: 100 } }, late: { title: { zh: 甲, en: e }, type: money, unit: CNY, values: { undated: 200 } } }`,
        `amount: [choose: [${[...cases, ...(hasOther ? ['{ otherwise: paid }'] : [])].join(', ')}]]`,
        'unit: CNY',
      ])
      const facts = new Map<string, Value>([
        ['rent', Rational.of(250)],
        ['paid', Rational.of(7)],
      ])
      const plan = planFromClause(clause)
      const decider = deciderOf(plan)
      const regions = regionsOf(plan, facts, 'hires')
      if (!regions) throw new Error('no regions')
      expectWhole(regions)
      for (let at = 0; at < 8; at++) {
        const region = regionAt(regions, Rational.of(at))
        if (!region) throw new Error(`no region of ${at}`)
        expectRegion(region, Rational.of(at), regions, decider, facts, {})
      }
    }),
    { seed, numRuns: 60 },
  )
})

describe('a change past a bound that does not help itself', () => {
  const asked = (operator: string, done: number) => {
    const clause = clauseOf([`eligibility: { it: { fact: done, operator: ${operator}, value: 5 } }`])
    const { eligible } = whyNot(planFromClause(clause), new Map([['done', Rational.of(done)]]))
    return eligible.map(({ changes: [change], decision }) => [
      String(change?.value),
      String(change?.bound.value),
      change?.bound.included,
      decision.eligible,
    ])
  }
  test.each([
    ['lessThan', 7, [['4', '5', false, true]]],
    ['lessThan', 5, [['4', '5', false, true]]],
    ['greaterThan', 3, [['6', '5', false, true]]],
    ['greaterThan', 5, [['6', '5', false, true]]],
    ['lessThanInclusive', 7, [['5', '5', true, true]]],
    ['greaterThanInclusive', 3, [['5', '5', true, true]]],
  ])('%s, from %i', (operator, done, changes) => expect(asked(operator, done)).toEqual(changes))
})

describe('what cannot be followed', () => {
  const values =
    'values: { month: [first-of-month: { year: founded, month: hires }], y: [value: hires, product: { literal: 0.5, because: { zh: 试, en: try } }], half: [first-of-month: { year: y, month: done }] }'
  const late = (name: string) => `{ fact: ${name}, operator: greaterThan, value: 2009-01-01 }`
  const more = '{ fact: hires, operator: greaterThan, value: 3 }'
  const [ofMonth, ofYear] = [['a month of the year that changes with it'], ['a year that is no whole number']]
  const regions = (condition: string) => {
    const plan = planFromClause(clauseOf([values, `eligibility: { it: ${condition} }`]))
    const known = new Map<string, Value>([['founded', Rational.of(2009)]])
    if (plan.clause.facts.some(({ name }) => name === 'done')) known.set('done', Rational.of(2))
    return regionsOf(plan, known, 'hires')?.regions.map(({ from, eligible, unfollowed }) => [
      from && String(from.value),
      unfollowed.length > 0 ? unfollowed.map(({ en }) => en) : eligible,
    ])
  }
  test.each<[string, unknown]>([
    [
      `any: [${late('month')}, ${more}]`,
      [
        [null, ofMonth],
        ['4', true],
      ],
    ],
    [
      `any: [${more}, ${late('month')}]`,
      [
        [null, ofMonth],
        ['4', true],
      ],
    ],
    [
      `all: [${late('month')}, ${more}]`,
      [
        [null, false],
        ['4', ofMonth],
      ],
    ],
    [
      `all: [${more}, ${late('month')}]`,
      [
        [null, false],
        ['4', ofMonth],
      ],
    ],
    [`any: [${late('month')}, ${late('half')}]`, [[null, ofMonth]]],
    [`any: [${late('half')}, ${late('month')}]`, [[null, ofYear]]],
  ])('matters where the others leave it open: %s', (condition, expected) =>
    expect(regions(`{ ${condition} }`)).toEqual(expected),
  )
})
