import { Rational } from '../base/rational.ts'
import { type Suite, suiteOf } from '../cases/run.ts'
import { caseOptions, tasksOf } from '../cases/tasks.ts'
import { type Decider, deciderOf } from '../decision/decide.ts'
import type { Decision } from '../decision/decision.ts'
import type { Value } from '../expression/value.ts'
import type { Plan } from '../plan/plan.ts'
import type { Workspace } from '../policy/workspace.ts'
import { regionsOf } from '../regions/from-plan.ts'
import { factAt, placed } from './analyse.ts'
import { spaceOf } from './space.ts'

type Facts = ReadonlyMap<string, Value>

/** Somebody to begin with: of a case of the clause, or made from its rules. */
export interface Applicant {
  /** The case's id; null for one that was made. */
  readonly from: string | null
  readonly facts: Facts
}

/** The applicants of all cases, by the clause that a case asks. */
export type ApplicantsOf = (clause: string) => readonly Applicant[]

/** Reads the cases of versions as their clauses are asked for; of cases that both have, the first version's. */
export function applicantsOf(...versions: readonly Workspace[]): ApplicantsOf {
  let suites: readonly Suite[] | undefined
  return (clause) => {
    suites ??= versions.map((workspace) => suiteOf(workspace))
    const found = new Map<string, readonly Applicant[]>()
    for (const { cases, context } of suites)
      for (const one of cases) {
        const asks = one.clause === clause || one.parts.some((part) => part.clause === clause)
        if (!asks || found.has(one.id)) continue
        const tasks = tasksOf(one, [], context).tasks.filter((task) => task.clause === clause)
        found.set(
          one.id,
          tasks.map(({ facts }) => ({ from: one.id, facts })),
        )
      }
    return [...found.values()].flat()
  }
}

/** A clause of both versions, ready to decide. */
export interface Deciders {
  readonly old: Decider | null
  readonly now: Decider | null
}

export const decidersOf = (old: Plan | null, now: Plan | null): Deciders => ({
  old: old && deciderOf(old),
  now: now && deciderOf(now),
})

/** What both versions decide; null where one has no such clause. */
export interface Both {
  readonly before: Decision | null
  readonly after: Decision | null
}

export const decideBoth = ({ old, now }: Deciders, facts: Facts): Both => ({
  before: old?.decide(facts, caseOptions).decision ?? null,
  after: now?.decide(facts, caseOptions).decision ?? null,
})

/**
 * Applicants in the order to begin with them: those that both versions grant, then one of them, then the rest;
 * those of whom less is known first. Where no case is granted, one is made from the rules.
 */
export function ranked(cases: readonly Applicant[], deciders: Deciders): readonly Applicant[] {
  const made = (list: readonly Applicant[]) => {
    if (list.some((one) => grants(one) > 0)) return list
    const plans = [deciders.now?.plan, deciders.old?.plan].filter((plan) => plan !== undefined)
    return [...list, ...plans.map((plan) => ({ from: null, facts: eligibleFacts(plan, list[0]?.facts) }))]
  }
  const grants = ({ facts }: Applicant): number => {
    const { before, after } = decideBoth(deciders, facts)
    return Number(before?.eligible === true) + Number(after?.eligible === true)
  }
  return made(cases)
    .map((one) => ({ one, rank: grants(one) }))
    .sort((a, b) => b.rank - a.rank || a.one.facts.size - b.one.facts.size)
    .map(({ one }) => one)
}

/** Facts that meet every condition, found one condition after another; where conditions clash, as near as it gets. */
export function eligibleFacts(plan: Plan, start: Facts = new Map()): Facts {
  let facts = start
  const all = [...plan.conditions.map(({ expression }) => expression)]
  const numbers = spaceOf(
    [
      ...all,
      ...(plan.amount ?? []).map(({ expression }) => expression),
      ...plan.values.flatMap(({ steps }) => steps.map(({ expression }) => expression)),
    ],
    plan.clause.facts,
    [],
  )
  for (const { id, type, values } of [...numbers.choices, ...numbers.lines])
    if (factAt(facts, id) === undefined)
      facts = placed(facts, id, values?.[0] ?? firstOf(type.name === 'date', type.min))
  for (const condition of plan.conditions) {
    const alone: Plan = { ...plan, conditions: [condition], amount: null, outputs: [], refer: [] }
    const isMet = () => decideBoth({ old: null, now: deciderOf(alone) }, facts).after?.eligible === true
    if (isMet()) continue
    const { choices, lines } = spaceOf(
      [
        condition.expression,
        ...plan.values.flatMap(({ steps }) => steps.map(({ expression }) => expression)),
      ],
      plan.clause.facts,
      [],
    )
    for (const { id } of [...choices, ...lines]) {
      const accepted = regionsOf(alone, facts, id)?.regions.find(({ eligible }) => eligible === true)
      const value = accepted?.from?.included
        ? accepted.from.value
        : accepted?.to?.included
          ? accepted.to.value
          : undefined
      if (value === undefined) continue
      facts = placed(facts, id, value)
      if (isMet()) break
    }
  }
  return facts
}

/** A thousand of whatever is counted; a day of our time. */
const firstOf = (isDate: boolean, least: Value | undefined): Value =>
  isDate
    ? { day: 14610 }
    : least instanceof Rational && least.compare(Rational.of(1000)) > 0
      ? least
      : Rational.of(1000)
