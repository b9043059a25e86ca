import { type ProgramClause, type ResultName, resultNames } from '../scaled/clause-code.ts'
import type { Column, ColumnResults } from '../scaled/columns.ts'
import type { ProgramInput } from '../scaled/program.ts'
import { type Storage, storageOf } from '../scaled/storage.ts'

/** Where everything of so many rows stands in a module's memory, in bytes from its beginning. */
export interface Layout {
  /** A multiple of the rows that are decided at a time. */
  readonly rows: number
  /** By the place of an input; null for a column that is not there. */
  readonly columns: readonly (number | null)[]
  /** By clause; null for one that is left to closures. */
  readonly results: readonly (Readonly<Record<ResultName, number>> | null)[]
  readonly wide: number
  readonly size: number
}

const widths: Readonly<Record<Storage, number>> = { byte: 1, int32: 4, float64: 8 }
const resultStorage: Readonly<Record<ResultName, Storage>> = {
  eligible: 'byte',
  failed: 'int32',
  unknown: 'int32',
  refer: 'int32',
  amount: 'float64',
}

/** Columns begin at lines of the cache, and not all at the same lines of a page. */
const line = 64
const step = 5 * line

/** Rows are decided in blocks of so many at most; a room holds a whole number of them. */
export const blockRows = 16

export function layoutFor(
  inputs: readonly ProgramInput[],
  clauses: readonly ProgramClause[],
  isThere: (input: ProgramInput) => boolean,
  atLeast: number,
): Layout {
  const rows = Math.ceil(atLeast / blockRows) * blockRows
  let size = line
  const place = (storage: Storage): number => {
    const at = size
    size = Math.ceil((at + rows * widths[storage] + step) / line) * line
    return at
  }
  const columns = inputs.map((input) => (isThere(input) ? place(storageOf(input)) : null))
  const results = clauses.map(({ code }) =>
    code
      ? (Object.fromEntries(resultNames.map((name) => [name, place(resultStorage[name])])) as Record<
          ResultName,
          number
        >)
      : null,
  )
  return { rows, columns, results, wide: place('byte'), size }
}

type Buffer = ArrayBuffer | SharedArrayBuffer

const viewed = (storage: Storage, buffer: Buffer, at: number, rows: number) =>
  storage === 'byte'
    ? new Uint8Array(buffer, at, rows)
    : storage === 'int32'
      ? new Int32Array(buffer, at, rows)
      : new Float64Array(buffer, at, rows)

/** The columns and results of a memory, to be read and written. */
export function viewsOf(layout: Layout, inputs: readonly ProgramInput[], buffer: Buffer) {
  const { rows } = layout
  const columns = inputs.map((input, place): Column => {
    const at = layout.columns[place]
    return typeof at === 'number' ? viewed(storageOf(input), buffer, at, rows) : null
  })
  const results = layout.results.map(
    (places) =>
      places &&
      (Object.fromEntries(
        resultNames.map((name) => [name, viewed(resultStorage[name], buffer, places[name], rows)]),
      ) as unknown as ColumnResults),
  )
  return { columns, results, wide: new Uint8Array(buffer, layout.wide, rows) }
}
