import { Rational } from '../base/rational.ts'
import { type Unknown, unknownFact } from '../expression/unknown.ts'
import { isListValue, type Value } from '../expression/value.ts'
import type { Clause } from '../policy/policy.ts'
import type { Decision } from './decision.ts'

/** One clause decided for a claim that has several. */
export interface ClaimPart {
  readonly clause: Clause
  readonly facts: ReadonlyMap<string, Value>
  readonly decision: Decision
}

/** What of a part those that look back at it see. */
export interface PaidPart extends Pick<ClaimPart, 'facts' | 'decision'> {
  readonly clause: Pick<Clause, 'id'>
}

/**
 * What earlier parts of a claim were paid for: the sum of a fact over the parts of a clause that were paid.
 *
 * Shape   parts decided before → clause × fact → a number, or unknown where a part is undecided
 */
export const earlierParts =
  (parts: readonly PaidPart[]) =>
  (clause: string, fact: string): Value | Unknown => {
    let sum = Rational.zero
    for (const part of parts) {
      if (part.clause.id !== clause || part.decision.eligible === false) continue
      const given = part.facts.get(fact)
      // Of a list, how many it has.
      const count = given !== undefined && isListValue(given) ? Rational.of(given.length) : given
      const { eligible, amount, unit } = part.decision
      // Whether it was paid is not known while its amount is not.
      const isOpen = eligible === null || (amount === null && unit !== null)
      if (isOpen || !(count instanceof Rational)) return unknownFact(fact)
      if (amount !== null && !isZero(amount)) sum = sum.plus(count)
    }
    return sum
  }

const isZero = (amount: string): boolean => Rational.parse(amount)?.equals(Rational.zero) === true

/** The clauses whose paid parts a clause looks at. */
export const lookedBackAt = ({ rules }: Clause): readonly string[] =>
  [...rules.values.map(({ steps }) => steps), rules.amount ?? []]
    .flat()
    .flatMap(({ earlier }) => (earlier ? [earlier.clause] : []))

/** A clause of a claim, and the clauses whose paid parts it looks at. */
export interface Looking {
  readonly id: string
  readonly looksAt: readonly string[]
}

// A clause never changes; every claim asks.
const lookings = new WeakMap<Clause, Looking>()

export function lookingOf(clause: Clause): Looking {
  const known = lookings.get(clause)
  if (known) return known
  const looking = { id: clause.id, looksAt: lookedBackAt(clause) }
  lookings.set(clause, looking)
  return looking
}

/**
 * Decides the parts of a claim, each with what was paid under the clauses it looks at, wherever they stand;
 * of its own clause, only what stands before it.
 *
 * Shape   parts × how one is decided → results, in the order of the parts
 */
export function decideParts<T, D>(
  parts: readonly T[],
  clauseOf: (part: T) => Looking,
  decide: (part: T, paidBefore: readonly D[]) => D,
): readonly D[] {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return [decide(only, [])]
  const done = new Map<number, D>()
  const looks = (part: T) => {
    const { id: own, looksAt } = clauseOf(part)
    return looksAt.some((id) => id !== own)
  }
  const order = [...parts.keys()].sort(
    (a, b) => Number(looks(parts[a] as T)) - Number(looks(parts[b] as T)) || a - b,
  )
  for (const index of order) {
    const own = clauseOf(parts[index] as T).id
    const before = [...done]
      .filter(([at]) => at < index || clauseOf(parts[at] as T).id !== own)
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one)
    done.set(index, decide(parts[index] as T, before))
  }
  return parts.map((_, index) => done.get(index) as D)
}

/** What becomes of a part when a claim is paid as the policy's stacking says. */
export interface Settlement {
  /** Of each part, in order: the part that is paid instead of it, or null. */
  readonly yieldsTo: readonly (number | null)[]
  /** Sum of what is paid, in yuan with two decimals; null while a part of it is unknown. */
  readonly total: string | null
}

/** Ceilings and points never enter a total. */
const entersTotal = ({ clause, decision }: ClaimPart): boolean =>
  decision.unit === 'CNY' && clause.pays !== 'ceiling' && clause.pays !== 'points' && clause.pays !== 'none'

/**
 * Pays the parts of a claim: of a stacking group the highest amount or the first that is eligible, all else added up.
 *
 * Shape   parts in order → Settlement
 */
export function settleClaim(parts: readonly ClaimPart[]): Settlement {
  const yieldsTo = parts.map((part, index) => {
    const group = part.clause.stacking
    if (!group || part.decision.eligible !== true) return null
    const rivals = parts.flatMap((other, at) =>
      other.clause.stacking?.name === group.name && other.decision.eligible === true ? [at] : [],
    )
    const winner = group.pays === 'first' ? rivals[0] : highestOf(rivals, parts)
    return winner === undefined || winner === index ? null : winner
  })
  const counted = parts.filter((part, index) => yieldsTo[index] === null && entersTotal(part))
  const amounts = counted.map(({ decision }) => decision.amount)
  return {
    yieldsTo,
    total: amounts.includes(null)
      ? null
      : amounts
          .reduce((sum, amount) => sum.plus(Rational.parse(amount as string) as Rational), Rational.zero)
          .toString(2),
  }
}

/** The first of the highest amounts. */
const highestOf = (rivals: readonly number[], parts: readonly ClaimPart[]): number | undefined =>
  rivals.reduce<number | undefined>((best, at) => {
    const amountAt = (index: number) => Rational.parse(parts[index]?.decision.amount ?? '') ?? Rational.zero
    return best === undefined || amountAt(at).compare(amountAt(best)) > 0 ? at : best
  }, undefined)
