// Other engines on the same eight rules: how far their amounts are right, then how fast.
import { decideRow } from '../decide/by-hand.mjs'
import { names, sample } from '../decide/sample.mjs'
import { race } from '../harness/race.mjs'
import { atLeast, figure } from '../harness/table.mjs'
import { peerFacts } from './facts.mjs'
import { compiled, interpreted } from './json-logic-engine.mjs'
import * as jsonRulesEngine from './json-rules-engine.mjs'
import * as publicodes from './publicodes.mjs'
import * as zenEngine from './zen-engine.mjs'

export const title = 'other engines, 8 benefits'

/** With how many applicants each is timed in a round: some tenths of a second. */
const peers = [
  [jsonRulesEngine, 1_000],
  [publicodes, 60],
  [zenEngine, 1_000],
  [interpreted, 10_000],
  [compiled, 10_000],
]
const checked = { publicodes: 2_000 }

export async function measure({ engine }) {
  const { plans, program, rows, encoded } = sample(engine, 50_000)
  const hand = engine.resultsFor(program)
  const out = engine.resultsFor(program)
  const facts = rows.map((row) => peerFacts(row, names))
  let sink = 0
  const entrants = {
    hand: {
      count: rows.length,
      run: () => {
        for (const row of rows) {
          decideRow(row, hand)
          sink += hand.amount[7]
        }
      },
    },
    decideInto: {
      count: rows.length,
      run: () => {
        for (const one of encoded) {
          program.decideInto(one, out)
          sink += out.amount[7]
        }
      },
    },
  }
  const differing = {}
  for (const [{ name, load }, count] of peers) {
    const peer = load()
    const few = facts.slice(0, checked[name] ?? 20_000)
    const differ = await differences(peer, few, rows, hand, plans.length)
    differing[name] = `${differ} of ${few.length.toLocaleString('en')} applicants get another amount`
    const some = facts.slice(0, count)
    entrants[name] = { count, run: () => decideAll(peer, some) }
  }
  const { speed } = await race(entrants, { rounds: 11, warm: 2 })
  if (Number.isNaN(sink)) throw new Error('an amount is unknown')
  return [
    ...peers.map(([{ name }]) =>
      figure(name, speed(name, 'hand'), '×', { against: 'hand-written rows', note: differing[name] }),
    ),
    figure('`decideInto`', speed('decideInto', jsonRulesEngine.name), '×', {
      against: 'json-rules-engine',
      aim: atLeast(500),
    }),
  ]
}

async function decideAll({ decide }, facts) {
  for (const one of facts) {
    const result = decide(one)
    if (result instanceof Promise) await result
  }
}

/** How many applicants get another amount. Another failed condition would be another rule: an error of ours. */
async function differences({ decide, read }, facts, rows, hand, clauses) {
  let differ = 0
  for (const [index, one] of facts.entries()) {
    decideRow(rows[index], hand)
    const results = read(await decide(one))
    for (let clause = 0; clause < clauses; clause++)
      if (results[clause].failed !== hand.failed[clause])
        throw new Error(`other conditions fail for ${JSON.stringify(one)}`)
    if (results.some(({ amount }, clause) => Math.round(amount * 100) !== hand.amount[clause])) differ++
  }
  return differ
}
