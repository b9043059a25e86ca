import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { caseOptions, tasksOf } from '../engine/cases/tasks.ts'
import { deciderOf } from '../engine/decision/decide.ts'
import type { DecideOptions } from '../engine/decision/question.ts'
import { unknownFact } from '../engine/expression/unknown.ts'
import { type Clause, type Decision, Rational, suiteOf, type Value } from '../engine/index.ts'
import { planFromClause } from '../engine/plan/from-clause.ts'
import { clausesOf } from '../engine/policy/workspace.ts'
import { decideTwice, expectAgreement } from './support/decide-twice.ts'
import { policies } from './support/policies.ts'
import { randomClause } from './support/random-clauses.ts'
import { changesNear, edgesOf, factsNear } from './support/random-facts.ts'
import { loadRow, policyOf, rowClause } from './support/row-policy.ts'
import { announce, runs, seed } from './support/seed.ts'

const suite = suiteOf(policies)

/** The facts that the regression cases give a clause: applicants that get far enough to matter. */
const basesOf = (clause: Clause): readonly ReadonlyMap<string, Value>[] => {
  const found = suite.cases
    .flatMap((one) => tasksOf(one, [], suite.context).tasks)
    .filter((task) => task.clause === clause.id)
    .map(({ facts }) => facts)
  return found.length > 0 ? found : [new Map()]
}

/** Every clause, and every clause under each alternative it states. */
const subjects = clausesOf(policies).flatMap((clause) => [
  { name: clause.id, clause, bases: basesOf(clause) },
  ...clause.readings.flatMap((reading) =>
    reading.alternatives.map(({ name }) => ({
      name: `${clause.id} under ${reading.id}=${name}`,
      clause: policies.clauseUnder(clause.id, [{ id: reading.id, alternative: name }]) as Clause,
      bases: basesOf(clause),
    })),
  ),
])

const options: fc.Arbitrary<DecideOptions> = fc.record({
  assume: fc.constantFrom('declared' as const, 'none' as const),
  undatedReads: fc.constantFrom('stated' as const, 'unknown' as const),
  earlier: fc.constantFrom(
    () => Rational.zero,
    () => Rational.of(2),
    (_: string, fact: string) => unknownFact(fact),
  ),
})

const each = Math.ceil(runs(2000) / subjects.length)
/** A longer run may take longer. */
const timeout = 30_000 + each * 50
beforeAll(() => announce('compiled and explaining execution', each * subjects.length))

const kindOf = ({ kind, eligible, amount, outputs }: Decision, undated: number): string =>
  undated > 0
    ? 'undated'
    : kind === 'check'
      ? `consistent: ${outputs.consistent}`
      : eligible
        ? amount === null
          ? 'eligible'
          : Number(amount) > 0
            ? 'paid'
            : 'nothing'
        : String(eligible)

/** What was decided of each subject. */
const reached = new Map<string, ReadonlySet<string>>()

describe('both executions say the same', () => {
  test.each(subjects)('of $name', { timeout }, async ({ name, clause, bases }) => {
    const plain = planFromClause(clause)
    const decider = deciderOf(plain)
    const edges = edgesOf(plain)
    const kinds = new Set<string>()
    const compare = async (...asked: Parameters<typeof decideTwice>) => {
      const twice = await decideTwice(...asked)
      expectAgreement(twice)
      kinds.add(kindOf(twice.compiled.decision, twice.compiled.undated.length))
    }
    for (const facts of bases) await compare(plain, facts, caseOptions, decider)
    await fc.assert(
      fc.asyncProperty(
        factsNear(clause, bases, edges),
        changesNear(plain, edges),
        options,
        async (facts, changes, how) => {
          const plan = changes.length > 0 ? planFromClause(clause, changes) : plain
          await compare(plan, facts, how, changes.length > 0 ? deciderOf(plan) : decider)
        },
      ),
      { seed, numRuns: each },
    )
    reached.set(name, kinds)
  })
  // Agreement over claims that are all refused would say little.
  test('over claims of which nearly every clause grants some', () => {
    if (reached.size < subjects.length) return
    const granted = [...reached.values()].filter((kinds) =>
      ['paid', 'eligible', 'consistent: true'].some((kind) => kinds.has(kind)),
    )
    const refused = [...reached.values()].filter((kinds) =>
      ['false', 'consistent: false'].some((kind) => kinds.has(kind)),
    )
    expect(granted.length).toBeGreaterThan(0.95 * subjects.length)
    expect(refused.length).toBeGreaterThan(0.8 * subjects.length)
  })
})

