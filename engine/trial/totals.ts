import { Rational } from '../base/rational.ts'
import type { TrialPart, TrialTotals } from './trial.ts'

type Part = Pick<TrialPart, 'clause' | 'decision' | 'plan' | 'state' | 'bounds'>

/** Ceilings and points never enter a total, and a clause without an amount has none to add. */
const entersTotal = ({ clause, plan }: Pick<Part, 'clause' | 'plan'>): boolean =>
  plan.amount !== null &&
  clause.unit === 'CNY' &&
  (clause.pays === 'cash' || clause.pays === 'waiver' || clause.pays === 'reduction')

const amountOf = ({ decision }: Pick<Part, 'decision'>): Rational =>
  Rational.parse(decision.amount ?? '') ?? Rational.zero

const add = (amounts: readonly Rational[]): Rational =>
  amounts.reduce((sum, one) => sum.plus(one), Rational.zero)

/** What is due together, what of it is paid out, and what it cannot be less than. */
export function totalsOf(parts: readonly Part[]): TrialTotals {
  const counted = parts.filter(entersTotal)
  const due = counted.filter(({ state }) => state === 'due')
  const paid = due.filter(({ clause }) => clause.pays === 'cash')
  const waived = due.filter(({ clause }) => clause.pays !== 'cash')
  return {
    isMoney: counted.length > 0,
    due: add(due.map(amountOf)).toString(2),
    paid: add(paid.map(amountOf)).toString(2),
    waived: add(waived.map(amountOf)).toString(2),
    least: add([...groupsOf(counted)].map(leastOfGroup)).toString(2),
    open: counted.filter(({ state }) => state === 'undecided').length,
  }
}

/** Parts of one stacking group together, every other part by itself. */
function* groupsOf(parts: readonly Part[]): Generator<readonly Part[]> {
  const groups = new Map<string, Part[]>()
  for (const part of parts) {
    const { stacking } = part.clause
    if (!stacking) yield [part]
    else groups.set(stacking.name, [...(groups.get(stacking.name) ?? []), part])
  }
  yield* groups.values()
}

/** What a group pays at the least: of what it may pay, the lowest where the first is paid, else the highest that is certain. */
function leastOfGroup(group: readonly Part[]): Rational {
  const certain = group.filter(isMet)
  const lowest = (amounts: readonly Rational[]) =>
    amounts.reduce((least, one) => (one.compare(least) < 0 ? one : least))
  const highest = (amounts: readonly Rational[]) =>
    amounts.reduce((most, one) => (one.compare(most) > 0 ? one : most))
  if (certain.length === 0) return Rational.zero
  if (group[0]?.clause.stacking?.pays !== 'first') return highest(certain.map(leastOf))
  // Whichever is met first is paid: one before it that is undecided, or the first that is certain.
  const before = group
    .slice(0, group.indexOf(certain[0] as Part))
    .filter(({ state }) => state === 'undecided')
  return lowest([...before, certain[0] as Part].map(leastOf))
}

const isMet = ({ decision }: Part): boolean => decision.eligible === true

/** What a part pays at the least, if it is met. */
const leastOf = (part: Part): Rational => {
  if (part.decision.amount !== null && isMet(part)) return amountOf(part)
  const least = Rational.parse(part.bounds?.least ?? '') ?? Rational.zero
  return least.isNegative ? Rational.zero : least
}
