import {
  type CalendarDate,
  formatDate,
  formatValue,
  groupDigits,
  type Line,
  Rational,
  type Region,
  type Regions,
  sameWords,
  unitOf,
  type Value,
  type ValueType,
  type Words,
} from '../../engine/index.ts'

/** What a text says of a fact from a boundary on. */
export interface Piece {
  /** null: from where the fact begins. */
  readonly from: { readonly at: Rational; readonly included: boolean } | null
  /** `none`: not met, nothing is paid; `open`: not known. */
  readonly pays: Line | 'none' | 'open'
}

export const numberOf = (value: Value): Rational =>
  value instanceof Rational ? value : Rational.of((value as CalendarDate).day)

/** Regions as a chart needs them: neighbours on one line are one, whatever rounding makes of them. */
export function piecesOf({ regions }: Regions): readonly Piece[] {
  const pieces: Piece[] = []
  let before: Region | null = null
  for (const region of regions) {
    const pays = paysIn(region)
    const last = pieces.at(-1)
    const end: Region['to'] = before?.to ?? null
    before = region
    if (last && samePay(last.pays, pays)) continue
    const meet = last && end && region.from && meetingOf(last.pays, pays, end, region.from)
    const from = region.from && { at: numberOf(region.from.value), included: region.from.included }
    pieces.push({ from: meet ? { at: meet, included: true } : from, pays })
  }
  return pieces
}

/** Two lines may meet at the last value of the one or between it and the next: the bend is there, nothing jumps. */
function meetingOf(
  a: Piece['pays'],
  b: Piece['pays'],
  end: NonNullable<Region['to']>,
  start: NonNullable<Region['from']>,
): Rational | undefined {
  if (typeof a === 'string' || typeof b === 'string' || a.slope.equals(b.slope)) return undefined
  const at = b.offset.minus(a.offset).dividedBy(a.slope.minus(b.slope))
  const isBetween = at.compare(numberOf(end.value)) >= 0 && at.compare(numberOf(start.value)) <= 0
  return isBetween ? at : undefined
}

function paysIn({ eligible, amount, unfollowed, needs }: Region): Piece['pays'] {
  if (eligible === false) return 'none'
  if (unfollowed.length > 0 || needs.length > 0 || eligible === null || !amount) return 'open'
  return amount
}

const samePay = (a: Piece['pays'], b: Piece['pays']): boolean =>
  typeof a === 'string' || typeof b === 'string'
    ? a === b
    : a.slope.equals(b.slope) && a.offset.equals(b.offset)

/** What is paid at a value; null where it is not known. */
export const payAt = (pays: Piece['pays'], x: Rational): Rational | null =>
  pays === 'open' ? null : pays === 'none' ? Rational.zero : pays.slope.times(x).plus(pays.offset)

/** A value of the fact as people read it, with its unit. */
export function factWords(x: Rational, type: ValueType): Words {
  if (type.name === 'date') return sameWords(formatDate({ day: Number(x.numerator) }))
  const shown = formatValue(x, type, 0)
  return shown
}

const cut = (value: Rational, decimals: number): Rational =>
  value.round({ to: Rational.of(1, 10n ** BigInt(decimals)), mode: 'half-up' })

/** An amount as it is labelled: no decimals where it has none. */
export const amountWords = (value: Rational): string => groupDigits(cut(value, 2).toString())

/** 年租金 × 10%, 3,000, 年租金 × 10% − 200. */
export function payWords(pays: Piece['pays'], title: Words, type: ValueType, isMoney: boolean): Words {
  if (pays === 'none') return { zh: '不享受', en: 'not due' }
  if (pays === 'open') return { zh: '未定', en: 'undecided' }
  const { slope, offset } = pays
  if (slope.equals(Rational.zero)) return sameWords(amountWords(offset))
  const isShare = isMoney && type.name === 'money'
  const factor = isShare
    ? formatValue(slope.isNegative ? slope.negated() : slope, { name: 'rate' }).zh
    : groupDigits(cut(slope.isNegative ? slope.negated() : slope, 6).toString())
  const isOne = factor === '1' || factor === '100%'
  const sign = slope.isNegative ? '−' : ''
  const of = type.name === 'date' ? { zh: `${title.zh}（按日）`, en: `${title.en} (by day)` } : title
  const product = (name: string) => `${sign}${name}${isOne ? '' : ` × ${factor}`}`
  if (type.name === 'date' || offset.equals(Rational.zero)) return { zh: product(of.zh), en: product(of.en) }
  const rest = `${offset.isNegative ? '−' : '+'} ${amountWords(offset.isNegative ? offset.negated() : offset)}`
  return { zh: `${product(of.zh)} ${rest}`, en: `${product(of.en)} ${rest}` }
}

/** From one boundary to the next. */
export function rangeWords(from: Piece['from'], next: Piece['from'], type: ValueType): Words {
  const words = (end: NonNullable<Piece['from']>) => {
    const value = factWords(end.at, type)
    if (type.name === 'date' || type.name === 'duration' || type.name === 'count') return value
    const unit = unitOf(type)
    return type.name === 'rate'
      ? value
      : { zh: `${value.zh} ${unit.zh}`.trim(), en: `${value.en} ${unit.en}`.trim() }
  }
  const isDate = type.name === 'date'
  // Where the fact itself begins is no boundary worth a word.
  const isLeast = from !== null && type.min instanceof Rational && type.min.equals(from.at)
  const low = from && !isLeast ? words(from) : null
  const high = next && words(next)
  const lowWords: Words | null =
    low &&
    (from?.included
      ? { zh: isDate ? `自 ${low.zh} 起` : `${low.zh}及以上`, en: `from ${low.en}` }
      : { zh: `超过 ${low.zh}`, en: `more than ${low.en}` })
  const highWords: Words | null =
    high &&
    (next?.included
      ? {
          zh: isDate ? `${high.zh} 以前` : `不满 ${high.zh}`,
          en: isDate ? `before ${high.en}` : `less than ${high.en}`,
        }
      : { zh: `不超过 ${high.zh}`, en: `up to ${high.en}` })
  if (lowWords && highWords)
    return { zh: `${lowWords.zh}，${highWords.zh}`, en: `${lowWords.en}, ${highWords.en}` }
  return lowWords ?? highWords ?? { zh: '任何值', en: 'any value' }
}
