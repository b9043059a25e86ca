import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { tasksOf } from '../engine/cases/tasks.ts'
import { decideColumns } from '../engine/files/column-threads.ts'
import { suiteOf } from '../engine/index.ts'
import { planFromClause } from '../engine/plan/from-clause.ts'
import { clausesOf } from '../engine/policy/workspace.ts'
import { resultNames } from '../engine/scaled/clause-code.ts'
import { type ColumnResults, columnFor, columnResultsFor, columnsFrom } from '../engine/scaled/columns.ts'
import { encodeFacts } from '../engine/scaled/encode.ts'
import {
  type Encoded,
  type Program,
  type ProgramInput,
  programFrom,
  resultsFor,
} from '../engine/scaled/program.ts'
import { emptyCell } from '../engine/scaled/storage.ts'
import { crewOf, type Member } from '../engine/wasm/crew.ts'
import { type Room, roomFor } from '../engine/wasm/room.ts'
import { policies } from './support/policies.ts'
import { edgesOf, factsNear } from './support/random-facts.ts'
import { announce, runs, seed } from './support/seed.ts'

const suite = suiteOf(policies)
const tasks = suite.cases.flatMap((one) => tasksOf(one, [], suite.context).tasks)

/** Clauses that code is made of, a few of each kind. */
const subjects = clausesOf(policies).filter(
  (clause, index) =>
    clause.kind === 'benefit' && index % 3 === 0 && programFrom([planFromClause(clause)]).clauses[0]?.code,
)
// No multiple of the rows that are decided at a time.
const count = Math.ceil(runs(600) / 2) + 7

/** Applicants at the edges of a clause, as its program takes them. */
function applicantsOf(clause: (typeof subjects)[number], program: Program): readonly Encoded[] {
  const bases = tasks.filter((task) => task.clause === clause.id).map(({ facts }) => facts)
  const plan = planFromClause(clause)
  const near = factsNear(clause, bases.length > 0 ? bases : [new Map()], edgesOf(plan), 8)
  const facts = [...bases, ...fc.sample(near, { seed, numRuns: count * 2 })]
  const rows = facts.map((one) => encodeFacts(program, one)).filter((row) => row !== undefined)
  return rows.slice(0, count)
}

/** What each row is decided as by itself; null for a wide one. */
function oneByOne(program: Program, rows: readonly Encoded[]) {
  const out = resultsFor(program)
  return rows.map((row) =>
    program.decideInto(row, out) ? resultNames.map((name) => out[name][0] as number) : null,
  )
}

const fromColumns = (results: readonly (ColumnResults | null)[], wide: Uint8Array, rows: number) =>
  Array.from({ length: rows }, (_, row) =>
    wide[row] === 1 ? null : resultNames.map((name) => results[0]?.[name][row] as number),
  )

const filled = (input: ProgramInput, rows: readonly Encoded[]) => {
  const column = columnFor(input, rows.length)
  for (const [row, facts] of rows.entries()) column[row] = facts[input.key] ?? emptyCell(input)
  return column
}

announce('rows, columns and WebAssembly', count * subjects.length)

describe.each(subjects)('$id over columns', (clause) => {
  const plan = planFromClause(clause)
  const program = programFrom([plan])
  const rows = applicantsOf(clause, program)
  const expected = oneByOne(program, rows)

  test('has applicants', () => {
    expect(rows.length).toBeGreaterThan(20)
    expect(expected.some((one) => one !== null)).toBe(true)
  })

  test('is decided step by step as by generated code', () => {
    const interpreted = programFrom([plan], { target: 'interpreted' })
    expect(oneByOne(interpreted, rows)).toEqual(expected)
  })

  test.each(['generated', 'interpreted'] as const)('is %s as one by one', (target) => {
    const own = programFrom([plan], { target })
    const results = columnResultsFor(own, rows.length)
    const wide = new Uint8Array(rows.length)
    const columns = own.inputs.map((input) => filled(input, rows))
    columnsFrom(own, () => true)(columns, 0, rows.length, results, wide)
    expect(fromColumns(results, wide, rows.length)).toEqual(expected)
  })

  test.each(['vectors', 'scalars'] as const)('is decided in WebAssembly by %s as one by one', (lanes) => {
    const isThere = ({ key }: ProgramInput) => rows.some((row) => row[key] !== undefined)
    const isComplete = ({ name }: { readonly name: string }) =>
      rows.every((row) =>
        program.inputs.every((input) => input.name !== name || row[input.key] !== undefined),
      )
    for (const how of [{}, { isComplete }]) {
      const own = programFrom([plan], how)
      const room = roomFor(own, { rows: rows.length, present: isThere, lanes })
      if (!room) throw new Error('no WebAssembly')
      for (const [place, input] of own.inputs.entries()) room.columns[place]?.set(filled(input, rows))
      room.decide(0, 32)
      room.decide(32, rows.length)
      expect(fromColumns(room.results, room.wide, rows.length)).toEqual(expected)
    }
  })
})