describe('both executions say the same of clauses that nobody wrote', () => {
  const count = Math.ceil(runs(2000) / 20)
  test(`${count} of them`, { timeout: 30_000 + count * 500 }, async () => {
    const kinds = new Set<string>()
    await fc.assert(
      fc.asyncProperty(randomClause, fc.integer(), async ({ parts, other }, factSeed) => {
        const workspace = loadRow(policyOf(parts, { other }))
        fc.pre(workspace.diagnostics.length === 0)
        const clause = workspace.clause(rowClause) as Clause
        const plan = planFromClause(clause)
        const decider = deciderOf(plan)
        const asked = fc.tuple(factsNear(clause, [new Map()], edgesOf(plan), 1), options)
        for (const [facts, how] of fc.sample(asked, { seed: factSeed, numRuns: 8 })) {
          const twice = await decideTwice(plan, facts, how, decider)
          expectAgreement(twice)
          kinds.add(kindOf(twice.compiled.decision, twice.compiled.undated.length))
        }
      }),
      { seed, numRuns: count },
    )
    if (count >= 100) expect([...kinds]).toEqual(expect.arrayContaining(['false', 'null', 'paid', 'undated']))
  })
})

describe('it does not matter', () => {
  test.each(subjects)(
    'in what order the facts and conditions of $name stand',
    { timeout },
    ({ clause, bases }) => {
      const plan = planFromClause(clause)
      const { rules } = clause
      const turned = deciderOf(
        planFromClause({ ...clause, rules: { ...rules, eligibility: [...rules.eligibility].reverse() } }),
      )
      const decider = deciderOf(plan)
      const sorted = (decision: Decision) => ({
        ...decision,
        failed: [...decision.failed].sort(),
        needs: [...decision.needs].sort(),
      })
      fc.assert(
        fc.property(factsNear(clause, bases, edgesOf(plan)), options, (facts, how) => {
          const { decision, undated } = decider.decide(facts, how)
          expect(decider.decide(new Map([...facts].reverse()), how)).toEqual({ decision, undated })
          expect(sorted(turned.decide(facts, how).decision)).toEqual(sorted(decision))
        }),
        { seed, numRuns: each },
      )
    },
  )
})

describe('figures past 2^53', () => {
  const find = (id: string) => clausesOf(policies).find((clause) => clause.id === id) as Clause
  const rent = (text: string) =>
    new Map<string, Value>([
      ...(basesOf(find('venue-rent.government-market'))[0] ?? []),
      ['annual_rent', Rational.parse(text) as Rational],
    ])

  test.each([
    ['100000000000000000000', '3000.00'],
    ['9007199254740993', '3000.00'],
    ['0.00000000000000000001', '0.00'],
    ['30000.00000000000000000001', '3000.00'],
    ['29999.94999999999999999999', '2999.99'],
  ])('a rent of %s gives %s by both', async (text, amount) => {
    const twice = await decideTwice(planFromClause(find('venue-rent.government-market')), rent(text))
    expectAgreement(twice)
    expect(twice.compiled.decision.amount).toBe(amount)
  })

  test('a cap of 10^20 is a cap by both', async () => {
    const clause = find('venue-rent.government-market')
    const cap = {
      parameter: 'venue-rent.government-market.cap',
      from: { day: -1_000_000 },
      value: Rational.of(10n ** 20n),
    }
    const twice = await decideTwice(planFromClause(clause, [cap]), rent('10000000000000000000001'), {
      undatedReads: 'stated',
    })
    expectAgreement(twice)
    expect(twice.compiled.decision.amount).toBe('3000.00')
    const today = new Map([...rent('10000000000000000000001'), ['as_of', { day: 0 }] as const])
    const dated = await decideTwice(planFromClause(clause, [cap]), today)
    expectAgreement(dated)
    expect(dated.compiled.decision.amount).toBe('100000000000000000000.00')
  })
})
