import { Rational } from '../base/rational.ts'
import { orderOf, sameValue } from './compare.ts'
import type { Fold } from './expression.ts'
import { isListValue, isMonthSeries, isRecordValue, type Value } from './value.ts'

/** One value from the entries of a list, the fields of a record or the months of a series. */
export function foldOf(by: Fold, over: Value): Value {
  const entries = isMonthSeries(over)
    ? over.months.map(({ count, value }) => ({ count, value }))
    : isListValue(over)
      ? over.map((value) => ({ count: 1, value }))
      : isRecordValue(over)
        ? Object.values(over.fields).map((value) => ({ count: 1, value }))
        : null
  if (!entries) return null
  switch (by) {
    case 'count':
      return Rational.of(entries.reduce((sum, { count }) => sum + count, 0))
    case 'total': {
      let sum = Rational.zero
      for (const { count, value } of entries) {
        if (!(value instanceof Rational)) return null
        sum = sum.plus(value.times(Rational.of(count)))
      }
      return sum
    }
    case 'constant': {
      const first = entries[0]
      return first && entries.every(({ value }) => sameValue(value, first.value)) ? first.value : null
    }
    case 'highest':
    case 'lowest':
      return entries.reduce<Value>((best, { value }, index) => {
        if (index === 0) return value
        const order = orderOf(value, best)
        if (order === undefined) return null
        return (by === 'highest' ? order > 0 : order < 0) ? value : best
      }, null)
  }
}
