import type { Words } from '../base/words.ts'

/**
 * What a number is a number of. `per` is what it is reckoned for. A literal has no unit of its own
 * and takes the other side's.
 */
export interface Quantity {
  readonly name: string
  readonly unit?: string
  readonly per?: string
  readonly of?: Quantity
  /** Of a category: how its values are read. */
  readonly values?: Readonly<Record<string, Words>>
  /** Of a field of a record. */
  readonly title?: Words
  /** What a record has. */
  readonly fields?: Readonly<Record<string, Quantity>>
  readonly literal?: boolean
}

/** Why two things do not fit. */
export interface QuantityProblem {
  readonly problem: 'TYPE_MISMATCH' | 'UNIT_MISMATCH'
  readonly message: Words
}

export const isProblem = (value: Quantity | QuantityProblem | undefined): value is QuantityProblem =>
  value !== undefined && 'problem' in value

const numeric = new Set(['money', 'rate', 'number', 'count', 'duration', 'year'])

/** Whether a number counts something that a product keeps: money, time, points. */
const bears = (quantity: Quantity): boolean =>
  !quantity.literal &&
  (quantity.name === 'money' ||
    quantity.name === 'duration' ||
    (quantity.name === 'number' && quantity.unit !== undefined))

export const isNumeric = (quantity: Quantity): boolean => numeric.has(quantity.name)

/** `CNY per year`, as people read it in a message. */
export function quantityWords(quantity: Quantity): Words {
  const unit = quantity.unit ? ` (${quantity.unit}${quantity.per ? `/${quantity.per}` : ''})` : ''
  const list = quantity.of ? ` of ${quantity.of.name}` : ''
  const text = `\`${quantity.name}\`${list}${unit}`
  return { zh: text, en: text }
}

const mismatch = (kind: QuantityProblem['problem'], a: Quantity, b: Quantity): QuantityProblem => ({
  problem: kind,
  message: {
    zh: `${quantityWords(a).zh} 与 ${quantityWords(b).zh} 不能放在一起`,
    en: `${quantityWords(a).en} and ${quantityWords(b).en} do not go together`,
  },
})

export const notNumeric = (a: Quantity): QuantityProblem => ({
  problem: 'TYPE_MISMATCH',
  message: { zh: `${quantityWords(a).zh} 不是数`, en: `${quantityWords(a).en} is not a number` },
})

/** A number of nothing in particular goes with a rate and with a count of anything. */
const isPlain = ({ name, unit, per }: Quantity): boolean =>
  name === 'number' && unit === undefined && per === undefined

const counts = (quantity: Quantity): boolean => quantity.name === 'rate' || quantity.name === 'count'

/** What two quantities that go together are; the one that says more wins. */
function together(a: Quantity, b: Quantity): Quantity | QuantityProblem {
  if (a.literal || b.literal) {
    if (isNumeric(a) !== isNumeric(b)) return mismatch('TYPE_MISMATCH', a, b)
    if (a.values && b.values) return { ...a, values: { ...a.values, ...b.values } }
    return a.literal && !b.literal ? b : a
  }
  if (isPlain(a) && counts(b)) return b
  if (isPlain(b) && counts(a)) return a
  // Two and a half months are a number of months.
  const spans = [a, b].find(({ name }) => name === 'duration')
  if (spans && a.unit === b.unit && [a, b].some(({ name }) => name === 'number')) return spans
  if (a.name !== b.name) return mismatch('TYPE_MISMATCH', a, b)
  if (a.name === 'count' && (a.unit === undefined || b.unit === undefined))
    return a.unit === undefined ? b : a
  if (a.unit !== b.unit) return mismatch('UNIT_MISMATCH', a, b)
  if (a.per && b.per && a.per !== b.per) return mismatch('UNIT_MISMATCH', a, b)
  const better = !a.per && b.per ? b : a
  return a.values && b.values ? { ...better, values: { ...a.values, ...b.values } } : better
}

/** The common quantity of things that are added, compared or chosen between. */
export function common(
  quantities: readonly (Quantity | undefined)[],
): Quantity | QuantityProblem | undefined {
  let result: Quantity | undefined
  for (const quantity of quantities) {
    if (!quantity) return undefined
    const both = result ? together(result, quantity) : quantity
    if (isProblem(both)) return both
    result = both
  }
  return result
}

/** The common quantity of numbers; dates and categories are none. */
export function commonNumber(
  quantities: readonly (Quantity | undefined)[],
): Quantity | QuantityProblem | undefined {
  const result = common(quantities)
  return result && !isProblem(result) && !isNumeric(result) ? notNumeric(result) : result
}

/** The quantity of a product: money and points outlive a span of time; two of them do not go together. */
export function product(
  quantities: readonly (Quantity | undefined)[],
): Quantity | QuantityProblem | undefined {
  let dimensioned: Quantity | undefined
  let allRates = true
  for (const quantity of quantities) {
    if (!quantity) return undefined
    if (!isNumeric(quantity)) return notNumeric(quantity)
    if (quantity.name !== 'rate') allRates = false
    if (!bears(quantity)) continue
    const isSpan = quantity.name === 'duration'
    if (dimensioned && isSpan === (dimensioned.name === 'duration'))
      return mismatch('UNIT_MISMATCH', dimensioned, quantity)
    if (!dimensioned || !isSpan) dimensioned = quantity
  }
  return dimensioned ?? { name: allRates ? 'rate' : 'number' }
}

/** The quantity of a quotient. */
export function quotient(
  left: Quantity | undefined,
  right: Quantity | undefined,
): Quantity | QuantityProblem | undefined {
  if (!left || !right) return undefined
  if (!isNumeric(left)) return notNumeric(left)
  if (!isNumeric(right)) return notNumeric(right)
  if (!bears(right)) return bears(left) ? left : { name: 'number' }
  if (!bears(left)) return mismatch('UNIT_MISMATCH', left, right)
  if (right.name === 'duration' && left.name !== 'duration') return left
  // What so much a month makes out of an amount is a number of months.
  const span = left.per ? undefined : spanOf(right)
  const { per: _, ...rightAlone } = right
  const same = common([left, span ? rightAlone : right])
  if (isProblem(same)) return same
  return span ? { name: 'duration', unit: span } : { name: 'rate' }
}

const spanOf = ({ per }: Quantity): string | undefined =>
  per === 'month' ? 'months' : per === 'year' ? 'years' : undefined
