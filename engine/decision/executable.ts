import type { Result } from '../expression/evaluate.ts'
import { constant, type Expression } from '../expression/expression.ts'
import { isUnknown, type Need, unknownOf } from '../expression/unknown.ts'
import type { DecidingPlan, PlanStep } from '../plan/plan.ts'
import type { Arithmetic } from './arithmetic.ts'
import { type Cell, cellOf, unknown, valueFromCell } from './cell.ts'
import { compile, compilePipeline } from './compile.ts'
import type { Compiled, Compiler, Row } from './compiled.ts'
import type { Outcome } from './outcome.ts'
import type { Question } from './question.ts'

/** A compiled plan: one question in, what comes out of it. */
export type Executable = (question: Question) => Outcome

/** Compiles every part of a plan over one arithmetic. */
export function executableOf<N>(plan: DecidingPlan, arithmetic: Arithmetic<N>): Executable {
  const factNames: string[] = []
  const values: Compiled<N>[] = []
  const valueNames = new Map(plan.values.map(({ named }, index) => [named.name, index]))
  const compiler: Compiler<N> = {
    arithmetic,
    factIndex: (name) => {
      const known = factNames.indexOf(name)
      return known >= 0 ? known : factNames.push(name) - 1
    },
    valueIndex: (name) => valueNames.get(name) as number,
    value: (index) => values[index] as Compiled<N>,
    parameter: (name) => plan.parameters.get(name) ?? [],
  }
  const pipeline = (steps: readonly Pick<PlanStep, 'expression'>[]) =>
    compilePipeline(
      steps.map(({ expression }) => expression),
      compiler,
    )
  for (const { steps } of plan.values) values.push(pipeline(steps))
  const conditions = plan.conditions.map(({ expression }) => compile(expression, compiler))
  const amount = plan.amount && compile(roundedAmount(plan), compiler)
  const always = compile<N>(constant(true), compiler)
  const when = (expression: Expression | null) => (expression ? compile(expression, compiler) : always)
  const outputs = plan.outputs.map(({ steps, when: only }) => ({ when: when(only), value: pipeline(steps) }))
  const refer = plan.refer.map(({ when: only }) => when(only))

  return ({ read, given, earlier, undatedReads }) => {
    const row: Row<N> = {
      facts: factNames.map((name): Cell<N> => {
        const value = read(name)
        return isUnknown(value) ? unknown : cellOf(value, arithmetic)
      }),
      values: [],
      undatedReads,
      given,
      earlier,
      previous: null,
      item: null,
      month: null,
    }
    for (const value of values) row.values.push(value.run(row))
    const result = (part: Compiled<N>): Result => {
      const cell = part.run(row)
      if (cell !== unknown) return valueFromCell(cell, arithmetic)
      const needs: Need[] = []
      part.blame(row, needs)
      return unknownOf([{ unknown: needs }])
    }
    return {
      conditions: conditions.map(result),
      amount: amount ? result(amount) : null,
      outputs: outputs.map((output) => ({ when: result(output.when), value: result(output.value) })),
      refer: refer.map(result),
    }
  }
}

/** The amount's steps, ending in the declared rounding. */
export function roundedAmount(plan: DecidingPlan): Expression {
  const steps: Expression = { kind: 'steps', of: (plan.amount ?? []).map(({ expression }) => expression) }
  return plan.rounding ? { kind: 'round', of: steps, rounding: plan.rounding } : steps
}
