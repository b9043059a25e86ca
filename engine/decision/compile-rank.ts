import type { Expression, ListExpression } from '../expression/expression.ts'
import { type Cell, unknown } from './cell.ts'
import { compileComparison } from './compile-comparison.ts'
import { blameEntries, blameParts, type Compiled, type Compiler, forEach, type Row } from './compiled.ts'

type RankExpression = Extract<ListExpression, { kind: 'rank' | 'tied' | 'tied-after' }>

interface Keyed<N> {
  readonly entry: Cell<N>
  readonly keys: readonly Cell<N>[]
}

/** Entries in order, those that are tied, and whether a tie crosses a place. */
export function compileRanked<N>(
  expression: RankExpression,
  inner: (one: Expression) => Compiled<N>,
  { arithmetic }: Compiler<N>,
): Compiled<N> {
  const { by } = expression
  const list = inner(expression.list)
  const keys = by.map(({ key }) => inner(key))
  const less = compileComparison('lessThan', arithmetic)
  const same = compileComparison('equal', arithmetic)
  const alike = (a: Keyed<N>, b: Keyed<N>): boolean =>
    a.keys.every((key, index) => {
      const other = b.keys[index] as Cell<N>
      return (key === null && other === null) || same(key, other)
    })
  const order = (a: Keyed<N>, b: Keyed<N>): number => {
    for (const [index, { first }] of by.entries()) {
      const [left, right] = [a.keys[index] as Cell<N>, b.keys[index] as Cell<N>]
      if (left === null && right === null) continue
      if (left === null || right === null) return left === null ? 1 : -1
      if (less(left, right)) return first === 'highest' ? 1 : -1
      if (less(right, left)) return first === 'highest' ? -1 : 1
    }
    return 0
  }
  const sorted = (row: Row<N>): readonly Keyed<N>[] | null | typeof unknown => {
    const entries = list.run(row)
    if (!Array.isArray(entries)) return entries === unknown ? unknown : null
    const keyed: Keyed<N>[] = []
    forEach(row, entries, (entry) => keyed.push({ entry, keys: keys.map((key) => key.run(row)) }))
    return keyed.some((one) => one.keys.includes(unknown)) ? unknown : keyed.sort(order)
  }
  if (expression.kind === 'tied-after') {
    const place = inner(expression.place)
    return {
      run: (row) => {
        const at = place.run(row)
        const entries = sorted(row)
        if (at === unknown || entries === unknown) return unknown
        if (entries === null) return null
        const whole = arithmetic.is(at) ? arithmetic.toRational(at) : undefined
        const index = whole?.isInteger ? Number(whole.numerator) : 0
        const [last, next] = [entries[index - 1], entries[index]]
        return last !== undefined && next !== undefined && alike(last, next)
      },
      blame: (row, needs) => {
        const parts = [list, place]
        if (parts.some((part) => part.run(row) === unknown)) blameParts(parts)(row, needs)
        else blameEntries(list, keys)(row, needs)
      },
    }
  }
  const isTied = expression.kind === 'tied'
  return {
    run: (row) => {
      const entries = sorted(row)
      if (entries === unknown || entries === null) return entries
      const kept = isTied
        ? entries.filter((one) => entries.some((other) => other !== one && alike(one, other)))
        : entries
      return kept.map(({ entry }) => entry)
    },
    blame: blameEntries(list, keys),
  }
}
