// Columns against closures over exact fractions, applicant by applicant.
import { factsReader } from './facts.mjs'

const hundredths = (amount) => (amount === null ? Number.NaN : Number(amount.replace('.', '')))
const bitsOf = (list, codes) =>
  list.reduce((bits, code, index) => (codes.includes(code) ? bits | (1 << index) : bits), 0)

/** How many decisions were compared and are the same. Throws at the first that is not. */
export function compareWithClosures(engine, { program, plans, columns, results, wide }, rows) {
  const deciders = plans.map((plan) => engine.deciderOf(plan))
  const readers = plans.map((plan) => factsReader(engine, program, plan))
  let compared = 0
  for (let row = 0; row < rows; row++) {
    for (const [index, plan] of plans.entries()) {
      const { decision, undated } = deciders[index].decide(readers[index](columns, row), {
        undatedReads: 'stated',
      })
      // A wide row is decided by closures; a parameter without a value may be read by an output alone.
      if (wide[row] === 1 || undated.length > 0) continue
      const { eligible, failed, refer, amount } = results[index]
      const codes = plan.conditions.map(({ named }) => named.code)
      const refers = plan.refer.map(({ refer: one }) => one.code)
      const said = [eligible[row], failed[row], refer[row], plan.amount ? amount[row] : Number.NaN]
      const exact = [
        decision.eligible === null ? 2 : Number(decision.eligible),
        bitsOf(codes, decision.failed),
        bitsOf(refers, decision.refer),
        hundredths(plan.amount ? decision.amount : null),
      ]
      if (!said.every((value, at) => Object.is(value, exact[at])))
        throw new Error(`${plan.clause.id}, row ${row}: ${said}, by closures ${exact}`)
      compared++
    }
  }
  return compared
}
