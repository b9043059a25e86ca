import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { decideTasks, tasksOf } from '../engine/cases/tasks.ts'
import { deciderOf } from '../engine/decision/decide.ts'
import {
  boundsOf,
  type Clause,
  decideClaim,
  documentFromText,
  fieldsOf,
  parseDate,
  planFromClause,
  Rational,
  settleClaim,
  suiteOf,
  type TrialOptions,
  type TrialPart,
  trialOf,
  type Value,
  whyNotTrial,
} from '../engine/index.ts'
import type { Plan } from '../engine/plan/plan.ts'
import { totalsOf } from '../engine/trial/totals.ts'
import { caseFacts } from './support/case-facts.ts'
import { policies } from './support/policies.ts'
import { randomClause } from './support/random-clauses.ts'
import { edgesOf, factsNear } from './support/random-facts.ts'
import { loadRow, policyOf, rowClause } from './support/row-policy.ts'
import { announce, runs, seed } from './support/seed.ts'
import { inFolder, runIn } from './support/transcripts.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const idsOf = (policy: string): readonly string[] =>
  policies.policies
    .filter(({ id }) => id === policy)
    .flatMap(({ provisions }) => provisions.flatMap(({ clauses }) => clauses.map(({ id }) => id)))
const promotion = idsOf('employment-promotion')

const tried = (text: string, options: Partial<TrialOptions> = {}) =>
  trialOf(policies, documentFromText('applicant.yaml', text).document, {
    clauses: promotion,
    assume: 'none',
    ...options,
  })

const trader = `registered_unemployed: true
urban_registered_unemployed: true
hardship: true
venue: government-market
first_time_operator: true
months_operated: 20
annual_rent: 18000
benefit_years_used: 0
startup: true
`

const partOf = (trial: ReturnType<typeof tried>, id: string) => {
  const part = trial.parts.find(({ clause }) => clause.id === id)
  if (!part) throw new Error(`${id} was not tried`)
  return part
}

