import fc from 'fast-check'
import { walk } from '../../engine/expression/expression.ts'
import { planFromClause } from '../../engine/plan/from-clause.ts'
import type { Plan, PlanStep } from '../../engine/plan/plan.ts'
import { plainClause, randomClause } from '../../test/support/random-clauses.ts'
import { changesNear, edgesOf, expressionsOf, factsNear } from '../../test/support/random-facts.ts'
import type { Changes, Facts, How } from './pair.ts'
import { referenceOf } from './reference.ts'
import { drawn, type Subject, written } from './subjects.ts'
import { targets } from './targets.ts'

/** What one clause and so many applicants near its edges came to. */
export interface BlockResult {
  readonly pairs: number
  /** How many answers of each target were held against the interpreter's. */
  readonly answers: Readonly<Record<string, number>>
  readonly mechanisms: readonly string[]
  /** `half-up to 0.01` */
  readonly roundings: readonly string[]
  /** How many claims the interpreter granted, refused and left open. */
  readonly decided: Readonly<Record<'granted' | 'refused' | 'open', number>>
  readonly difference: Difference | null
}

/** A claim that two executions decide differently. */
export interface Difference {
  readonly target: string
  readonly subject: Subject
  readonly facts: Facts
  readonly changes: Changes
  readonly how: How
  readonly said: unknown
  readonly expected: unknown
}

/** Pairs of one block: a plan is made once for all of them. */
export const pairsInBlock = 50

const how: fc.Arbitrary<How> = fc.record({
  assume: fc.constantFrom('declared' as const, 'none' as const),
  undatedReads: fc.constantFrom('stated' as const, 'unknown' as const),
  earlier: fc.constantFrom('nothing' as const, 'two' as const, 'unknown' as const),
})

/** Neighbouring blocks share nothing. */
const mixed = (seed: number, block: number): number =>
  Math.imul(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ (block + 1), 0xc2b2ae35) >>> 1

/** A block by its number: a clause that nobody wrote, one of the policies, and one without lists take turns. */
export async function runBlock(seed: number, block: number, only?: RegExp): Promise<BlockResult> {
  const own = mixed(seed, block)
  const from = [randomClause, null, plainClause][block % 3]
  const subject = from ? drawn(own, from) : (written[own % written.length] as Subject)
  const plain = planFromClause(subject.clause)
  const edges = edgesOf(plain)
  const [changes = []] =
    from || own % 3 === 0 ? [[]] : fc.sample(changesNear(plain, edges), { seed: own, numRuns: 1 })
  const plan = changes.length > 0 ? planFromClause(subject.clause, changes) : plain
  const claims = fc.sample(fc.tuple(factsNear(subject.clause, subject.bases, edges, from ? 1 : 8), how), {
    seed: own,
    numRuns: pairsInBlock,
  })
  const answers: Record<string, number> = {}
  const decided = { granted: 0, refused: 0, open: 0 }
  const result = { answers, decided, mechanisms: mechanismsOf(plan), roundings: roundingsOf(plan) }
  const asked = targets
    .filter(({ name }) => only?.test(name) !== false)
    .map((target) => ({ target, ask: target.prepare(plan) }))
  for (const [index, [facts, one]] of claims.entries()) {
    const pair = { plan, facts, how: one }
    const reference = referenceOf(pair)
    const { eligible } = reference.assembled.decision
    decided[eligible === null ? 'open' : eligible ? 'granted' : 'refused']++
    for (const { target, ask } of asked) {
      if ((own + index) % target.oneIn !== 0) continue
      const answer = await ask(pair, reference)
      if (!answer) continue
      answers[target.name] = (answers[target.name] ?? 0) + 1
      if (isSame(answer)) continue
      const difference = { target: target.name, subject, facts, changes, how: one, ...answer }
      return { ...result, pairs: index + 1, difference }
    }
  }
  return { ...result, pairs: claims.length, difference: null }
}

export const isSame = ({ said, expected }: { readonly said: unknown; readonly expected: unknown }): boolean =>
  JSON.stringify(said) === JSON.stringify(expected)

const mechanismsOf = ({ values, amount, outputs }: Plan): readonly string[] => {
  const names = (steps: readonly PlanStep[]): readonly string[] =>
    steps.flatMap(({ step, body }) => [step.mechanism.name, ...(body ? names(body) : [])])
  return [...new Set([...values, ...outputs, { steps: amount ?? [] }].flatMap(({ steps }) => names(steps)))]
}

const roundingsOf = (plan: Plan): readonly string[] => {
  const all = expressionsOf(plan).flatMap((expression) => [...walk(expression)])
  const found = all.flatMap((one) => (one.kind === 'round' ? [one.rounding] : []))
  return [...new Set(found.map(({ to, mode }) => `${mode} to ${to}`))]
}
