// Written in its mechanisms, evaluated rule by rule in one situation, so that what rules share is kept.
import Engine from 'publicodes'
import { benefits, conditions, failedBits } from './facts.mjs'

const inputs = [
  'registered',
  'industry',
  'months_operated',
  'hardship',
  'market',
  'rent',
  'drawing_benefit',
  'entitlement',
  'male',
  'age',
  'wage',
  'contributions_paid',
  'months_received',
  'skill_level',
  'new_hires',
  'new_employer',
  'principal',
  'partners',
  'loan_months',
  'full_subsidy',
  'income',
  'done_1',
  'target_1',
  'done_2',
  'target_2',
]
/** Its names have no underscore. */
const plain = (name) => `fact ${name.replaceAll('_', ' ')}`
const f = plain
const choose = (...cases) => ({
  variations: cases.map(([when, value]) =>
    value === undefined ? { sinon: when } : { si: when, alors: value },
  ),
})
const all = (benefit) => ({
  'toutes ces conditions': conditions[benefit].map((code) => `${benefit} ${code}`),
})
const cents = { arrondi: '2 décimales' }

const rules = {
  ...Object.fromEntries(inputs.map((name) => [f(name), null])),
  'rent registered': `${f('registered')} = oui`,
  'rent industry': {
    'toutes ces conditions': ['advertising', 'pawn', 'sauna'].map((one) => `${f('industry')} != '${one}'`),
  },
  'rent operated': `${f('months_operated')} >= 12`,
  'flexible age': choose([f('male'), `${f('age')} >= 50`], [`${f('age')} >= 40`]),
  'flexible income': `${f('wage')} >= 2200`,
  'flexible paid': `${f('contributions_paid')} = oui`,
  'flexible months': `${f('months_received')} < 36`,
  'posts hires': `${f('new_hires')} >= 20`,
  'rent share': choose([f('hardship'), '15%'], ['10%']),
  'rent cap': choose([f('hardship'), 3000], [f('market'), 3000], [2000]),
  'rent rounded': { produit: [f('rent'), 'rent share'], ...cents },
  rent: choose([all('rent'), { valeur: 'rent rounded', plafond: 'rent cap' }], [0]),
  'grant share': { produit: [f('entitlement'), '20%'], ...cents },
  grant: choose([f('drawing_benefit'), { valeur: 'grant share', plancher: 500 }], [500]),
  flexible: choose([all('flexible'), { valeur: '6821.37 * (6% + 5%)', ...cents }], [0]),
  training: choose(
    ...[300, 500, 700, 1000].map((amount, index) => [`${f('skill_level')} = 'level-${index + 1}'`, amount]),
    [1200],
  ),
  'posts each': choose([f('new_employer'), 200], [500]),
  posts: choose([all('posts'), { produit: [f('new_hires'), 'posts each'] }], [0]),
  'interest limit': { valeur: `30000 * ${f('partners')}`, plafond: 100000 },
  'interest principal': { valeur: f('principal'), plafond: 'interest limit' },
  'interest share': choose([f('full_subsidy'), '100%'], ['50%']),
  interest: {
    valeur: { produit: ['interest principal', '3.35%', `${f('loan_months')} / 12`, 'interest share'] },
    ...cents,
  },
  tax: {
    barème: {
      assiette: f('income'),
      tranches: [
        [3, 36000],
        [10, 144000],
        [20, 300000],
        [25, 420000],
        [30, 660000],
        [35, 960000],
      ]
        .map(([rate, to]) => ({ taux: `${rate}%`, plafond: to }))
        .concat({ taux: '45%' }),
    },
    ...cents,
  },
  ...Object.fromEntries(
    [1, 2].flatMap((index) => [
      [
        `score rounded ${index}`,
        { valeur: `${f(`done_${index}`)} / ${f(`target_${index}`)}`, arrondi: '4 décimales' },
      ],
      [`score ratio ${index}`, { valeur: `score rounded ${index}`, plafond: 1 }],
    ]),
  ),
  score: { valeur: { somme: ['50 * score ratio 1', '30 * score ratio 2', 20] }, ...cents },
}
const codes = Object.entries(conditions).flatMap(([benefit, list]) =>
  list.map((code) => `${benefit} ${code}`),
)
const asked = [...codes, ...benefits]

const written = (value) =>
  typeof value === 'boolean' ? (value ? 'oui' : 'non') : typeof value === 'string' ? `'${value}'` : value
const silent = { log: () => {}, warn: () => {}, error: () => {} }

export const name = 'publicodes'

export function load() {
  const engine = new Engine(rules, { logger: silent })
  const keys = inputs.map((name) => [name, f(name)])
  return {
    decide(facts) {
      const situation = {}
      for (const [name, key] of keys) situation[key] = written(facts[name])
      engine.setSituation(situation)
      return asked.map((rule) => engine.evaluate(rule).nodeValue)
    },
    read(values) {
      const value = (rule) => values[asked.indexOf(rule)]
      return benefits.map((benefit) => ({
        failed: failedBits(benefit, (code) => value(`${benefit} ${code}`)),
        amount: value(benefit),
      }))
    },
  }
}
