import { formatDate } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import { sameWords, type Words } from '../base/words.ts'
import {
  type Environment,
  emptyFrame,
  evaluate,
  type Frame,
  monthRuns,
  type Result,
} from '../expression/evaluate.ts'
import { childrenOf } from '../expression/expression.ts'
import { isUnknown } from '../expression/unknown.ts'
import { isListValue, type Value } from '../expression/value.ts'
import type { PlanOperand, PlanStep } from '../plan/plan.ts'
import { conditionWords, operandTitle, type Showing, shownType } from '../policy/describe.ts'
import { formatValue } from '../policy/format.ts'
import type { StepTrace } from './decision.ts'
import { beside, joinedBy, listed, nothing, roundingWords, stepWords, unfilled } from './step-words.ts'

const unknownWords: Words = { zh: '未知', en: 'unknown' }

/** Money that is paid or given shows its fen; a policy's own values show what they need. */
const decimalsFor = (type: { readonly name: string } | undefined): number => (type?.name === 'money' ? 2 : 0)

/**
 * Runs steps one by one and says what each did.
 *
 * Shape   steps × environment → traces and the value
 */
export function traceSteps(
  steps: readonly PlanStep[],
  environment: Environment,
  frame: Frame = emptyFrame,
): { readonly traces: readonly StepTrace[]; readonly result: Result } {
  const traces: StepTrace[] = []
  let previous: Result = null
  for (const step of steps) {
    const here = { ...frame, previous }
    const result = evaluate(step.expression, environment, here)
    traces.push(...baseTrace(step, environment, here), traceOf(step, previous, result, environment, here))
    previous = result
  }
  return { traces, result: previous }
}

/** The base that a step begins with, on a line of its own. */
function baseTrace(step: PlanStep, environment: Environment, frame: Frame): readonly StepTrace[] {
  const { base } = step.step.mechanism
  const from = base === undefined ? undefined : step.operands[base]?.[0]
  if (!from) return []
  const value = evaluate(from.expression, environment, frame)
  return [
    {
      mechanism: 'base',
      parameters: from.operand.kind === 'parameter' ? [from.operand.parameter.name] : [],
      words: operandTitle(from.operand),
      value: isUnknown(value) ? null : value,
      shown: shown(value, from.operand.type),
    },
  ]
}

const shown = (value: Result, type: { readonly name: string } | undefined): Words =>
  isUnknown(value) ? unknownWords : formatValue(value, type, decimalsFor(type))

function traceOf(
  planned: PlanStep,
  before: Result,
  after: Result,
  environment: Environment,
  frame: Frame,
): StepTrace {
  const { step } = planned
  const { mechanism } = step
  const value = isUnknown(after) ? null : after
  const fillings = fillingsOf(planned, environment, frame)
  const compared = mechanism.binds && !isUnknown(before) && !isUnknown(after)
  const binds = compared ? mechanism.binds?.(before, after) : undefined
  const note = binds === undefined ? undefined : mechanism.bindsWords?.[binds ? 'yes' : 'no']
  const parts = partsOf(planned, environment, frame)
  return {
    mechanism: mechanism.name,
    parameters: [...parametersOf(planned)],
    words: stepWords(mechanism.words, fillings),
    value,
    shown: shown(after, step.type),
    ...(binds !== undefined && { binds }),
    ...(note && { note: stepWords(note, { ...fillings, before: shown(before, step.type) }) }),
    ...(parts && { parts }),
  }
}

function* parametersOf(planned: PlanStep): Generator<string> {
  const all = [
    ...Object.values(planned.operands).flat(),
    ...planned.cases.map(({ then }) => then),
    ...(planned.otherwise ? [planned.otherwise] : []),
    ...planned.rows.map(({ value }) => value),
  ]
  for (const { operand } of all) if (operand.kind === 'parameter') yield operand.parameter.name
}

