import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { decidingPolicy } from '../engine/api/deciding.ts'
import { decimalText } from '../engine/api/decimal-text.ts'
import { partsFromJson } from '../engine/api/from-json.ts'
import {
  type Answer,
  codesIn,
  type DecidingPolicy,
  type PlainDecisions,
  type PlainFacts,
  type PlainValue,
  type PolicyOptions,
  policyFromJson,
} from '../engine/api/index.ts'
import { compile } from '../engine/api/load.ts'
import { deciderOf } from '../engine/decision/decide.ts'
import { type Clause, formatDate, Rational, type Value } from '../engine/index.ts'
import { planFromClause } from '../engine/plan/from-clause.ts'
import { plainClause, randomClause } from './support/random-clauses.ts'
import { edgesOf, factsNear } from './support/random-facts.ts'
import { loadRow, policyOf, rowClause } from './support/row-policy.ts'
import { announce, runs, seed } from './support/seed.ts'

/** A double where one is exact. */
function numberOf(value: Rational): PlainValue {
  const double = Number(value.numerator) / Number(value.denominator)
  const text = Number.isFinite(double) ? decimalText(double) : ''
  return Rational.parse(text)?.equals(value) ? double : value
}

/** A value as a program would give it. */
function plainOf(value: Value): PlainValue {
  if (value === null) throw new Error('no fact is no value')
  if (value instanceof Rational) return numberOf(value)
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(plainOf)
  if ('day' in value) return formatDate(value)
  if ('fields' in value) return plainFields(value.fields)
  if ('months' in value) throw new Error('no fact is reckoned by the month')
  return (value as Extract<Value, { dated: unknown }>).dated.map(({ from, value: each }) => {
    const inner = plainOf(each)
    const day = formatDate(from ?? { day: 0 })
    return typeof each === 'object' && each !== null && 'fields' in each
      ? { from: day, ...(inner as PlainFacts) }
      : { from: day, value: inner }
  })
}

const plainFields = (fields: Readonly<Record<string, Value>>): PlainFacts =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, plainOf(value)]))

describe('random clauses', () => {
  const count = runs(60)
  beforeAll(() => announce('clauses through JSON', count))
  const sum = { decided: 0, refused: 0 }

  test('decide from JSON and plain facts as their plans do', { timeout: 30_000 + count * 200 }, () => {
    fc.assert(
      fc.property(randomClause, fc.integer(), ({ parts, other }, factSeed) => {
        const workspace = loadRow(policyOf(parts, { other }))
        fc.pre(workspace.diagnostics.length === 0)
        const clause = workspace.clause(rowClause) as Clause
        const plan = planFromClause(clause)
        const decider = deciderOf(plan)
        const policy = policyFromJson(
          JSON.parse(JSON.stringify(compile(workspace, { clauses: [rowClause] }).toJson())),
        )
        const asked = factsNear(clause, [new Map()], edgesOf(plan), 1)
        for (const facts of fc.sample(asked, { seed: factSeed, numRuns: 8 })) {
          const expected = decider.decide(facts)
          const answer = policy.decide(plainFields(Object.fromEntries(facts)))
          if (answer.ok) expect(answer.decisions[rowClause]).toEqual(expected.decision)
          // What a value near an edge does not fit is refused, as is what the policy has no value for.
          else if (answer.problems.every(({ code }) => code === 'PARAMETER_UNDATED'))
            expect(answer.problems).toHaveLength(expected.undated.length)
          else expect(answer.problems.filter(({ code }) => !/^FACT_(TYPE|VALUE)$/.test(code))).toEqual([])
          sum[answer.ok ? 'decided' : 'refused']++
        }
      }),
      { seed, numRuns: count },
    )
    expect(sum.decided).toBeGreaterThan(sum.refused)
  })
})

/** Facts as a careless program gives them: without some, with too many, or with something else in their place. */
const careless = (facts: PlainFacts): fc.Arbitrary<PlainFacts> => {
  const names = Object.keys(facts)
  const odd = fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    0,
    -0,
    -1,
    0.1,
    0.001,
    1e21,
    29999.95,
    Number.NaN,
    12n,
    Rational.of(1, 8),
    Rational.of(1, 3),
    '2010-01-31',
    '2010-02-30',
    'market',
    'nobody',
    '\u0007',
    [],
    ['permit', 'permit'],
    [undefined],
    [{ from: '2010-01-01', value: 5 }],
    {},
    { management: 1.5 },
    { management: undefined, nobody: 1 },
    new Date(0),
  ) as fc.Arbitrary<PlainValue>
  const change = fc.record({
    name: fc.constantFrom(...names, 'rent', 'trade', 'fees', 'nobody', 'score', 'name'),
    value: odd,
  })
  return fc
    .record({
      left: fc.subarray(names, { minLength: Math.max(0, names.length - 3) }),
      changes: fc.array(change, { maxLength: 2 }),
    })
    .map(({ left, changes }) => ({
      ...Object.fromEntries(left.map((name) => [name, facts[name]])),
      ...Object.fromEntries(changes.map(({ name, value }) => [name, value])),
    }))
}