describe('a trial', () => {
  test('leaves what is not given unknown, and says nothing of those it knows nothing about', () => {
    const { parts, totals, question } = tried('{}')
    expect(new Set(parts.map(({ state }) => state))).toEqual(new Set(['undecided']))
    expect(totals).toMatchObject({ due: '0.00', least: '0.00' })
    expect(question?.clauses).toBeGreaterThan(3)
  })

  test('pays the better of a group, and says to whom the other lost', () => {
    const trial = tried(`${trader}project: elder-care\n`)
    const market = partOf(trial, 'venue-rent.government-market')
    const winner = trial.parts[market.yieldsTo ?? -1]
    expect([market.state, market.decision.amount, winner?.clause.id, winner?.decision.amount]).toEqual([
      'covered',
      '1800.00',
      'venue-rent.hardship-micro',
      '2700.00',
    ])
    expect(trial.totals).toMatchObject({ due: '2700.00', paid: '2700.00', waived: '0.00', least: '2700.00' })
  })

  test('names the undecided clause that would be paid instead of one that is due', () => {
    const trial = tried(trader)
    const market = partOf(trial, 'venue-rent.government-market')
    expect(market.state).toBe('due')
    expect(market.mayYieldTo.map((at) => trial.parts[at]?.clause.id)).toEqual(['venue-rent.hardship-micro'])
    expect(trial.totals).toMatchObject({ due: '1800.00', least: '1800.00' })
  })

  test.each([
    // The first that is met is paid, so that an undecided one before it may pay less.
    ['first', ['undecided 100', 'due 500'], '100.00'],
    ['first', ['due 500', 'undecided 100'], '500.00'],
    ['first', ['undecided 900', 'due 500', 'due 50'], '500.00'],
    ['first', ['undecided 100', 'undecided 900'], '0.00'],
    ['highest', ['undecided 900', 'due 500'], '500.00'],
    ['highest', ['met 600', 'due 500'], '600.00'],
    [null, ['met 600', 'due 500', 'undecided 900'], '1100.00'],
  ] as const)('promises of a group that pays %s, with %j, no more than %s', (pays, given, least) => {
    const clause = policies.clause('venue-rent.other-venue') as Clause
    const blank = (tried('{}', { clauses: [clause.id] }).parts[0] as TrialPart).decision
    const parts = given.map((one) => {
      const [state, amount = ''] = one.split(' ')
      return {
        plan: planFromClause(clause),
        clause: {
          ...clause,
          stacking: pays && { ...(clause.stacking as NonNullable<Clause['stacking']>), pays },
        },
        state: state === 'due' ? ('due' as const) : ('undecided' as const),
        bounds: { least: amount, most: null },
        decision: {
          ...blank,
          eligible: state === 'undecided' ? null : true,
          amount: state === 'due' ? amount : null,
        },
      }
    })
    expect(totalsOf(parts).least).toBe(least)
  })

  test('says "at least" only of a clause that is met', () => {
    const trial = tried(
      'ui_recipient: true\nindividual_business: true\nlicence_or_proof: true\ngrant_received_before: false\n',
    )
    const grant = partOf(trial, 'self-employment-grant.ui-recipient')
    expect([grant.state, grant.bounds]).toEqual(['undecided', { least: '500.00', most: null }])
    expect(trial.totals).toMatchObject({ due: '0.00', least: '500.00' })
    expect(trial.question).toMatchObject({ fact: 'ui_total_entitlement', clause: grant.clause.id })
    expect(tried('ui_recipient: true\n').totals.least).toBe('0.00')
  })

  test('says what each answer to its next question does', () => {
    const about = new Set(['venue-rent.government-market'])
    const { question } = tried('venue: government-market\nannual_rent: 20000\nmonths_operated: 20\n', {
      about,
    })
    expect(question?.clause).toBe('venue-rent.government-market')
    expect(question?.answers.map(({ words }) => words.zh)).toContain('是 → 还需要知道：首次经营、已享受年数')
  })

  test('tells a fact that it cannot read, and decides without it', () => {
    const trial = tried(`${trader}annual_rentt: 3\nclaim_months: -1\n`)
    expect(trial.refused.map(({ fact, problem }) => [fact, problem.code])).toEqual([
      ['annual_rentt', 'FACT_UNKNOWN'],
      ['claim_months', 'FACT_VALUE'],
    ])
    expect(partOf(trial, 'venue-rent.government-market').decision.amount).toBe('1800.00')
  })

  test('goes on without a clause whose parameter has no value on the day', () => {
    const asOf = parseDate('1990-01-01')
    const trial = tried('{}', { clauses: idsOf('recruit-assessment'), ...(asOf && { asOf }) })
    expect(trial.parts.length).toBe(idsOf('recruit-assessment').length)
    for (const { state, undated } of trial.parts) expect(state === 'undated').toBe(undated.length > 0)
  })

  test('of a refusal says what would lift it, decided again', () => {
    const trial = tried(trader.replace('months_operated: 20', 'months_operated: 11'))
    const market = partOf(trial, 'venue-rent.government-market')
    expect([market.state, market.decision.failed]).toEqual(['not-due', ['operated-1y']])
    expect(whyNotTrial(market, 1).eligible.map(({ words }) => words.zh)).toEqual([
      '已经营：12 个月或以上（现为 11 个月） → 符合条件，1,800.00 元',
    ])
  })

  test('has a field for every fact of its clauses, two where a name means two things', () => {
    const clauses = promotion.map((id) => policies.clause(id) as Clause)
    const fields = fieldsOf(clauses)
    const names = new Set(clauses.flatMap(({ facts }) => facts.map(({ name }) => name)))
    expect(new Set(fields.map(({ fact }) => fact.name))).toEqual(names)
    expect(
      fields.filter(({ fact }) => fact.name === 'certificate').map(({ fact }) => fact.type.name),
    ).toEqual(['category', 'boolean'])
  })
})

