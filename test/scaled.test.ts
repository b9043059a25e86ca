import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { caseOptions, tasksOf } from '../engine/cases/tasks.ts'
import { deciderOf } from '../engine/decision/decide.ts'
import type { DecideOptions } from '../engine/decision/question.ts'
import { type Clause, suiteOf, type Value } from '../engine/index.ts'
import { planFromClause } from '../engine/plan/from-clause.ts'
import type { Plan } from '../engine/plan/plan.ts'
import { clausesOf } from '../engine/policy/workspace.ts'
import { columnFor, columnResultsFor, columnsFrom } from '../engine/scaled/columns.ts'
import { encodeFacts } from '../engine/scaled/encode.ts'
import { type Encoded, type Program, programFrom, resultsFor } from '../engine/scaled/program.ts'
import { policies } from './support/policies.ts'
import { randomClause } from './support/random-clauses.ts'
import { changesNear, edgesOf, factsNear } from './support/random-facts.ts'
import { loadRow, policyOf, rowClause } from './support/row-policy.ts'
import { announce, runs, seed } from './support/seed.ts'

const suite = suiteOf(policies)

const basesOf = (clause: Clause): readonly ReadonlyMap<string, Value>[] => {
  const found = suite.cases
    .flatMap((one) => tasksOf(one, [], suite.context).tasks)
    .filter((task) => task.clause === clause.id)
    .map(({ facts }) => facts)
  return found.length > 0 ? found : [new Map()]
}

interface Said {
  readonly eligible: boolean | null
  readonly amount: string | null
  readonly failed: readonly string[]
  readonly refer: readonly string[]
}

