import { fastDecide, prepareClauses } from '../../engine/api/fast/decider.ts'
import type { PlainFacts, PolicyOptions } from '../../engine/api/index.ts'
import { dayOf } from '../../engine/api/parts.ts'
import { lookingOf } from '../../engine/decision/claim.ts'
import { deciderOf } from '../../engine/decision/decide.ts'
import { vocabularyOf } from '../../engine/decision/facts.ts'
import type { Clause } from '../../engine/index.ts'
import { planFromClause } from '../../engine/plan/from-clause.ts'

/** How some applicants were decided: what is slower than it need be shows here and nowhere else. */
export interface Ways {
  /** Clauses that code decides, of all. */
  readonly coded: string
  /** Of these: the dates on which outputs have to wait, and days that bring them into force. */
  readonly waiting: number
  /** Facts by how they are read; `parts` those of several steps. */
  readonly read: Readonly<Record<string, number>>
  /** Applicants whom the fast way decides, of all. */
  readonly fast: string
  /** Clauses of them that closures decided at once, and after something was read of them. */
  readonly closures: readonly [number, number]
}

/** Decides applicants by the fast way alone, and counts. */
export function waysOf(
  clauses: readonly Clause[],
  applicants: readonly PlainFacts[],
  options: PolicyOptions = {},
): Ways {
  let asked = 0
  const prepared = prepareClauses(
    clauses.map((clause) => {
      const plan = planFromClause(clause)
      const decider = deciderOf(plan)
      const decide: typeof decider.decide = (facts, how) => {
        asked++
        return decider.decide(facts, how)
      }
      return { plan, looking: lookingOf(clause), decider: () => ({ decide }) }
    }),
    {
      asOf: dayOf(options.asOf).day,
      assume: options.assume ?? 'declared',
      known: new Set(vocabularyOf([], clauses).keys()),
    },
  )
  const decide = fastDecide(prepared, options.assume ?? 'declared')
  const decided = applicants.map(decide).filter((one) => one !== undefined)
  const atOnce = asked
  JSON.stringify(decided)
  const coded = prepared.ways.flatMap(({ form }) => (form ? [form] : []))
  const read: Record<string, number> = {}
  for (const { encoding } of prepared.forms) {
    const by = encoding?.by ?? 'parts'
    read[by] = (read[by] ?? 0) + 1
  }
  return {
    coded: `${coded.length} of ${clauses.length}`,
    waiting: coded.filter(({ dated, inForce }) => dated.length > 0 || inForce).length,
    read,
    fast: `${decided.length} of ${applicants.length}`,
    closures: [atOnce, asked - atOnce],
  }
}
