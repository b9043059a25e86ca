import type { Need, Unknown } from '../expression/unknown.ts'
import type { Value } from '../expression/value.ts'
import type { ParameterValues } from '../plan/plan.ts'
import type { Arithmetic } from './arithmetic.ts'
import { type Cell, unknown } from './cell.ts'

/** One applicant while being decided. */
export interface Row<N> {
  /** By the index the compiler gave the fact. */
  readonly facts: readonly Cell<N>[]
  readonly values: Cell<N>[]
  readonly undatedReads: 'stated' | 'unknown'
  readonly given: (fact: string) => boolean
  readonly earlier: (clause: string, fact: string) => Value | Unknown
  previous: Cell<N>
  item: Cell<N>
  month: { readonly day: number } | null
}

/** A compiled expression. `blame` says what an unknown result would need, in the interpreter's order. */
export interface Compiled<N> {
  readonly run: (row: Row<N>) => Cell<N>
  readonly blame: (row: Row<N>, needs: Need[]) => void
}

export interface Compiler<N> {
  readonly arithmetic: Arithmetic<N>
  readonly factIndex: (name: string) => number
  readonly valueIndex: (name: string) => number
  /** The compiled steps of a value, for blame. */
  readonly value: (index: number) => Compiled<N>
  readonly parameter: (name: string) => ParameterValues
}

/** The needs of the parts that are unknown, in order. */
export const blameParts =
  <N>(parts: readonly Compiled<N>[]) =>
  (row: Row<N>, needs: Need[]): void => {
    for (const part of parts) if (part.run(row) === unknown) part.blame(row, needs)
  }

export const blameNothing = (): void => {}

/** What a part gives for each entry, with the entry as the `item`. */
export function forEach<N>(row: Row<N>, entries: readonly Cell<N>[], visit: (entry: Cell<N>) => void): void {
  const outer = row.item
  for (const entry of entries) {
    row.item = entry
    visit(entry)
  }
  row.item = outer
}

/** Blames the list, or else the part for each entry that it is unknown for. */
export const blameEntries =
  <N>(list: Compiled<N>, parts: readonly Compiled<N>[]) =>
  (row: Row<N>, needs: Need[]): void => {
    const entries = list.run(row)
    if (entries === unknown) list.blame(row, needs)
    else if (Array.isArray(entries)) forEach(row, entries, () => blameParts(parts)(row, needs))
  }
