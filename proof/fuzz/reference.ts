import { environmentOf } from '../../engine/decision/by-rules.ts'
import { roundedAmount } from '../../engine/decision/executable.ts'
import { type Assembled, assemble, type Outcome } from '../../engine/decision/outcome.ts'
import { inForce, questionOf } from '../../engine/decision/question.ts'
import { type Environment, evaluate, type Result, runPipeline } from '../../engine/expression/evaluate.ts'
import type { Expression } from '../../engine/expression/expression.ts'
import type { Plan } from '../../engine/plan/plan.ts'
import { optionsOf, type Pair } from './pair.ts'

/** What the interpreter over rationals makes of a claim: all others are held against it. */
export interface Reference {
  readonly environment: Environment
  readonly outcome: Outcome
  readonly assembled: Assembled
}

export function referenceOf({ plan, facts, how }: Pair): Reference {
  const question = questionOf(plan, facts, optionsOf(how), null)
  const environment = environmentOf(plan, question)
  const outcome = outcomeOf(plan, environment, (condition) => evaluate(condition, environment))
  return { environment, outcome, assembled: assemble(plan, outcome, inForce(plan, question)) }
}

/** A plan's outcome where somebody else may answer its conditions. */
function outcomeOf(plan: Plan, environment: Environment, answer: (condition: Expression) => Result): Outcome {
  const when = (gate: Expression | null): Result => (gate ? answer(gate) : true)
  return {
    conditions: plan.conditions.map(({ expression }) => answer(expression)),
    amount: plan.amount ? evaluate(roundedAmount(plan), environment) : null,
    outputs: plan.outputs.map(({ steps, when: gate }) => ({
      when: when(gate),
      value: runPipeline(
        steps.map(({ expression }) => expression),
        environment,
      ),
    })),
    refer: plan.refer.map(({ when: gate }) => when(gate)),
  }
}

/** The conditions that json-rules-engine is asked, and what the interpreter said of each. */
export function conditionsOf(
  plan: Plan,
  { outcome }: Reference,
): readonly { readonly condition: Expression; readonly said: Result }[] {
  const gate = (condition: Expression | null, said: Result | undefined) =>
    condition && said !== undefined ? [{ condition, said }] : []
  return [
    ...plan.conditions.flatMap(({ expression }, index) => gate(expression, outcome.conditions[index])),
    ...plan.outputs.flatMap(({ when }, index) => gate(when, outcome.outputs[index]?.when)),
    ...plan.refer.flatMap(({ when }, index) => gate(when, outcome.refer[index])),
  ]
}
