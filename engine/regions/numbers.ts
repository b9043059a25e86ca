import { Rational } from '../base/rational.ts'
import { holds } from '../expression/compare.ts'
import type { Comparison } from '../expression/expression.ts'
import { isUnknown, unknownOf } from '../expression/unknown.ts'
import {
  addedTo,
  type Curve,
  type Fixed,
  type Form,
  fixed,
  isExact,
  isRational,
  line,
  type Quotient,
  scaled,
  shifted,
} from './form.ts'
import { unfollowed } from './signals.ts'
import { compareCurve, compareQuotient, lessNumber, opposite, type Stretch } from './truth.ts'

/** What is a number over the interval. */
export type Numeric = Curve | Quotient | (Fixed & { readonly result: Rational })

const isNumeric = (form: Form): form is Numeric =>
  isRational(form) || form.kind === 'quotient' || (form.kind === 'curve' && !form.isDate)

/** As the interpreter: unknown before anything, "no value" where something is no number. */
export function overNumbers(forms: readonly Form[], reckon: (numbers: readonly Numeric[]) => Form): Form {
  const unknowns = forms.flatMap((form) =>
    form.kind === 'fixed' && isUnknown(form.result) ? [form.result] : [],
  )
  if (unknowns.length > 0) return fixed(unknownOf(unknowns))
  return forms.every(isNumeric) ? reckon(forms as readonly Numeric[]) : fixed(null)
}

const isFixed = (number: Numeric): number is Fixed & { readonly result: Rational } => number.kind === 'fixed'

export function added(a: Numeric, b: Numeric): Form {
  if (isFixed(a) && isFixed(b)) return fixed(a.result.plus(b.result))
  if (isFixed(a)) return added(b, a)
  if (a.kind === 'curve') {
    if (isFixed(b)) return shifted(a, b.result)
    if (b.kind === 'curve') return addedTo(a, b)
  }
  if (a.kind === 'quotient' && isFixed(b)) return quotientOf(plusScaled(a.top, a.bottom, b.result), a.bottom)
  throw unfollowed('两个商之和', 'a sum of quotients')
}

const plusScaled = (top: Curve, bottom: Curve, by: Rational): Curve =>
  line(top.slope.plus(bottom.slope.times(by)), top.offset.plus(bottom.offset.times(by)))

export function times(a: Numeric, b: Numeric): Form {
  if (isFixed(a) && isFixed(b)) return fixed(a.result.times(b.result))
  if (isFixed(a)) return times(b, a)
  if (isFixed(b)) {
    if (b.result.equals(Rational.zero)) return fixed(Rational.zero)
    if (a.kind === 'curve') return scaled(a, b.result)
    return quotientOf(line(a.top.slope.times(b.result), a.top.offset.times(b.result)), a.bottom)
  }
  throw unfollowed('两个都随它变化的数之积', 'a product of two numbers that both change with it')
}

export function dividedBy(a: Numeric, b: Numeric, stretch: Stretch): Form {
  if (isFixed(b))
    return b.result.equals(Rational.zero)
      ? fixed(null)
      : times(a, fixed(Rational.one.dividedBy(b.result)) as Numeric)
  if (b.kind !== 'curve' || !isExact(b) || a.kind === 'quotient' || (a.kind === 'curve' && !isExact(a)))
    throw unfollowed('除数随它变化的商', 'a quotient whose divisor changes with it')
  // Cuts on both sides: where the divisor is 0 there is no value.
  compareCurve('greaterThanInclusive', b, stretch)
  compareCurve('greaterThan', b, stretch)
  return quotientOf(isFixed(a) ? line(Rational.zero, a.result) : a, b)
}

/** A quotient; a number where both lines keep the same proportion. */
function quotientOf(top: Curve, bottom: Curve): Form {
  if (top.slope.times(bottom.offset).equals(bottom.slope.times(top.offset)))
    return fixed(top.slope.dividedBy(bottom.slope))
  return { kind: 'quotient', top, bottom } satisfies Quotient
}

/** Whether one number compares so with another, everywhere in the interval. */
export function comparesWith(by: Comparison, a: Numeric, b: Numeric, stretch: Stretch): boolean {
  if (a.kind === 'quotient' && b.kind === 'fixed')
    return compareQuotient(by, a, b.result as Rational, stretch)
  if (b.kind === 'quotient' && a.kind === 'fixed')
    return compareQuotient(mirrored[by] ?? by, b, a.result as Rational, stretch)
  if (a.kind === 'quotient' || b.kind === 'quotient')
    throw unfollowed('商与变化的数相比', 'a quotient compared')
  if (a.kind === 'fixed') {
    if (b.kind === 'fixed') return holds(by, a.result as Rational, b.result as Rational)
    return compareCurve(by, shifted(opposite(b) as Curve, a.result as Rational) as Curve, stretch)
  }
  if (b.kind === 'fixed') return compareCurve(by, lessNumber(a, b.result as Rational) as Curve, stretch)
  // One curve made twice: what rounding hides of it cancels out.
  if (a.key === b.key) return holds(by, Rational.zero, Rational.zero)
  const less = addedTo({ ...a, isDate: false }, opposite(b) as Curve)
  if (less.kind === 'fixed') return holds(by, less.result as Rational, Rational.zero)
  return compareCurve(by, less as Curve, stretch)
}

const mirrored: Readonly<Partial<Record<string, Comparison>>> = {
  lessThan: 'greaterThan',
  lessThanInclusive: 'greaterThanInclusive',
  greaterThan: 'lessThan',
  greaterThanInclusive: 'lessThanInclusive',
}

/** The lesser, or the greater, of several. */
export function extreme(kind: 'least' | 'greatest', numbers: readonly Numeric[], stretch: Stretch): Form {
  const by = kind === 'least' ? 'lessThan' : 'greaterThan'
  return numbers.reduce((best, one) => (comparesWith(by, one, best, stretch) ? one : best))
}
