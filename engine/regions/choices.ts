import { Rational } from '../base/rational.ts'
import { orderOf, sameValue } from '../expression/compare.ts'
import { isListValue, type Value } from '../expression/value.ts'
import type { Bound, Region, Regions } from './regions.ts'

/** A value to change a fact to: the nearest of its kind. */
export interface Choice {
  readonly value: Value
  readonly bound: Bound
  readonly until: Bound | null
  readonly region: Region
}

/** Regions next to each other that are all accepted, as one stretch. */
interface Run {
  readonly from: Bound | null
  readonly to: Bound | null
  readonly first: Region
  readonly last: Region
}

export const isOrdered = (value: Value): boolean =>
  value instanceof Rational || (typeof value === 'object' && value !== null && 'day' in value)

/**
 * The values nearest to the present one that are accepted: of numbers and dates the nearest above and below,
 * of a category every one, of a list those that differ least.
 */
export function choicesOf(
  { regions }: Regions,
  now: Value,
  accepts: (region: Region) => boolean,
): readonly Choice[] {
  const accepted = (region: Region) => region.unfollowed.length === 0 && accepts(region)
  if (!isOrdered(now)) {
    const found = regions.filter((region) => accepted(region) && !sameValue(valueIn(region), now))
    return leastDifferent(found, now).map((region) => {
      const bound = { value: valueIn(region), included: true }
      return { value: bound.value, bound, until: bound, region }
    })
  }
  const runs: Run[] = []
  for (const [index, region] of regions.entries()) {
    if (!accepted(region)) continue
    const last = runs.at(-1)
    if (last && last.last === regions[index - 1])
      runs[runs.length - 1] = { ...last, to: region.to, last: region }
    else runs.push({ from: region.from, to: region.to, first: region, last: region })
  }
  const above = runs.find(({ from }) => from !== null && isBeyond(from, now, 1))
  const below = runs.findLast(({ to }) => to !== null && isBeyond(to, now, -1))
  return [
    ...(below ? [choice(below.to as Bound, below.from, below.last, -1)] : []),
    ...(above ? [choice(above.from as Bound, above.to, above.first, 1)] : []),
  ]
}

const valueIn = (region: Region): Value => region.from?.value ?? null

/** Whether a bound lies beyond the present value, in a direction. */
export const isBeyond = ({ value, included }: Bound, now: Value, direction: 1 | -1): boolean => {
  const order = (orderOf(value, now) ?? 0) * direction
  return order > 0 || (order === 0 && !included)
}

function choice(bound: Bound, until: Bound | null, region: Region, direction: 1 | -1): Choice {
  return { value: bound.included ? bound.value : inside(bound, until, direction), bound, until, region }
}

/** Some value past a bound that is not included itself. */
function inside({ value }: Bound, until: Bound | null, direction: 1 | -1): Value {
  if (!(value instanceof Rational)) return value
  if (until?.value instanceof Rational) return value.plus(until.value).dividedBy(Rational.of(2))
  return value.plus(Rational.of(direction))
}

/** Of lists, those that differ from the present one by as little as can be. */
function leastDifferent(found: readonly Region[], now: Value): readonly Region[] {
  if (!isListValue(now)) return found
  const given = now.map(String)
  const differences = found.map((region) => {
    const value = valueIn(region)
    const entries = isListValue(value) ? value.map(String) : []
    return new Set([
      ...entries.filter((entry) => !given.includes(entry)).map((entry) => `+${entry}`),
      ...given.filter((entry) => !entries.includes(entry)).map((entry) => `-${entry}`),
    ])
  })
  return found.filter((_, index) => {
    const mine = differences[index] as ReadonlySet<string>
    return !differences.some((other) => other.size < mine.size && [...other].every((one) => mine.has(one)))
  })
}
