// One expression node, its fastest form: every further node costs a step of its graph.
import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine'
import { benefits, conditions, failedBits } from './facts.mjs'

const holds = {
  rent_registered: 'registered == true',
  rent_industry: "industry not in ['advertising', 'pawn', 'sauna']",
  rent_operated: 'months_operated >= 12',
  flexible_age: 'age >= (male ? 50 : 40)',
  flexible_income: 'wage >= 2200',
  flexible_paid: 'contributions_paid == true',
  flexible_months: 'months_received < 36',
  posts_hires: 'new_hires >= 20',
}
const all = (benefit) => conditions[benefit].map((code) => `$.${benefit}_${code}`).join(' and ')
const amounts = {
  rent: `${all('rent')} ? min([round(rent * (hardship ? 0.15 : 0.1), 2), (hardship or market) ? 3000 : 2000]) : 0`,
  grant: 'drawing_benefit ? max([round(entitlement * 0.2, 2), 500]) : 500',
  flexible: `${all('flexible')} ? round(6821.37 * (0.06 + 0.05), 2) : 0`,
  training:
    "skill_level == 'level-1' ? 300 : skill_level == 'level-2' ? 500 : skill_level == 'level-3' ? 700 : skill_level == 'level-4' ? 1000 : 1200",
  posts: `${all('posts')} ? new_hires * (new_employer ? 200 : 500) : 0`,
  interest:
    'round(min([principal, 30000 * partners, 100000]) * 0.0335 * loan_months / 12 * (full_subsidy ? 1 : 0.5), 2)',
  tax: [
    'income <= 36000 ? round(income * 0.03, 2)',
    'income <= 144000 ? round(income * 0.1, 2) - 2520',
    'income <= 300000 ? round(income * 0.2, 2) - 16920',
    'income <= 420000 ? round(income * 0.25, 2) - 31920',
    'income <= 660000 ? round(income * 0.3, 2) - 52920',
    'income <= 960000 ? round(income * 0.35, 2) - 85920',
    'round(income * 0.45, 2) - 181920',
  ].join(' : '),
  score:
    'round(50 * min([round(done_1 / target_1, 4), 1]) + 30 * min([round(done_2 / target_2, 4), 1]) + 20, 2)',
}

const node = (id, type, content) => ({ id, type, name: id, position: { x: 0, y: 0 }, content })
const edge = (sourceId, targetId) => ({ id: `${sourceId}-${targetId}`, sourceId, targetId, type: 'edge' })
const graph = {
  nodes: [
    node('in', 'inputNode', {}),
    node('benefits', 'expressionNode', {
      expressions: Object.entries({ ...holds, ...amounts }).map(([key, value]) => ({ id: key, key, value })),
    }),
    node('out', 'outputNode', {}),
  ],
  edges: [edge('in', 'benefits'), edge('benefits', 'out')],
}

export const name = '@gorules/zen-engine'

export function load() {
  const decision = new ZenEngine().createDecision(new ZenDecisionContent(graph))
  return {
    decide: (facts) => decision.evaluate(facts),
    read: ({ result }) =>
      benefits.map((benefit) => ({
        failed: failedBits(benefit, (code) => result[`${benefit}_${code}`]),
        amount: result[benefit],
      })),
  }
}
