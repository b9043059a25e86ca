import { Rational } from '../base/rational.ts'
import type { Fold } from '../expression/expression.ts'
import type { Arithmetic } from './arithmetic.ts'
import { type Cell, fieldsOf } from './cell.ts'
import { compileComparison } from './compile-comparison.ts'

interface Run<N> {
  readonly count: number
  readonly value: Cell<N>
}

/** One cell from the entries of a list, the fields of a record or the runs of a month series. */
export function compileFold<N>(by: Fold, arithmetic: Arithmetic<N>): (over: Cell<N>) => Cell<N> {
  const same = compileComparison('equal', arithmetic)
  const less = compileComparison('lessThan', arithmetic)
  const ordered = compileComparison('lessThanInclusive', arithmetic)
  const runsOf = (over: Cell<N>): readonly Run<N>[] | null =>
    Array.isArray(over)
      ? over.map((value: Cell<N>) => ({ count: 1, value }))
      : typeof over === 'object' && over !== null && 'months' in over
        ? (over.months as readonly Run<N>[])
        : recordRuns(over)
  const recordRuns = (over: Cell<N>): readonly Run<N>[] | null => {
    const fields = fieldsOf(over)
    return fields ? Object.values(fields).map((value) => ({ count: 1, value })) : null
  }
  const fold = (runs: readonly Run<N>[]): Cell<N> => {
    switch (by) {
      case 'count':
        return arithmetic.of(Rational.of(runs.reduce((sum, { count }) => sum + count, 0)))
      case 'total': {
        let sum = arithmetic.of(Rational.zero)
        for (const { count, value } of runs) {
          if (!arithmetic.is(value)) return null
          sum = arithmetic.add(sum, arithmetic.multiply(value, arithmetic.of(Rational.of(count))))
        }
        return sum
      }
      case 'constant': {
        const first = runs[0]
        if (!first) return null
        return runs.every(({ value }) => value === first.value || same(value, first.value))
          ? first.value
          : null
      }
      case 'highest':
      case 'lowest': {
        let best: Cell<N> = null
        for (const [index, { value }] of runs.entries()) {
          if (index === 0) best = value
          else if (!ordered(value, best) && !ordered(best, value)) return null
          else if (by === 'highest' ? less(best, value) : less(value, best)) best = value
        }
        return best
      }
    }
  }
  return (over) => {
    const runs = runsOf(over)
    return runs && fold(runs)
  }
}
