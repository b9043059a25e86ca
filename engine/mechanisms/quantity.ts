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
  readonly literal?: boolean
}

/** Why two things do not fit. */
export interface QuantityProblem {
  readonly problem: 'TYPE_MISMATCH' | 'UNIT_MISMATCH'
  readonly message: Words
}

export const isProblem = (value: Quantity | QuantityProblem | undefined): value is QuantityProblem =>
  value !== undefined && 'problem' in value

const numeric = new Set(['money', 'rate', 'number', 'count', 'duration', 'points', 'year'])

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

/** The common quantity of things that are added, compared or chosen between. */
export function common(
  quantities: readonly (Quantity | undefined)[],
): Quantity | QuantityProblem | undefined {
  let result: Quantity | undefined
  for (const quantity of quantities) {
    if (!quantity) return undefined
    if (!result || (result.literal && !quantity.literal)) {
      if (result && isNumeric(result) !== isNumeric(quantity))
        return mismatch('TYPE_MISMATCH', result, quantity)
      result = quantity
      continue
    }
    if (quantity.literal) {
      if (isNumeric(result) !== isNumeric(quantity)) return mismatch('TYPE_MISMATCH', result, quantity)
      continue
    }
    if (result.name !== quantity.name) return mismatch('TYPE_MISMATCH', result, quantity)
    if (result.unit !== quantity.unit) return mismatch('UNIT_MISMATCH', result, quantity)
    if (result.per && quantity.per && result.per !== quantity.per)
      return mismatch('UNIT_MISMATCH', result, quantity)
    if (!result.per && quantity.per) result = quantity
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

/** The quantity of a product: at most one factor may be money, points or a duration. */
export function product(
  quantities: readonly (Quantity | undefined)[],
): Quantity | QuantityProblem | undefined {
  let result: Quantity = { name: 'number' }
  let dimensioned: Quantity | undefined
  for (const quantity of quantities) {
    if (!quantity) return undefined
    if (!isNumeric(quantity)) return notNumeric(quantity)
    const bears = quantity.name === 'money' || quantity.name === 'points' || quantity.name === 'duration'
    if (bears && !quantity.literal) {
      if (dimensioned) return mismatch('UNIT_MISMATCH', dimensioned, quantity)
      dimensioned = quantity
      result = quantity
    } else if (!dimensioned && result.name === 'number' && quantity.name === 'rate') result = { name: 'rate' }
  }
  return result
}

/** The quantity of a quotient. */
export function quotient(
  left: Quantity | undefined,
  right: Quantity | undefined,
): Quantity | QuantityProblem | undefined {
  if (!left || !right) return undefined
  if (!isNumeric(left)) return notNumeric(left)
  if (!isNumeric(right)) return notNumeric(right)
  const bears = (q: Quantity) =>
    (q.name === 'money' || q.name === 'points' || q.name === 'duration') && !q.literal
  if (!bears(right)) return bears(left) ? left : { name: 'number' }
  if (!bears(left)) return mismatch('UNIT_MISMATCH', left, right)
  const same = common([left, right])
  return same && isProblem(same) ? same : { name: 'rate' }
}
