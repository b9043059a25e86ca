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
      return { decision: withAssumed(assembled.decision, assumed), undated: assembled.undated }
    },
  }
}

/** In the order that decisions are written in; named one by one, as copying them takes longer than deciding. */
export const withAssumed = (
  { clause, kind, eligible, amount, unit, failed, refer, outputs, needs }: Assembled['decision'],
  assumed: readonly string[],
): Decision => ({ clause, kind, eligible, amount, unit, failed, refer, outputs, assumed, needs })

function unlessOverflow<T>(reckon: () => T): T | undefined {
  try {
    return reckon()
  } catch (fault) {
    if (fault !== overflow) throw fault
    return undefined
  }
}

/** Whether two decisions of one clause say the same: what is known, and what would have to be. */
export function sameAssembled(a: Assembled, b: Assembled): boolean {
  const [one, other] = [a.decision, b.decision]
  return (
    one.eligible === other.eligible &&
    one.amount === other.amount &&
    sameList(one.failed, other.failed) &&
    sameList(one.refer, other.refer) &&
    sameList(one.needs, other.needs) &&
    a.undated.length === b.undated.length &&
    JSON.stringify(one.outputs) === JSON.stringify(other.outputs)
  )
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((entry, index) => entry === b[index])