const options: fc.Arbitrary<PolicyOptions> = fc.record(
  {
    assume: fc.constantFrom('declared' as const, 'none' as const),
    asOf: fc.constantFrom('2009-06-30', '2010-01-01', '2012-02-29'),
  },
  { requiredKeys: [] },
)

/** What JSON and a comparison of every member see. */
const seenIn = (answer: unknown) => [JSON.stringify(answer), structuredClone(answer), answer]

const said = (eligible: number | undefined) => (eligible === 1 ? true : eligible === 0 ? false : null)

/** Whether numbers decide an applicant; then as `decide` does. */
function sameInNumbers(policy: DecidingPolicy, facts: PlainFacts, expected: Answer<PlainDecisions>): boolean {
  const { clauses, encode, decideInto, resultsFor } = policy.numbers()
  const [row, out] = [encode(facts), resultsFor()]
  if (!row || !decideInto(row, out)) return false
  const decided = clauses.filter(({ because }) => because === null)
  // What is left to `decide` may refuse the applicant.
  if (!expected.ok) {
    expect(decided.length).toBeLessThan(clauses.length)
    return false
  }
  for (const [at, { id, because, conditions, refer, unit }] of clauses.entries()) {
    if (because !== null) {
      expect(out.eligible[at]).toBe(3)
      continue
    }
    const decision = expected.decisions[id]
    const amount = out.amount[at] as number
    expect({
      eligible: said(out.eligible[at]),
      amount: unit === null || Number.isNaN(amount) ? null : amount,
      failed: codesIn(out.failed[at] as number, conditions),
      refer: codesIn(out.refer[at] as number, refer),
    }).toEqual({
      eligible: decision?.eligible,
      amount:
        decision?.amount == null
          ? null
          : Number(Rational.parse(decision.amount)?.times(Rational.of(100)).numerator),
      failed: decision?.failed.filter((code) => code !== 'in-force'),
      refer: decision?.refer,
    })
  }
  return decided.length > 0
}

describe('deciding by generated code', () => {
  const count = runs(60)
  beforeAll(() => announce('generated code and the exact way', count))
  afterEach(() => vi.unstubAllGlobals())

  const noCode = () =>
    vi.stubGlobal('Function', function refuse() {
      throw new EvalError('no code here')
    })

  test('gives what the exact way gives, also where no code may be made', {
    timeout: 30_000 + count * 300,
  }, () => {
    const sum = { decided: 0, refused: 0, generated: 0, waiting: 0, inNumbers: 0 }
    fc.assert(
      fc.property(
        fc.oneof(randomClause, { arbitrary: plainClause, weight: 3 }),
        options,
        fc.integer(),
        ({ parts, other }, how, factSeed) => {
          const workspace = loadRow(policyOf(parts, { other }))
          fc.pre(workspace.diagnostics.length === 0)
          const clause = workspace.clause(rowClause) as Clause
          const kept = partsFromJson(JSON.parse(JSON.stringify(compile(workspace).toJson())))
          const exact = decidingPolicy(kept, how, 'exact')
          const generated = decidingPolicy(kept, how)
          const looped = decidingPolicy(kept, how)
          noCode()
          looped.decide({})
          vi.unstubAllGlobals()
          const asked = factsNear(clause, [new Map()], edgesOf(planFromClause(clause)), 1)
            .map((facts) => plainFields(Object.fromEntries(facts)))
            .chain((facts) => fc.oneof(fc.constant(facts), careless(facts)))
          for (const facts of fc.sample(asked, { seed: factSeed, numRuns: 12 })) {
            const expected = exact.decide(facts)
            for (const policy of [generated, looped]) {
              const answer = policy.decide(facts)
              expect(seenIn(answer)).toStrictEqual(seenIn(expected))
            }
            if (sameInNumbers(generated, facts, expected)) sum.inNumbers++
            sum[expected.ok ? 'decided' : 'refused']++
            const answer = generated.decide(facts)
            const decision = answer.ok && answer.decisions[rowClause]
            // Lists of codes that all decisions share are made for generated code alone.
            if (decision && Object.isFrozen(decision.failed)) sum.generated++
            if (decision && Object.getOwnPropertyDescriptor(decision, 'needs')?.get) sum.waiting++
          }
        },
      ),
      { seed, numRuns: count },
    )
    for (const least of [sum.generated, sum.waiting, sum.inNumbers]) expect(least).toBeGreaterThan(count / 2)
    expect(Math.min(sum.decided, sum.refused)).toBeGreaterThan(count)
  })
})
