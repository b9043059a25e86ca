// One rule that gives all benefits; rounding is a method of ours, as the form has none.
import { LogicEngine } from 'json-logic-engine'
import { benefits, failedBits } from './facts.mjs'

const v = (name) => ({ var: name })
const round = (value, digits) => ({ round: [value, 10 ** digits] })
const choose = (...cases) => ({ if: cases })

const holds = {
  rent_registered: { '===': [v('registered'), true] },
  rent_industry: { '!': [{ in: [v('industry'), ['advertising', 'pawn', 'sauna']] }] },
  rent_operated: { '>=': [v('months_operated'), 12] },
  flexible_age: { '>=': [v('age'), choose(v('male'), 50, 40)] },
  flexible_income: { '>=': [v('wage'), 2200] },
  flexible_paid: { '===': [v('contributions_paid'), true] },
  flexible_months: { '<': [v('months_received'), 36] },
  posts_hires: { '>=': [v('new_hires'), 20] },
}
const all = (benefit) => ({
  and: Object.entries(holds)
    .filter(([key]) => key.startsWith(benefit))
    .map(([, condition]) => condition),
})
const ratio = (index) => ({
  min: [round({ '/': [v(`done_${index}`), v(`target_${index}`)] }, 4), 1],
})
const upTo = (most, rate, less) => [
  { '<=': [v('income'), most] },
  { '-': [round({ '*': [v('income'), rate] }, 2), less] },
]
const amounts = {
  rent: choose(
    all('rent'),
    {
      min: [
        round({ '*': [v('rent'), choose(v('hardship'), 0.15, 0.1)] }, 2),
        choose({ or: [v('hardship'), v('market')] }, 3000, 2000),
      ],
    },
    0,
  ),
  grant: choose(v('drawing_benefit'), { max: [round({ '*': [v('entitlement'), 0.2] }, 2), 500] }, 500),
  flexible: choose(all('flexible'), round({ '*': [6821.37, { '+': [0.06, 0.05] }] }, 2), 0),
  training: choose(
    ...[300, 500, 700, 1000].flatMap((amount, index) => [
      { '===': [v('skill_level'), `level-${index + 1}`] },
      amount,
    ]),
    1200,
  ),
  posts: choose(all('posts'), { '*': [v('new_hires'), choose(v('new_employer'), 200, 500)] }, 0),
  interest: round(
    {
      '*': [
        {
          '/': [
            {
              '*': [
                { min: [v('principal'), { '*': [30000, v('partners')] }, 100000] },
                0.0335,
                v('loan_months'),
              ],
            },
            12,
          ],
        },
        choose(v('full_subsidy'), 1, 0.5),
      ],
    },
    2,
  ),
  tax: choose(
    ...upTo(36000, 0.03, 0),
    ...upTo(144000, 0.1, 2520),
    ...upTo(300000, 0.2, 16920),
    ...upTo(420000, 0.25, 31920),
    ...upTo(660000, 0.3, 52920),
    ...upTo(960000, 0.35, 85920),
    { '-': [round({ '*': [v('income'), 0.45] }, 2), 181920] },
  ),
  score: round({ '+': [{ '*': [50, ratio(1)] }, { '*': [30, ratio(2)] }, 20] }, 2),
}
const rule = { eachKey: { ...holds, ...amounts } }

function engine() {
  const made = new LogicEngine()
  made.addMethod('round', ([value, unit]) => Math.round(value * unit) / unit, {
    deterministic: true,
    sync: true,
  })
  return made
}

const read = (result) =>
  benefits.map((benefit) => ({
    failed: failedBits(benefit, (code) => result[`${benefit}_${code}`]),
    amount: result[benefit],
  }))

export const interpreted = {
  name: 'json-logic-engine, interpreted',
  load() {
    const logic = engine()
    return { decide: (facts) => logic.run(rule, facts), read }
  },
}

export const compiled = {
  name: 'json-logic-engine, compiled',
  load: () => ({ decide: engine().build(rule), read }),
}
