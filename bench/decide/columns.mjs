// Many applicants over columns, on one core, in chunks that stay in the cache.
import { race } from '../harness/race.mjs'
import { figure } from '../harness/table.mjs'
import { decideColumns, decideRow } from './by-hand.mjs'
import { checkSame } from './equal.mjs'
import { names, sample } from './sample.mjs'

export const title = 'batch, 8 benefits, with failed and unknown bits'

/** The applicants as columns of the engine and of the code by hand; all facts are given. */
export function columnsOf(engine, plans, rows) {
  const program = engine.programFrom(plans, { isComplete: () => true })
  for (const [column, list] of Object.entries(names))
    for (const name of list) program.names.code(column, name)
  const columns = program.inputs.map((input) => {
    const column = engine.columnFor(input, rows.length)
    const list = names[input.key]
    for (const [index, row] of rows.entries()) {
      const value = row[input.key]
      column[index] = list ? program.names.code(input.key, list[value]) : value
    }
    return column
  })
  const byHand = Object.fromEntries(
    program.inputs.map(({ key }, index) => [
      key,
      names[key] ? Int32Array.from(rows, (row) => row[key]) : columns[index],
    ]),
  )
  return { program, columns, byHand }
}

/** Calls `run(from, to)` for one chunk after the other. */
export function inChunks(count, run, chunk = 16_384) {
  for (let from = 0; from < count; from += chunk) run(from, Math.min(count, from + chunk))
}

export async function measure({ engine, isQuick }) {
  const { plans, rows } = sample(engine, isQuick ? 2_000 : 200_000)
  const { program, columns, byHand } = columnsOf(engine, plans, rows)
  const results = engine.columnResultsFor(program, rows.length)
  const handResults = engine.columnResultsFor(program, rows.length)
  const hand = engine.resultsFor(program)
  const wide = new Uint8Array(rows.length)
  const loop = engine.columnsFrom(program, () => true)
  let sink = 0
  const count = rows.length
  const entrants = {
    handRows: {
      count,
      run: () => {
        for (const row of rows) {
          decideRow(row, hand)
          sink += hand.amount[7]
        }
      },
    },
    handColumns: {
      count,
      run: () => inChunks(count, (from, to) => decideColumns(byHand, from, to, handResults)),
    },
    generated: { count, run: () => inChunks(count, (from, to) => loop(columns, from, to, results, wide)) },
  }
  entrants.handColumns.run()
  entrants.generated.run()
  for (let row = 0; row < count; row++)
    checkSame(
      plans,
      (clause, part) => results[clause][part][row],
      (clause, part) => handResults[clause][part][row],
      () => `row ${row}`,
    )
  const { speed } = await race(entrants, { rounds: isQuick ? 3 : 15 })
  if (Number.isNaN(sink)) throw new Error('an amount is unknown')
  return [
    figure('hand-written column code', speed('handColumns', 'handRows'), '×', {
      against: 'hand-written rows',
    }),
    figure('generated JavaScript over columns', speed('generated', 'handRows'), '×', {
      against: 'hand-written rows',
    }),
    figure('generated JavaScript over columns', speed('generated', 'handColumns'), '×', {
      against: 'hand-written columns',
    }),
  ]
}
