import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import type { Decision } from '../decision/decision.ts'
import type { Clause } from '../policy/policy.ts'

/** A past decision of one clause beside what it is now. Amounts in yuan with two decimals. */
export interface Difference {
  readonly clause: string
  /** What was paid; where that is not said, what was decided. */
  readonly paid: string
  /** As it was decided with what had been published then. */
  readonly was: string
  readonly now: string
  /** What is still to be paid; negative: paid too much. */
  readonly difference: string
}

/** One clause over all past decisions. */
export interface ClauseTotal {
  readonly clause: string
  readonly decisions: number
  /** Decisions that are other amounts now. */
  readonly changed: number
  /** Still to be paid, and paid too much, each a sum that is not negative. */
  readonly arrears: string
  readonly overpaid: string
  /** Decisions whose payment is not what was decided with what had been published then. */
  readonly unexplained: number
}

/** Whether a clause pays money that can be owed: no ceiling, no points, no check. */
export const paysMoney = ({ kind, unit, pays }: Pick<Clause, 'kind' | 'unit' | 'pays'>): boolean =>
  kind === 'benefit' && unit === 'CNY' && pays !== 'ceiling' && pays !== 'points' && pays !== 'none'

/** The amount that a decision comes to; undefined while it is not settled. */
export function amountOf({ eligible, amount }: Decision): Rational | undefined {
  if (eligible === null || amount === null) return undefined
  return Rational.parse(amount)
}

/**
 * How an amount that was paid differs from what is due.
 *
 * Shape   decision then × decision now × what was paid → Difference; why not, where one is not settled
 */
export function differenceOf(
  then: Decision,
  now: Decision,
  paid: Rational | null,
): Difference | { readonly because: Words; readonly needs: readonly string[] } {
  const [was, is] = [amountOf(then), amountOf(now)]
  if (!was || !is) {
    const open = was ? now : then
    return { needs: open.needs, because: undecided(open, was !== undefined) }
  }
  const given = paid ?? was
  return {
    clause: now.clause,
    paid: given.toString(2),
    was: was.toString(2),
    now: is.toString(2),
    difference: is.minus(given).toString(2),
  }
}

const undecided = ({ clause, needs }: Decision, isNow: boolean): Words => ({
  zh: `${clause} ${isNow ? '现在' : '当时'}未定${needs.length > 0 ? `，还需要 ${needs.join('、')}` : ''}`,
  en: `${clause} ${isNow ? 'is' : 'was'} undecided${needs.length > 0 ? `; needed: ${needs.join(', ')}` : ''}`,
})

/** Sums of differences, exact whatever their number. */
export interface Tally {
  readonly add: (one: Difference) => void
  /** By clause, in the order they came. */
  readonly totals: () => readonly ClauseTotal[]
}

export function tally(): Tally {
  interface Sums {
    decisions: number
    changed: number
    unexplained: number
    more: Rational
    less: Rational
  }
  const sums = new Map<string, Sums>()
  const exact = (text: string) => Rational.parse(text) ?? Rational.zero
  return {
    add: ({ clause, paid, was, difference }) => {
      const sum = sums.get(clause) ?? {
        decisions: 0,
        changed: 0,
        unexplained: 0,
        more: Rational.zero,
        less: Rational.zero,
      }
      sums.set(clause, sum)
      const by = exact(difference)
      sum.decisions++
      if (!by.equals(Rational.zero)) sum.changed++
      if (!exact(paid).equals(exact(was))) sum.unexplained++
      if (by.isNegative) sum.less = sum.less.minus(by)
      else sum.more = sum.more.plus(by)
    },
    totals: () =>
      [...sums].map(([clause, { decisions, changed, unexplained, more, less }]) => ({
        clause,
        decisions,
        changed,
        arrears: more.toString(2),
        overpaid: less.toString(2),
        unexplained,
      })),
  }
}
