import type { Words } from '../base/words.ts'
import type { OutputValue } from '../decision/decision.ts'
import { outputValue } from '../decision/outcome.ts'
import type { Clause } from '../policy/policy.ts'
import { quantityOf } from '../policy/scope.ts'
import type { Change, Counterfactual, WhyNot } from '../regions/counterfactual.ts'
import { foundFact } from '../regions/domain.ts'
import type { Bound } from '../regions/regions.ts'

/** An end of a stretch of values; where it is not included it has to be passed. */
export interface PlainBound {
  readonly value: OutputValue
  readonly included: boolean
}

/** The smallest change of one fact, as decisions write values. */
export interface PlainChange {
  readonly fact: string
  /** As given or assumed. */
  readonly now: OutputValue
  /** What was decided to be enough. */
  readonly value: OutputValue
  /** From where it helps. */
  readonly from: PlainBound
  /** How far it helps; null: as far as one likes. */
  readonly until: PlainBound | null
  readonly words: Words
}

/** Changes that together give another decision, none of which can be left out; each was decided. */
export interface PlainCounterfactual {
  readonly changes: readonly PlainChange[]
  readonly eligible: boolean | null
  readonly amount: string | null
  readonly needs: readonly string[]
  readonly words: Words
}

/** Why a clause does not give what was hoped for, and what would help. Nothing but JSON. */
export interface PlainWhyNot {
  readonly clause: string
  readonly eligible: boolean | null
  readonly amount: string | null
  readonly unit: string | null
  readonly failed: readonly { readonly code: string; readonly words: Words }[]
  /** What would lift the refusal: all smallest changes of up to `atMost` facts. */
  readonly lifts: readonly PlainCounterfactual[]
  /** What would pay more: all smallest changes of one fact. */
  readonly more: readonly PlainCounterfactual[]
  /** What is not known and settles most, with what each answer leads to. */
  readonly question: {
    readonly fact: string
    readonly title: Words
    readonly answers: readonly {
      readonly from: PlainBound | null
      readonly to: PlainBound | null
      readonly eligible: boolean | null
      readonly failed: readonly string[]
      readonly needs: readonly string[]
      readonly words: Words
    }[]
  } | null
  readonly atMost: number
  /** Whether nothing was left out: every fact could be followed over all its values. */
  readonly complete: boolean
  readonly unfollowed: readonly Words[]
}

/** The answer without exact numbers and days in it. */
export function plainWhyNot(
  clause: Pick<Clause, 'id' | 'facts'>,
  { decision, failed, eligible, more, question, complete, unfollowed, atMost }: WhyNot,
): PlainWhyNot {
  const typeOf = (fact: string) => {
    const found = foundFact(fact, clause.facts)
    return found && quantityOf(found.type)
  }
  const bound = ({ value, included }: Bound, fact: string): PlainBound => ({
    value: outputValue(value, typeOf(fact), null),
    included,
  })
  const ifBound = (one: Bound | null, fact: string) => one && bound(one, fact)
  const change = ({ fact, now, value, bound: from, until, words }: Change): PlainChange => ({
    fact,
    now: outputValue(now, typeOf(fact), null),
    value: outputValue(value, typeOf(fact), null),
    from: bound(from, fact),
    until: ifBound(until, fact),
    words,
  })
  const counterfactual = (one: Counterfactual): PlainCounterfactual => ({
    changes: one.changes.map(change),
    eligible: one.decision.eligible,
    amount: one.decision.amount,
    needs: one.decision.needs,
    words: one.words,
  })
  return {
    clause: clause.id,
    eligible: decision.eligible,
    amount: decision.amount,
    unit: decision.unit,
    failed,
    lifts: eligible.map(counterfactual),
    more: more.map(counterfactual),
    question: question && {
      fact: question.fact,
      title: question.title,
      answers: question.answers.map(({ from, to, eligible: then, failed: codes, needs, words }) => ({
        from: ifBound(from, question.fact),
        to: ifBound(to, question.fact),
        eligible: then,
        failed: codes,
        needs,
        words,
      })),
    },
    atMost,
    complete,
    unfollowed,
  }
}
