// Decisions per second on the eight-benefit sample, as ratios to hand-written code in the same run.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { deciderOf } from '../../dist/engine/decision/decide.js'
import { planFromClause } from '../../dist/engine/plan/from-clause.js'
import { clausesOf, loadWorkspace } from '../../dist/engine/policy/workspace.js'
import { columnFor, columnResultsFor, columnsFrom } from '../../dist/engine/scaled/columns.js'
import { programFrom, resultsFor } from '../../dist/engine/scaled/program.js'
import { applicants } from './applicants.mjs'
import { decideColumns, decideRow } from './by-hand.mjs'

const folder = fileURLToPath(new URL('sample/', import.meta.url))
const files = ['policy.yaml', 'facts.yaml', 'provisions/sample.yaml'].map((path) => ({
  path: `sample/${path}`,
  text: readFileSync(folder + path, 'utf8'),
}))
const workspace = loadWorkspace(files)
const plans = clausesOf(workspace).map((clause) => planFromClause(clause))
const program = programFrom(plans)
for (const { plan, because } of program.clauses) if (because) throw new Error(`${plan.clause.id}: ${because}`)
const count = Number(process.argv[2] ?? 200_000)
const rows = applicants(count)
const names = {
  industry: ['advertising', 'pawn', 'sauna', ...Array.from({ length: 17 }, (_, i) => `trade-${i}`)],
  skill_level: [1, 2, 3, 4, 5].map((level) => `level-${level}`),
}
const encoded = rows.map((row) => {
  const one = { ...row }
  for (const [name, list] of Object.entries(names)) one[name] = program.names.code(name, list[row[name]])
  return one
})

function median(run, rounds = 9) {
  const times = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    run()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[rounds >> 1]
}

const clauses = plans.length
const hand = resultsFor(program)
const out = resultsFor(program)
const parts = ['eligible', 'failed', 'unknown', 'amount']

// The same first, then as fast: with every fact, and with facts left out.
const blank = { number: Number.NaN, truth: 2, name: -1 }
for (let index = 0; index < count; index++) {
  for (const without of index % 4 === 0 ? [null, program.inputs[index % program.inputs.length]] : [null]) {
    const plain = without ? { ...rows[index], [without.key]: blank[without.kind] } : rows[index]
    const coded = without ? { ...encoded[index], [without.key]: undefined } : encoded[index]
    decideRow(plain, hand)
    if (!program.decideInto(coded, out)) throw new Error('a row is wide')
    for (let clause = 0; clause < clauses; clause++)
      for (const part of parts)
        if (!Object.is(out[part][clause], hand[part][clause]))
          throw new Error(
            `${part} of ${plans[clause].clause.id}: ${out[part][clause]}, by hand ${hand[part][clause]}: ${JSON.stringify(plain)}`,
          )
  }
}

let sink = 0
const byHand = () => {
  for (let index = 0; index < count; index++) {
    decideRow(rows[index], hand)
    sink += hand.amount[7]
  }
}
const generated = () => {
  for (let index = 0; index < count; index++) {
    program.decideInto(encoded[index], out)
    sink += out.amount[7]
  }
}

const whole = programFrom(plans, { isComplete: () => true })
for (const [column, list] of Object.entries(names)) for (const name of list) whole.names.code(column, name)
const columns = whole.inputs.map((input) => {
  const column = columnFor(input, count)
  for (let index = 0; index < count; index++) {
    const value = rows[index][input.key]
    column[index] = names[input.key] ? whole.names.code(input.key, names[input.key][value]) : value
  }
  return column
})
const handColumns = Object.fromEntries(
  whole.inputs.map(({ key }, index) => {
    if (!names[key]) return [key, columns[index]]
    return [key, Int32Array.from(rows, (row) => row[key])]
  }),
)
const handResults = columnResultsFor(whole, count)
const results = columnResultsFor(whole, count)
const wide = new Uint8Array(count)
const loop = columnsFrom(whole, () => true)
const chunk = 16_384
const overColumns = () => {
  for (let from = 0; from < count; from += chunk)
    loop(columns, from, Math.min(count, from + chunk), results, wide)
}
const handOverColumns = () => {
  for (let from = 0; from < count; from += chunk)
    decideColumns(handColumns, from, Math.min(count, from + chunk), handResults)
}
overColumns()
handOverColumns()
for (let clause = 0; clause < clauses; clause++)
  for (const part of parts)
    for (let index = 0; index < count; index++)
      if (!Object.is(results[clause][part][index], handResults[clause][part][index]))
        throw new Error(`${part} of ${plans[clause].clause.id}, row ${index}`)

const few = Math.min(count, 2000)
const deciders = plans.map((plan) => deciderOf(plan))
const { Rational } = await import('../../dist/engine/base/rational.js')
const facts = rows.slice(0, few).map(
  (row) =>
    new Map(
      program.inputs.map((input) => {
        const value = row[input.key]
        if (input.kind === 'truth') return [input.key, value === 1]
        if (input.kind === 'name') return [input.key, names[input.key][value]]
        return [input.key, Rational.of(BigInt(value), input.scale.q)]
      }),
    ),
)
const closures = () => {
  for (const given of facts)
    for (const decider of deciders) sink += decider.decide(given).decision.failed.length
}

const table = [
  ['hand-written rows', median(byHand) / count],
  ['decideInto, generated rows', median(generated) / count],
  ['hand-written columns', median(handOverColumns) / count],
  ['generated columns', median(overColumns) / count],
  ['decide, closures, readable objects', median(closures, 3) / few],
]
for (const [name, each] of table)
  console.log(
    `${name.padEnd(38)} ${(1000 / each / 1e6).toFixed(3).padStart(9)} M/s  ${(table[0][1] / each).toFixed(3)}`,
  )
if (sink === 0) console.log(sink)
