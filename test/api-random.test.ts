import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type PlainFacts, type PlainValue, policyFromJson } from '../engine/api/index.ts'
import { compile } from '../engine/api/load.ts'
import { deciderOf } from '../engine/decision/decide.ts'
import { type Clause, formatDate, Rational, type Value } from '../engine/index.ts'
import { planFromClause } from '../engine/plan/from-clause.ts'
import { randomClause } from './support/random-clauses.ts'
import { edgesOf, factsNear } from './support/random-facts.ts'
import { loadRow, policyOf, rowClause } from './support/row-policy.ts'
import { announce, runs, seed } from './support/seed.ts'

/** A value as a program would give it. */
function plainOf(value: Value): PlainValue {
  if (value === null) throw new Error('no fact is no value')
  if (typeof value !== 'object' || value instanceof Rational) return value
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