describe('a trial of a case comes to what the clauses decide as one claim', () => {
  const cases = caseFacts.filter(({ clause }) => promotion.includes(clause))
  const chosen = cases.filter((_, at) => at % Math.floor(cases.length / 20) === 0).slice(0, 20)
  /** An undecided clause leaves the whole claim without a total: the others are asked. */
  const decidedOf = (facts: unknown) => {
    const trial = tried(JSON.stringify(facts), { assume: 'declared' })
    expect(trial.refused).toEqual([])
    const decided = trial.parts.filter(({ state }) => state !== 'undecided' && state !== 'undated')
    const yields = decided.flatMap(({ clause, yieldsTo }) =>
      yieldsTo === null ? [] : [{ clause: clause.id, to: trial.parts[yieldsTo]?.clause.id }],
    )
    return { trial, decided, yields, clauses: decided.map(({ clause }) => clause.id) }
  }

  test.each(chosen.map(({ id, facts }) => [id, facts] as const))('%s', (_, facts) => {
    const { trial, decided, clauses } = decidedOf(facts)
    const { document } = documentFromText('applicant.yaml', JSON.stringify(facts))
    const claim = decideClaim(policies, document, { clauses, chain: true })
    if (!claim.ok) throw new Error('the facts are refused')
    expect(decided.map(({ decision }) => decision)).toEqual(claim.answers.map(({ decision }) => decision))
    expect(trial.totals.due).toBe(settleClaim(claim.answers).total)
  })

  test('and as `clausebook decide` prints it', async () => {
    const { facts } = cases.find(
      ({ id }) => id === 'multi/02-rent-tiers-do-not-stack',
    ) as (typeof cases)[number]
    const { trial, decided, yields, clauses } = decidedOf(facts)
    const said = await inFolder(async (folder) => {
      await writeFile(join(folder, 'facts.json'), JSON.stringify(facts))
      const asked = clauses.map((id) => `--clause ${id}`).join(' ')
      return runIn(folder, `clausebook decide ${root}policies --facts facts.json --chain ${asked} --json`)
    })
    expect([said.exit, said.err]).toEqual([0, ''])
    const { decisions, claim } = JSON.parse(said.out)
    expect(decided.map(({ decision }) => decision)).toEqual(decisions)
    expect([trial.totals.due, yields]).toEqual([claim.total, claim.yields])
    expect(yields.length).toBeGreaterThan(0)
  })
})

/** Facts become fewer; what the clause pays with all of them lies where the few said it would. */
function expectBounds(plan: Plan, whole: ReadonlyMap<string, Value>, kept: readonly boolean[]): boolean {
  const { decision } = deciderOf(plan).decide(whole, { assume: 'none' })
  if (decision.eligible !== true || decision.amount === null) return false
  const names = plan.clause.facts.map(({ name }) => name)
  const few = new Map([...whole].filter(([name]) => kept[names.indexOf(name) % kept.length]))
  const bounds = boundsOf(plan, few, { assume: 'none' })
  if (!bounds) return false
  const amount = Rational.parse(decision.amount) as Rational
  const [least, most] = [bounds.least, bounds.most].map((end) =>
    end === null ? undefined : Rational.parse(end),
  )
  const isInside = (!least || least.compare(amount) <= 0) && (!most || amount.compare(most) <= 0)
  expect([plan.clause.id, [...few.keys()], bounds, decision.amount, isInside]).toEqual([
    plan.clause.id,
    [...few.keys()],
    bounds,
    decision.amount,
    true,
  ])
  return bounds.least !== null || bounds.most !== null
}

const count = Math.ceil(runs(2000) / 20)
beforeAll(() => announce('bounds of amounts', count))
const someKept = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 })

describe('no amount leaves its bounds, whatever the unknown facts turn out to be', () => {
  const suite = suiteOf(policies)
  const tasks = suite.cases
    .filter(({ changes }) => changes.length === 0)
    .flatMap((one) => decideTasks(tasksOf(one, [], suite.context).tasks))
    .filter(({ decision }) => decision.eligible === true && decision.amount !== null)

  test('of the cases', () => {
    let said = 0
    fc.assert(
      fc.property(fc.constantFrom(...tasks), someKept, ({ task }, kept) => {
        if (expectBounds(task.decider.plan, task.facts, kept)) said++
      }),
      { seed, numRuns: count * 5 },
    )
    expect(said).toBeGreaterThan(count)
  })

  test('of clauses that nobody wrote', { timeout: 120_000 }, () => {
    let said = 0
    fc.assert(
      fc.property(randomClause, someKept, fc.integer(), ({ parts, other }, kept, factSeed) => {
        const workspace = loadRow(policyOf(parts, { other }))
        fc.pre(workspace.diagnostics.length === 0)
        const plan = planFromClause(workspace.clause(rowClause) as Clause)
        const near = factsNear(plan.clause, [new Map()], edgesOf(plan), 1)
        for (const facts of fc.sample(near, { seed: factSeed, numRuns: 10 }))
          if (expectBounds(plan, facts, kept)) said++
      }),
      { seed, numRuns: count, endOnFailure: true },
    )
    expect(said).toBeGreaterThan(count / 10)
  })
})
