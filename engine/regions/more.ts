import { Rational } from '../base/rational.ts'
import type { Decision } from '../decision/decision.ts'
import { orderOf, sameValue } from '../expression/compare.ts'
import type { Value } from '../expression/value.ts'
import { isBeyond, isOrdered } from './choices.ts'
import type { Counterfactual } from './counterfactual.ts'
import { regionsOf, withFact } from './from-plan.ts'
import type { Bound, Region } from './regions.ts'
import { type Candidate, changeOf, type Search, verified } from './search.ts'

/** Of each fact, the nearest values from which on the clause pays more, by another rate, cap or floor than now. */
export function payingMore(search: Search, decision: Decision): readonly Counterfactual[] {
  const now = decision.amount === null ? undefined : Rational.parse(decision.amount)
  if (!now) return []
  return search.candidates.flatMap((candidate) => {
    const { plan, facts, options } = search
    const found = regionsOf(plan, facts, candidate.id, options)
    if (!found) return []
    for (const reason of found.unfollowed) search.unfollowed.set(reason.en, reason)
    const regions = found.regions.filter(
      ({ eligible, unfollowed }) => eligible === true && unfollowed.length === 0,
    )
    if (!isOrdered(candidate.now)) return regions.flatMap((region) => single(search, candidate, region, now))
    const above = regions.filter(({ from }) => from !== null && isBeyond(from, candidate.now, 1))
    const below = regions.filter(({ to }) => to !== null && isBeyond(to, candidate.now, -1)).reverse()
    return [
      ...firstOf(below, (region) => inRegion(search, candidate, region, -1, now, found.regions)),
      ...firstOf(above, (region) => inRegion(search, candidate, region, 1, now, found.regions)),
    ]
  })
}

function firstOf<T>(all: readonly Region[], find: (region: Region) => readonly T[]): readonly T[] {
  for (const region of all) {
    const found = find(region)
    if (found.length > 0) return found
  }
  return []
}

const paysMore =
  (now: Rational) =>
  ({ amount }: Decision): boolean =>
    amount !== null && (Rational.parse(amount) as Rational).compare(now) > 0

function single(search: Search, candidate: Candidate, region: Region, now: Rational) {
  const bound = region.from as Bound
  if (sameValue(bound.value, candidate.now)) return []
  return attempt(search, candidate, bound.value, { bound, until: bound, region }, now)
}

const attempt = (
  search: Search,
  candidate: Candidate,
  value: Value,
  { bound, until, region }: { readonly bound: Bound; readonly until: Bound | null; readonly region: Region },
  now: Rational,
): readonly Counterfactual[] => {
  const facts = withFact(search.facts, candidate, value)
  if (!paysMore(now)(search.decider.decide(facts, search.options).decision)) return []
  return [verified(search, [changeOf(candidate, { value, bound, until, region })], facts, paysMore(now))]
}

/** The nearest value of a region at which more is paid: its near end, or where its line passes what is paid now. */
function inRegion(
  search: Search,
  candidate: Candidate,
  region: Region,
  direction: 1 | -1,
  now: Rational,
  all: readonly Region[],
) {
  const near = direction === 1 ? region.from : region.to
  const far = farEnd(search, candidate, region, direction, now, all)
  if (!near?.included || !region.paid) return []
  const atEnd = attempt(search, candidate, near.value, { bound: near, until: far, region }, now)
  const own = direction === 1 ? region.to : region.from
  if (atEnd.length > 0 || !own?.included || region.paid.slope.equals(Rational.zero)) return atEnd
  return between(search, candidate, near, own, region, now)
}

/** How far beyond a region more is still paid: through those after it that pay more at both ends. */
function farEnd(
  search: Search,
  candidate: Candidate,
  region: Region,
  direction: 1 | -1,
  now: Rational,
  all: readonly Region[],
): Bound | null {
  const end = ({ from, to }: Region) => (direction === 1 ? to : from)
  const pays = (bound: Bound) =>
    paysMore(now)(
      search.decider.decide(withFact(search.facts, candidate, bound.value), search.options).decision,
    )
  let last = region
  for (;;) {
    const next = all[all.indexOf(last) + direction]
    const [near, far] = next ? (direction === 1 ? [next.from, next.to] : [next.to, next.from]) : []
    if (next?.eligible !== true || next.unfollowed.length > 0 || !next.paid || !near || !pays(near))
      return end(last)
    const sinks = (next.paid.slope.compare(Rational.zero) as number) * direction < 0
    if (far ? !pays(far) : sinks) return end(last)
    last = next
  }
}

/** Between an end that does not pay more and one that does, on a line that only rises. */
function between(
  search: Search,
  candidate: Candidate,
  near: Bound,
  far: Bound,
  region: Region,
  now: Rational,
): readonly Counterfactual[] {
  const { type } = candidate
  if (type.name === 'number' || type.name === 'rate') return []
  const step = type.name === 'money' ? Rational.of(1, 100) : Rational.one
  const start = numberOf(near.value)
  const count = numberOf(far.value).minus(start).dividedBy(step).numerator
  const sign = (orderOf(far.value, near.value) ?? 0) < 0 ? -1n : 1n
  const at = (index: bigint): Value =>
    valueLike(near.value, start.plus(step.times(Rational.of(index * sign))))
  const pays = (index: bigint) =>
    paysMore(now)(
      search.decider.decide(withFact(search.facts, candidate, at(index)), search.options).decision,
    )
  let [low, high] = [0n, count < 0n ? -count : count]
  if (!pays(high)) return []
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (pays(middle)) high = middle
    else low = middle
  }
  const bound = { value: at(high), included: true }
  return attempt(search, candidate, bound.value, { bound, until: far, region }, now)
}

const numberOf = (value: Value): Rational =>
  value instanceof Rational ? value : Rational.of((value as { readonly day: number }).day)
const valueLike = (like: Value, at: Rational): Value =>
  like instanceof Rational ? at : { day: Number(at.numerator) }
