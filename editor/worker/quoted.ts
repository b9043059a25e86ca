import {
  fitting,
  numbersIn,
  type Parameter,
  Rational,
  states,
  type TextNumber,
  type Value,
  type ValueType,
  valueText,
} from '../../engine/index.ts'

/** A number of quoted words that a value could be. */
export interface QuotedNumber {
  /** As the words write it: `3000元`. */
  readonly text: string
  /** What to type for it, like the value that stands there; null where that is not plain. */
  readonly typed: string | null
  readonly isStated: boolean
}

/**
 * The one number that a parameter's quote states for it. Undefined where it states none or several, where
 * the parameter says why it does not, or where the type is none that a text states.
 */
export function quotedNumber(
  { quote, number, notInQuote, type }: Pick<Parameter, 'quote' | 'number' | 'notInQuote' | 'type'>,
  value: Value,
  like: string,
): QuotedNumber | undefined {
  if (quote === null || notInQuote !== null) return undefined
  const all = numbersIn(quote)
  const candidates = fitting(number === null ? all : all.slice(number - 1, number), type)
  const [first, ...others] = candidates
  if (!first || others.some(({ text }) => text !== first.text)) return undefined
  return {
    text: first.text,
    typed: typedLike(first, type, like),
    isStated: states(first, value, type),
  }
}

/** Months in a year: a text says 1年 where a rule counts months. */
const inMonths: Readonly<Record<string, bigint>> = { years: 12n, months: 1n }

/** A number as the file writes its like: 10% where a percentage stands, 12 where months are counted. */
function typedLike(number: TextNumber, type: ValueType, like: string): string | null {
  const { value, unit } = number
  if (number.date !== null) {
    const text = valueText(number)
    return text !== null && /^(?:\d{4}-)?\d{2}-\d{2}$/.test(text) ? text : null
  }
  if (value === null) return null
  if (type.name === 'rate' && like.endsWith('%')) return `${value.times(Rational.of(100)).toString()}%`
  if (type.name !== 'duration' || unit === null || unit === type.unit) return value.toString()
  const [from, to] = [inMonths[unit], inMonths[type.unit ?? '']]
  return from === undefined || to === undefined ? null : value.times(Rational.of(from, to)).toString()
}
