import { Rational, type Rounding } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import { isUnknown } from '../expression/unknown.ts'
import type { Value } from '../expression/value.ts'
import type { Domain } from './domain.ts'
import { type Curve, type Form, fixed, isExact, line } from './form.ts'
import { countOf, divided, type Interval, isPoint, sampleOf } from './interval.ts'
import type { Line, Region } from './regions.ts'

/** A region as it was reckoned. */
export interface Piece extends Pick<Region, 'eligible' | 'consistent' | 'failed' | 'needs'> {
  readonly interval: Interval
  /** The value, where values are looked at one by one. */
  readonly value: Value
  readonly amount: Form
  readonly paid: Form
  readonly unfollowed: readonly Words[]
}

type LineDomain = Extract<Domain, { kind: 'line' }>

/**
 * Regions from pieces: neighbours that say the same become one, and what rounding makes one value stands alone.
 * Apart, a single value stays one though it lies on its neighbour's line.
 */
export function joined(
  pieces: readonly Piece[],
  domain: Domain,
  rounding: Rounding | null,
  isApart = false,
): readonly Region[] {
  if (domain.kind === 'values') return pieces.map((piece) => regionOf(piece, domain, rounding))
  if (isApart) return merged(pieces, same).map((piece) => regionOf(piece, domain, rounding))
  return merged(levelled(merged(pieces, common), domain).map(settledPoint), same).map((piece) =>
    regionOf(piece, domain, rounding),
  )
}

/** Neighbours become one by one way of joining what they pay. */
function merged(pieces: readonly Piece[], join: Join): readonly Piece[] {
  const done: Piece[] = []
  for (const piece of pieces) {
    const last = done.at(-1)
    const both = last && union(last, piece, join)
    if (both) done[done.length - 1] = both
    else done.push(piece)
  }
  return done
}

/** On a single point a line is a number: where it meets a level, the point belongs to the level. */
function settledPoint(piece: Piece): Piece {
  const { interval, amount, paid } = piece
  if (!isPoint(interval)) return piece
  const at = (form: Form): Form => (form.kind === 'curve' ? fixed(form.at(interval.from as Rational)) : form)
  return { ...piece, amount: at(amount), paid: at(paid) }
}

type Join = (a: Piece, b: Piece, key: 'amount' | 'paid') => Form | undefined

/** A point that was given to a level stays there, though it lies on the line too. */
const same: Join = (a, b, key) => (sameForm(a[key], b[key]) ? a[key] : undefined)

function union(a: Piece, b: Piece, join: Join): Piece | undefined {
  const isAlike =
    a.eligible === b.eligible &&
    a.consistent === b.consistent &&
    a.failed.join() === b.failed.join() &&
    a.needs.join() === b.needs.join() &&
    a.unfollowed.map(({ en }) => en).join() === b.unfollowed.map(({ en }) => en).join()
  if (!isAlike) return undefined
  const [amount, paid] = [join(a, b, 'amount'), join(a, b, 'paid')]
  if (!amount || !paid) return undefined
  const { to, toIncluded } = b.interval
  return { ...a, interval: { ...a.interval, to, toIncluded }, amount, paid }
}

/** One form for two neighbours, or none. A single point may lie on the line of the other. */
function common(a: Piece, b: Piece, key: 'amount' | 'paid'): Form | undefined {
  const [one, other] = [a[key], b[key]]
  if (sameForm(one, other)) return one
  if (one.kind === 'curve' && isPoint(b.interval) && lies(one, b.interval, other)) return one
  if (other.kind === 'curve' && isPoint(a.interval) && lies(other, a.interval, one)) return other
  const isPair = isPoint(a.interval) && isPoint(b.interval)
  return isPair ? through(a.interval, one, b.interval, other) : undefined
}

const lies = (curve: Curve, { from }: Interval, form: Form): boolean =>
  form.kind === 'fixed' && form.result instanceof Rational && curve.at(from as Rational).equals(form.result)

function sameForm(a: Form, b: Form): boolean {
  if (a.kind === 'curve' && b.kind === 'curve') return a.key === b.key
  if (a.kind !== 'fixed' || b.kind !== 'fixed') return false
  const [one, other] = [a.result, b.result]
  if (one instanceof Rational) return other instanceof Rational && one.equals(other)
  return isUnknown(one) ? isUnknown(other) : one === other
}