/** `{x}` and `{x_title}` of a step's words. */
function fillingsOf(
  planned: PlanStep,
  environment: Environment,
  frame: Frame,
): Readonly<Record<string, Words>> {
  const fillings: Record<string, Words> = { ...unfilled(planned.step.mechanism) }
  for (const [name, operands] of Object.entries(planned.operands)) {
    // Where the words have no place for its title, a literal is said as its value: 最高不超过 11.
    const titled = planned.step.mechanism.words.en.includes(`{${name}_title}`)
    fillings[name] = listed(
      operands.map((one) =>
        titled || one.operand.kind !== 'literal'
          ? operandValue(one, environment, frame)
          : operandTitle(one.operand),
      ),
    )
    fillings[`${name}_title`] = listed(operands.map(({ operand }) => operandTitle(operand)))
  }
  const { sign } = planned.step.mechanism
  if (sign !== undefined)
    fillings.joined = joinedBy(
      sign,
      (planned.operands.x ?? []).map((one) =>
        beside(operandTitle(one.operand), operandValue(one, environment, frame)),
      ),
      childrenOf(planned.expression)[0]?.kind === 'previous',
    )
  const chosen = chosenOf(planned, environment, frame)
  fillings.chosen = chosen ? operandValue(chosen, environment, frame) : { zh: '（无）', en: '(none)' }
  fillings.chosen_title = chosen ? operandTitle(chosen.operand) : nothing
  if (planned.step.where) fillings.where = conditionWords(planned.step.where, named)
  if (planned.step.earlier) fillings.clause = sameWords(planned.step.earlier.clause)
  if (planned.step.rounding) fillings.rounding = roundingWords(planned.step.rounding, planned.step.type?.unit)
  return fillings
}

/** In the words of an inner condition parameters are named, not valued. */
const named: Showing = { parameter: () => undefined }

/** A literal's title is its value already. */
function operandValue({ operand, expression }: PlanOperand, environment: Environment, frame: Frame): Words {
  if (operand.kind === 'literal') return nothing
  const value = evaluate(expression, environment, frame)
  if (isUnknown(value)) return unknownWords
  const type = shownType(operand)
  return formatValue(value, type, operand.kind === 'parameter' ? 0 : decimalsFor(type))
}

/** The case or row that a step took. */
function chosenOf(planned: PlanStep, environment: Environment, frame: Frame): PlanOperand | undefined {
  for (const { when, then } of planned.cases) if (evaluate(when, environment, frame) === true) return then
  const by = planned.operands.by?.[0]
  const key = by && evaluate(by.expression, environment, frame)
  const row = planned.rows.find((candidate) => candidate.key === key)
  return row?.value ?? planned.otherwise ?? undefined
}

/** The steps of each run of months, or of each entry. */
function partsOf(planned: PlanStep, environment: Environment, frame: Frame): StepTrace['parts'] | undefined {
  const { expression, body } = planned
  if (!body) return undefined
  if (expression.kind === 'per-month') {
    const from = evaluate(expression.from, environment, frame)
    const months = evaluate(expression.months, environment, frame)
    if (isUnknown(from) || isUnknown(months)) return undefined
    return monthRuns(expression.body, from, months, environment)?.map((run) => ({
      title: runTitle(run),
      steps: traceSteps(body, environment, { ...frame, month: run.from }).traces,
    }))
  }
  if (expression.kind !== 'per-item') return undefined
  const list = evaluate(expression.list, environment, frame)
  if (isUnknown(list) || !isListValue(list)) return undefined
  return list.map((item) => ({
    title: formatValue(item, shownType((planned.operands.x as [PlanOperand])[0].operand)?.of),
    steps: traceSteps(body, environment, { ...frame, item }).traces,
  }))
}

const runTitle = (run: { readonly from: { readonly day: number }; readonly count: number }): Words => ({
  zh: `${formatDate(run.from)} 起 ${run.count} 个月`,
  en: `${run.count} ${run.count === 1 ? 'month' : 'months'} from ${formatDate(run.from)}`,
})

/** The rounding that ends an amount, as a step. */
export function roundingTrace(value: Value, words: Words, decimals: number): StepTrace {
  return {
    mechanism: 'round',
    parameters: [],
    words,
    value,
    shown:
      value instanceof Rational
        ? formatValue(value, { name: 'money' }, decimals)
        : formatValue(value, undefined),
  }
}
