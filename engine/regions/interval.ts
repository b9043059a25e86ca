import { Rational } from '../base/rational.ts'

/** A stretch of a number line; null is without end. With a smallest unit, both ends belong to it. */
export interface Interval {
  readonly from: Rational | null
  readonly fromIncluded: boolean
  readonly to: Rational | null
  readonly toIncluded: boolean
}

/** A place to cut a line at: before a point, which then begins the right part, or after it. */
export interface Cut {
  readonly at: Rational
  readonly after: boolean
}

export const isPoint = ({ from, to }: Interval): boolean => from !== null && to !== null && from.equals(to)

const isEmpty = ({ from, to, fromIncluded, toIncluded }: Interval): boolean => {
  if (from === null || to === null) return false
  const order = from.compare(to)
  return order > 0 || (order === 0 && !(fromIncluded && toIncluded))
}

const whole = (value: Rational, mode: 'downward' | 'upward'): Rational =>
  value.round({ to: Rational.one, mode })

/** The first multiple of the unit that a cut leaves to the right. */
const firstRight = ({ at, after }: Cut, step: Rational): Rational => {
  const place = at.dividedBy(step)
  return (after ? whole(place, 'downward').plus(Rational.one) : whole(place, 'upward')).times(step)
}

/** The two parts of an interval; one part where the cut does not go through it. */
export function divided(interval: Interval, cut: Cut, step: Rational | null): readonly Interval[] {
  let left: Interval
  let right: Interval
  if (step) {
    const first = firstRight(cut, step)
    left = { ...interval, to: lesser(interval.to, first.minus(step)), toIncluded: true }
    right = { ...interval, from: greater(interval.from, first), fromIncluded: true }
  } else {
    const { at, after } = cut
    if (interval.to !== null && at.compare(interval.to) > 0) return [interval]
    if (interval.from !== null && at.compare(interval.from) < 0) return [interval]
    left = { ...interval, to: at, toIncluded: after && includes(interval, at) }
    right = { ...interval, from: at, fromIncluded: !after && includes(interval, at) }
  }
  const parts = [left, right].filter((part) => !isEmpty(part))
  return parts.length === 2 ? parts : [interval]
}

const lesser = (a: Rational | null, b: Rational): Rational => (a === null || b.compare(a) < 0 ? b : a)
const greater = (a: Rational | null, b: Rational): Rational => (a === null || b.compare(a) > 0 ? b : a)

export function includes({ from, to, fromIncluded, toIncluded }: Interval, at: Rational): boolean {
  const low = from === null ? 1 : at.compare(from)
  const high = to === null ? -1 : at.compare(to)
  return (low > 0 || (low === 0 && fromIncluded)) && (high < 0 || (high === 0 && toIncluded))
}

/** How many multiples of the unit an interval has; null: without end. */
export function countOf({ from, to }: Interval, step: Rational | null): bigint | null {
  if (!step || from === null || to === null) return null
  return to.minus(from).dividedBy(step).numerator + 1n
}

/** Some point of an interval: an end that belongs to it, else one inside. */
export function sampleOf({ from, to, fromIncluded, toIncluded }: Interval): Rational {
  if (from !== null && fromIncluded) return from
  if (to !== null && toIncluded) return to
  if (from !== null && to !== null) return from.plus(to).dividedBy(Rational.of(2))
  if (from !== null) return from.plus(Rational.one)
  return to === null ? Rational.zero : to.minus(Rational.one)
}

/** An interval narrowed to multiples of the unit; undefined where it has none. */
export function onUnits(interval: Interval, step: Rational | null): Interval | undefined {
  if (!step) return isEmpty(interval) ? undefined : interval
  const { from, to, fromIncluded, toIncluded } = interval
  const narrowed: Interval = {
    from: from && firstRight({ at: from, after: !fromIncluded }, step),
    fromIncluded: true,
    to: to && firstRight({ at: to, after: toIncluded }, step).minus(step),
    toIncluded: true,
  }
  return isEmpty(narrowed) ? undefined : narrowed
}