describe('threads', () => {
  const clause = subjects[0] as (typeof subjects)[number]
  const program = programFrom([planFromClause(clause)])
  const few = applicantsOf(clause, program)
  // So many that each thread has work.
  const rows = Array.from({ length: 70_001 }, (_, index) => few[index % few.length] as Encoded)
  const columns = program.inputs.map((input) => filled(input, rows))

  test('decide the same, however many there are', async () => {
    const alone = await decideColumns(program, columns, rows.length, 1)
    for (const threads of [2, 3]) {
      const together = await decideColumns(program, columns, rows.length, threads)
      for (const name of resultNames)
        expect(together?.results[0]?.[name].slice(0, rows.length)).toEqual(
          alone?.results[0]?.[name].slice(0, rows.length),
        )
      expect(together?.wide.slice(0, rows.length)).toEqual(alone?.wide.slice(0, rows.length))
    }
    expect(alone && fromColumns(alone.results, alone.wide, few.length)).toEqual(oneByOne(program, few))
  })

  test('ask for a room that is shared, and tell of a thread that ends', async () => {
    const room = roomFor(program, { rows: 16 }) as Room
    await expect(crewOf(room, [])).rejects.toThrow(TypeError)
    const shared = roomFor(program, { rows: 16, isShared: true }) as Room
    let fail: (fault: Error) => void = () => {}
    const end = vi.fn()
    const dying: Member = {
      send: () => fail(new Error('out of memory')),
      listen: (_, onFault) => {
        fail = onFault
      },
      end,
    }
    await expect(crewOf(shared, [dying])).rejects.toThrow('out of memory')
    expect(end).toHaveBeenCalledOnce()
  })
})

describe('a room', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
  const [clause] = subjects
  const program = programFrom([planFromClause(clause as (typeof subjects)[number])])

  test('holds a whole number of blocks, and says so', () => {
    const room = roomFor(program, { rows: 17 })
    expect(room?.rows).toBe(32)
    expect(() => room?.decide(1, 2)).toThrow(RangeError)
  })

  test('can be shared between threads', () => {
    const room = roomFor(program, { rows: 16, isShared: true })
    expect(room?.parts.memory.buffer).toBeInstanceOf(SharedArrayBuffer)
  })

  test('is none where WebAssembly is missing, or a page refuses it', () => {
    vi.spyOn(WebAssembly, 'Module').mockImplementation(function refuse() {
      throw new WebAssembly.CompileError('Refused to compile or instantiate WebAssembly module')
    })
    expect(roomFor(program, { rows: 16 })).toBeNull()
    vi.stubGlobal('WebAssembly', undefined)
    expect(roomFor(program, { rows: 16 })).toBeNull()
  })

  test('goes row by row where vectors are missing', () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false)
    const spy = vi.spyOn(WebAssembly, 'Module')
    roomFor(program, { rows: 16 })
    const bytes = spy.mock.calls[0]?.[0] as Uint8Array
    const scalar = roomFor(program, { rows: 16, lanes: 'scalars' })
    expect(scalar).not.toBeNull()
    expect(bytes).toEqual(spy.mock.calls[1]?.[0])
  })
})
