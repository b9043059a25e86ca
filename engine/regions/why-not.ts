import { environmentOf } from '../decision/by-rules.ts'
import type { DecideOptions } from '../decision/question.ts'
import { questionOf } from '../decision/question.ts'
import { evaluate } from '../expression/evaluate.ts'
import { isUnknown } from '../expression/unknown.ts'
import type { Value } from '../expression/value.ts'
import type { Plan } from '../plan/plan.ts'
import { namedConditionWords, type Showing } from '../policy/describe.ts'
import type { WhyNot } from './counterfactual.ts'
import { payingMore } from './more.ts'
import { nextQuestion } from './next-question.ts'
import { isGranted, searchOf, smallestChanges } from './search.ts'

export interface WhyNotOptions extends DecideOptions {
  /** How many facts may change at once: 2 unless said. */
  readonly atMost?: number
}

/**
 * Why a clause refuses, pays no more or cannot say: what is not met, the smallest changes that would help,
 * each of them decided, and what to ask next. Facts that are `fixed` are never changed.
 *
 * Shape   Plan × facts → WhyNot
 */
export function whyNot(plan: Plan, facts: ReadonlyMap<string, Value>, options: WhyNotOptions = {}): WhyNot {
  const { atMost = 2, ...asked } = options
  const search = searchOf(plan, facts, asked)
  const { decision } = search.decider.decide(facts, asked)
  const isUndecided =
    decision.needs.length > 0 &&
    (decision.kind === 'check' ? decision.outputs.consistent === undefined : decision.eligible !== false)
  const isRefused = !isUndecided && !isGranted(decision)
  const eligible = isRefused ? smallestChanges(search, atMost) : []
  const more = !isRefused && !isUndecided ? payingMore(search, decision) : []
  const unfollowed = [...search.unfollowed.values()]
  return {
    decision,
    failed: failedWords(plan, facts, decision.failed, asked),
    eligible,
    more,
    question: isUndecided ? nextQuestion(plan, facts, decision, asked) : null,
    atMost,
    complete: unfollowed.length === 0,
    unfollowed,
  }
}

function failedWords(
  plan: Plan,
  facts: ReadonlyMap<string, Value>,
  failed: readonly string[],
  options: DecideOptions,
): WhyNot['failed'] {
  const environment = environmentOf(plan, questionOf(plan, facts, options, null))
  const showing: Showing = {
    parameter: ({ name, readAt }) => {
      if (!plan.parameters.has(name)) return undefined
      const at = { fact: readAt ?? plan.clause.readAt }
      const value = evaluate({ kind: 'parameter', name, at }, environment)
      return isUnknown(value) ? undefined : value
    },
  }
  return failed.map((code) => {
    const condition = plan.conditions.find(({ named }) => named.code === code)
    return {
      code,
      words: condition
        ? namedConditionWords(condition.named, showing)
        : { zh: '条款在这一天有效', en: 'the clause is in force on the day' },
    }
  })
}
