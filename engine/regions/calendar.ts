import { partsOf } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import { reckonCalendar } from '../expression/calendar.ts'
import type { CalendarFunction } from '../expression/expression.ts'
import type { Value } from '../expression/value.ts'
import { type Curve, dayOf, type Form, fixed, isExact, line, reckoned, shifted } from './form.ts'
import { countOf, type Interval, isPoint, sampleOf } from './interval.ts'
import { splitAt, unfollowed } from './signals.ts'
import { compareCurve, lessNumber, opposite, type Stretch } from './truth.ts'

const yearLength = Rational.of(146097, 400)
const monthLength = yearLength.dividedBy(Rational.of(12))
const ratio = (a: number) => Rational.of(a)
/** No date is farther from its mean than this: month lengths, leap years and clipping together. */
const slack = ratio(10)

/** The year of a day that follows the fact. */
export const yearOf = (day: Curve): Curve =>
  reckoned(day, {
    name: 'year',
    slope: Rational.one.dividedBy(yearLength),
    offset: ratio(1970),
    error: ratio(2),
    isDate: false,
    at: (given) => ratio(partsOf({ day: Number(given.numerator) }).year),
  })

/** The day or number that a calendar function gives where one side, or both, follow the fact. */
export function followCalendar(by: CalendarFunction, left: Form, right: Form, stretch: Stretch): Form {
  if (left.kind === 'curve' && right.kind === 'curve') {
    if (by === 'days-between' && left.isDate && right.isDate) return differenceOf(right, left)
    throw unfollowed('两个都随它变化的日期', 'two dates that both change with it')
  }
  if (left.kind === 'curve' && right.kind === 'fixed') return ofLeft(by, left, right.result as Value, stretch)
  if (right.kind === 'curve' && left.kind === 'fixed')
    return ofRight(by, left.result as Value, right, stretch)
  return fixed(null)
}

const differenceOf = (right: Curve, left: Curve): Form => {
  if (!isExact(left) || !isExact(right)) throw unfollowed('两个日期之差', 'days between two changing dates')
  const slope = right.slope.minus(left.slope)
  const offset = right.offset.minus(left.offset)
  return slope.equals(Rational.zero) ? fixed(offset) : line(slope, offset)
}

const asDate = (given: Rational): Value => ({ day: Number(given.numerator) })

/** What a function gives at a point, as a number; throws where it gives nothing: that is cut off before. */
const numberOf = (value: Value): Rational => {
  const day = dayOf(value)
  if (day !== undefined) return ratio(day)
  if (value instanceof Rational) return value
  throw unfollowed('日历之外的日期', 'a day outside of the calendar')
}

function ofLeft(by: CalendarFunction, left: Curve, right: Value, stretch: Stretch): Form {
  const isDate = by !== 'day-of-year' && by !== 'first-of-month'
  if (left.isDate !== isDate) return fixed(null)
  const reckon = (given: Rational): Value => reckonCalendar(by, isDate ? asDate(given) : given, right)
  const nothing = cutToCalendar(by, left, reckon, stretch)
  if (nothing) return fixed(null)
  const at = (given: Rational) => numberOf(reckon(given))
  const name = `${by}:${JSON.stringify(right)}`
  switch (by) {
    case 'add-days':
      return shifted(left, right as Rational)
    case 'add-months': {
      const offset = monthLength.times(right as Rational)
      return reckoned(left, { name, slope: Rational.one, offset, error: slack, isDate: true, at })
    }
    case 'days-between':
      return shifted(opposite(left) as Curve, ratio(dayOf(right) as number))
    case 'months-between': {
      const slope = Rational.one.dividedBy(monthLength).negated()
      const offset = slope.times(ratio(dayOf(right) as number)).negated()
      return reckoned(left, { name, slope, offset, error: slack, falls: true, isDate: false, at })
    }
    case 'day-of-year':
    case 'first-of-month': {
      const offset = yearLength.times(ratio(-1970))
      return reckoned(left, { name, slope: yearLength, offset, error: ratio(400), isDate: true, at })
    }
  }
}

