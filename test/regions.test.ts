import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type DecidedTask, decideTasks, tasksOf } from '../engine/cases/tasks.ts'
import { decideClaim } from '../engine/decision/ask.ts'
import { deciderOf } from '../engine/decision/decide.ts'
import { explain } from '../engine/decision/explain.ts'
import type { DecideOptions } from '../engine/decision/question.ts'
import { orderOf } from '../engine/expression/compare.ts'
import {
  type Change,
  type Clause,
  documentFromJson,
  type Line,
  planFromClause,
  Rational,
  type Region,
  regionsOf,
  suiteOf,
  type Value,
  type ValueType,
  type Words,
  whyNot,
  withFact,
} from '../engine/index.ts'
import { type Found, foundFact } from '../engine/regions/domain.ts'
import { factsFor } from './support/facts-of.ts'
import { policies } from './support/policies.ts'
import { randomClause } from './support/random-clauses.ts'
import { edgesOf, factsNear, valueNear } from './support/random-facts.ts'
import { expectRegion, expectWhole, regionAt, stepOf, valuesOf } from './support/regions.ts'
import { loadRow, policyOf, rowClause, rowPolicy } from './support/row-policy.ts'
import type { RowTable } from './support/rows.ts'
import { announce, runs, seed } from './support/seed.ts'
import { readTable, readTables } from './support/tables.ts'

const count = Math.ceil(runs(2000) / 100)
beforeAll(() => announce('regions of random clauses', count))

const suite = suiteOf(policies)

/** A fact, or each field of a record. */
const namesOf = (name: string, type: ValueType): readonly string[] =>
  type.name === 'record'
    ? Object.entries(type.fields ?? {}).flatMap(([field, { type: of }]) => namesOf(`${name}.${field}`, of))
    : [name]

/** Looks at the ends of every region of every fact, next to them, and at values near the figures of the rules. */
function expectRegions(
  clause: Clause,
  facts: ReadonlyMap<string, Value>,
  options: DecideOptions,
  said: Said,
): void {
  const plan = planFromClause(clause)
  const decider = deciderOf(plan)
  const edges = edgesOf(plan)
  for (const { name, type } of clause.facts)
    for (const field of namesOf(name, type)) {
      const found = regionsOf(plan, facts, field, options)
      if (!found) continue
      said.facts++
      if (found.complete) said.complete++
      const isLine = !['boolean', 'category', 'list'].includes(found.type.name)
      if (isLine) expectWhole(found)
      for (const region of found.regions)
        for (const value of valuesOf(region, stepOf(found.type.name)))
          expectRegion(region, value, found, decider, facts, options)
      if (!isLine || found.regions.length === 0) continue
      for (const value of fc.sample(valueNear({ ...found.type, series: false }, edges), {
        seed,
        numRuns: 6,
      })) {
        const region = regionAt(found, value)
        if (region) expectRegion(region, value, found, decider, facts, options)
      }
    }
}

interface Said {
  facts: number
  complete: number
}

const decided: readonly DecidedTask[] = suite.cases
  .filter(({ changes }) => changes.length === 0)
  .flatMap((one) => decideTasks(tasksOf(one, [], suite.context).tasks))

describe('the regions of every fact of every case say what is decided', () => {
  const said: Said = { facts: 0, complete: 0 }
  const clauses = [...new Set(decided.map(({ task }) => task.clause))]
  test.each(clauses)('%s', { timeout: 60_000 }, (id) => {
    for (const { task, options } of decided.filter((one) => one.task.clause === id))
      expectRegions(task.decider.plan.clause, task.facts, options, said)
    expect(said.facts).toBeGreaterThan(0)
  })
  test('and of nearly all facts they say everything', () => {
    if (said.facts > 500) expect(said.complete / said.facts).toBeGreaterThan(0.95)
  })
})

describe('the regions of every example of a mechanism say what is decided', () => {
  test.each(readTables<RowTable>('mechanisms'))('$file', { timeout: 60_000 }, (table) => {
    const said: Said = { facts: 0, complete: 0 }
    for (const index of table.data.rows.keys()) {
      const workspace = loadRow(rowPolicy(table.exact, index))
      const clause = workspace.diagnostics.length === 0 ? workspace.clause(rowClause) : undefined
      const facts = clause && factsFor(workspace, clause, table.exact, index)
      if (facts) expectRegions(clause, facts, {}, said)
    }
    expect(said.facts).toBeGreaterThan(0)
  })
})

