import { childrenOf, type Expression, type ReadAt } from '../expression/expression.ts'
import type { Parameter } from '../policy/declarations.ts'
import type { Clause } from '../policy/policy.ts'
import { operandsOf, parametersRead } from '../policy/reads.ts'
import type { Condition, Operand, Step } from '../policy/rules.ts'
import type { ParameterChange, ParameterValues, Plan, PlanOperand, PlanStep } from './plan.ts'

/** Where things are lowered: the day dated things are read at unless they say otherwise. */
interface Context {
  readonly clause: Clause
  readonly at: ReadAt
}

/**
 * Lowers a clause to the core and puts it in order.
 *
 * Shape   Clause × parameter changes → Plan
 */
export function planFromClause(clause: Clause, changes: readonly ParameterChange[] = []): Plan {
  const context: Context = { clause, at: { fact: clause.readAt } }
  const { rules } = clause
  return {
    clause,
    conditions: rules.eligibility.map((named) => ({
      named,
      expression: lowerCondition(named.condition, context),
    })),
    values: rules.values.map((named) => ({ named, steps: lowerSteps(named.steps, context) })),
    amount: rules.amount && lowerSteps(rules.amount, context),
    rounding: rules.rounding,
    outputs: rules.outputs.map((output) => ({
      output,
      steps: lowerSteps(output.steps, context),
      when: output.when && lowerCondition(output.when, context),
    })),
    refer: rules.refer.map((refer) => ({ refer, when: refer.when && lowerCondition(refer.when, context) })),
    parameters: new Map(
      parametersRead(operandsOf(rules)).map((parameter) => [
        parameter.name,
        changedValues(parameter, changes),
      ]),
    ),
  }
}

function changedValues(parameter: Parameter, changes: readonly ParameterChange[]): ParameterValues {
  const mine = changes.filter((change) => change.parameter === parameter.name)
  if (mine.length === 0) return parameter.values
  const kept = parameter.values.filter(({ from }) => !mine.some((change) => change.from.day === from?.day))
  return [...kept, ...mine].sort((a, b) => (a.from?.day ?? -Infinity) - (b.from?.day ?? -Infinity))
}

function lowerSteps(steps: readonly Step[], context: Context): readonly PlanStep[] {
  return steps.map((step, index) => {
    const inner: Context = step.mechanism.name === 'per-month' ? { ...context, at: 'month' } : context
    const body = step.body && lowerSteps(step.body, inner)
    const planned = (operand: Operand): PlanOperand => ({
      operand,
      expression: lowerOperand(operand, context),
    })
    const operands = Object.fromEntries(
      Object.entries(step.operands).map(([name, list]) => [name, list.map(planned)]),
    )
    const cases = step.cases.map(({ when, then }) => ({
      when: lowerCondition(when, context),
      then: planned(then),
    }))
    const otherwise = step.otherwise && planned(step.otherwise)
    const rows = step.rows.map(({ key, operand }) => ({ key, value: planned(operand) }))
    const expression = step.mechanism.lower({
      operands: Object.fromEntries(
        Object.entries(operands).map(([name, list]) => [name, list.map((one) => one.expression)]),
      ),
      cases: cases.map(({ when, then }) => ({ when, then: then.expression })),
      otherwise: otherwise?.expression ?? null,
      rounding: step.rounding,
      rows: rows.map(({ key, value }) => ({ key, value: value.expression })),
      body: body?.map((one) => one.expression) ?? null,
      hasPrevious: index > 0,
    })
    return { step, expression, operands, cases, otherwise, rows, body }
  })
}

function lowerCondition(condition: Condition, context: Context): Expression {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { kind: condition.kind, of: condition.of.map((inner) => lowerCondition(inner, context)) }
    case 'not':
      return { kind: 'not', of: lowerCondition(condition.of, context) }
    case 'named':
      return lowerCondition(condition.of, context)
    case 'compare':
      return {
        kind: 'compare',
        by: condition.by,
        left: lowerOperand(condition.left, context),
        right: lowerOperand(condition.right, context),
      }
  }
}

function lowerOperand(operand: Operand, context: Context): Expression {
  switch (operand.kind) {
    case 'parameter': {
      const date = operand.at ?? operand.parameter.readAt
      return {
        kind: 'parameter',
        name: operand.parameter.name,
        at: date === null ? context.at : { fact: date },
      }
    }
    case 'fact':
      return {
        kind: 'fact',
        name: operand.fact.name,
        path: operand.path,
        at: operand.at === null ? context.at : { fact: operand.at },
      }
    case 'value':
      return lowerValue(operand.name, context)
    case 'literal':
      return { kind: 'constant', value: operand.value }
    case 'item':
      return { kind: 'item' }
  }
}

/** Inside a month, a value whose dates are those of the month is reckoned anew there. */
function lowerValue(name: string, context: Context): Expression {
  const reference: Expression = { kind: 'value', name }
  if (context.at !== 'month') return reference
  const named = context.clause.rules.values.find((value) => value.name === name)
  if (!named) return reference
  const steps = lowerSteps(named.steps, context).map(({ expression }) => expression)
  return steps.some(dependsOnMonth) ? { kind: 'steps', of: steps } : reference
}

const dependsOnMonth = (expression: Expression): boolean =>
  ((expression.kind === 'parameter' || expression.kind === 'fact') && expression.at === 'month') ||
  childrenOf(expression).some(dependsOnMonth)
