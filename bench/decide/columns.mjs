// Many applicants over columns, on one core: generated code and WebAssembly against code by hand that gives the
// same. Once with every fact given, once with cells that are empty here and there, as in any real table.
import { race } from '../harness/race.mjs'
import { atLeast, figure } from '../harness/table.mjs'
import { decideColumns, decideRow } from './by-hand.mjs'
import { checkSame, withGaps } from './equal.mjs'
import { names, sample } from './sample.mjs'

export const title = 'batch, 8 benefits, with failed and unknown bits'

const chunk = 16_384

/** Calls `run(from, to)` for one chunk after the other, each of which stays in the cache. */
const inChunks = (count, run) => () => {
  for (let from = 0; from < count; from += chunk) run(from, Math.min(count, from + chunk))
}

/** Fills the columns of a program from rows as the code by hand takes them. */
export function fillColumns({ inputs, names: codes }, columns, rows) {
  for (const [index, { key }] of inputs.entries()) {
    const list = names[key]
    for (const [row, facts] of rows.entries()) {
      const value = facts[key]
      columns[index][row] = list && value >= 0 ? codes.code(key, list[value]) : value
    }
  }
  return columns
}

const columnsFor = (engine, program, rows) =>
  fillColumns(
    program,
    program.inputs.map((input) => engine.columnFor(input, rows.length)),
    rows,
  )

/** The ways to decide these rows: each a run over all of them and the results it leaves. */
function waysOf(engine, plans, rows, isComplete) {
  const count = rows.length
  const made = (target) => engine.programFrom(plans, { target, isComplete: () => isComplete })
  const byLoop = (target) => {
    const program = made(target)
    const columns = columnsFor(engine, program, rows)
    const out = engine.columnResultsFor(program, count)
    const wide = new Uint8Array(count)
    const loop = engine.columnsFrom(program, () => true)
    return { out, wide, run: inChunks(count, (from, to) => loop(columns, from, to, out, wide)) }
  }
  const byRoom = (lanes) => {
    const program = made('generated')
    const room = engine.roomFor(program, { rows: count, lanes })
    fillColumns(program, room.columns, rows)
    return { out: room.results, wide: room.wide, run: inChunks(count, room.decide) }
  }
  const program = made('generated')
  const plain = columnsFor(engine, program, rows)
  const byHand = Object.fromEntries(
    program.inputs.map(({ key }, index) => [
      key,
      names[key] ? Int32Array.from(rows, (row) => row[key]) : plain[index],
    ]),
  )
  const hand = engine.columnResultsFor(program, count)
  return {
    hand: { out: hand, run: inChunks(count, (from, to) => decideColumns(byHand, from, to, hand)) },
    generated: byLoop('generated'),
    stepwise: byLoop('interpreted'),
    vectors: byRoom('vectors'),
    scalars: byRoom('scalars'),
  }
}

export async function measure({ engine, isQuick }) {
  const one = sample(engine, isQuick ? 2_000 : 200_000)
  const full = await compare(engine, one, one.rows, true, isQuick)
  const withEmpty = [...withGaps(one)].map(({ row }) => row).slice(0, one.rows.length)
  const open = await compare(engine, one, withEmpty, false, isQuick)
  const rows = (speed, all) => [
    figure(`WebAssembly, four rows at a time, ${all}`, speed('vectors', 'rows'), '×', {
      against: 'hand-written rows',
      aim: atLeast(4),
    }),
    figure('the same', speed('vectors', 'hand'), '×', { against: 'hand-written columns', aim: atLeast(2.5) }),
    figure(`WebAssembly, one row at a time, ${all}`, speed('scalars', 'hand'), '×', {
      against: 'hand-written columns',
    }),
    figure(`generated JavaScript over columns, ${all}`, speed('generated', 'hand'), '×', {
      against: 'hand-written columns',
    }),
    figure(`the same where code may not be made from text, ${all}`, speed('stepwise', 'hand'), '×', {
      against: 'hand-written columns',
    }),
  ]
  return [
    figure('hand-written column code', full('hand', 'rows'), '×', { against: 'hand-written rows' }),
    ...rows(full, 'no cell empty'),
    ...rows(open, 'any cell may be empty'),
  ]
}

async function compare(engine, { plans, program }, rows, isComplete, isQuick) {
  const ways = waysOf(engine, plans, rows, isComplete)
  for (const { run } of Object.values(ways)) run()
  for (const [name, { out, wide }] of Object.entries(ways))
    for (let row = 0; row < rows.length; row++) {
      if (wide?.[row]) throw new Error(`${name}: row ${row} is wide`)
      checkSame(
        plans,
        (clause, part) => out[clause][part][row],
        (clause, part) => ways.hand.out[clause][part][row],
        () => `${name}, row ${row}`,
      )
    }
  const result = engine.resultsFor(program)
  let sink = 0
  const byRows = () => {
    for (const row of rows) {
      decideRow(row, result)
      sink += result.amount[3]
    }
  }
  const entrants = Object.fromEntries(
    Object.entries({ rows: { run: byRows }, ...ways }).map(([name, { run }]) => [
      name,
      { run, count: rows.length },
    ]),
  )
  const { speed } = await race(entrants, { rounds: isQuick ? 2 : 15, warm: isQuick ? 1 : 4 })
  if (sink === 0) throw new Error('nothing was paid')
  return speed
}
