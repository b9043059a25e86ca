// A real policy with all its clauses: the cost of an applicant as there are more of them, and more clauses.
import { processorTime, race } from '../harness/race.mjs'
import { figure } from '../harness/table.mjs'
import { drawing } from './applicants.mjs'
import { edgesOf } from './edges.mjs'
import { compareWithClosures } from './equal.mjs'
import { employment } from './policy.mjs'

export const title = 'employment policy, all clauses'

const chunk = 8_192

/** Some clauses as a program over columns, with room for one chunk. */
function batchOf(engine, plans) {
  const program = engine.programFrom(plans, { undatedReads: 'stated' })
  const columns = program.inputs.map((input) => engine.columnFor(input, chunk))
  return {
    plans,
    program,
    columns,
    results: engine.columnResultsFor(program, chunk),
    wide: new Uint8Array(chunk),
    draw: drawing(program, edgesOf(engine, plans, program)),
    loop: engine.columnsFrom(program, () => true),
  }
}

/** Decides so many applicants, drawn chunk by chunk; only deciding is timed. Milliseconds for one. */
function costOf({ columns, results, wide, draw, loop }, count) {
  let spent = 0
  for (let from = 0; from < count; from += chunk) {
    const rows = Math.min(chunk, count - from)
    draw(columns, rows)
    const start = processorTime()
    loop(columns, 0, rows, results, wide)
    spent += processorTime() - start
  }
  return spent / count
}

/** As they grow in number: each beside a thousand in the same minutes, which are run between its parts. */
function costsByCount(batch, counts) {
  const [least] = counts
  return counts.map((count) => {
    const part = Math.min(count, 100_000)
    const costs = []
    const beside = []
    for (let done = 0, turn = 0; done < count || turn < 11; done += part, turn++) {
      costs.push(costOf(batch, part))
      beside.push(costOf(batch, least))
    }
    return { cost: mean(costs), ratio: mean(costs) / mean(beside) }
  })
}

const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

export async function measure({ engine, isQuick }) {
  const { plans, all, left } = employment(engine)
  const whole = batchOf(engine, plans)
  costOf(whole, isQuick ? 500 : 1_000_000)
  whole.wide.fill(0)
  costOf(whole, isQuick ? 500 : chunk)
  const wide = whole.wide.reduce((sum, one) => sum + one, 0) / (isQuick ? 500 : chunk)
  const compared = compareWithClosures(engine, whole, isQuick ? 12 : 500)
  const counts = isQuick ? [1_000] : [1_000, 10_000, 100_000, 1_000_000, 10_000_000]
  const costs = costsByCount(whole, counts)
  const notes = [
    `${compared.toLocaleString('en')} decisions are the same by closures`,
    `${(wide * 100).toFixed(1)} % of applicants are left to them, and ${left.length} of ${all} clauses: ${left.join(', ')}`,
    `memory at the end: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
  ]
  const byCount = costs.map(({ cost, ratio }, index) =>
    figure(`${counts[index].toLocaleString('en')} applicants, ${plans.length} clauses`, cost * 1e6, 'ns', {
      against: index === 0 ? '' : `${ratio.toFixed(2)} of the cost among 1,000`,
      note:
        index === 0
          ? `for one applicant; ${notes.slice(0, 2).join('; ')}`
          : index === costs.length - 1
            ? notes[2]
            : '',
    }),
  )
  return [
    ...byCount,
    ...(await inWebAssembly(engine, whole, isQuick)),
    ...(await byClauses(engine, plans, isQuick)),
  ]
}

/** The same columns in WebAssembly, after finding all results the same. */
async function inWebAssembly(engine, { plans, program, columns, results, wide, draw, loop }, isQuick) {
  const count = isQuick ? 512 : chunk
  const room = engine.roomFor(program, { rows: count })
  draw(columns, count)
  for (const [index, column] of room.columns.entries()) column.set(columns[index].subarray(0, count))
  const byLoop = () => loop(columns, 0, count, results, wide)
  byLoop()
  room.decide(0, count)
  for (const [index, { clause }] of plans.entries())
    for (const part of Object.keys(results[index]))
      for (let row = 0; row < count; row++)
        if (!room.wide[row] && !Object.is(results[index][part][row], room.results[index][part][row]))
          throw new Error(`${part} of ${clause.id}, row ${row}, differs in WebAssembly`)
  const { median, speed } = await race(
    { loop: { count, run: byLoop }, room: { count, run: () => room.decide(0, count) } },
    isQuick ? { rounds: 2, warm: 0 } : { rounds: 25, warm: 10 },
  )
  return [
    figure(`the same in WebAssembly, ${count.toLocaleString('en')} applicants`, speed('room', 'loop'), '×', {
      against: 'generated JavaScript',
      note: `${Math.round(median('room') * 1e6).toLocaleString('en')} ns for one applicant`,
    }),
  ]
}

/** As clauses grow in number, by turns; for one applicant and clause. */
async function byClauses(engine, plans, isQuick) {
  const count = isQuick ? 500 : chunk
  const entrants = {}
  for (const few of isQuick ? [1, 8] : [1, 8, 16, 32, plans.length]) {
    const { columns, results, wide, draw, loop } = batchOf(engine, plans.slice(0, few))
    draw(columns, count)
    entrants[few] = { count: count * few, run: () => loop(columns, 0, count, results, wide) }
  }
  const { median } = await race(entrants, { rounds: isQuick ? 3 : 25, warm: isQuick ? 1 : 15 })
  return Object.keys(entrants).map((few) =>
    figure(`one clause of ${few}, one applicant`, median(few) * 1e6, 'ns', {
      against: few === '1' ? '' : `${(median(few) / median('8')).toFixed(2)} of one of 8`,
    }),
  )
}
