import { planFromClause } from '../plan/from-clause.ts'
import type { Clause } from '../policy/policy.ts'
import { meaningOf } from './same.ts'

export const byName = (a: readonly unknown[], b: readonly unknown[]): number =>
  String(a[0]) < String(b[0]) ? -1 : 1

/** All that deciding a clause takes, as one text; or without the values of parameters that are not its own. */
export function decidingMeaning(clause: Clause, isOwn = false): string {
  const plan = planFromClause(clause)
  const { kind, pays, unit, opens, stacking, effective, readAt } = clause
  return meaningOf([
    { kind, pays, unit, opens, effective, readAt, stacking: stacking && [stacking.name, stacking.pays] },
    clause.facts.map(({ name, absent, from }) => [name, absent, from]).sort(byName),
    plan.conditions.map(({ named, expression }) => [named.code, expression]).sort(byName),
    plan.values.map(({ named, steps }) => [named.name, steps.map(({ expression }) => expression)]),
    plan.amount?.map(({ expression }) => expression) ?? null,
    plan.rounding,
    plan.outputs.map(({ output, steps, when }) => [
      output.name,
      output.onlyEligible,
      output.otherwise,
      output.rounding,
      when,
      steps.map(({ expression }) => expression),
    ]),
    plan.refer.map(({ refer, when }) => [refer.code, refer.always, when]),
    [...plan.parameters]
      .filter(([name]) => !isOwn || clause.parameters.some((parameter) => parameter.name === name))
      .map(([name, values]) => [name, values.map(({ from, value }) => [from, value])])
      .sort(byName),
  ])
}
