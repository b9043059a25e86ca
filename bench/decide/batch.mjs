// Targets of one plan against hand-written code that gives the same, in one run.
import { fileURLToPath } from 'node:url'
import { crewFor } from '../../dist/engine/files/column-threads.js'
import { columnFor, columnResultsFor, columnsFrom } from '../../dist/engine/scaled/columns.js'
import { programFrom, resultsFor } from '../../dist/engine/scaled/program.js'
import { storageOf } from '../../dist/engine/scaled/storage.js'
import { moduleOf } from '../../dist/engine/wasm/bytes.js'
import { control, get, i32, i32const, put, v128 } from '../../dist/engine/wasm/instructions.js'
import { vectors } from '../../dist/engine/wasm/lanes.js'
import { roomFor } from '../../dist/engine/wasm/room.js'
import { encoded, medians, namesOf, plans, rowsOf } from './batch-sample.mjs'
import * as byHand from './by-hand.mjs'

const parts = ['eligible', 'failed', 'unknown', 'amount']
const chunk = 16_384

const same = (a, b, what) => {
  if (!Object.is(a, b)) throw new Error(`${what}: ${a}, by hand ${b}`)
}

/**
 * Ratios of speed: of rows to hand-written rows, of columns to hand-written columns (and to rows).
 *
 * Shape   applicants → [{ name, ratio, toRows, perSecond }]
 */
export function batchFigures(count = 200_000) {
  const rows = rowsOf(count)
  const table = [...rowJobs(rows), ...columnJobs(rows)]
  const times = medians(table.map(({ run }) => run))
  const first = (name) => times[table.findIndex((one) => one.name === name)]
  return table.map(({ name, against }, index) => ({
    name,
    against,
    ratio: first(against) / times[index],
    toRows: first('hand-written rows') / times[index],
    perSecond: Math.round((count / times[index]) * 1000),
  }))
}

function rowJobs(rows) {
  const hand = resultsFor(programFrom(plans))
  let sink = 0
  const job = (name, given, decide, out) => ({
    name,
    against: 'hand-written rows',
    run: () => {
      for (let index = 0; index < given.length; index++) {
        decide(given[index], out)
        sink += out.amount[7]
      }
      if (sink === 1) console.log(sink)
    },
  })
  const targets = ['generated', 'interpreted'].map((target) => {
    const program = programFrom(plans, { target })
    const given = rows.map((row) => encoded(row, program.names))
    const out = resultsFor(program)
    for (const [index, row] of rows.entries()) {
      byHand.decideRow(row, hand)
      if (!program.decideInto(given[index], out)) throw new Error('a row is wide')
      for (const part of parts)
        for (const clause of plans.keys())
          same(out[part][clause], hand[part][clause], `${part}, row ${index}`)
    }
    return job(`rows, ${target}`, given, program.decideInto, out)
  })
  return [job('hand-written rows', rows, byHand.decideRow, hand), ...targets]
}

function columnJobs(rows) {
  const count = rows.length
  const inChunks = (decide) => () => {
    for (let from = 0; from < count; from += chunk) decide(from, Math.min(count, from + chunk))
  }
  const programs = ['generated', 'interpreted'].flatMap((target) =>
    [true, false].map((isComplete) => ({
      name: `columns, ${target}${isComplete ? '' : ', any cell may be empty'}`,
      program: programFrom(plans, { target, isComplete: () => isComplete }),
    })),
  )
  const whole = programs[0].program
  const columns = columnsOf(rows, whole)
  const handColumns = Object.fromEntries(
    whole.inputs.map(({ key }, index) => [
      key,
      namesOf[key] ? Int32Array.from(rows, (row) => row[key]) : columns[index],
    ]),
  )
  const hand = columnResultsFor(whole, count)
  const handRun = inChunks((from, to) => byHand.decideColumns(handColumns, from, to, hand))
  handRun()
  const targets = programs.map(({ name, program }) => {
    const out = columnResultsFor(program, count)
    const wide = new Uint8Array(count)
    const own = columnsOf(rows, program)
    const loop = columnsFrom(program, () => true)
    const run = inChunks((from, to) => loop(own, from, to, out, wide))
    run()
    checkSame(out, hand, wide)
    return { name, against: 'hand-written columns', run }
  })
  const rooms = ['vectors', 'scalars'].flatMap((lanes) =>
    [true, false].map((isComplete) => {
      const program = programFrom(plans, { isComplete: () => isComplete })
      const room = roomFor(program, { rows: count, lanes })
      for (const [index, column] of columnsOf(rows, program).entries()) room.columns[index].set(column)
      const run = inChunks((from, to) => room.decide(from, to))
      run()
      checkSame(room.results, hand, room.wide)
      return {
        name: `WebAssembly, ${lanes}${isComplete ? '' : ', any cell may be empty'}`,
        against: 'hand-written columns',
        run,
      }
    }),
  )
  return [
    { name: 'hand-written columns', against: 'hand-written columns', run: handRun },
    ...targets,
    ...rooms,
  ]
}

