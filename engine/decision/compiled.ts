import type { Need } from '../expression/unknown.ts'
import type { ParameterValues } from '../plan/plan.ts'
import type { Arithmetic } from './arithmetic.ts'
import { type Cell, unknown } from './cell.ts'

/** One applicant while being decided. */
export interface Row<N> {
  /** By the index the compiler gave the fact. */
  readonly facts: readonly Cell<N>[]
  readonly values: Cell<N>[]
  readonly undatedReads: 'stated' | 'unknown'
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
