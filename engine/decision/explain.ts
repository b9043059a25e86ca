import { formatDate } from '../base/calendar.ts'
import type { Words } from '../base/words.ts'
import { type Environment, evaluate, type Result } from '../expression/evaluate.ts'
import { type Expression, walk } from '../expression/expression.ts'
import { isUnknown, unknownFact } from '../expression/unknown.ts'
import { isDatedSeries, isRecordValue, type Value } from '../expression/value.ts'
import type { Plan } from '../plan/plan.ts'
import type { Parameter } from '../policy/declarations.ts'
import { namedConditionWords, operandTitle, type Showing, shownType } from '../policy/describe.ts'
import { formatValue, type ShownType } from '../policy/format.ts'
import { operandsOf } from '../policy/reads.ts'
import type { Condition, NamedCondition, Operand } from '../policy/rules.ts'
import { decideByRules, environmentOf } from './by-rules.ts'
import type { Decided } from './decide.ts'
import type { ConditionTrace, Explanation, ParameterUse } from './decision.ts'
import { roundedAmount } from './executable.ts'
import { decimalsOf, type Outcome } from './outcome.ts'
import type { DecideOptions } from './question.ts'
import { roundingWords } from './step-words.ts'
import { roundingTrace, traceSteps } from './trace.ts'

/**
 * The explaining execution with all that it has to say.
 *
 * Shape   Plan × facts → Explanation
 */
export async function explain(
  plan: Plan,
  facts: ReadonlyMap<string, Value>,
  options: DecideOptions = {},
): Promise<{ readonly explanation: Explanation; readonly undated: Decided['undated'] }> {
  const { decision, undated, outcome, question } = await decideByRules(plan, facts, options)
  const environment = environmentOf(plan, question)
  const uses = parameterUses(plan, environment)
  const showing: Showing = { parameter: (parameter) => uses.get(parameter.name)?.value }
  return {
    undated,
    explanation: {
      decision,
      conditions: [
        ...plan.conditions.map(({ named }, index) =>
          conditionTrace(named, outcome.conditions[index] as Result, environment, showing),
        ),
        ...checkTraces(plan, outcome, environment, showing),
      ],
      steps: decision.eligible === false ? [] : amountSteps(plan, environment),
      values: plan.values.map(({ named, steps }) => ({
        name: named.name,
        title: named.title ?? { zh: named.name, en: named.name },
        steps: traceSteps(steps, environment).traces,
      })),
      parameters: [...uses].map(([name, use]) => ({ name, ...use.shown })),
      facts: plan.clause.facts.flatMap(({ name, title, type }) => {
        const value = question.read(name)
        return isUnknown(value)
          ? []
          : [
              {
                name,
                title,
                value: formatValue(value, type, type.name === 'money' ? 2 : 0),
                assumed: !facts.has(name),
              },
            ]
      }),
      source: plan.clause.source && {
        document: plan.clause.source.document,
        section: plan.clause.source.section,
        quote: plan.clause.source.quote,
      },
    },
  }
}

function amountSteps(plan: Plan, environment: Environment): Explanation['steps'] {
  if (!plan.amount) return []
  const { traces, result } = traceSteps(plan.amount, environment)
  if (!plan.rounding || isUnknown(result)) return traces
  const rounded = evaluate(roundedAmount(plan), environment)
  if (isUnknown(rounded)) return traces
  return [
    ...traces,
    roundingTrace(rounded, roundingWords(plan.rounding, plan.clause.unit), decimalsOf(plan.rounding)),
  ]
}

/** What a check asks, as a condition. */
function checkTraces(
  plan: Plan,
  outcome: Outcome,
  environment: Environment,
  showing: Showing,
): readonly ConditionTrace[] {
  const index = plan.outputs.findIndex(({ output }) => output.name === 'consistent')
  const condition = plan.outputs[index]?.output.steps[0]?.where
  if (plan.clause.kind !== 'check' || !condition) return []
  const named = { code: 'consistent', condition, title: null, quote: null, origin: plan.clause.origin }
  return [conditionTrace(named, outcome.outputs[index]?.value ?? null, environment, showing)]
}

function conditionTrace(
  named: NamedCondition,
  result: Result,
  environment: Environment,
  showing: Showing,
): ConditionTrace {
  return {
    code: named.code,
    words: namedConditionWords(named, showing),
    holds: isUnknown(result) ? null : result === true,
    given: givenWords(named, environment),
    quote: named.quote,
  }
}