function checkSame(out, hand, wide) {
  if (wide.some((one) => one !== 0)) throw new Error('a row is wide')
  for (const clause of plans.keys())
    for (const part of parts)
      for (let row = 0; row < hand[clause][part].length; row++)
        same(out[clause][part][row], hand[clause][part][row], `${part} of ${clause}, row ${row}`)
}

/** Columns in the codes of a program. */
const columnsOf = (rows, { inputs, names }) =>
  inputs.map((input) => {
    const column = columnFor(input, rows.length)
    for (const [index, row] of rows.entries()) {
      const value = row[input.key]
      column[index] = namesOf[input.key] ? names.code(input.key, namesOf[input.key][value]) : value
    }
    return column
  })

/** A module that reads every column of a room and does nothing with it: what memory allows. */
function readingModule({ layout, memory }, inputs) {
  const pages = memory.buffer.byteLength / 65_536
  const [row4, row8, sum] = [2, 3, 4]
  const addresses = { byte: 0, int32: row4, float64: row8 }
  const shifted = (to, by) => [...get(0), ...i32const(by), ...i32.shl, ...put(to)]
  const reads = inputs.flatMap((input, place) =>
    vectors
      .load(storageOf(input), addresses, layout.columns[place])
      .flatMap((load) => [...load, ...get(sum), ...v128.or, ...put(sum)]),
  )
  const step = [...get(0), ...i32const(4), ...i32.add, ...put(0), ...get(0), ...get(1), ...i32.lt]
  const body = [
    ...control.loop,
    ...shifted(row4, 2),
    ...shifted(row8, 3),
    ...reads,
    ...step,
    ...control.again,
  ]
  // The outcome is kept where it does no harm, so that nothing is left out.
  const kept = [...i32const(0), ...get(sum), ...v128.store(0)]
  return new WebAssembly.Module(
    moduleOf({ pages, isShared: true }, ['i32', 'i32', 'v128'], [...body, ...control.end, ...kept]),
  )
}

/**
 * What a second core gains in deciding, and in reading the same columns and nothing else.
 *
 * Shape   applicants → [{ name, gain, ofReading }]
 */
export async function threadFigures(count = 1_000_000, rounds = 15) {
  const program = programFrom(plans, { isComplete: () => true })
  const room = roomFor(program, { rows: count, isShared: true })
  for (const [index, column] of columnsOf(rowsOf(count), program).entries()) room.columns[index].set(column)
  const reading = { ...room, parts: { ...room.parts, module: readingModule(room.parts, program.inputs) } }
  const crews = []
  for (const one of [reading, room])
    for (const threads of [1, 2]) crews.push({ crew: await crewFor(one, threads), times: [] })
  for (let round = 0; round < rounds; round++)
    for (const { crew, times } of crews) {
      const start = performance.now()
      await crew.decide(0, count)
      times.push(performance.now() - start)
    }
  await Promise.all(crews.map(({ crew }) => crew.end()))
  const [readOne, readTwo, one, two] = crews.map(
    ({ times }) => times.sort((a, b) => a - b)[times.length >> 1],
  )
  return [
    { name: 'reading the columns, second core', gain: readOne / readTwo, ofReading: 1 },
    { name: 'WebAssembly, second core', gain: one / two, ofReading: one / two / (readOne / readTwo) },
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const count = Number(process.argv[2] ?? 200_000)
  for (const { name, ratio, toRows, perSecond } of batchFigures(count))
    console.log(
      `${name.padEnd(48)} ${(perSecond / 1e6).toFixed(2).padStart(7)} M/s  ${ratio.toFixed(2).padStart(6)}  (rows: ${toRows.toFixed(2)})`,
    )
  for (const { name, gain, ofReading } of await threadFigures(count * 5))
    console.log(`${name.padEnd(48)} gains ${gain.toFixed(2)}, ${ofReading.toFixed(2)} of reading`)
}
