import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Clause, planFromClause } from '../engine/index.ts'
import { resultNames } from '../engine/scaled/clause-code.ts'
import { encodeFacts } from '../engine/scaled/encode.ts'
import { type Encoded, programFrom, resultsFor } from '../engine/scaled/program.ts'
import { emptyCell } from '../engine/scaled/storage.ts'
import { roomFor } from '../engine/wasm/room.ts'
import { plainClause } from './support/random-clauses.ts'
import { edgesOf, factsNear } from './support/random-facts.ts'
import { loadRow, policyOf, rowClause } from './support/row-policy.ts'
import { seed } from './support/seed.ts'

// Four rows are decided at a time: each of them is held against the row decided by itself.

const clauses = fc
  .sample(plainClause, { seed, numRuns: 60 })
  .flatMap(({ parts, other }): readonly Clause[] => {
    const workspace = loadRow(policyOf(parts, { other }))
    const clause = workspace.diagnostics.length === 0 ? workspace.clause(rowClause) : undefined
    return clause && programFrom([planFromClause(clause)]).clauses[0]?.code ? [clause] : []
  })
const count = 33

describe.each(['vectors', 'scalars'] as const)('in WebAssembly, by %s', (lanes) => {
  test('there are clauses to decide', () => expect(clauses.length).toBeGreaterThan(20))
  test.each(clauses.map((clause, at) => ({ clause, at })))(
    'every row of clause $at is decided',
    ({ clause }) => {
      const plan = planFromClause(clause)
      const near = factsNear(clause, [new Map()], edgesOf(plan), 1)
      const drawn = fc.sample(near, { seed, numRuns: count * 2 })
      const program = programFrom([plan])
      const rows: readonly Encoded[] = drawn
        .map((facts) => encodeFacts(program, facts))
        .filter((row) => row !== undefined)
        .slice(0, count)
      const room = roomFor(program, { rows: rows.length, lanes })
      if (!room) throw new Error('no WebAssembly here')
      for (const [place, input] of program.inputs.entries())
        for (const [at, row] of rows.entries()) {
          const column = room.columns[place]
          if (column) column[at] = row[input.key] ?? emptyCell(input)
        }
      room.decide(0, rows.length)
      const out = resultsFor(program)
      const alone = rows.map((row) =>
        program.decideInto(row, out) ? resultNames.map((name) => out[name][0]) : 'wide',
      )
      const [results] = room.results
      const together = rows.map((_, at) =>
        room.wide[at] === 1 ? 'wide' : resultNames.map((name) => results?.[name][at]),
      )
      expect(together).toEqual(alone)
    },
  )
})