/** A fact as given, or the field of it that a path leads to. */
function factAt({ fact, path }: Extract<Operand, { kind: 'fact' }>, environment: Environment): Result {
  const value = environment.fact(fact.name)
  return path.reduce<Result>((at, key) => {
    if (isUnknown(at)) return at
    if (isRecordValue(at) && Object.hasOwn(at.fields, key)) return at.fields[key] as Value
    return isDatedSeries(at) ? at : unknownFact(fact.name)
  }, value)
}

/** Both sides of every comparison of a condition, each with the type of the other. */
function* sidesOf(
  condition: Condition,
): Generator<{ readonly operand: Operand; readonly against: ShownType | undefined }> {
  if (condition.kind === 'all' || condition.kind === 'any')
    for (const inner of condition.of) yield* sidesOf(inner)
  else if (condition.kind === 'not' || condition.kind === 'named') yield* sidesOf(condition.of)
  else if (condition.kind === 'compare') {
    yield { operand: condition.left, against: shownType(condition.right) }
    yield { operand: condition.right, against: shownType(condition.left) }
  }
}

/** What the applicant brings to a condition: `已经营 11 个月`. */
function givenWords(named: NamedCondition, environment: Environment): Words {
  const parts: Words[] = []
  const seen = new Set<string>()
  for (const { operand, against } of sidesOf(named.condition)) {
    if (operand.kind !== 'fact' && operand.kind !== 'value') continue
    const name = operand.kind === 'fact' ? [operand.fact.name, ...operand.path].join('.') : operand.name
    if (seen.has(name)) continue
    seen.add(name)
    const value = operand.kind === 'fact' ? factAt(operand, environment) : environment.value(name)
    // A quotient compared with a rate is read as one.
    const type = operand.type?.name === 'number' && against?.name === 'rate' ? against : shownType(operand)
    const shown = isUnknown(value)
      ? { zh: '未知', en: 'unknown' }
      : formatValue(value, type, type?.name === 'money' ? 2 : 0)
    const title = operandTitle(operand)
    parts.push({ zh: `${title.zh}：${shown.zh}`, en: `${title.en}: ${shown.en}` })
  }
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') }
}

interface Used {
  readonly value: Value
  readonly shown: Omit<ParameterUse, 'name'>
}

/** The parameters the clause reads, with the value on the day each is read at. */
function parameterUses(plan: Plan, environment: Environment): ReadonlyMap<string, Used> {
  const byName = new Map<string, Parameter>()
  for (const operand of operandsOf(plan.clause.rules))
    if (operand.kind === 'parameter') byName.set(operand.parameter.name, operand.parameter)
  const uses = new Map<string, Used>()
  for (const expression of parametersIn(plan)) {
    if (uses.has(expression.name)) continue
    const parameter = byName.get(expression.name)
    const value = evaluate(expression, environment)
    if (!parameter || isUnknown(value)) continue
    uses.set(expression.name, {
      value,
      shown: {
        title: parameter.title,
        value: formatValue(value, parameter.type),
        from: inForceFrom(plan, expression, environment),
        quote: parameter.quote,
      },
    })
  }
  return uses
}

type ParameterRead = Extract<Expression, { kind: 'parameter' }>

/** Every parameter read; one that is read by the month is shown as on the first month's day. */
function parametersIn(plan: Plan): readonly ParameterRead[] {
  const roots = [
    ...plan.conditions.map(({ expression }) => expression),
    ...plan.values.flatMap(({ steps }) => steps.map(({ expression }) => expression)),
    ...(plan.amount ?? []).map(({ expression }) => expression),
    ...plan.outputs.flatMap(({ steps }) => steps.map(({ expression }) => expression)),
  ]
  const all = roots.flatMap((root) => [...walk(root)])
  const firstMonth = all.find((one) => one.kind === 'per-month')?.from
  const day = firstMonth?.kind === 'fact' ? firstMonth.name : plan.clause.readAt
  return all.flatMap((one) =>
    one.kind === 'parameter' ? [one.at === 'month' ? { ...one, at: { fact: day } } : one] : [],
  )
}

function inForceFrom(plan: Plan, { name, at }: ParameterRead, environment: Environment): string | null {
  const dated = plan.parameters.get(name) ?? []
  const date = at === 'month' ? null : environment.fact(at.fact)
  let from = dated[0]?.from ?? null
  if (date !== null && !isUnknown(date))
    for (const entry of dated) {
      if (entry.from !== null && entry.from.day > (date as { readonly day: number }).day) break
      from = entry.from
    }
  return from && formatDate(from)
}
