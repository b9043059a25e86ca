import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tasksOf } from '../engine/cases/tasks.ts'
import {
  type Clause,
  planFromClause,
  Rational,
  regionsOf,
  suiteOf,
  type Value,
  type ValueType,
  whyNot,
} from '../engine/index.ts'
import { policies } from './support/policies.ts'
import { plainClause, randomClause } from './support/random-clauses.ts'
import { edgesOf, factsNear } from './support/random-facts.ts'
import { loadRow, policyOf, rowClause } from './support/row-policy.ts'
import { readTable } from './support/tables.ts'

// How much regions say, and how many there are: more of them than need be, or one that is left out because it was not
// followed, say nothing wrong. A change that means to say more writes the numbers it comes to.

interface Said {
  facts: number
  /** Facts of which all is said. */
  complete: number
  regions: number
  /** Amounts that follow the fact, and such as are rounded. */
  lines: number
  rounded: number
  /** Changes that lift a refusal, and that pay more; facts of all, and how far each is from the present value. */
  lifts: number
  more: number
  changes: number
  distance: string
  questions: number
}

const namesOf = (name: string, type: ValueType): readonly string[] =>
  type.name === 'record'
    ? Object.entries(type.fields ?? {}).flatMap(([field, { type: of }]) => namesOf(`${name}.${field}`, of))
    : [name]

const numberIn = (value: Value): Rational =>
  value instanceof Rational
    ? value
    : typeof value === 'object' && value !== null && 'day' in value
      ? Rational.of(value.day)
      : Rational.zero

function saidOf(subjects: readonly (readonly [Clause, ReadonlyMap<string, Value>])[]): Said {
  const said: Said = {
    facts: 0,
    complete: 0,
    regions: 0,
    lines: 0,
    rounded: 0,
    lifts: 0,
    more: 0,
    changes: 0,
    distance: '',
    questions: 0,
  }
  let distance = Rational.zero
  for (const [clause, facts] of subjects) {
    const plan = planFromClause(clause)
    for (const { name, type } of clause.facts)
      for (const field of namesOf(name, type)) {
        const found = regionsOf(plan, facts, field)
        if (!found) continue
        said.facts++
        if (found.complete) said.complete++
        said.regions += found.regions.length
        for (const { paid } of found.regions) {
          if (paid && !paid.slope.equals(Rational.zero)) said.lines++
          if (paid?.rounded) said.rounded++
        }
      }
    const { eligible, more, question } = whyNot(plan, facts)
    said.lifts += eligible.length
    said.more += more.length
    if (question) said.questions++
    for (const { changes } of [...eligible, ...more])
      for (const { now, value, until } of changes) {
        said.changes++
        distance = distance.plus(numberIn(value)).minus(numberIn(now))
        if (until) distance = distance.plus(numberIn(until.value))
      }
  }
  return { ...said, distance: distance.toString(2) }
}

/** The first case of every clause, and the same without the last fact. */
function ofPolicy(id: string) {
  const suite = suiteOf(policies)
  const tasks = suite.cases.flatMap((one) => tasksOf(one, [], suite.context).tasks)
  const provisions = policies.policies.find((one) => one.id === id)?.provisions ?? []
  return provisions
    .flatMap(({ clauses }) => clauses)
    .flatMap((clause) => {
      const facts = tasks.find((task) => task.clause === clause.id)?.facts
      return facts ? [[clause, facts] as const, [clause, new Map([...facts].slice(0, -1))] as const] : []
    })
}

/** Clauses that nobody wrote, with facts near their edges; always the same. */
function drawn(from: typeof randomClause, seed: number) {
  const parts = fc.sample(from, { seed, numRuns: 12 })
  return parts.flatMap(({ parts: own, other }) => {
    const workspace = loadRow(policyOf(own, { other }))
    const clause = workspace.diagnostics.length === 0 ? workspace.clause(rowClause) : undefined
    if (!clause) return []
    const near = factsNear(clause, [new Map()], edgesOf(planFromClause(clause)), 1)
    return fc.sample(near, { seed, numRuns: 2 }).map((facts) => [clause, facts] as const)
  })
}

const subjects: readonly (readonly [string, () => ReturnType<typeof drawn>])[] = [
  ...policies.policies.map(({ id }) => [id, () => ofPolicy(id)] as const),
  ...[1, 2].map((seed) => [`any ${seed}`, () => drawn(randomClause, seed)] as const),
  ...[1, 2, 3, 4].map((seed) => [`plain ${seed}`, () => drawn(plainClause, seed)] as const),
]

const expected = readTable<Readonly<Record<string, Said>>>('regions-size.yaml').data

describe('the regions of', () => {
  test.each(subjects)('%s are as many, and say as much', { timeout: 60_000 }, (name, of) =>
    expect(saidOf(of())).toEqual(expected[name]),
  )
})
