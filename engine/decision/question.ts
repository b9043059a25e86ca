import { Rational } from '../base/rational.ts'
import type { Result } from '../expression/evaluate.ts'
import { isUnknown, type Unknown, unknownFact } from '../expression/unknown.ts'
import type { Value } from '../expression/value.ts'
import type { DecidingPlan } from '../plan/plan.ts'
import type { FactDeclaration } from '../policy/declarations.ts'
import { completed, missingFields } from './records.ts'

export interface DecideOptions {
  /** `none` leaves facts unknown that `facts.yaml` would assume. */
  readonly assume?: 'declared' | 'none'
  /** `stated` takes the value the text states where a date is missing; `unknown` asks for the date. */
  readonly undatedReads?: 'stated' | 'unknown'
  /** A fact of the earlier parts of this claim that a clause was paid for; a claim by itself has none. */
  readonly earlier?: (clause: string, fact: string) => Value | Unknown
  /** Facts that stay unknown though they could be assumed. */
  readonly open?: ReadonlySet<string>
}

/** What an execution is asked with. */
export interface Question {
  readonly read: (name: string) => Value | Unknown
  readonly given: (name: string) => boolean
  readonly earlier: (clause: string, fact: string) => Value | Unknown
  readonly undatedReads: 'stated' | 'unknown'
}

// A clause never changes; it is asked again and again.
const declarations = new WeakMap<DecidingPlan['clause'], ReadonlyMap<string, FactDeclaration>>()

/** The facts of a plan's clause, by name. */
function declaredBy({ clause }: DecidingPlan): ReadonlyMap<string, FactDeclaration> {
  const known = declarations.get(clause)
  if (known) return known
  const made = new Map(clause.facts.map((fact) => [fact.name, fact]))
  declarations.set(clause, made)
  return made
}

/**
 * Reads facts as given, else as assumed, else as unknown; `unknownName` is unknown even if it could be
 * assumed. The missing fields of a record likewise: `fees.registration`.
 */
export function questionOf(
  plan: DecidingPlan,
  facts: ReadonlyMap<string, Value>,
  options: DecideOptions,
  unknownName: string | null,
): Question {
  const declared = declaredBy(plan)
  const assumes = (name: string) =>
    options.assume !== 'none' && name !== unknownName && options.open?.has(name) !== true
  return {
    undatedReads: options.undatedReads ?? 'unknown',
    earlier: options.earlier ?? (() => Rational.zero),
    given: (name) => facts.has(name),
    read: (name) => {
      const fact = declared.get(name)
      const given = facts.get(name)
      const value = given ?? (fact && assumes(name) ? fact.absent : undefined)
      if (value === undefined) return unknownFact(name)
      return fact ? completed(value, fact.type, name, assumes) : value
    },
  }
}

/** Facts, and fields of records, that are not given and stand as declared. */
export const assumptionsOf = (
  plan: DecidingPlan,
  facts: ReadonlyMap<string, Value>,
  options: DecideOptions,
): readonly string[] =>
  options.assume === 'none'
    ? []
    : plan.clause.facts.flatMap(({ name, type, absent }) => {
        const given = facts.get(name)
        if (given === undefined) return absent === undefined || options.open?.has(name) ? [] : [name]
        return missingFields(given, type, name)
      })

/** Whether the clause is in force on the day it is decided for. */
export function inForce(plan: DecidingPlan, question: Question): Result {
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