const truths = [false, true, null] as const
const text = (hundredths: number): string | null => {
  if (Number.isNaN(hundredths)) return null
  const digits = String(Math.abs(hundredths)).padStart(3, '0')
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const saidOf = (plan: Plan, eligible: number, failed: number, refer: number, amount: number): Said => ({
  eligible: truths[eligible] as boolean | null,
  amount: plan.amount ? text(amount) : null,
  failed: plan.conditions.filter((_, index) => failed & (1 << index)).map(({ named }) => named.code),
  refer: plan.refer.filter((_, index) => refer & (1 << index)).map(({ refer: one }) => one.code),
})

/** What a program says, by rows and by columns; undefined where it leaves the row to closures. */
function saidBy(program: Program, plan: Plan, row: Encoded): Said | undefined {
  const out = resultsFor(program)
  const byRow = program.decideInto(row, out)
    ? saidOf(
        plan,
        out.eligible[0] as number,
        out.failed[0] as number,
        out.refer[0] as number,
        out.amount[0] as number,
      )
    : undefined
  const isThere = ({ key }: { readonly key: string }) => row[key] !== undefined
  const columns = program.inputs.map((input) =>
    isThere(input) ? columnFor(input, 1).fill(row[input.key] as number) : null,
  )
  const results = columnResultsFor(program, 1)
  const wide = new Uint8Array(1)
  columnsFrom(program, isThere)(columns, 0, 1, results, wide)
  const [one] = results
  if (!one) throw new Error('a clause without columns')
  const byColumn =
    wide[0] === 1
      ? undefined
      : saidOf(
          plan,
          one.eligible[0] as number,
          one.failed[0] as number,
          one.refer[0] as number,
          one.amount[0] as number,
        )
  expect(byColumn).toEqual(byRow)
  return byRow
}

/** Generated, and step by step as where code may not be made from text: the same of both. */
function said(plan: Plan, facts: ReadonlyMap<string, Value>, options: DecideOptions): Said | undefined {
  const programs = (['generated', 'interpreted'] as const).map((target) =>
    programFrom([plan], {
      assume: options.assume ?? 'declared',
      undatedReads: options.undatedReads ?? 'unknown',
      target,
    }),
  ) as [Program, Program]
  if (!programs[0].clauses[0]?.code) return undefined
  const row = encodeFacts(programs[0], facts)
  if (!row) return undefined
  const [generated, interpreted] = programs.map((program) => saidBy(program, plan, row))
  expect(interpreted).toEqual(generated)
  return generated
}

let compared = 0
function compare(plan: Plan, facts: ReadonlyMap<string, Value>, options: DecideOptions): void {
  const fast = said(plan, facts, options)
  if (!fast) return
  const { decision, undated } = deciderOf(plan).decide(facts, options)
  // A parameter without a value may be read by an output alone, which generated code leaves out.
  if (undated.length > 0) return
  const { eligible, amount, failed, refer } = decision
  // A clause that is not in force has a code of its own.
  expect(fast).toEqual({ eligible, amount, failed: failed.filter((code) => code !== 'in-force'), refer })
  compared++
}

const options: fc.Arbitrary<DecideOptions> = fc.record({
  assume: fc.constantFrom('declared' as const, 'none' as const),
  undatedReads: fc.constantFrom('stated' as const, 'unknown' as const),
})

const subjects = clausesOf(policies).filter(({ kind }) => kind === 'benefit')
const each = Math.ceil(runs(2000) / subjects.length)
beforeAll(() => announce('generated code and closures', each * subjects.length))

describe('generated code over rows and columns says what closures say', () => {
  test.each(subjects)('of $id', { timeout: 30_000 + each * 100 }, (clause) => {
    const plain = planFromClause(clause)
    const bases = basesOf(clause)
    const edges = edgesOf(plain)
    for (const facts of bases) compare(plain, facts, caseOptions)
    fc.assert(
      fc.property(
        factsNear(clause, bases, edges),
        changesNear(plain, edges),
        options,
        (facts, changes, how) =>
          compare(changes.length > 0 ? planFromClause(clause, changes) : plain, facts, how),
      ),
      { seed, numRuns: each },
    )
  })

  test('for most of what it is asked', () => {
    expect(compared).toBeGreaterThan(each * subjects.length * 0.3)
  })

  const count = Math.ceil(runs(2000) / 20)
  test(`of ${count} clauses that nobody wrote`, { timeout: 30_000 + count * 500 }, () => {
    const before = compared
    fc.assert(
      fc.property(randomClause, fc.integer(), ({ parts, other }, factSeed) => {
        const workspace = loadRow(policyOf(parts, { other }))
        fc.pre(workspace.diagnostics.length === 0)
        const plan = planFromClause(workspace.clause(rowClause) as Clause)
        const asked = fc.tuple(factsNear(plan.clause, [new Map()], edgesOf(plan), 1), options)
        for (const [facts, how] of fc.sample(asked, { seed: factSeed, numRuns: 8 })) compare(plan, facts, how)
      }),
      { seed, numRuns: count },
    )
    console.log(`random clauses: ${compared - before} compared`)
  })
})

describe('a page that forbids code from text', () => {
  test('is decided for step by step', () => {
    const plan = planFromClause(
      clausesOf(policies).find(({ id }) => id === 'venue-rent.government-market') as Clause,
    )
    const generated = programFrom([plan])
    expect(generated).toMatchObject({ target: 'generated', clauses: [{ because: null }] })
    const refused = vi.fn(() => {
      throw new EvalError('Refused to evaluate a string as JavaScript')
    })
    vi.stubGlobal('Function', refused)
    try {
      const program = programFrom([plan])
      expect(program.target).toBe('interpreted')
      const rows = basesOf(plan.clause).map((facts) => encodeFacts(program, facts) as Encoded)
      expect(rows.length).toBeGreaterThan(1)
      const answers = rows.map((row) => saidBy(program, plan, row))
      programFrom([plan])
      expect(refused).toHaveBeenCalledOnce()
      vi.unstubAllGlobals()
      expect(answers).toEqual(rows.map((row) => saidBy(generated, plan, row)))
    } finally {
      vi.unstubAllGlobals()
    }
  })
})
