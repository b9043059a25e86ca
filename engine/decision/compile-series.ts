import { addMonths, monthsUntil } from '../base/calendar.ts'
import { type Expression, walk } from '../expression/expression.ts'
import { type Cell, unknown } from './cell.ts'
import type { Dated } from './compile-dated.ts'
import { blameParts, type Compiled, type Compiler, type Row } from './compiled.ts'

/** Steps for each entry of a list. */
export function compilePerItem<N>(list: Compiled<N>, body: Compiled<N>): Compiled<N> {
  const each = (row: Row<N>, visit: (cell: Cell<N>) => void): boolean => {
    const entries = list.run(row)
    if (!Array.isArray(entries)) return false
    const outer = row.item
    for (const entry of entries as readonly Cell<N>[]) {
      row.item = entry
      visit(body.run(row))
    }
    row.item = outer
    return true
  }
  return {
    run: (row) => {
      if (list.run(row) === unknown) return unknown
      const cells: Cell<N>[] = []
      if (!each(row, (cell) => cells.push(cell))) return null
      return cells.includes(unknown) ? unknown : cells
    },
    blame: (row, needs) => {
      if (list.run(row) === unknown) list.blame(row, needs)
      else
        each(row, (cell) => {
          if (cell === unknown) body.blame(row, needs)
        })
    },
  }
}

/** Steps for each run of months in which nothing dated changes. */
export function compilePerMonth<N>(
  expression: Extract<Expression, { kind: 'per-month' }>,
  from: Compiled<N>,
  months: Compiled<N>,
  body: Compiled<N>,
  compiler: Compiler<N>,
): Compiled<N> {
  const { arithmetic } = compiler
  const inside = expression.body.flatMap((one) => [...walk(one)])
  const days = inside.flatMap((one) =>
    one.kind === 'parameter' && one.at === 'month'
      ? compiler.parameter(one.name).flatMap((entry) => (entry.from ? [entry.from] : []))
      : [],
  )
  const series = inside.flatMap((one) =>
    one.kind === 'fact' && one.at === 'month' ? [compiler.factIndex(one.name)] : [],
  )
  /** Visits each run of months in which nothing dated changes. */
  const each = (
    row: Row<N>,
    visit: (run: { readonly from: { readonly day: number }; readonly count: number }, cell: Cell<N>) => void,
  ): boolean => {
    const begin = from.run(row)
    const claimed = months.run(row)
    if (!arithmetic.is(claimed) || typeof begin !== 'object' || begin === null || !('day' in begin))
      return false
    const start = begin as { readonly day: number }
    const whole = arithmetic.toRational(claimed)
    const count = Number(whole.numerator)
    if (!whole.isInteger || !Number.isSafeInteger(count)) return false
    const changes = [...days]
    for (const index of series) {
      const cell = row.facts[index]
      if (typeof cell === 'object' && cell !== null && 'dated' in cell)
        for (const entry of (cell as { dated: Dated<N> }).dated) if (entry.from) changes.push(entry.from)
    }
    const outer = row.month
    let at = 0
    while (at < count) {
      const first = addMonths(start, at)
      let next = count
      for (const change of changes)
        if (change.day > first.day) next = Math.min(next, monthsUntil(start, change))
      row.month = first
      visit({ from: first, count: next - at }, body.run(row))
      at = next
    }
    row.month = outer
    return true
  }
  return {
    run: (row) => {
      if (from.run(row) === unknown || months.run(row) === unknown) return unknown
      const runs: { from: { day: number }; count: number; value: Cell<N> }[] = []
      const done = each(row, (run, value) => runs.push({ ...run, value }))
      if (!done) return null
      return runs.some(({ value }) => value === unknown) ? unknown : { months: runs }
    },
    blame: (row, needs) => {
      if (from.run(row) === unknown || months.run(row) === unknown) blameParts([from, months])(row, needs)
      else
        each(row, (_, cell) => {
          if (cell === unknown) body.blame(row, needs)
        })
    },
  }
}
