import { parseDate } from '../base/calendar.ts'
import { explainFacts } from '../decision/ask.ts'
import { parseReading } from '../policy/readings.ts'
import type { Explained, PlainDecisions, PlainFacts } from './answer.ts'
import type { CompiledPolicy } from './compile.ts'
import { problemsOfFacts, refused } from './deciding.ts'
import { documentFromFacts } from './plain-facts.ts'
import { problemsOfText } from './problem.ts'

export type { ConditionTrace, Explanation, ParameterUse, StepTrace } from '../decision/decision.ts'
export type { Explained } from './answer.ts'

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
  const { asOf, assume, readings = [] } = policy.options
  const day = asOf === undefined ? undefined : parseDate(asOf)
  const asked = await explainFacts(policy.workspace, read.document, {
    clauses: policy.clauses,
    readings: readings.map(parseReading),
    ...(day && { asOf: day }),
    ...(assume && { assume }),
  })
  if (!asked.ok) {
    // What is wrong with the policy on this day stands in its texts.
    const [ofFacts, ofText] = [true, false].map((isFact) =>
      asked.problems.filter(({ file }) => (file === read.document.file) === isFact),
    )
    return refused([...problemsOfFacts(ofFacts ?? [], read), ...problemsOfText(ofText ?? [])])
  }
  return {
    ok: true,
    explanations: Object.fromEntries(
      asked.answers.map(({ clause, explanation }) => [clause.id, explanation]),
    ) as Extract<Explained<D>, { ok: true }>['explanations'],
  }
}
