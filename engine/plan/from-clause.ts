import { childrenOf, constant, type Expression, type RankKey, type ReadAt } from '../expression/expression.ts'
import { valuesInForce } from '../policy/dated-values.ts'
import type { Clause } from '../policy/policy.ts'
import { operandsOf, parametersRead } from '../policy/reads.ts'
import type { Condition, Operand, Step, StepKey } from '../policy/rules.ts'
import type { ParameterChange, ParameterValues, Plan, PlanOperand, PlanStep } from './plan.ts'

/** Where things are lowered: the day dated things are read at unless they say otherwise. */
interface Context {
  readonly clause: Clause
  readonly at: ReadAt
  /** The list whose entries' fields stand for the facts. */
  readonly entry: string | null
  /** Parameters that a case gives values of its own. */
  readonly changed: ReadonlySet<string>
}

/**
 * Lowers a clause to the core and puts it in order. `values` are those that parameters have instead of
 * their own, by full name.
 *
 * Shape   Clause × parameter changes × values → Plan
 */
export function planFromClause(
  clause: Clause,
  changes: readonly ParameterChange[] = [],
  values?: ReadonlyMap<string, ParameterValues>,
): Plan {
  const context: Context = {
    clause,
    at: { fact: clause.readAt },
    entry: null,
    changed: new Set(changes.map(({ parameter }) => parameter)),
  }
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
        changedValues(
          parameter.name,
          values?.get(parameter.name) ?? valuesInForce(parameter.values),
          changes,
        ),
      ]),
    ),
  }
}

function changedValues(
  name: string,
  values: ParameterValues,
  changes: readonly ParameterChange[],
): ParameterValues {
  const mine = changes.filter((change) => change.parameter === name)
  if (mine.length === 0) return values
  const kept = values.filter(({ from }) => !mine.some((change) => change.from.day === from?.day))
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
      where: step.where && lowerCondition(step.where, context),
      keys: step.keys.map((key) => lowerKey(key, context)),
      held: step.held.map(({ name, condition }) => ({ name, when: lowerCondition(condition, context) })),
      field: step.field,
      earlier: step.earlier,
      types: typesOf(step.operands),
      names: namesOf(step.operands, context),
      hasPrevious: index > 0,
    })
    return { step, expression, operands, cases, otherwise, rows, body }
  })
}

const namesOf = (operands: Step['operands'], { clause }: Context) =>
  Object.fromEntries(
    Object.entries(operands).map(([name, list]) => [name, list.map((one) => givenName(one, clause))]),
  )

/** What somebody can give: a value that is made of a list or record is called as that is. */
function givenName(operand: Operand, clause: Clause): string {
  switch (operand.kind) {
    case 'fact':
      return [operand.fact.name, ...operand.path].join('.')
    case 'item':
      return [operand.name, ...operand.path].join('.')
    case 'parameter':
      return operand.parameter.key
    case 'literal':
      return 'literal'
    case 'value': {
      const last = clause.rules.values.find(({ name }) => name === operand.name)?.steps.at(-1)
      const from = last?.operands.list?.[0] ?? last?.operands.x?.[0]
      return from && from !== operand ? givenName(from, clause) : operand.name
    }
  }
}

const typesOf = (operands: Step['operands']) =>
  Object.fromEntries(Object.entries(operands).map(([name, list]) => [name, list.map(({ type }) => type)]))

function lowerKey({ of, over, to, first }: StepKey, context: Context): RankKey {
  const left = lowerOperand(of, context)
  const key: Expression = over ? { kind: 'divide', left, right: lowerOperand(over, context) } : left
  return { key: to ? { kind: 'round', of: key, rounding: { to, mode: 'half-up' } } : key, first }
}

/** The other clause's conditions, with the entry's fields for facts. */
function lowerEntryClause(
  { clause, entry }: Extract<Condition, { kind: 'clause' }>,
  context: Context,
): Expression {
  const asked = clause()
  if (!asked) return constant(false)
  const inside: Context = { ...context, clause: asked, at: { fact: asked.readAt }, entry: entry.name }
  return {
    kind: 'all',
    of: asked.rules.eligibility.map(({ condition }) => lowerCondition(condition, inside)),
  }
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
    case 'given':
      return { kind: 'given', fact: condition.fact.name }
    case 'clause':
      return lowerEntryClause(condition, context)
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
      const { redacted } = operand.parameter
      if (redacted !== null && !context.changed.has(operand.parameter.name))
        return { kind: 'fact', name: redacted, path: [], at: context.at }
      const date = operand.at ?? operand.parameter.readAt
      return {
        kind: 'parameter',
        name: operand.parameter.name,
        at: date === null ? context.at : { fact: date },
      }
    }
    case 'fact':
      if (context.entry !== null)
        return { kind: 'item', path: [operand.fact.name, ...operand.path], name: context.entry }
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
      return { kind: 'item', path: operand.path, name: operand.name }
  }
}

/** Inside a month, a value whose dates are those of the month is reckoned anew there; of an entry, always. */
function lowerValue(name: string, context: Context): Expression {
  const reference: Expression = { kind: 'value', name }
  if (context.at !== 'month' && context.entry === null) return reference
  const named = context.clause.rules.values.find((value) => value.name === name)
  if (!named) return reference
  const steps = lowerSteps(named.steps, context).map(({ expression }) => expression)
  return context.entry !== null || steps.some(dependsOnMonth) ? { kind: 'steps', of: steps } : reference
}

const dependsOnMonth = (expression: Expression): boolean =>
  ((expression.kind === 'parameter' || expression.kind === 'fact') && expression.at === 'month') ||
  childrenOf(expression).some(dependsOnMonth)
