import { type ProgramClause, resultNames, rootsOf } from './clause-code.ts'
import type { Column, ColumnResults, DecideColumns } from './columns.ts'
import {
  compareKernels,
  joinKernels,
  type Kernel,
  masked,
  not,
  numberKernels,
  select,
  set,
  unknown,
} from './kernels.ts'
import { type BitNode, type CodeNode, isConstant, type NumberNode, reached } from './nodes.ts'
import type { Program } from './program.ts'
import { emptyCell } from './storage.ts'

/** Rows of a block: its registers stay in the nearest cache. */
const blockRows = 256

/**
 * Clauses over columns without code made from text: each operation over a block of rows, then the next.
 *
 * Shape   clauses (with what is known of their columns folded in) → a loop over columns
 */
export function interpretedColumns(
  program: Pick<Program, 'inputs' | 'clauses'>,
  clauses: readonly ProgramClause[],
): DecideColumns {
  const all = reached(rootsOf(clauses))
  const registers = new Registers(all, rootsOf(clauses))
  const guards = [...new Set(clauses.flatMap(({ code }) => code?.guards ?? []))]
  const reads: ((columns: readonly Column[], from: number, rows: number) => void)[] = []
  const kernels: Kernel[] = []
  for (const node of all) {
    const kernel =
      node.op === 'input' || node.op === 'given' || node.op === 'constant'
        ? null
        : node.is === 'bit'
          ? bitKernel(node, registers)
          : numberKernel(node, registers)
    if (kernel) kernels.push(kernel)
    if (node.op === 'input' || node.op === 'given')
      reads.push(readOf(node, program.inputs[node.value] as Program['inputs'][number], registers))
  }
  const decideBlock = (
    columns: readonly Column[],
    from: number,
    rows: number,
    out: readonly (ColumnResults | null)[],
    wide: Uint8Array,
  ) => {
    for (const read of reads) read(columns, from, rows)
    for (const kernel of kernels) kernel(rows)
    for (const [index, { code }] of clauses.entries())
      for (const name of resultNames)
        if (code && program.clauses[index]?.code?.[name].op !== 'constant')
          copy(registers.numbers(code[name]), out[index]?.[name] as Float64Array, from, rows)
    for (const guard of guards) {
      const bits = registers.bits(guard)
      for (let i = 0; i < rows; i++) if (bits[i] === 1) wide[from + i] = 1
    }
  }
  return (columns, from, to, out, wide) => {
    for (let at = from; at < to; at += blockRows)
      decideBlock(columns, at, Math.min(blockRows, to - at), out, wide)
  }
}

function copy(
  register: Float64Array,
  out: Float64Array | Int32Array | Uint8Array,
  from: number,
  rows: number,
) {
  for (let i = 0; i < rows; i++) out[from + i] = register[i] as number
}

/** Room for the outcome of each node, used again once nothing reads it any more. */
class Registers {
  readonly #held = new Map<number, Float64Array | Uint8Array>()

  constructor(all: readonly CodeNode[], roots: readonly CodeNode[]) {
    const lastUse = new Map<number, number>()
    for (const node of all) for (const { id } of node.of) lastUse.set(id, node.id)
    for (const { id } of roots) lastUse.set(id, Number.POSITIVE_INFINITY)
    const free: Record<CodeNode['is'], (Float64Array | Uint8Array)[]> = { number: [], bit: [] }
    for (const node of all) {
      // What is read here for the last time is free for what comes after; its own outcome needs another.
      const room =
        free[node.is].pop() ?? (node.is === 'bit' ? new Uint8Array(blockRows) : new Float64Array(blockRows))
      this.#held.set(node.id, isLasting(node) ? filled(node) : room)
      if (isLasting(node)) free[node.is].push(room)
      for (const part of new Set(node.of))
        if (lastUse.get(part.id) === node.id && !isLasting(part))
          free[part.is].push(this.#held.get(part.id) as Float64Array)
    }
  }

  numbers(node: CodeNode): Float64Array {
    return this.#held.get(node.id) as Float64Array
  }

  bits(node: CodeNode): Uint8Array {
    return this.#held.get(node.id) as Uint8Array
  }
}

/** Constants stand as they are for every block; inputs are read before all else. */
const isLasting = ({ op }: CodeNode): boolean => op === 'constant' || op === 'input' || op === 'given'

const filled = (node: CodeNode): Float64Array | Uint8Array =>
  node.is === 'bit'
    ? new Uint8Array(blockRows).fill(node.value)
    : new Float64Array(blockRows).fill(node.value)

function numberKernel(node: NumberNode, registers: Registers): Kernel {
  const to = registers.numbers(node)
  const [a, b, c] = node.of as [CodeNode, CodeNode, CodeNode]
  switch (node.op) {
    case 'select':
      return select(to, registers.bits(a), registers.numbers(b), registers.numbers(c))
    case 'set': {
      const places = node.of.map((bit, place) => [registers.bits(bit), place] as const)
      const always = node.of.reduce((sum, bit, place) => sum + (isConstant(bit, 1) ? 2 ** place : 0), 0)
      return set(
        to,
        places.filter((_, place) => node.of[place]?.op !== 'constant'),
        always,
      )
    }
    default:
      return numberKernels[node.op as keyof typeof numberKernels](
        to,
        registers.numbers(a),
        registers.numbers(b),
      )
  }
}

function bitKernel(node: BitNode, registers: Registers): Kernel {
  const to = registers.bits(node)
  const [a, b] = node.of as [CodeNode, CodeNode]
  switch (node.op) {
    case 'unknown':
      return unknown(to, registers.numbers(a))
    case 'not':
      return not(to, registers.bits(a))
    case 'shares':
    case 'holds':
      return masked(node.op, to, registers.numbers(a), node.value)
    case 'all':
    case 'any': {
      const [first, second, ...rest] = node.of.map((bit) => registers.bits(bit)) as [Uint8Array, Uint8Array]
      const join = joinKernels[node.op]
      const joined = [join(to, first, second), ...(rest as Uint8Array[]).map((bit) => join(to, to, bit))]
      return (rows) => {
        for (const one of joined) one(rows)
      }
    }
    default:
      return compareKernels[node.op as keyof typeof compareKernels](
        to,
        registers.numbers(a),
        registers.numbers(b),
      )
  }
}

/** Reads cells into a register; one that is not given takes the assumption. */
function readOf(
  node: CodeNode,
  input: Program['inputs'][number],
  registers: Registers,
): (columns: readonly Column[], from: number, rows: number) => void {
  const empty = emptyCell(input)
  const isMissing = Number.isNaN(empty)
    ? (cell: number) => Number.isNaN(cell)
    : (cell: number) => cell === empty
  const { value } = node
  if (node.op === 'given') {
    const to = registers.bits(node)
    return (columns, from, rows) => {
      const column = columns[value] as Exclude<Column, null>
      for (let i = 0; i < rows; i++) to[i] = isMissing(column[from + i] as number) ? 0 : 1
    }
  }
  const to = registers.numbers(node)
  return (columns, from, rows) => {
    const column = columns[value] as Exclude<Column, null>
    for (let i = 0; i < rows; i++) {
      const cell = column[from + i] as number
      to[i] = isMissing(cell) ? input.missing : cell
    }
  }
}
