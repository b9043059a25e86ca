// Conditions as its rules, in JSON; amounts as computed facts, which the events name as their parameters.
import { Engine } from 'json-rules-engine'
import { benefits, failedBits } from './facts.mjs'

const fact = (name, operator, value, code = name) => ({ name: code, fact: name, operator, value })
const round = (value, digits = 2) => Math.round(value * 10 ** digits) / 10 ** digits
const brackets = [
  [36000, 0.03, 0],
  [144000, 0.1, 2520],
  [300000, 0.2, 16920],
  [420000, 0.25, 31920],
  [660000, 0.3, 52920],
  [960000, 0.35, 85920],
  [Number.POSITIVE_INFINITY, 0.45, 181920],
]

const byAge = (male, least) => ({
  all: [fact('male', 'equal', male), fact('age', 'greaterThanInclusive', least)],
})
const eligibility = {
  rent: [
    fact('registered', 'equal', true),
    fact('industry', 'notIn', ['advertising', 'pawn', 'sauna']),
    fact('months_operated', 'greaterThanInclusive', 12, 'operated'),
  ],
  flexible: [
    { name: 'age', any: [byAge(true, 50), byAge(false, 40)] },
    fact('wage', 'greaterThanInclusive', 2200, 'income'),
    fact('contributions_paid', 'equal', true, 'paid'),
    fact('months_received', 'lessThan', 36, 'months'),
  ],
  posts: [fact('new_hires', 'greaterThanInclusive', 20, 'hires')],
}

/** Each takes the facts that it names. */
const amounts = {
  rent: [
    ['hardship', 'market', 'rent'],
    (hardship, market, rent) =>
      hardship ? Math.min(round(rent * 0.15), 3000) : Math.min(round(rent * 0.1), market ? 3000 : 2000),
  ],
  grant: [
    ['drawing_benefit', 'entitlement'],
    (drawing, entitlement) => (drawing ? Math.max(round(entitlement * 0.2), 500) : 500),
  ],
  flexible: [[], () => round(6821.37 * (0.06 + 0.05))],
  training: [['skill_level'], (level) => [300, 500, 700, 1000, 1200][Number(level.at(-1)) - 1]],
  posts: [['new_hires', 'new_employer'], (hires, isNew) => hires * (isNew ? 200 : 500)],
  interest: [
    ['principal', 'partners', 'loan_months', 'full_subsidy'],
    (principal, partners, months, full) =>
      round(((Math.min(principal, 30000 * partners, 100000) * 0.0335 * months) / 12) * (full ? 1 : 0.5)),
  ],
  tax: [
    ['income'],
    (income) => {
      const [, rate, less] = brackets.find(([to]) => income <= to)
      return round(income * rate) - less
    },
  ],
  score: [
    ['done_1', 'target_1', 'done_2', 'target_2'],
    (done1, target1, done2, target2) =>
      round(50 * Math.min(round(done1 / target1, 4), 1) + 30 * Math.min(round(done2 / target2, 4), 1) + 20),
  ],
}

export const name = 'json-rules-engine'

export function load() {
  const engine = new Engine([], { replaceFactsInEventParams: true })
  for (const [benefit, [needs, amount]] of Object.entries(amounts)) {
    engine.addFact(`${benefit}_amount`, async (_, almanac) =>
      amount(...(await Promise.all(needs.map((need) => almanac.factValue(need))))),
    )
    engine.addRule({
      name: benefit,
      conditions: { all: eligibility[benefit] ?? [] },
      event: { type: benefit, params: { amount: { fact: `${benefit}_amount` } } },
    })
  }
  return { decide: (facts) => engine.run(facts), read }
}

/** All conditions of a rule are looked at: what failed stands in its result. */
function read({ events, failureResults }) {
  const paid = new Map(events.map(({ type, params }) => [type, params.amount]))
  const failed = new Map(
    failureResults.map((result) => [
      result.name,
      failedBits(result.name, (code) => result.conditions.all.find((one) => one.name === code).result),
    ]),
  )
  return benefits.map((benefit) => ({ failed: failed.get(benefit) ?? 0, amount: paid.get(benefit) ?? 0 }))
}
