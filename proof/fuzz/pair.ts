import type { DecideOptions } from '../../engine/decision/question.ts'
import { unknownFact } from '../../engine/expression/unknown.ts'
import type { Value } from '../../engine/expression/value.ts'
import { Rational } from '../../engine/index.ts'
import type { ParameterChange, Plan } from '../../engine/plan/plan.ts'

/** How a claim is decided, as data: a worker can be sent it, and a file can say it. */
export interface How {
  readonly assume: 'declared' | 'none'
  readonly undatedReads: 'stated' | 'unknown'
  /** What earlier parts of the claim were paid for. */
  readonly earlier: 'nothing' | 'two' | 'unknown'
}

export type Facts = ReadonlyMap<string, Value>

/** A clause and one applicant. */
export interface Pair {
  readonly plan: Plan
  readonly facts: Facts
  readonly how: How
}

/** Parameters of a case's own. */
export type Changes = readonly ParameterChange[]

const earlier: Readonly<Record<How['earlier'], NonNullable<DecideOptions['earlier']>>> = {
  nothing: () => Rational.zero,
  two: () => Rational.of(2),
  unknown: (_clause, fact) => unknownFact(fact),
}

export const optionsOf = (how: How): DecideOptions => ({
  assume: how.assume,
  undatedReads: how.undatedReads,
  earlier: earlier[how.earlier],
})
