import type { FactDeclaration, Parameter } from './declarations.ts'
import type { ClauseRules, Condition, Operand, Step } from './rules.ts'

/** Every operand of a condition, in written order. */
export function* operandsOfCondition(condition: Condition): Generator<Operand> {
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const inner of condition.of) yield* operandsOfCondition(inner)
      return
    case 'not':
    case 'named':
      yield* operandsOfCondition(condition.of)
      return
    case 'compare':
      yield condition.left
      yield condition.right
  }
}

/** Every operand of steps, in written order. */
export function* operandsOfSteps(steps: readonly Step[]): Generator<Operand> {
  for (const step of steps) {
    for (const list of Object.values(step.operands)) yield* list
    for (const { when, then } of step.cases) {
      yield* operandsOfCondition(when)
      yield then
    }
    if (step.otherwise) yield step.otherwise
    for (const row of step.rows) yield row.operand
    if (step.body) yield* operandsOfSteps(step.body)
  }
}

/** Every operand of a clause: conditions first, then values, the amount, outputs, refer codes. */
export function* operandsOf(rules: ClauseRules): Generator<Operand> {
  for (const { condition } of rules.eligibility) yield* operandsOfCondition(condition)
  for (const value of rules.values) yield* operandsOfSteps(value.steps)
  if (rules.amount) yield* operandsOfSteps(rules.amount)
  for (const output of rules.outputs) {
    if (output.when) yield* operandsOfCondition(output.when)
    yield* operandsOfSteps(output.steps)
  }
  for (const refer of rules.refer) if (refer.when) yield* operandsOfCondition(refer.when)
}

/** The facts that rules read, and the date facts that dated things are read at, in order of first use. */
export function factsReadBy(
  rules: ClauseRules,
  facts: ReadonlyMap<string, FactDeclaration>,
  readAt: string,
): readonly FactDeclaration[] {
  const read = new Map<string, FactDeclaration>()
  const dates = new Set<string>()
  for (const operand of operandsOf(rules)) {
    if (operand.kind === 'fact') {
      read.set(operand.fact.name, operand.fact)
      if (operand.fact.type.series) dates.add(operand.at ?? readAt)
    }
    if (operand.kind === 'parameter') dates.add(operand.at ?? operand.parameter.readAt ?? readAt)
  }
  for (const name of dates) {
    const fact = facts.get(name)
    if (fact && !read.has(name)) read.set(name, fact)
  }
  return [...read.values()]
}

/** Full names of the parameters that operands read, each once. */
export function parametersRead(operands: Iterable<Operand>): readonly Parameter[] {
  const read = new Map<string, Parameter>()
  for (const operand of operands)
    if (operand.kind === 'parameter') read.set(operand.parameter.name, operand.parameter)
  return [...read.values()]
}
