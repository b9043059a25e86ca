import type { Value } from '../expression/value.ts'
import type { DecidingPlan, Plan } from '../plan/plan.ts'
import { bigIntegers, doubles, overflow } from './arithmetic.ts'
import type { Decision } from './decision.ts'
import { type Executable, executableOf } from './executable.ts'
import { type Assembled, assemble, type Outcome } from './outcome.ts'
import { assumptionsOf, type DecideOptions, inForce, type Question, questionOf } from './question.ts'

export interface Decided {
  readonly decision: Decision
  /** Parameters that had no value on the day they were read. */
  readonly undated: Assembled['undated']
}

/** A plan ready to decide, synchronously, again and again. */
export interface Decider<P extends DecidingPlan = Plan> {
  readonly plan: P
  readonly decide: (facts: ReadonlyMap<string, Value>, options?: DecideOptions) => Decided
}

/**
 * Compiles a plan: fractions over doubles, big integers for a row that needs them.
 *
 * Shape   Plan → facts → Decision
 */
export function deciderOf<P extends DecidingPlan>(plan: P): Decider<P> {
  // A parameter past 2^53 shows when the plan is compiled.
  const fast = unlessOverflow(() => executableOf(plan, doubles))
  let wide: Executable | undefined
  const run = (question: Question): Outcome => {
    const outcome = fast && unlessOverflow(() => fast(question))
    if (outcome) return outcome
    wide ??= executableOf(plan, bigIntegers)
    return wide(question)
  }
  return {
    plan,
    decide: (facts, options = {}) => {
      const once = (unknownName: string | null) => {
        const question = questionOf(plan, facts, options, unknownName)
        return assemble(plan, run(question), inForce(plan, question))
      }
      const assembled = once(null)
      const assumed = assumptionsOf(plan, facts, options).filter(
        (name) => !sameAssembled(assembled, once(name)),
      )
      const { needs, ...known } = assembled.decision
      return { decision: { ...known, assumed, needs }, undated: assembled.undated }
    },
  }
}

function unlessOverflow<T>(reckon: () => T): T | undefined {
  try {
    return reckon()
  } catch (fault) {
    if (fault !== overflow) throw fault
    return undefined
  }
}

export const sameAssembled = (a: Assembled, b: Assembled): boolean =>
  JSON.stringify(a.decision) === JSON.stringify(b.decision) && a.undated.length === b.undated.length
