import { type Environment, evaluate, type Result, runPipeline } from '../expression/evaluate.ts'
import { constant, type Expression } from '../expression/expression.ts'
import type { Value } from '../expression/value.ts'
import type { Plan } from '../plan/plan.ts'
import { askRulesEngine } from './ask-rules-engine.ts'
import { type Decided, sameAssembled, withAssumed } from './decide.ts'
import { roundedAmount } from './executable.ts'
import { assemble, type Outcome } from './outcome.ts'
import { assumptionsOf, type DecideOptions, inForce, type Question, questionOf } from './question.ts'

/** A decision, and what it was found with. */
export interface DecidedByRules extends Decided {
  readonly outcome: Outcome
  readonly question: Question
}

/**
 * The explaining execution: conditions on json-rules-engine, formulas on the interpreter. It shares no
 * arithmetic and no logic with the compiled one.
 *
 * Shape   Plan × facts → Decision
 */
export async function decideByRules(
  plan: Plan,
  facts: ReadonlyMap<string, Value>,
  options: DecideOptions = {},
): Promise<DecidedByRules> {
  const once = async (unknownName: string | null) => {
    const question = questionOf(plan, facts, options, unknownName)
    const outcome = await run(plan, environmentOf(plan, question))
    return { outcome, question, assembled: assemble(plan, outcome, inForce(plan, question)) }
  }
  const { outcome, question, assembled } = await once(null)
  const assumed: string[] = []
  for (const name of assumptionsOf(plan, facts, options))
    if (!sameAssembled(assembled, (await once(name)).assembled)) assumed.push(name)
  return {
    decision: withAssumed(assembled.decision, assumed),
    undated: assembled.undated,
    outcome,
    question,
  }
}

/** Names for the interpreter. Values are reckoned once. */
export function environmentOf(plan: Plan, question: Question): Environment {
  const kept = new Map<string, Result>()
  const environment: Environment = {
    fact: question.read,
    parameter: (name) => plan.parameters.get(name) ?? [],
    given: question.given,
    earlier: question.earlier,
    undatedReads: question.undatedReads,
    value: (name) => {
      const known = kept.get(name)
      if (known !== undefined) return known
      const named = plan.values.find((value) => value.named.name === name)
      const result = runPipeline(
        (named?.steps ?? []).map(({ expression }) => expression),
        environment,
      )
      kept.set(name, result)
      return result
    },
  }
  return environment
}

const always = constant(true)

async function run(plan: Plan, environment: Environment): Promise<Outcome> {
  const gates: readonly (Expression | null)[] = [
    ...plan.outputs.map(({ when }) => when),
    ...plan.refer.map(({ when }) => when),
  ]
  const asked = [
    ...plan.conditions.map(({ expression }) => expression),
    ...gates.flatMap((gate) => gate ?? []),
  ]
  const answers = asked.length > 0 ? [...(await askRulesEngine(asked, environment))] : []
  const conditions = answers.splice(0, plan.conditions.length)
  const gateResults = gates.map((gate) =>
    gate ? (answers.shift() as Result) : evaluate(always, environment),
  )
  return {
    conditions,
    amount: plan.amount ? evaluate(roundedAmount(plan), environment) : null,
    outputs: plan.outputs.map(({ steps }, index) => ({
      when: gateResults[index] as Result,
      value: runPipeline(
        steps.map(({ expression }) => expression),
        environment,
      ),
    })),
    refer: gateResults.slice(plan.outputs.length),
  }
}
