import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Clause, planFromClause } from '../engine/index.ts'
import { rootsOf } from '../engine/scaled/clause-code.ts'
import { knowing } from '../engine/scaled/columns.ts'
import { printed } from '../engine/scaled/javascript.ts'
import { reached } from '../engine/scaled/nodes.ts'
import { type Program, programFrom } from '../engine/scaled/program.ts'
import { storageOf } from '../engine/scaled/storage.ts'
import { tapeOf } from '../engine/scaled/tape.ts'
import { roomFor } from '../engine/wasm/room.ts'
import { policies } from './support/policies.ts'
import { plainClause, randomClause } from './support/random-clauses.ts'
import { loadRow, policyOf, rowClause } from './support/row-policy.ts'
import { readTable } from './support/tables.ts'

// How long generated code is. What is not folded, held wider than it need be or left to closures decides the same, and
// is seen here alone. A change that means to alter the code writes the numbers it comes to: shorter is better.

interface Size {
  /** Clauses that code decides, of all. */
  readonly coded: string
  /** Inputs by how their columns hold them. */
  readonly columns: Readonly<Record<string, number>>
  readonly numbers: number
  /** Of these, such as are proven to lie within bounds, and to be known. */
  readonly bounded: number
  readonly known: number
  readonly bits: number
  readonly guards: number
  /** With every second column missing, and the others complete: nodes and guards. */
  readonly specialised: readonly [number, number]
  /** Characters, numbers, bytes. */
  readonly javascript: number
  readonly tape: readonly [steps: number, lists: number]
  readonly vectors: number
  readonly scalars: number
}

/** The bytes of the module that a program comes to. */
function moduleSize(program: Program, lanes: 'vectors' | 'scalars'): number {
  const { Module } = WebAssembly
  let size = 0
  try {
    WebAssembly.Module = class extends Module {
      constructor(bytes: BufferSource) {
        super(bytes)
        size = bytes.byteLength
      }
    }
    roomFor(program, { rows: 16, lanes })
  } finally {
    WebAssembly.Module = Module
  }
  return size
}

function sizeOf(clauses: readonly Clause[]): Size {
  const program = programFrom(clauses.map((clause) => planFromClause(clause)))
  const roots = rootsOf(program.clauses)
  const nodes = reached(roots)
  const numbers = nodes.flatMap((node) => (node.is === 'number' ? [node] : []))
  const columns: Record<string, number> = {}
  for (const input of program.inputs) columns[storageOf(input)] = (columns[storageOf(input)] ?? 0) + 1
  const guardsOf = (all: Program['clauses']) => new Set(all.flatMap(({ code }) => code?.guards ?? [])).size
  const known = knowing(program, (input) =>
    program.inputs.indexOf(input) % 2 === 0 ? { isComplete: true } : { instead: input.missing },
  )
  const { lines } = printed(roots, { input: (place) => `i${place}`, given: (place) => `g${place}` })
  const tape = tapeOf(roots)
  return {
    coded: `${program.clauses.filter(({ code }) => code).length} of ${clauses.length}`,
    columns,
    numbers: numbers.length,
    bounded: numbers.filter(({ lo, hi }) => Number.isFinite(lo) && Number.isFinite(hi)).length,
    known: numbers.filter((one) => one.known).length,
    bits: nodes.length - numbers.length,
    guards: guardsOf(program.clauses),
    specialised: [reached(rootsOf(known)).length, guardsOf(known)],
    javascript: lines.join('\n').length,
    tape: [tape.steps.length, tape.lists.length],
    vectors: moduleSize(program, 'vectors'),
    scalars: moduleSize(program, 'scalars'),
  }
}

/** Of several programs, all together. */
function together(sizes: readonly Size[]): Size {
  const sum = (of: (size: Size) => number) => sizes.reduce((all, size) => all + of(size), 0)
  const columns: Record<string, number> = {}
  for (const size of sizes)
    for (const [storage, count] of Object.entries(size.columns))
      columns[storage] = (columns[storage] ?? 0) + count
  const coded = [0, 2].map((at) => sum(({ coded: text }) => Number(text.split(' ')[at])))
  return {
    coded: coded.join(' of '),
    columns,
    numbers: sum(({ numbers }) => numbers),
    bounded: sum(({ bounded }) => bounded),
    known: sum(({ known }) => known),
    bits: sum(({ bits }) => bits),
    guards: sum(({ guards }) => guards),
    specialised: [sum(({ specialised: [nodes] }) => nodes), sum(({ specialised: [, guards] }) => guards)],
    javascript: sum(({ javascript }) => javascript),
    tape: [sum(({ tape: [steps] }) => steps), sum(({ tape: [, lists] }) => lists)],
    vectors: sum(({ vectors }) => vectors),
    scalars: sum(({ scalars }) => scalars),
  }
}

const expected = readTable<Readonly<Record<string, Size>>>('code-size.yaml').data

/** Clauses that nobody wrote, always the same. */
function drawn(from: typeof randomClause, seed: number): readonly Clause[] {
  const parts = fc.sample(from, { seed, numRuns: 25 })
  return parts.flatMap(({ parts: own, other }) => {
    const workspace = loadRow(policyOf(own, { other }))
    const clause = workspace.diagnostics.length === 0 ? workspace.clause(rowClause) : undefined
    return clause ? [clause] : []
  })
}

const subjects: readonly (readonly [string, () => Size])[] = [
  ...policies.policies.map(
    ({ id, provisions }) => [id, () => sizeOf(provisions.flatMap(({ clauses }) => clauses))] as const,
  ),
  ...[1, 2, 3, 4].flatMap((seed) =>
    Object.entries({ any: randomClause, plain: plainClause }).map(
      ([name, from]) =>
        [`${name} ${seed}`, () => together(drawn(from, seed).map((clause) => sizeOf([clause])))] as const,
    ),
  ),
]

describe('the code of', () => {
  test.each(subjects)('%s is as long as it is', (name, size) => expect(size()).toEqual(expected[name]))
})
