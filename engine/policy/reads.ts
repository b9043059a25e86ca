import type { FactDeclaration, Parameter } from './declarations.ts'
import type { Clause } from './policy.ts'
import type { ClauseRules, Condition, NamedValue, Operand, Step } from './rules.ts'

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
    case 'given':
      return
    case 'clause':
      // Of the entry, that clause reads the fields; its parameters are read here.
      for (const operand of operandsOfEntryClause(condition.clause())) yield operand
      return
    case 'compare':
      yield condition.left
      yield condition.right
  }
}

/** Clauses that are being walked: one that asks itself in a circle is refused elsewhere. */
const onTheWay = new Set<Clause>()

function* operandsOfEntryClause(clause: Clause | undefined): Generator<Operand> {
  if (!clause || onTheWay.has(clause)) return
  onTheWay.add(clause)
  try {
    for (const { condition } of clause.rules.eligibility)
      for (const operand of operandsOfCondition(condition)) if (operand.kind === 'parameter') yield operand
    for (const value of clause.rules.values)
      for (const operand of operandsOfSteps(value.steps)) if (operand.kind === 'parameter') yield operand
  } finally {
    onTheWay.delete(clause)
  }
}

/** A condition and all inside it. */
function* conditionsUnder(condition: Condition): Generator<Condition> {
  yield condition
  if (condition.kind === 'all' || condition.kind === 'any')
    for (const inner of condition.of) yield* conditionsUnder(inner)
  if (condition.kind === 'not' || condition.kind === 'named') yield* conditionsUnder(condition.of)
}

function* conditionsOfSteps(steps: readonly Step[]): Generator<Condition> {
  for (const step of steps) {
    for (const { when } of step.cases) yield* conditionsUnder(when)
    if (step.where) yield* conditionsUnder(step.where)
    for (const { condition } of step.held) yield* conditionsUnder(condition)
    if (step.body) yield* conditionsOfSteps(step.body)
  }
}

/** Every condition of a clause, those inside others too. */
export function* conditionsIn(rules: ClauseRules): Generator<Condition> {
  for (const { condition } of rules.eligibility) yield* conditionsUnder(condition)
  for (const value of rules.values) yield* conditionsOfSteps(value.steps)
  if (rules.amount) yield* conditionsOfSteps(rules.amount)
  for (const output of rules.outputs) {
    if (output.when) yield* conditionsUnder(output.when)
    yield* conditionsOfSteps(output.steps)
  }
  for (const refer of rules.refer) if (refer.when) yield* conditionsUnder(refer.when)
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
    if (step.where) yield* operandsOfCondition(step.where)
    for (const { of, over } of step.keys) yield* over ? [of, over] : [of]
    for (const { condition } of step.held) yield* operandsOfCondition(condition)
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
  hasRange: boolean,
): readonly FactDeclaration[] {
  const read = new Map<string, FactDeclaration>()
  // Whether a clause is in force depends on its day.
  const dates = new Set<string>(hasRange ? [readAt] : [])
  for (const operand of operandsOf(rules)) {
    if (operand.kind === 'fact') {
      read.set(operand.fact.name, operand.fact)
      if (operand.fact.type.series) dates.add(operand.at ?? readAt)
    }
    if (operand.kind === 'parameter') dates.add(operand.at ?? operand.parameter.readAt ?? readAt)
    const supplied = operand.kind === 'parameter' ? operand.parameter.redacted : null
    const supplier = supplied === null ? undefined : facts.get(supplied)
    if (supplier) read.set(supplier.name, supplier)
  }
  for (const condition of conditionsIn(rules))
    if (condition.kind === 'given') read.set(condition.fact.name, condition.fact)
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

/** A clause's own values, and those of its provision that it comes to: others are no part of it. */
export function valuesNeeded(rules: ClauseRules, own: ReadonlySet<string>): readonly NamedValue[] {
  const needed = new Set<string>()
  const need = (operands: Iterable<Operand>): void => {
    for (const operand of operands) {
      if (operand.kind !== 'value' || needed.has(operand.name)) continue
      needed.add(operand.name)
      need(operandsOfSteps(rules.values.find(({ name }) => name === operand.name)?.steps ?? []))
    }
  }
  need(operandsOf({ ...rules, values: rules.values.filter(({ name }) => own.has(name)) }))
  return rules.values.filter(({ name }) => own.has(name) || needed.has(name))
}
