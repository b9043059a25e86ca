// One applicant at a time: generated code into results that are used again, and readable decisions.
import { race } from '../harness/race.mjs'
import { atLeast, figure } from '../harness/table.mjs'
import { decideRow } from './by-hand.mjs'
import { checkSame, withGaps } from './equal.mjs'
import { sample } from './sample.mjs'

export const title = 'one applicant, 8 benefits'

export async function measure({ engine, isQuick }) {
  const one = sample(engine, isQuick ? 2_000 : 200_000)
  const { program, plans, rows, encoded } = one
  const hand = engine.resultsFor(program)
  const out = engine.resultsFor(program)
  for (const { row, facts } of withGaps(one)) {
    decideRow(row, hand)
    if (!program.decideInto(facts, out)) throw new Error('an applicant is wide')
    checkSame(
      plans,
      (clause, part) => out[part][clause],
      (clause, part) => hand[part][clause],
      () => JSON.stringify(row),
    )
  }
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
        for (const facts of encoded) {
          program.decideInto(facts, out)
          sink += out.amount[7]
        }
      },
    },
  }
  const { median, speed } = await race(entrants, { rounds: isQuick ? 3 : 15 })
  if (Number.isNaN(sink)) throw new Error('an amount is unknown')
  return [
    figure('hand-written row code', median('hand') * 1e6, 'ns', { note: 'for one applicant' }),
    figure('`decideInto`, warm, results used again', speed('decideInto', 'hand'), '×', {
      against: 'hand-written rows',
      aim: atLeast(0.7),
    }),
  ]
}
