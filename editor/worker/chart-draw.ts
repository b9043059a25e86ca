import { Rational, sameWords, type ValueType } from '../../engine/index.ts'
import type { BreakMark, ChartSide, Segment } from '../state/chart-view.ts'
import { amountWords, factWords, type Piece, payAt } from './chart-line.ts'

export type Domain = readonly [Rational, Rational]

const half = Rational.of(1, 2)
const two = Rational.of(2)

/** From where the fact begins to well past its last boundary; about its boundaries where it begins nowhere. */
export function domainOf(
  now: readonly Piece[],
  saved: readonly Piece[] | null,
  at: Rational | null,
  type: ValueType,
): Domain {
  const boundaries = [...now, ...(saved ?? [])].flatMap(({ from }) => (from ? [from.at] : []))
  const inner = boundaries.filter((one) => !isEnd(one, type))
  const points = [...inner, ...(at ? [at] : [])]
  const [least, most] = [extreme(points, -1), extreme(points, 1)]
  if (type.name === 'date') {
    const year = Rational.of(366)
    const day = least ?? Rational.of(14245)
    return [day.minus(year), (most ?? day).plus(year)]
  }
  const min = type.min instanceof Rational ? type.min : Rational.zero
  const low = least && least.compare(min) < 0 ? least.times(two) : min
  const far = most ?? Rational.zero
  const span = far.minus(low)
  const wide = span.compare(Rational.zero) > 0 ? far.plus(span.times(half)) : low.plus(Rational.of(100))
  const max = type.max instanceof Rational && type.max.compare(wide) < 0 ? type.max : rounder(wide, type)
  return [low, max]
}

/** Where the fact itself ends is no boundary of the rules. */
const isEnd = (value: Rational, type: ValueType): boolean =>
  (type.min instanceof Rational && type.min.equals(value)) ||
  (type.name === 'date' && (Number(value.toString()) <= -25567 || Number(value.toString()) >= 47846))

const extreme = (all: readonly Rational[], sign: 1 | -1): Rational | null =>
  all.reduce<Rational | null>(
    (best, one) => (best === null || one.compare(best) * sign > 0 ? one : best),
    null,
  )

/** Up to a number with few digits. */
function rounder(value: Rational, type: ValueType): Rational {
  if (type.name === 'rate') return value
  const digits = value.round({ to: Rational.one, mode: 'upward' }).toString().replace('-', '').length
  const to = Rational.of(10n ** BigInt(Math.max(0, digits - 2)) * (digits > 2 ? 5n : 1n))
  return value.round({ to, mode: 'upward' })
}

/** What one text draws within a stretch of the fact. */
export function sideOf(pieces: readonly Piece[], [low, high]: Domain, type: ValueType): ChartSide {
  const segments: Segment[] = []
  const breaks: BreakMark[] = []
  for (const [index, { from, pays }] of pieces.entries()) {
    const next = pieces[index + 1]?.from?.at ?? high
    const start = from && from.at.compare(low) > 0 ? from.at : low
    const end = next.compare(high) < 0 ? next : high
    if (start.compare(end) > 0) continue
    const [a, b] = [payAt(pays, start), payAt(pays, end)]
    if (a && b && end.compare(start) > 0)
      segments.push({ x: [place(start), place(end)], y: [place(a), place(b)] })
    const before = pieces[index - 1]
    if (!before || !from || start !== from.at || !a) continue
    const below = payAt(before.pays, from.at)
    const kind = below?.equals(a) ? 'bend' : 'cliff'
    breaks.push({
      kind,
      x: place(from.at),
      y: [place(below ?? a), place(a)],
      label: factWords(from.at, type),
      amount: sameWords(amountWords(a)),
    })
  }
  return { segments, breaks }
}

/** Where a number is drawn; nothing is reckoned with it. */
export const place = (value: Rational): number => Number(value.numerator) / Number(value.denominator)

/** The highest that any text pays in the stretch. */
export function topOf(texts: readonly (readonly Piece[])[], [low, high]: Domain): number {
  const all = texts.flatMap((pieces) =>
    pieces.flatMap(({ from, pays }, index) => {
      const next = pieces[index + 1]?.from?.at
      const ends = [
        from && from.at.compare(low) > 0 ? from.at : low,
        next && next.compare(high) < 0 ? next : high,
      ]
      return ends.flatMap((end) => payAt(pays, end) ?? [])
    }),
  )
  return place(extreme(all, 1) ?? Rational.zero)
}