function ofRight(by: CalendarFunction, left: Value, right: Curve, stretch: Stretch): Form {
  const isDate = by === 'days-between' || by === 'months-between'
  if (right.isDate !== isDate || by === 'day-of-year') return fixed(null)
  if (by === 'first-of-month') throw unfollowed('随它变化的月份', 'a month of the year that changes with it')
  if (!isDate && !isWholeOn(right, stretch))
    throw unfollowed('不是整数的月数或天数', 'months or days that are no whole number')
  const reckon = (given: Rational): Value => reckonCalendar(by, left, isDate ? asDate(given) : given)
  const nothing = cutToCalendar(by, right, reckon, stretch)
  if (nothing) return fixed(null)
  const at = (given: Rational) => numberOf(reckon(given))
  const name = `${by}:${JSON.stringify(left)}`
  const day = ratio(dayOf(left) as number)
  switch (by) {
    case 'add-days':
      return reckoned(right, {
        name,
        slope: Rational.one,
        offset: day,
        error: Rational.zero,
        isDate: true,
        at,
      })
    case 'add-months':
      return reckoned(right, { name, slope: monthLength, offset: day, error: slack, isDate: true, at })
    case 'days-between':
      return shifted({ ...right, isDate: false }, day.negated())
    case 'months-between': {
      const slope = Rational.one.dividedBy(monthLength)
      const offset = slope.times(day).negated()
      return reckoned(right, { name, slope, offset, error: slack, isDate: false, at })
    }
  }
}

const isWholeOn = (curve: Curve, { interval, step }: Stretch): boolean =>
  !isExact(curve)
    ? curve.at(sampleOf(interval)).isInteger
    : step !== null && curve.slope.times(step).isInteger && curve.at(sampleOf(interval)).isInteger

const reach = ratio(1_000_000)

/** Cuts where the calendar ends. True: nothing of the interval is in it. */
function cutToCalendar(
  by: CalendarFunction,
  curve: Curve,
  reckon: (given: Rational) => Value,
  stretch: Stretch,
): boolean {
  const { interval, step } = stretch
  const isYear = by === 'day-of-year' || by === 'first-of-month'
  const isThere = (fact: Rational) => reckon(curve.at(fact)) !== null
  if (isPoint(interval)) return !isThere(interval.from as Rational)
  if (isYear) {
    if (!isWholeOn(curve, stretch)) throw unfollowed('不是整数的年份', 'a year that is no whole number')
    compareCurve('greaterThanInclusive', lessNumber(curve, Rational.one) as Curve, stretch)
    compareCurve('lessThanInclusive', lessNumber(curve, ratio(9999)) as Curve, stretch)
    return !isThere(sampleOf(interval))
  }
  if (!curve.isDate) {
    // What can be added to a day ends on both sides: from 0 on, one end is enough.
    if (!compareCurve('lessThanInclusive', lessNumber(curve, reach) as Curve, stretch)) return true
    if (!compareCurve('greaterThanInclusive', lessNumber(curve, reach.negated()) as Curve, stretch))
      return true
    compareCurve('greaterThanInclusive', curve, stretch)
  }
  const count = countOf(interval, step)
  if (count === null || !step) throw unfollowed('没有首尾的日期', 'dates without a first and last')
  const at = (index: bigint) => (interval.from as Rational).plus(step.times(Rational.of(index)))
  const [first, last] = [isThere(at(0n)), isThere(at(count - 1n))]
  if (first === last) return !first
  let [low, high] = [0n, count - 1n]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (isThere(at(middle)) === first) low = middle
    else high = middle
  }
  throw splitAt({ at: at(high), after: false })
}

/** Cuts so that a whole number that never falls or rises with the fact is the same everywhere. */
export function sameThroughout(of: (fact: Rational) => number, { interval, step }: Stretch): number {
  const { from, to }: Interval = interval
  if (from === null || to === null || !step)
    throw unfollowed('没有首尾的日期', 'dates without a first and last')
  const start = of(from)
  if (of(to) === start) return start
  let [low, high] = [0n, countOf(interval, step) as bigint]
  high -= 1n
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (of(from.plus(step.times(Rational.of(middle)))) === start) low = middle
    else high = middle
  }
  throw splitAt({ at: from.plus(step.times(Rational.of(high))), after: false })
}
