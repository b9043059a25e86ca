import { Rational } from '../base/rational.ts'
import { holds } from '../expression/compare.ts'
import type { Comparison } from '../expression/expression.ts'
import { type Curve, isExact, line, type Quotient, scaled, shifted } from './form.ts'
import { type Cut, countOf, divided, type Interval, onUnits, sampleOf } from './interval.ts'
import { splitAt, unfollowed } from './signals.ts'

/** Where on the number line an answer is wanted. */
export interface Stretch {
  readonly interval: Interval
  /** The fact's smallest unit; null: any number. */
  readonly step: Rational | null
}

/** How many points are looked at one by one where nothing better is known. */
export const pointLimit = 4096n

const asks = (by: Comparison, value: Rational): boolean => holds(by, value, Rational.zero)

/** Whether a curve compares with 0 so, everywhere in the interval; else a Split is thrown. */
export function compareCurve(by: Comparison, curve: Curve, stretch: Stretch): boolean {
  if (by === 'equal' || by === 'notEqual') {
    const isZero =
      compareCurve('greaterThanInclusive', curve, stretch) && !compareCurve('greaterThan', curve, stretch)
    return isZero === (by === 'equal')
  }
  return isExact(curve) ? compareLine(by, curve, stretch) : compareStairs(by, curve, stretch)
}

function compareLine(by: Comparison, curve: Curve, { interval, step }: Stretch): boolean {
  const at = curve.offset.dividedBy(curve.slope).negated()
  const rises = curve.slope.compare(Rational.zero) > 0
  // At the root itself the two that include equality hold.
  const right = by === 'greaterThan' || by === 'greaterThanInclusive' ? rises : !rises
  const cut: Cut = { at, after: asks(by, Rational.zero) !== right }
  if (divided(interval, cut, step).length > 1) throw splitAt(cut)
  return asks(by, curve.at(sampleOf(interval)))
}

/** Between which values a curve can be 0; null: anywhere. */
function windowOf({ slope, offset, error }: Curve): readonly [low: Rational, high: Rational] | null {
  if (slope.equals(Rational.zero)) return null
  const [a, b] = [error, error.negated()].map((off) => off.minus(offset).dividedBy(slope)) as [
    Rational,
    Rational,
  ]
  return slope.compare(Rational.zero) > 0 ? [b, a] : [a, b]
}

/** The part of an interval between two values. */
function between([low, high]: readonly [Rational, Rational], { from, to }: Interval): Interval {
  return {
    from: from === null || low.compare(from) > 0 ? low : from,
    fromIncluded: true,
    to: to === null || high.compare(to) < 0 ? high : to,
    toIncluded: true,
  }
}

/** Over units of the fact: a rounding or the calendar makes steps. */
function compareStairs(by: Comparison, curve: Curve, stretch: Stretch): boolean {
  const { interval, step } = stretch
  const test = (at: Rational) => asks(by, curve.at(at))
  const window = windowOf(curve)
  const open = window ? onUnits(between(window, interval), step) : interval
  const splitWhereOther = (cut: Cut): void => {
    const parts = divided(interval, cut, step)
    if (parts.length === 2 && test(sampleOf(parts[0] as Interval)) !== test(sampleOf(parts[1] as Interval)))
      throw splitAt(cut)
  }
  if (!open) {
    // It may pass 0 between two units.
    if (window) splitWhereOther({ at: window[0], after: false })
    return test(sampleOf(interval))
  }
  if (!step || open.from === null || open.to === null)
    throw unfollowed('没有最小单位的数取整', 'a rounding of a number without a smallest unit')
  const count = countOf(open, step) as bigint
  const at = (index: bigint) => (open.from as Rational).plus(step.times(Rational.of(index)))
  const first = curve.direction === 0 ? firstChange(test, at, count) : firstTurn(test, at, count)
  if (first !== null) throw splitAt({ at: at(first), after: false })
  // The answer may turn at the window's edges too: outside, the curve is on one side of 0.
  splitWhereOther({ at: open.from, after: false })
  splitWhereOther({ at: open.to, after: true })
  return test(open.from)
}

type Test = (at: Rational) => boolean
type At = (index: bigint) => Rational

/** The first unit at which an answer that turns at most once is another. */
function firstTurn(test: Test, at: At, count: bigint): bigint | null {
  const before = test(at(0n))
  if (test(at(count - 1n)) === before) return null
  let [low, high] = [0n, count - 1n]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (test(at(middle)) === before) low = middle
    else high = middle
  }
  return high
}

function firstChange(test: Test, at: At, count: bigint): bigint | null {
  if (count > pointLimit) throw unfollowed('取整后有升有降的数', 'a rounding that makes it rise and fall')
  const before = test(at(0n))
  for (let index = 1n; index < count; index++) if (test(at(index)) !== before) return index
  return null
}

/** The quotient against a number: both sides times the divisor, whose sign is known. */
export function compareQuotient(
  by: Comparison,
  { top, bottom }: Quotient,
  against: Rational,
  stretch: Stretch,
): boolean {
  const isNegative = bottom.at(sampleOf(stretch.interval)).isNegative
  const left = line(
    top.slope.minus(bottom.slope.times(against)),
    top.offset.minus(bottom.offset.times(against)),
  )
  const turned = isNegative ? line(left.slope.negated(), left.offset.negated()) : left
  return turned.slope.equals(Rational.zero) ? asks(by, turned.offset) : compareCurve(by, turned, stretch)
}

/** A curve less a number or another curve is compared with 0. */
export const lessNumber = (curve: Curve, number: Rational) =>
  shifted({ ...curve, isDate: false }, number.negated())
export const opposite = (curve: Curve) => scaled({ ...curve, isDate: false }, Rational.of(-1))
