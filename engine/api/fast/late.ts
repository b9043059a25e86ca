import type { Decision } from '../../decision/decision.ts'
import type { PlainValue } from '../answer.ts'
import { isPlainObject } from '../plain-facts.ts'

/** What of a decision may wait until somebody reads it. */
export type LateName = 'outputs' | 'assumed' | 'needs'

/** Decides a clause the exact way from facts that were found to be fit. */
export type DecideClause = (clause: number, facts: Readonly<Record<string, unknown>>) => Decision

/** One applicant, as the facts were when they were decided. */
export class Applicant {
  readonly #facts: Readonly<Record<string, unknown>>
  readonly #decide: DecideClause
  readonly #decided = new Map<number, Decision>()

  constructor(facts: Readonly<Record<string, unknown>>, decide: DecideClause) {
    this.#facts = copyOf(facts) as Readonly<Record<string, unknown>>
    this.#decide = decide
  }

  decision(clause: number): Decision {
    const known = this.#decided.get(clause)
    if (known) return known
    const made = this.#decide(clause, this.#facts)
    this.#decided.set(clause, made)
    return made
  }
}

/** Lists and records may be written to after an applicant was decided. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value as PlainValue[], copyOf)
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]))
}

/** Where a decision keeps whom it is about; no key that is listed, compared or written. */
const about = Symbol('applicant')

interface Waiting {
  readonly [about]: { readonly applicant: Applicant; readonly clause: number }
}

/** One accessor for all decisions: an object with another would be slow to make. */
const accessorOf = (name: LateName): PropertyDescriptor => ({
  configurable: true,
  enumerable: true,
  get(this: Waiting) {
    const { applicant, clause } = this[about]
    return applicant.decision(clause)[name]
  },
})

const accessors: Readonly<Record<LateName, PropertyDescriptor>> = {
  outputs: accessorOf('outputs'),
  assumed: accessorOf('assumed'),
  needs: accessorOf('needs'),
}

/**
 * A decision whose last members are reckoned when they are first read, where they are undefined here. They are
 * own members like the others: lists of keys, copies, comparisons and JSON see no difference.
 */
export function lateDecision(
  known: Omit<Decision, LateName>,
  members: Readonly<Record<LateName, unknown>>,
  applicant: Applicant,
  clause: number,
): Decision {
  const decision = known as Record<string, unknown>
  for (const name of ['outputs', 'assumed', 'needs'] as const)
    if (members[name] === undefined) Object.defineProperty(decision, name, accessors[name])
    else decision[name] = members[name]
  Object.defineProperty(decision, about, { value: { applicant, clause } })
  return decision as unknown as Decision
}
