import { type Comparison, comparisons } from '../expression/expression.ts'
import { common, isNumeric, isProblem } from '../mechanisms/quantity.ts'
import { quantityOf } from './scope.ts'
import type { ValueType } from './types.ts'

const overLists: readonly Comparison[] = ['contains', 'doesNotContain', 'containsAll', 'containsAny']
const ordering: ReadonlySet<Comparison> = new Set([
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
])
const opposites: readonly (readonly [Comparison, Comparison])[] = [
  ['equal', 'notEqual'],
  ['lessThan', 'greaterThanInclusive'],
  ['greaterThan', 'lessThanInclusive'],
  ['in', 'notIn'],
  ['contains', 'doesNotContain'],
]

/** The comparisons that a thing of a type can stand on the left of; none for a record, whose parts can. */
export function comparisonsOf(type: ValueType): readonly Comparison[] {
  // A record is compared by its parts; an amount of each month, by none.
  if (type.name === 'record' || (type.name as string) === 'months') return []
  if (type.name === 'list') return overLists
  if (type.name === 'boolean') return ['equal', 'notEqual']
  const hasOrder = isNumeric(quantityOf(type)) || type.name === 'date'
  return comparisons.filter((by) => !overLists.includes(by) && (hasOrder || !ordering.has(by)))
}

/** The type that the right side of a comparison has, given the left one's; undefined where a list tells none. */
export function comparedType(left: ValueType, by: Comparison): ValueType | undefined {
  const { series: _, min: __, max: ___, ...plain } = left
  if (by === 'in' || by === 'notIn') return { name: 'list', of: plain }
  return by === 'contains' || by === 'doesNotContain' ? plain.of : plain
}

/** Whether two things can stand on the sides of a comparison: one kind, one unit. */
export function canCompare(left: ValueType, by: Comparison, right: ValueType): boolean {
  const wanted = comparedType(left, by)
  if (!wanted || (wanted.name === 'list') !== (right.name === 'list')) return false
  const [a, b] = wanted.name === 'list' ? [wanted.of, right.of] : [wanted, right]
  if (!a || !b) return true
  const both = common([quantityOf(a), quantityOf(b)])
  return !both || !isProblem(both)
}

/** The comparison that holds where another does not, between two things that have a value. */
export function oppositeOf(by: Comparison): Comparison | undefined {
  const pair = opposites.find((both) => both.includes(by))
  return pair && (pair[0] === by ? pair[1] : pair[0])
}
