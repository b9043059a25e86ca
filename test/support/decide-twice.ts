import { expect } from 'vitest'
import { bigIntegers } from '../../engine/decision/arithmetic.ts'
import { type Decided, deciderOf } from '../../engine/decision/decide.ts'
import { executableOf } from '../../engine/decision/executable.ts'
import { explain } from '../../engine/decision/explain.ts'
import { assemble } from '../../engine/decision/outcome.ts'
import { type DecideOptions, inForce, questionOf } from '../../engine/decision/question.ts'
import {
  type Asked,
  type AskOptions,
  type Decision,
  type Document,
  decideFacts,
  explainFacts,
  type Value,
  type Workspace,
} from '../../engine/index.ts'
import type { Plan } from '../../engine/plan/plan.ts'

/** Asks both executions from a text of facts; they have to say the same, decided or refused. */
export async function askTwice(
  workspace: Workspace,
  facts: Document,
  options: AskOptions = {},
): Promise<Asked<Decision>> {
  const compiled = decideFacts(workspace, facts, options)
  const explained = await explainFacts(workspace, facts, options)
  expect(
    explained.ok
      ? { ok: true, answers: explained.answers.map(({ explanation }) => explanation.decision) }
      : explained,
  ).toEqual(compiled)
  return compiled
}

/** What each execution makes of a plan, and what the compiled one does over big integers alone. */
export interface Twice {
  readonly compiled: Decided
  readonly explained: Decided
  /** Without `assumed`, which takes more than one question. */
  readonly wide: unknown
}

export async function decideTwice(
  plan: Plan,
  facts: ReadonlyMap<string, Value>,
  options: DecideOptions = {},
  decider = deciderOf(plan),
): Promise<Twice> {
  const question = questionOf(plan, facts, options, null)
  const { explanation, undated } = await explain(plan, facts, options)
  return {
    compiled: decider.decide(facts, options),
    explained: { decision: explanation.decision, undated },
    wide: assemble(plan, executableOf(plan, bigIntegers)(question), inForce(plan, question)),
  }
}

/** That all executions agree, to the letter. */
export function expectAgreement({ compiled, explained, wide }: Twice): void {
  expect(compiled).toEqual(explained)
  const { assumed: _, ...decision } = compiled.decision
  expect(wide).toEqual({ decision, undated: compiled.undated })
}
