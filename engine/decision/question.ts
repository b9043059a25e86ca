import type { Result } from '../expression/evaluate.ts'
import { isUnknown, type Unknown, unknownFact } from '../expression/unknown.ts'
import type { Value } from '../expression/value.ts'
import type { Plan } from '../plan/plan.ts'

export interface DecideOptions {
  /** `none` leaves facts unknown that `facts.yaml` would assume. */
  readonly assume?: 'declared' | 'none'
  /** `stated` takes the value the text states where a date is missing; `unknown` asks for the date. */
  readonly undatedReads?: 'stated' | 'unknown'
}

/** What an execution is asked with. */
export interface Question {
  readonly read: (name: string) => Value | Unknown
  readonly undatedReads: 'stated' | 'unknown'
}

/** Reads facts as given, else as assumed, else as unknown; `unknownName` is unknown even if it could be assumed. */
export function questionOf(
  plan: Plan,
  facts: ReadonlyMap<string, Value>,
  options: DecideOptions,
  unknownName: string | null,
): Question {
  const assumed = new Map(
    plan.clause.facts.flatMap(({ name, absent }) =>
      absent === undefined || options.assume === 'none' ? [] : [[name, absent] as const],
    ),
  )
  return {
    undatedReads: options.undatedReads ?? 'unknown',
    read: (name) => {
      const given = facts.get(name)
      if (given !== undefined) return given
      const assumption = name === unknownName ? undefined : assumed.get(name)
      return assumption === undefined ? unknownFact(name) : assumption
    },
  }
}

/** Facts that are not given and stand as declared. */
export const assumptionsOf = (
  plan: Plan,
  facts: ReadonlyMap<string, Value>,
  options: DecideOptions,
): readonly string[] =>
  options.assume === 'none'
    ? []
    : plan.clause.facts
        .filter(({ name, absent }) => absent !== undefined && !facts.has(name))
        .map(({ name }) => name)

/** Whether the clause is in force on the day it is decided for. */
export function inForce(plan: Plan, question: Question): Result {
  const { effective, readAt } = plan.clause
  if (effective.from === null && effective.until === null) return true
  const date = question.read(readAt)
  if (isUnknown(date)) return question.undatedReads === 'stated' ? true : date
  const { day } = date as { readonly day: number }
  return (
    (effective.from === null || effective.from.day <= day) &&
    (effective.until === null || day < effective.until.day)
  )
}
