import type { Value } from '../expression/value.ts'
import type { Clause } from '../policy/policy.ts'
import type { Decision } from './decision.ts'

/** What the clauses that decide facts say of an applicant. */
export interface Chained {
  /** The given facts, and those that another clause decided. */
  readonly facts: ReadonlyMap<string, Value>
  /** Facts that another clause left open: not to be assumed. */
  readonly open: ReadonlySet<string>
  /** The decision behind each fact that was not given. */
  readonly behind: ReadonlyMap<string, Decision>
}

/**
 * Adds the facts that other clauses decide (`from:` in facts.yaml), where they are not given. A clause on
 * the way is not asked again, so that clauses that rest on each other leave the fact unknown.
 *
 * Shape   clause × given facts → Chained
 */
export function chainFacts(
  clause: Clause,
  given: ReadonlyMap<string, Value>,
  decide: (clause: string) => Decision | undefined,
  opens: (clause: string) => readonly string[],
): Chained {
  const facts = new Map(given)
  const open = new Set<string>()
  const behind = new Map<string, Decision>()
  for (const { name, from } of clause.facts) {
    if (from === null || given.has(name)) continue
    const decision = decide(from.clause)
    if (decision) behind.set(name, decision)
    const eligible = decision?.eligible ?? null
    if (eligible === null) open.add(name)
    else facts.set(name, eligible && (!from.opens || opens(from.clause).includes(clause.id)))
  }
  return { facts, open, behind }
}

/** A decision that asks for what the decisions behind its facts ask for, and rests on what they assume. */
export function withChain(
  decision: Decision,
  { behind }: Chained,
  matters: (fact: string) => boolean,
): Decision {
  const needs = decision.needs.flatMap((need) => {
    const deeper = behind.get(need)?.needs ?? []
    return deeper.length > 0 ? deeper : [need]
  })
  const assumed = [...behind].flatMap(([fact, { assumed: rests }]) =>
    rests.length > 0 && matters(fact) ? rests : [],
  )
  return {
    ...decision,
    assumed: [...new Set([...decision.assumed, ...assumed])],
    needs: [...new Set(needs)],
  }
}
