import type { Expression, ReadAt } from '../expression/expression.ts'
import { type Cell, cellOf, unknown } from './cell.ts'
import type { Compiled, Compiler, Row } from './compiled.ts'

/** The cell in force on a day, `unknown` before the first. Dates ascend; the first may be undated. */
const onDay = <N>(
  dated: readonly { readonly from: { readonly day: number } | null; readonly value: Cell<N> }[],
  day: number,
): Cell<N> => {
  let found: Cell<N> = null
  for (const { from, value } of dated) {
    if (from !== null && from.day > day) break
    found = value
  }
  return found === null ? unknown : found
}

/** A thing that changes on days. */
export type Dated<N> = readonly { readonly from: { readonly day: number } | null; readonly value: Cell<N> }[]

/** Reads a dated thing; a missing date takes the only value, or the stated one where that is asked for. */
function readDated<N>(dated: Dated<N>, date: Cell<N>, row: Row<N>): Cell<N> {
  if (date === unknown) {
    const first = dated[0]
    return first && (dated.length === 1 || row.undatedReads === 'stated') ? first.value : unknown
  }
  return onDay(dated, (date as { day: number }).day)
}

const readDate = <N>(at: ReadAt, compiler: Compiler<N>): ((row: Row<N>) => Cell<N>) => {
  if (at === 'month') return (row) => row.month as Cell<N>
  const index = compiler.factIndex(at.fact)
  return (row) => row.facts[index] as Cell<N>
}

/** A given fact; a series is read on its day. */
export function compileFact<N>(
  expression: Extract<Expression, { kind: 'fact' }>,
  compiler: Compiler<N>,
): Compiled<N> {
  const { name, path, at } = expression
  const index = compiler.factIndex(name)
  const date = readDate(at, compiler)
  const reach = (cell: Cell<N>): Cell<N> => {
    let reached = cell
    for (const key of path) {
      if (typeof reached !== 'object' || reached === null || !('fields' in reached)) return unknown
      const { fields } = reached as { readonly fields: Readonly<Record<string, Cell<N>>> }
      if (!Object.hasOwn(fields, key)) return unknown
      reached = fields[key] as Cell<N>
    }
    return reached
  }
  const datedIn = (cell: Cell<N>): Dated<N> | undefined =>
    typeof cell === 'object' && cell !== null && 'dated' in cell
      ? (cell as { dated: Dated<N> }).dated
      : undefined
  return {
    run: (row) => {
      const cell = reach(row.facts[index] as Cell<N>)
      const dated = datedIn(cell)
      return dated ? readDated(dated, date(row), row) : cell
    },
    blame: (row, needs) => {
      const dated = datedIn(reach(row.facts[index] as Cell<N>))
      const missingDate = dated !== undefined && at !== 'month' && date(row) === unknown
      needs.push({ fact: missingDate ? (at as { fact: string }).fact : name })
    },
  }
}

/** A parameter's value on its day. */
export function compileParameter<N>(name: string, at: ReadAt, compiler: Compiler<N>): Compiled<N> {
  const dated: Dated<N> = compiler
    .parameter(name)
    .map(({ from, value }) => ({ from, value: cellOf(value, compiler.arithmetic) }))
  const date = readDate(at, compiler)
  return {
    run: (row) => readDated(dated, date(row), row),
    blame: (row, needs) => {
      const on = date(row)
      needs.push(
        on === unknown && at !== 'month' ? { fact: at.fact } : { parameter: name, on: on as { day: number } },
      )
    },
  }
}
