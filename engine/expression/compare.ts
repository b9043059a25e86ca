import { Rational } from '../base/rational.ts'
import type { Comparison } from './expression.ts'
import { isListValue, type Value } from './value.ts'

/** Equal in meaning: 3000 and 3000.00 are. */
export function sameValue(a: Value, b: Value): boolean {
  if (a instanceof Rational) return b instanceof Rational && a.equals(b)
  if (a === null || typeof a !== 'object') return a === b
  if (b === null || typeof b !== 'object' || b instanceof Rational) return false
  if ('day' in a) return 'day' in b && a.day === b.day
  if (isListValue(a))
    return isListValue(b) && a.length === b.length && a.every((v, i) => sameValue(v, b[i] as Value))
  if (isListValue(b)) return false
  if ('dated' in a)
    return (
      'dated' in b &&
      a.dated.length === b.dated.length &&
      a.dated.every((entry, i) => {
        const other = b.dated[i]
        return (
          other !== undefined && entry.from?.day === other.from?.day && sameValue(entry.value, other.value)
        )
      })
    )
  if ('months' in a)
    return (
      'months' in b &&
      a.months.length === b.months.length &&
      a.months.every((run, i) => {
        const other = b.months[i]
        return other !== undefined && run.count === other.count && sameValue(run.value, other.value)
      })
    )
  if (!('fields' in a) || !('fields' in b)) return false
  const keys = Object.keys(a.fields)
  const { fields } = b
  return (
    keys.length === Object.keys(fields).length &&
    keys.every((key) => Object.hasOwn(fields, key) && sameValue(a.fields[key] as Value, fields[key] as Value))
  )
}

/** Less than, equal, greater; undefined between things that have no order. */
export function orderOf(a: Value, b: Value): number | undefined {
  if (a instanceof Rational && b instanceof Rational) return a.compare(b)
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return undefined
  return 'day' in a && 'day' in b ? a.day - b.day : undefined
}

const includes = (list: Value, value: Value): boolean =>
  isListValue(list) && list.some((entry) => sameValue(entry, value))

/**
 * Whether a comparison holds between two known values. With "no value" on a side none does: whatever
 * is compared with nothing is not met.
 */
export function holds(by: Comparison, left: Value, right: Value): boolean {
  if (left === null || right === null) return false
  const order = () => orderOf(left, right)
  switch (by) {
    case 'equal':
      return sameValue(left, right)
    case 'notEqual':
      return !sameValue(left, right)
    case 'lessThan':
      return (order() ?? Number.NaN) < 0
    case 'lessThanInclusive':
      return (order() ?? Number.NaN) <= 0
    case 'greaterThan':
      return (order() ?? Number.NaN) > 0
    case 'greaterThanInclusive':
      return (order() ?? Number.NaN) >= 0
    case 'in':
      return includes(right, left)
    case 'notIn':
      return isListValue(right) && !includes(right, left)
    case 'contains':
      return includes(left, right)
    case 'doesNotContain':
      return isListValue(left) && !includes(left, right)
    case 'containsAll':
      return isListValue(right) && right.every((entry) => includes(left, entry))
    case 'containsAny':
      return isListValue(right) && right.some((entry) => includes(left, entry))
  }
}
