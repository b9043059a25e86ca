import type { Clause } from '../policy/policy.ts'
import type { ClauseRules } from '../policy/rules.ts'
import type { Workspace } from '../policy/workspace.ts'
import type { PolicyChange } from './change.ts'
import { clauseChanges } from './clauses.ts'

/** What changed in one clause alone; nothing where one of the versions lacks it. */
export function changesInClause(before: Workspace, after: Workspace, id: string): readonly PolicyChange[] {
  const [old, now] = [before.clause(id), after.clause(id)]
  return old && now && old !== now ? clauseChanges({ old, now, before, after }) : []
}

/**
 * A clause as it would stand without one of its changes: the part that changed is the old one again, all
 * else stays. Values of parameters are not its concern: what is given back may read parameters as they were
 * declared before.
 *
 * Shape   clause × the same clause before × change → clause
 */
export function withoutChange(now: Clause, old: Clause, { kind, subject }: PolicyChange): Clause {
  const rules = (part: Partial<ClauseRules>): Clause => ({
    ...now,
    facts: joined(now.facts, old.facts, ({ name }) => name),
    // What is given back may need values on the way that the new rules dropped.
    rules: { ...now.rules, values: joined(now.rules.values, old.rules.values, ({ name }) => name), ...part },
  })
  switch (kind) {
    case 'condition-added':
    case 'condition-removed':
    case 'condition-loosened':
    case 'condition-tightened':
    case 'condition-changed':
      return rules({
        eligibility: restored(now.rules.eligibility, old.rules.eligibility, subject, ({ code }) => code),
      })
    case 'formula-changed':
    case 'rounding-changed': {
      const values = joined(old.rules.values, now.rules.values, ({ name }) => name)
      return rules({ amount: old.rules.amount, rounding: old.rules.rounding, values })
    }
    case 'output-changed':
      return rules({ outputs: restored(now.rules.outputs, old.rules.outputs, subject, ({ name }) => name) })
    case 'refer-changed':
      return rules({ refer: restored(now.rules.refer, old.rules.refer, subject, ({ code }) => code) })
    // Under a reading the whole clause is another one.
    case 'reading-changed':
      return old
    default:
      return {
        ...old,
        rules: now.rules,
        facts: joined(old.facts, now.facts, ({ name }) => name),
        parameters: now.parameters,
        readings: now.readings,
      }
  }
}

/** The first list, and of the second what the first has not. */
const joined = <T>(first: readonly T[], second: readonly T[], nameOf: (one: T) => string): readonly T[] => [
  ...first,
  ...second.filter((one) => !first.some((other) => nameOf(other) === nameOf(one))),
]

/** The new list with one entry as it was: another, not there, or back at its place. */
function restored<T>(
  now: readonly T[],
  old: readonly T[],
  name: string,
  nameOf: (one: T) => string,
): readonly T[] {
  const at = old.findIndex((one) => nameOf(one) === name)
  const before = old[at]
  if (before === undefined) return now.filter((one) => nameOf(one) !== name)
  return now.some((one) => nameOf(one) === name)
    ? now.map((one) => (nameOf(one) === name ? before : one))
    : now.toSpliced(at, 0, before)
}
