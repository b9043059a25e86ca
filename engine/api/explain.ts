import { explainFacts } from '../decision/ask.ts'
import type { Explained, PlainDecisions, PlainFacts } from './answer.ts'
import { askedOf, refusedBy } from './asked.ts'
import type { CompiledPolicy } from './compile.ts'
import { problemsOfFacts, refused } from './deciding.ts'
import { documentFromFacts } from './plain-facts.ts'

export type { ConditionTrace, Explanation, ParameterUse, StepTrace } from '../decision/decision.ts'
export type { Explained } from './answer.ts'
export * from './why-not.ts'

/**
 * Decides by the explaining execution and says how it came about.
 *
 * Shape   CompiledPolicy × facts → an Explanation for each clause
 * Errors  those of `decide`
 */
export async function explain<F extends object = PlainFacts, D extends object = PlainDecisions>(
  policy: CompiledPolicy<F, D>,
  facts: F,
): Promise<Explained<D>> {
  if (policy.problems.length > 0) return refused(policy.problems)
  const read = documentFromFacts(facts)
  if (read.faults.length > 0) return refused(problemsOfFacts(read.faults, read))
  const asked = await explainFacts(policy.workspace, read.document, askedOf(policy))
  if (!asked.ok) return refusedBy(asked.problems, read)
  return {
    ok: true,
    explanations: Object.fromEntries(
      asked.answers.map(({ clause, explanation }) => [clause.id, explanation]),
    ) as Extract<Explained<D>, { ok: true }>['explanations'],
  }
}
