// The sample's applicants as a peer takes them: yuan as plain numbers, names as text, yes/no as booleans.

const yesNo = [
  'registered',
  'hardship',
  'market',
  'drawing_benefit',
  'male',
  'contributions_paid',
  'new_employer',
  'full_subsidy',
]
const money = ['rent', 'entitlement', 'wage', 'principal', 'income']

/** `names` holds what the numbers of industries and levels stand for. */
export function peerFacts(row, names) {
  const facts = { ...row }
  for (const name of yesNo) facts[name] = row[name] === 1
  for (const name of money) facts[name] = row[name] / 100
  for (const [name, list] of Object.entries(names)) facts[name] = list[row[name]]
  return facts
}

/** The conditions of the clauses that have any, in the order of their bits. */
export const conditions = {
  rent: ['registered', 'industry', 'operated'],
  flexible: ['age', 'income', 'paid', 'months'],
  posts: ['hires'],
}

export const benefits = ['rent', 'grant', 'flexible', 'training', 'posts', 'interest', 'tax', 'score']

/** Failed conditions as bits, from whether each holds. */
export const failedBits = (benefit, holds) =>
  (conditions[benefit] ?? []).reduce((bits, code, index) => (holds(code) ? bits : bits | (1 << index)), 0)