/** The line through two points next to each other. */
function through(a: Interval, one: Form, b: Interval, other: Form): Form | undefined {
  if (one.kind !== 'fixed' || other.kind !== 'fixed') return undefined
  if (!(one.result instanceof Rational) || !(other.result instanceof Rational)) return undefined
  const [x, y] = [a.from as Rational, b.from as Rational]
  const slope = other.result.minus(one.result).dividedBy(y.minus(x))
  return line(slope, one.result.minus(slope.times(x)))
}

/** A line that is rounded to its neighbour's amount before it reaches it is cut there. */
function levelled(pieces: readonly Piece[], domain: LineDomain): readonly Piece[] {
  const { step } = domain
  if (!step) return pieces
  return pieces.flatMap((piece, index) => {
    const left = levelledBy(piece, pieces[index - 1], step, 'first')
    return left.flatMap((part, at) => {
      const isLast = at === left.length - 1
      return isLast ? levelledBy(part, pieces[index + 1], step, 'last') : [part]
    })
  })
}

function levelledBy(
  piece: Piece,
  beside: Piece | undefined,
  step: Rational,
  side: 'first' | 'last',
): readonly Piece[] {
  const { paid, interval } = piece
  const level = beside?.paid.kind === 'fixed' ? beside.paid.result : null
  if (beside?.eligible !== true || !(level instanceof Rational)) return [piece]
  if (paid.kind !== 'curve' || paid.direction === 0) return [piece]
  const end = side === 'first' ? interval.from : interval.to
  if (end === null || !paid.at(end).equals(level)) return [piece]
  // From the end inwards, as long as the amount is the neighbour's.
  const inward = side === 'first' ? step : step.negated()
  const at = (steps: bigint) => end.plus(inward.times(Rational.of(steps)))
  const most = countOf(interval, step)
  let [low, high] = [0n, 1n]
  const isLevel = (steps: bigint) => (most === null || steps < most) && paid.at(at(steps)).equals(level)
  while (isLevel(high)) [low, high] = [high, high * 2n]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (isLevel(middle)) low = middle
    else high = middle
  }
  const edge = at(low)
  const parts = divided(interval, { at: edge, after: side === 'first' }, step)
  return parts.map((part, index) => {
    const isEdge = side === 'first' ? index === 0 : index === parts.length - 1
    return { ...piece, interval: part, paid: isEdge ? fixed(level) : paid }
  })
}

function regionOf(piece: Piece, domain: Domain, rounding: Rounding | null): Region {
  const { interval, eligible, consistent, failed, needs, amount, paid, unfollowed } = piece
  const isDate = domain.kind === 'line' && domain.isDate
  const asValue = (at: Rational): Value => (isDate ? { day: Number(at.numerator) } : at)
  const bound = (at: Rational | null, included: boolean) =>
    domain.kind === 'values' ? { value: piece.value, included: true } : at && { value: asValue(at), included }
  const before = lineOf(amount, false)
  const step = domain.kind === 'line' ? domain.step : null
  return {
    from: bound(interval.from, interval.fromIncluded),
    to: bound(interval.to, interval.toIncluded),
    eligible,
    consistent,
    failed,
    needs,
    amount: before,
    paid:
      paid.kind === 'curve' && before
        ? { ...before, rounded: before.rounded || !(rounding && isOnUnits(paid, interval, step, rounding)) }
        : lineOf(paid, false),
    unfollowed: before === null && amount.kind === 'quotient' ? [...unfollowed, quotientAmount] : unfollowed,
  }
}

const quotientAmount: Words = { zh: '除以它的金额', en: 'an amount that is divided by it' }

function lineOf(form: Form, isRounded: boolean): Line | null {
  if (form.kind === 'curve')
    return { slope: form.slope, offset: form.offset, rounded: isRounded || !isExact(form) }
  const result = form.kind === 'fixed' ? form.result : null
  return result instanceof Rational ? { slope: Rational.zero, offset: result, rounded: false } : null
}

/** Whether every unit of the fact gives a whole multiple of what is rounded to. */
const isOnUnits = (paid: Curve, interval: Interval, step: Rational | null, { to }: Rounding): boolean =>
  step !== null &&
  paid.slope.times(step).dividedBy(to).isInteger &&
  paid.slope.times(sampleOf(interval)).plus(paid.offset).dividedBy(to).isInteger
