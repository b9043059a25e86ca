// One applicant at a time: code of the plan into results that are used again, and readable decisions.
import { race } from '../harness/race.mjs'
import { atLeast, figure } from '../harness/table.mjs'
import { peerFacts } from '../peers/facts.mjs'
import { decideRow } from './by-hand.mjs'
import { checkSame, withGaps } from './equal.mjs'
import { names, sample } from './sample.mjs'

export const title = 'one applicant, 8 benefits'

export async function measure({ engine, isQuick }) {
  const one = sample(engine, isQuick ? 2_000 : 100_000)
  const { program, plans, rows, encoded, policy } = one
  const numbers = policy.numbers()
  const plain = rows.map((row) => peerFacts(row, names))
  const given = plain.map((facts) => numbers.encode(facts))
  const stepwise = engine.programFrom(plans, { target: 'interpreted' })
  const hand = engine.resultsFor(program)
  const out = numbers.resultsFor()
  const check = (decide, row, facts) => {
    decideRow(row, hand)
    if (!decide(facts, out)) throw new Error('an applicant is wide')
    checkSame(
      plans,
      (clause, part) => out[part][clause],
      (clause, part) => hand[part][clause],
      () => JSON.stringify(row),
    )
  }
  for (const { row, facts } of withGaps(one)) {
    check(program.decideInto, row, facts)
    check(stepwise.decideInto, row, recoded(facts, program, stepwise))
  }
  for (const [index, row] of rows.entries()) check(numbers.decideInto, row, given[index])
  for (const [index, facts] of plain.slice(0, 5_000).entries())
    checkReadable(policy, plans, facts, rows[index], hand)

  let sink = 0
  const each = (list, decide, results) => ({
    count: list.length,
    run: () => {
      for (const facts of list) {
        decide(facts, results)
        sink += results.amount[7]
      }
    },
  })
  const few = isQuick ? 500 : 20_000
  const steps = encoded.slice(0, few).map((facts) => recoded(facts, program, stepwise))
  const { median, speed } = await race(
    {
      hand: each(rows, decideRow, hand),
      decideInto: each(given, numbers.decideInto, out),
      stepwise: each(steps, stepwise.decideInto, out),
      readable: {
        count: few,
        run: () => {
          for (let index = 0; index < few; index++)
            sink += policy.decide(plain[index]).decisions['sample.score'].amount.length
        },
      },
    },
    { rounds: isQuick ? 3 : 21, warm: isQuick ? 1 : 6 },
  )
  if (Number.isNaN(sink)) throw new Error('an amount is unknown')
  const against = 'hand-written rows'
  return [
    figure('hand-written row code', median('hand') * 1e6, 'ns', { note: 'for one applicant' }),
    figure('`decideInto`, warm, results used again', speed('decideInto', 'hand'), '×', {
      against,
      aim: atLeast(0.7),
    }),
    figure('the same where code may not be made from text', speed('stepwise', 'hand'), '×', {
      against,
      aim: atLeast(0.15),
    }),
    figure('`decide`, plain facts in, readable object out', speed('readable', 'hand'), '×', {
      against,
      aim: atLeast(0.1),
    }),
  ]
}

/** Encoded facts in the codes of another program. */
function recoded(facts, { names: from }, { names: to }) {
  const one = { ...facts }
  for (const name of Object.keys(names))
    if (one[name] !== undefined) one[name] = to.code(name, from.namesOf(name)[one[name]])
  return one
}

function checkReadable(policy, plans, facts, row, hand) {
  decideRow(row, hand)
  const answer = policy.decide(facts)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  for (const [index, plan] of plans.entries()) {
    const { eligible, amount, failed } = answer.decisions[plan.clause.id]
    const codes = plan.conditions
      .map(({ named }) => named.code)
      .filter((_, bit) => hand.failed[index] & (1 << bit))
    if (
      eligible !== (hand.eligible[index] === 1) ||
      Number(amount.replace('.', '')) !== hand.amount[index] ||
      String(failed) !== String(codes)
    )
      throw new Error(
        `${plan.clause.id}: ${JSON.stringify(answer.decisions[plan.clause.id])}, ${JSON.stringify(facts)}`,
      )
  }
}
