import { expect } from 'vitest'
import type { Decider } from '../../engine/decision/decide.ts'
import type { DecideOptions } from '../../engine/decision/question.ts'
import { formatDate, Rational, type Region, type Regions, type Value } from '../../engine/index.ts'
import { foundFact } from '../../engine/regions/domain.ts'
import { withFact } from '../../engine/regions/from-plan.ts'

const numberOf = (value: Value): Rational =>
  value instanceof Rational ? value : Rational.of((value as { readonly day: number }).day)

/** What a region says the clause pays for a value of the fact; undefined where it says nothing of it. */
export function paidIn(region: Region, value: Value, decider: Decider): string | null | undefined {
  const { amount, paid } = region
  const { rounding } = decider.plan
  const decimals = rounding ? decimalsOf(rounding.to) : 0
  if (region.eligible === false) return decider.plan.amount ? Rational.zero.toString(decimals) : null
  if (!paid || !amount) return region.needs.length > 0 || region.eligible === null ? null : undefined
  const isNumber =
    value instanceof Rational || (typeof value === 'object' && value !== null && 'day' in value)
  const at =
    paid.slope.equals(Rational.zero) || !isNumber
      ? paid.offset
      : paid.slope.times(numberOf(value)).plus(paid.offset)
  if (!paid.rounded) return at.toString(decimals)
  // Where something is rounded on the way, the line alone does not say it.
  return amount.rounded ? undefined : rounding ? at.round(rounding).toString(decimals) : at.toString()
}

const decimalsOf = (to: Rational): number => to.toString().split('.')[1]?.length ?? 0

/** The region says of a value what the compiled execution decides. */
export function expectRegion(
  region: Region,
  value: Value,
  { fact }: Regions,
  decider: Decider,
  facts: ReadonlyMap<string, Value>,
  options: DecideOptions,
): void {
  if (region.unfollowed.length > 0) return
  const found = foundFact(fact, decider.plan.clause.facts) as NonNullable<ReturnType<typeof foundFact>>
  const { decision } = decider.decide(withFact(facts, found, value), options)
  const paid = paidIn(region, value, decider)
  const shown =
    value instanceof Rational
      ? value.toString()
      : typeof value === 'object' && value !== null && 'day' in value
        ? formatDate(value)
        : value
  expect({
    of: `${decider.plan.clause.id} ${fact} = ${JSON.stringify(shown)}`,
    eligible: region.eligible,
    failed: region.failed,
    consistent: region.consistent,
    ...(paid !== undefined && { amount: paid }),
  }).toEqual({
    of: `${decider.plan.clause.id} ${fact} = ${JSON.stringify(shown)}`,
    eligible: decision.eligible,
    failed: decision.failed,
    consistent: decision.kind === 'check' ? (decision.outputs.consistent ?? null) : null,
    ...(paid !== undefined && { amount: decision.amount }),
  })
}

const valueLike = (like: Value, at: Rational): Value =>
  like instanceof Rational ? at : { day: Number(at.numerator) }

/** Values of a region: its ends, and what lies next to them and between. */
export function valuesOf({ from, to }: Region, step: Rational): readonly Value[] {
  if (!from && !to) return [Rational.zero, Rational.of(7), Rational.of(-7), Rational.of(1000000)]
  const like = (from ?? to)?.value ?? null
  if (!(like instanceof Rational) && !(typeof like === 'object' && like !== null && 'day' in like))
    return [like]
  const low = from && numberOf(from.value)
  const high = to && numberOf(to.value)
  const found: Rational[] = []
  if (low && from.included) found.push(low)
  if (high && to.included) found.push(high)
  if (low && high) {
    const middle = low.plus(high).dividedBy(Rational.of(2))
    if (!low.equals(high)) found.push(middle.round({ to: step, mode: 'toward-zero' }))
    found.push(low.plus(step), high.minus(step))
  }
  if (low && !high) found.push(low.plus(step), low.plus(Rational.of(3)), low.plus(Rational.of(123456)))
  if (high && !low) found.push(high.minus(step), high.minus(Rational.of(3)), high.minus(Rational.of(123456)))
  return found
    .filter((at) => {
      const a = low ? at.compare(low) : 1
      const b = high ? at.compare(high) : -1
      return (a > 0 || (a === 0 && from?.included)) && (b < 0 || (b === 0 && to?.included))
    })
    .map((at) => valueLike(like, at))
}

/** The smallest unit of a type's values. */
export const stepOf = (type: string): Rational =>
  type === 'money'
    ? Rational.of(1, 100)
    : type === 'number' || type === 'rate'
      ? Rational.of(1, 1000)
      : Rational.one

/** Each region begins where the one before it ends. */
export function expectWhole({ regions, fact, type }: Regions): void {
  const step = stepOf(type.name)
  for (const [index, { from }] of regions.entries()) {
    const before = regions[index - 1]?.to
    if (!before || !from) continue
    const [end, start] = [numberOf(before.value), numberOf(from.value)]
    const isUnit = type.name !== 'number' && type.name !== 'rate'
    const isNext = isUnit
      ? start.minus(end).equals(step) && before.included && from.included
      : start.equals(end) && before.included !== from.included
    expect([fact, index, isNext]).toEqual([fact, index, true])
  }
}

/** The region that a number or date lies in. */
export const regionAt = ({ regions }: Regions, value: Value): Region | undefined => {
  const at = numberOf(value)
  return regions.find(({ from, to }) => {
    const low = from ? at.compare(numberOf(from.value)) : 1
    const high = to ? at.compare(numberOf(to.value)) : -1
    return (low > 0 || (low === 0 && from?.included)) && (high < 0 || (high === 0 && to?.included))
  })
}
