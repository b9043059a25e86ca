import type { Expression, ReadAt } from '../expression/expression.ts'
import { type Cell, cellOf, fieldsOf, unknown } from './cell.ts'
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
  const onRow = (row: Row<N>): Cell<N> => {
    const cell = row.facts[index] as Cell<N>
    const dated = datedIn(cell)
    if (!dated) return cell
    // Of a given series no entry is the one that is stated.
    const on = date(row)
    return on === unknown ? unknown : readDated(dated, on, row)
  }
  return {
    run: (row) => {
      const cell = onRow(row)
      return cell === unknown ? unknown : reached(cell, path)
    },
    blame: (row, needs) => {
      const cell = onRow(row)
      if (cell !== unknown) return needs.push({ fact: missingIn(cell, path, name) })
      const dated = datedIn(row.facts[index] as Cell<N>)
      const missingDate = dated !== undefined && at !== 'month' && date(row) === unknown
      return needs.push({ fact: missingDate ? (at as { fact: string }).fact : name })
    },
  }
}

const datedIn = <N>(cell: Cell<N>): Dated<N> | undefined =>
  typeof cell === 'object' && cell !== null && 'dated' in cell
    ? (cell as { dated: Dated<N> }).dated
    : undefined

/** The field that a path leads to. */
function reached<N>(from: Cell<N>, path: readonly string[]): Cell<N> {
  let cell = from
  for (const key of path) {
    const fields = fieldsOf(cell)
    if (!fields || !Object.hasOwn(fields, key)) return unknown
    cell = fields[key] as Cell<N>
  }
  return cell
}

/** The first field on the way that a record does not have: `fees.registration`. */
function missingIn<N>(from: Cell<N>, path: readonly string[], name: string): string {
  const upTo = path.findIndex((_, index) => reached(from, path.slice(0, index + 1)) === unknown)
  return [name, ...path.slice(0, upTo + 1)].join('.')
}

/** The entry of a list that is being looked at, or a field of it. */
export const compileItem = <N>(path: readonly string[], name: string): Compiled<N> => ({
  run: (row) => reached(row.item, path),
  blame: (row, needs) => needs.push({ fact: missingIn(row.item, path, name) }),
})

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
