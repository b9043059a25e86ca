import { groupDigits, Rational, type RoundingMode } from '../../engine/index.ts'

/** How a selection is raised; texts as they were typed. */
export interface Uprating {
  /** `percent`: by so many hundredths; `index`: to an index whose year before is 100. */
  readonly by: 'percent' | 'index'
  readonly rate: string
  /** The unit it is rounded to; empty: not rounded. */
  readonly to: string
  readonly mode: RoundingMode
}

export interface Uprated {
  /** Before rounding, thousands parted: `2,064.00`. */
  readonly raw: string
  /** As the file writes it: `2060`. */
  readonly text: string
}

/**
 * A value raised, exactly, then rounded as declared.
 *
 * Shape   decimal × Uprating → Uprated, or undefined where the rate or the unit is no number
 */
export function uprate(text: string, { by, rate, to, mode }: Uprating): Uprated | undefined {
  const [value, share] = [Rational.parse(text), Rational.parse(rate)]
  if (!value || !share) return undefined
  const hundred = Rational.of(100)
  const factor = by === 'index' ? share.dividedBy(hundred) : Rational.one.plus(share.dividedBy(hundred))
  const raised = value.times(factor)
  const shown = groupDigits(raised.toString(2))
  if (to === '') return { raw: shown, text: raised.toString() }
  const unit = Rational.parse(to)
  if (!unit || unit.isNegative || unit.equals(Rational.zero)) return undefined
  return { raw: shown, text: raised.round({ to: unit, mode }).toString() }
}
