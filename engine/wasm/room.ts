import type { Column, ColumnResults } from '../scaled/columns.ts'
import { fillConstantResults, knowing } from '../scaled/columns.ts'
import type { Program, ProgramInput } from '../scaled/program.ts'
import { moduleOf } from './bytes.ts'
import { scalars, vectors } from './lanes.ts'
import { blockRows, type Layout, layoutFor, viewsOf } from './layout.ts'
import { bodyOf } from './printer.ts'

/** What is known of the columns of a room before its code is made. */
export interface RoomOptions {
  /** Rows it holds at least. */
  readonly rows: number
  /** Which columns are there; all unless said. */
  readonly present?: (input: ProgramInput) => boolean
  /** Shared with workers: the page must be isolated from other origins. */
  readonly isShared?: boolean
  /** Four rows at a time; where vectors are missing, one by one. */
  readonly lanes?: 'vectors' | 'scalars'
}

/** What makes a room anew in a worker, over the same memory. */
export interface RoomParts {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly layout: Layout
}

/**
 * Memory for the columns and results of so many applicants, and code over it. Columns are filled in place
 * (`emptyCell` stands for what is not given), decided, and results read in place.
 */
export interface Room {
  readonly rows: number
  readonly columns: readonly Column[]
  readonly results: readonly (ColumnResults | null)[]
  /** 1 where a row left what doubles hold exactly: it is to be decided by closures. */
  readonly wide: Uint8Array
  /** From a row whose number is a multiple of 16 to, but not with, another. */
  readonly decide: (from: number, to: number) => void
  readonly parts: RoomParts
}

const pageSize = 65_536

/** Vectors are missing in old engines: a module that has one is not valid there. */
const hasVectors = (): boolean =>
  WebAssembly.validate(moduleOf({ pages: 1, isShared: false }, [], [0x41, 0, 0xfd, 0x11, 0xfd, 0x53, 0x1a]))

/**
 * A room for a program; null where WebAssembly is missing or a page's policy refuses it.
 *
 * Shape   Program × what is known of its columns → Room | null
 */
export function roomFor(program: Program, options: RoomOptions): Room | null {
  if (typeof WebAssembly === 'undefined') return null
  const isThere = options.present ?? (() => true)
  const clauses = knowing(program, (input) =>
    isThere(input) ? { isComplete: program.isComplete(input) } : { instead: input.missing },
  )
  const layout = layoutFor(program.inputs, program.clauses, isThere, options.rows)
  const pages = Math.ceil(layout.size / pageSize)
  const isShared = options.isShared === true
  const lanes = options.lanes !== 'scalars' && hasVectors() ? vectors : scalars
  const { locals, instructions } = bodyOf(
    program.inputs,
    clauses,
    program.clauses,
    layout,
    lanes,
    program.isComplete,
  )
  try {
    const module = new WebAssembly.Module(moduleOf({ pages, isShared }, locals, instructions))
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: isShared })
    const room = roomOver(program, { module, memory, layout })
    fillConstantResults(program, room.results)
    return room
  } catch (fault) {
    if (fault instanceof WebAssembly.CompileError || fault instanceof EvalError) return null
    throw fault
  }
}

/** A room over memory that another has made. */
export function roomOver({ inputs }: Pick<Program, 'inputs'>, parts: RoomParts): Room {
  const { module, memory, layout } = parts
  const { exports } = new WebAssembly.Instance(module, { room: { memory } })
  const run = exports.decide as (from: number, to: number) => void
  return {
    rows: layout.rows,
    ...viewsOf(layout, inputs, memory.buffer),
    decide: (from, to) => {
      if (from % blockRows !== 0) throw new RangeError(`rows from ${from}: not a multiple of ${blockRows}`)
      if (from < to) run(from, Math.min(layout.rows, Math.ceil(to / blockRows) * blockRows))
    },
    parts,
  }
}
