import { decideParts, earlierParts, type Looking, lookingOf, type PaidPart } from '../decision/claim.ts'
import { type Decided, deciderOf } from '../decision/decide.ts'
import type { Decision } from '../decision/decision.ts'
import type { DecideOptions } from '../decision/question.ts'
import type { Value } from '../expression/value.ts'
import { planFromClause } from '../plan/from-clause.ts'
import type { Clause } from '../policy/policy.ts'

/** What the clauses of a batch say of one row, in their order. */
export interface RowDecided {
  readonly decisions: readonly Decision[]
  /** Parameters that had no value on the day they were read. */
  readonly undated: Decided['undated']
}

/**
 * Decides one row after another. Any execution that decides as the compiled one does can stand here.
 *
 * Shape   facts as each clause reads them, in the order of the clauses → decisions, in that order
 */
export interface RowDecider {
  readonly decide: (facts: readonly ReadonlyMap<string, Value>[]) => RowDecided
}

/** The compiled execution, prepared once for each clause; what one clause pays may count for another. */
export function rowDecider(clauses: readonly Clause[], options: DecideOptions): RowDecider {
  const parts = clauses.map((clause, index) => ({
    index,
    clause,
    looking: lookingOf(clause),
    decider: deciderOf(planFromClause(clause)),
  }))
  const looks = parts.some(({ looking }) => looking.looksAt.length > 0)
  return {
    decide: (facts) => {
      const undated: Decided['undated'][number][] = []
      const decideOne = (part: (typeof parts)[number], before: readonly PaidPart[]) => {
        const given = facts[part.index] as ReadonlyMap<string, Value>
        const asked = looks ? { ...options, earlier: earlierParts(before) } : options
        const decided = part.decider.decide(given, asked)
        undated.push(...decided.undated)
        return { clause: part.clause, facts: given, decision: decided.decision }
      }
      const done = looks
        ? decideParts<(typeof parts)[number], PaidPart>(parts, (part): Looking => part.looking, decideOne)
        : parts.map((part) => decideOne(part, []))
      return { decisions: done.map(({ decision }) => decision), undated }
    },
  }
}