describe('the regions of clauses that nobody wrote say what is decided', () => {
  test(`${count} of them`, { timeout: 60_000 + count * 1000 }, () => {
    const said: Said = { facts: 0, complete: 0 }
    fc.assert(
      fc.property(randomClause, fc.integer(), ({ parts, other }, factSeed) => {
        const workspace = loadRow(policyOf(parts, { other }))
        fc.pre(workspace.diagnostics.length === 0)
        const clause = workspace.clause(rowClause) as Clause
        const near = factsNear(clause, [new Map()], edgesOf(planFromClause(clause)), 1)
        for (const facts of fc.sample(near, { seed: factSeed, numRuns: 2 }))
          expectRegions(clause, facts, {}, said)
      }),
      // A failing one is told at once: shrinking it would take minutes.
      { seed, numRuns: count, endOnFailure: true },
    )
    expect(said.facts).toBeGreaterThan(count)
  })
})

describe('regions by hand', () => {
  interface Pieces {
    readonly clause: string
    readonly facts: object
    readonly rows: readonly { readonly fact: string; readonly regions: readonly object[] }[]
  }
  const { data } = readTable<Pieces>('regions/pieces.yaml')
  test.each(data.rows)('of $fact', ({ fact, regions }) => {
    const clause = policies.clause(data.clause) as Clause
    const { document } = documentFromJson('facts.json', JSON.stringify(data.facts))
    const claim = decideClaim(policies, document, { clauses: [data.clause] })
    if (!claim.ok) throw new Error('the facts are refused')
    const found = regionsOf(planFromClause(clause), claim.answers[0]?.facts ?? new Map(), fact)
    expect(found?.complete).toBe(true)
    expect(found?.regions.map(written)).toEqual(regions)
  })
})

const plain = (value: Value) => (value instanceof Rational ? Number(value.toString()) : value)

const lineText = ({ slope, offset, rounded }: Line) => {
  if (slope.equals(Rational.zero)) return Number(offset.toString())
  const text = `${slope}x${offset.equals(Rational.zero) ? '' : ` + ${offset}`}`
  return rounded ? `round ${text}` : text
}

const written = ({ from, to, eligible, failed, amount, paid }: Region) => ({
  ...(from && { from: plain(from.value) }),
  ...(to && { to: plain(to.value) }),
  eligible,
  ...(failed.length > 0 && { failed }),
  ...(amount && { amount: lineText(amount) }),
  ...(paid && { paid: lineText(paid) }),
})

interface Lifted {
  readonly case: string
  readonly lifts: readonly Words[]
}

const lifted = readTable<{ readonly rows: readonly Lifted[] }>('regions/counterfactuals.yaml').data.rows

