import { askParts } from '../decision/ask.ts'
import { whyNot as whyNotOf } from '../regions/why-not.ts'
import type { PlainDecisions, PlainFacts, Refused } from './answer.ts'
import { askedOf, refusedBy } from './asked.ts'
import type { CompiledPolicy } from './compile.ts'
import { refused } from './deciding.ts'
import { documentFromFacts } from './plain-facts.ts'
import { type PlainWhyNot, plainWhyNot } from './why-plain.ts'

export type { PlainBound, PlainChange, PlainCounterfactual, PlainWhyNot } from './why-plain.ts'

export interface WhyNotOptions<Clause extends string = string> {
  /** Ids of the clauses that are asked about; all of the policy unless said. */
  readonly clauses?: readonly Clause[]
  /** How many facts may change at once: 1, 2 (unless said) or 3. */
  readonly atMost?: 1 | 2 | 3
}

/** Answers by clause, or why there are none. */
export type WhyNots<Clause extends string = string> =
  | { readonly ok: true; readonly answers: { readonly [Id in Clause]?: PlainWhyNot } }
  | Refused

/**
 * Why clauses refuse, pay no more or cannot say: what is not met, the smallest changes that would help, each of
 * them decided, and what to ask next. Facts that are `fixed` are never changed.
 *
 * Shape   CompiledPolicy × facts × options → a PlainWhyNot for each clause; nothing but JSON
 * Errors  those of `decide` (returned)
 */
export function whyNot<F extends object = PlainFacts, D extends object = PlainDecisions>(
  policy: CompiledPolicy<F, D>,
  facts: F,
  { clauses, atMost = 2 }: WhyNotOptions<keyof D & string> = {},
): WhyNots<keyof D & string> {
  if (policy.problems.length > 0) return refused(policy.problems)
  const read = documentFromFacts(facts)
  if (read.faults.length > 0) return refusedBy(read.faults, read)
  // All are decided, since one may look at what others were paid for.
  const { parts, problems } = askParts(policy.workspace, read.document, askedOf(policy))
  if (problems.found.length > 0) return refusedBy(problems.found, read)
  const asked = parts.filter(({ clause }) => !clauses || (clauses as readonly string[]).includes(clause.id))
  const answers = asked.map(({ clause, plan, facts: given, asked: how }) => [
    clause.id,
    plainWhyNot(clause, whyNotOf(plan, given, { ...how, atMost })),
  ])
  return { ok: true, answers: Object.fromEntries(answers) }
}
