import { Rational, type ValueType } from '../../engine/index.ts'

/** A number as quoted words state it, and as a value of the type. */
export interface QuotedNumber {
  readonly text: string
  readonly value: Rational
}

const numbers = /(\d+(?:\.\d+)?)\s*(万)?\s*(%|元|个月|年|天|日)?/g

const perUnit: Readonly<Record<string, Readonly<Record<string, bigint>>>> = {
  months: { 个月: 1n, 年: 12n },
  years: { 年: 1n },
  days: { 天: 1n, 日: 1n },
}

/**
 * The one number that quoted words state for a value of a type. Undefined where they state none or
 * several, or in another unit: then nothing is claimed.
 */
export function quotedNumber(quote: string, type: ValueType): QuotedNumber | undefined {
  const found = [...quote.matchAll(numbers)].flatMap((match) => {
    const [, digits = '', ten = '', unit = ''] = match
    const value = Rational.parse(digits)?.times(Rational.of(ten ? 10_000n : 1n))
    const factor = factorOf(type, unit)
    return value && factor ? [{ text: match[0].trim(), value: value.times(factor) }] : []
  })
  return found.length === 1 ? found[0] : undefined
}

function factorOf(type: ValueType, unit: string): Rational | undefined {
  switch (type.name) {
    case 'money':
      return unit === '元' ? Rational.one : undefined
    case 'rate':
      return unit === '%' ? Rational.of(1n, 100n) : undefined
    case 'duration': {
      const factor = perUnit[type.unit ?? '']?.[unit]
      return factor === undefined ? undefined : Rational.of(factor)
    }
    case 'count':
    case 'number':
      return unit === '' ? Rational.one : undefined
    default:
      return undefined
  }
}