describe('the smallest changes that lift a refusal', () => {
  const taskOf = (id: string) => {
    const one = suite.cases.find((candidate) => candidate.id === id)
    const [task] = one ? decideTasks(tasksOf(one, [], suite.context).tasks) : []
    if (!task) throw new Error(`there is no case ${id}`)
    return task
  }

  test.each(lifted)('of $case', async ({ case: id, lifts }) => {
    const { task, options } = taskOf(id)
    const { plan } = task.decider
    const answer = whyNot(plan, task.facts, options)
    expect(answer.decision.eligible).toBe(false)
    expect(answer.eligible.map(({ words }) => words)).toEqual(lifts)
    for (const { changes } of answer.eligible) {
      const change = (left: Change | null, by = 0) =>
        changes.reduce((facts, one) => {
          const fact = foundFact(one.fact, plan.clause.facts) as Found
          return withFact(facts, fact, one === left ? nearer(one, fact.type, by) : one.value)
        }, task.facts)
      // By the other execution; and one unit less, or one change less, is not enough.
      expect((await explain(plan, change(null), options)).explanation.decision.eligible).toBe(true)
      for (const one of changes)
        expect((await explain(plan, change(one, 1), options)).explanation.decision.eligible).toBe(false)
    }
  })

  test('are never of what nobody can change', () => {
    for (const { task, options } of decided) {
      const { plan } = task.decider
      const fixed = plan.clause.facts.filter((fact) => fact.fixed || fact.outside).map(({ name }) => name)
      const { eligible, more } = whyNot(plan, task.facts, { ...options, atMost: 1 })
      for (const { changes } of [...eligible, ...more])
        for (const { fact } of changes) expect(fixed).not.toContain(fact.split('.')[0])
    }
  })

  test('are found by nobody who looks at every value and every pair', () => {
    const clause = policies.clause('layoff-notice.threshold') as Clause
    const plan = planFromClause(clause)
    const decider = deciderOf(plan)
    const amount = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(amount, amount, (layoffs, headcount) => {
        const facts = (a: number, b: number) =>
          new Map<string, Value>([
            ['layoffs', Rational.of(a)],
            ['headcount', Rational.of(b)],
          ])
        const granted = (a: number, b: number) => decider.decide(facts(a, b)).decision.eligible === true
        fc.pre(!granted(layoffs, headcount))
        const all = Array.from({ length: 300 }, (_, value) => value)
        const nearestOf = (now: number, is: (value: number) => boolean) => [
          ...all.filter((value) => value < now && is(value)).slice(-1),
          ...all.filter((value) => value > now && is(value)).slice(0, 1),
        ]
        const expected = {
          layoffs: nearestOf(layoffs, (value) => granted(value, headcount)),
          headcount: nearestOf(headcount, (value) => granted(layoffs, value)),
        }
        const found = whyNot(plan, facts(layoffs, headcount), { atMost: 1 }).eligible
        const of = (fact: string) =>
          found
            .flatMap(({ changes }) => changes.filter((change) => change.fact === fact))
            .map(({ value }) => plain(value))
        expect({ layoffs: of('layoffs'), headcount: of('headcount') }).toEqual(expected)
      }),
      { seed, numRuns: 100 },
    )
  })
})

/** One unit back towards the present value; of what has no order, the present value. */
function nearer({ now, value }: Change, type: ValueType, units: number): Value {
  const order = orderOf(now, value)
  if (order === undefined) return now
  const step = stepOf(type.name === 'rate' ? 'number' : type.name).times(
    Rational.of(order < 0 ? -units : units),
  )
  if (value instanceof Rational) return value.plus(step)
  return { day: (value as { readonly day: number }).day + Number(step.numerator) }
}

describe('a clause that cannot say yet', () => {
  const clause = policies.clause('venue-rent.government-market') as Clause
  const plan = planFromClause(clause)
  const base: readonly (readonly [string, Value])[] = [
    ['urban_registered_unemployed', true],
    ['venue', 'government-market'],
    ['first_time_operator', true],
  ]
  test('asks what settles most, with what each answer leads to', () => {
    const { question } = whyNot(plan, new Map(base))
    expect(question?.fact).toBe('months_operated')
    expect(question?.answers.map(({ words }) => words.en)).toEqual([
      '11 months or less → not eligible (operated-1y)',
      expect.stringMatching(/^12 months or more → still needed: /),
    ])
  })
  test('asks nothing once it can', () => {
    const all = new Map<string, Value>([...base, ['months_operated', Rational.of(3)]])
    expect(whyNot(plan, all).question).toBeNull()
  })
})

test('what is not followed is named, and does not pass for complete', () => {
  const list = suite.cases
    .flatMap((one) => tasksOf(one, [], suite.context).tasks)
    .find(({ decider }) =>
      decider.plan.clause.facts.some(({ type }) => type.name === 'list' && type.of?.fields),
    )
  const plan = list?.decider.plan as NonNullable<typeof list>['decider']['plan']
  const fact = plan.clause.facts.find(({ type }) => type.name === 'list' && type.of?.fields)
  const found = regionsOf(plan, list?.facts ?? new Map(), fact?.name ?? '')
  expect(found?.complete).toBe(false)
  expect(found?.unfollowed[0]?.en).toContain(fact?.title.en ?? '?')
})
