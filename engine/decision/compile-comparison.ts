import { sameValue } from '../expression/compare.ts'
import type { Comparison } from '../expression/expression.ts'
import type { Arithmetic } from './arithmetic.ts'
import { type Cell, valueFromCell } from './cell.ts'

/** A comparison between two known cells. With "no value" on a side it does not hold. */
export function compileComparison<N>(
  by: Comparison,
  arithmetic: Arithmetic<N>,
): (left: Cell<N>, right: Cell<N>) => boolean {
  const same = (a: Cell<N>, b: Cell<N>): boolean => {
    if (a === b) return true
    if (arithmetic.is(a)) return arithmetic.is(b) && arithmetic.compare(a, b) === 0
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
    if (Array.isArray(a))
      return Array.isArray(b) && a.length === b.length && a.every((entry, i) => same(entry, b[i] as Cell<N>))
    if ('day' in a || 'day' in b) return 'day' in a && 'day' in b && a.day === b.day
    // Records and series.
    return sameValue(valueFromCell(a, arithmetic), valueFromCell(b, arithmetic))
  }
  const order = (a: Cell<N>, b: Cell<N>): number => {
    if (arithmetic.is(a)) return arithmetic.is(b) ? arithmetic.compare(a, b) : Number.NaN
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Number.NaN
    return 'day' in a && 'day' in b ? (a.day as number) - (b.day as number) : Number.NaN
  }
  const has = (list: Cell<N>, value: Cell<N>): boolean =>
    Array.isArray(list) && list.some((entry: Cell<N>) => same(entry, value))
  const test = ((): ((left: Cell<N>, right: Cell<N>) => boolean) => {
    switch (by) {
      case 'equal':
        return same
      case 'notEqual':
        return (a, b) => !same(a, b)
      case 'lessThan':
        return (a, b) => order(a, b) < 0
      case 'lessThanInclusive':
        return (a, b) => order(a, b) <= 0
      case 'greaterThan':
        return (a, b) => order(a, b) > 0
      case 'greaterThanInclusive':
        return (a, b) => order(a, b) >= 0
      case 'in':
        return (a, b) => has(b, a)
      case 'notIn':
        return (a, b) => Array.isArray(b) && !has(b, a)
      case 'contains':
        return has
      case 'doesNotContain':
        return (a, b) => Array.isArray(a) && !has(a, b)
      case 'containsAll':
        return (a, b) => Array.isArray(b) && b.every((entry: Cell<N>) => has(a, entry))
      case 'containsAny':
        return (a, b) => Array.isArray(b) && b.some((entry: Cell<N>) => has(a, entry))
    }
  })()
  return (left, right) => left !== null && right !== null && test(left, right)
}
