import { Rational } from '../base/rational.ts'
import { roundedAmount } from '../decision/executable.ts'
import { decimalsOf } from '../decision/outcome.ts'
import { type DecideOptions, questionOf } from '../decision/question.ts'
import { type Environment, evaluate, type Frame, monthRuns, runPipeline } from '../expression/evaluate.ts'
import { childrenOf, type Expression, type Pipeline, walk } from '../expression/expression.ts'
import { isUnknown } from '../expression/unknown.ts'
import { isDatedSeries, type Value } from '../expression/value.ts'
import type { Plan } from '../plan/plan.ts'
import { foundFact } from '../regions/domain.ts'
import {
  exactly,
  greatestOf,
  hull,
  leastOf,
  negated,
  product,
  quotient,
  type Range,
  rounded,
  sum,
} from './range.ts'

/** What an undecided amount cannot be less or more than, with the amount's decimals; null: no such end. */
export interface Bounds {
  readonly least: string | null
  readonly most: string | null
}

/** A known value, or a number in a range; undefined: anything, or no value at all. */
type Found = { readonly value: Value } | Range | undefined

/** Where an expression stands: what is known there, or only a range of it. */
interface Place {
  readonly plan: Plan
  readonly environment: Environment
  readonly previous: Found
  /** `any`: one of the months of a series whose days are not known. */
  readonly month: Frame['month'] | 'any'
}

const open = Symbol('open')

/**
 * Between which numbers a clause's amount must lie whatever the unknown facts are, if the clause is met:
 * interval arithmetic over the amount's steps. Sound, not sharp: where it cannot say, there is no end.
 *
 * Shape   Plan × facts → Bounds; null where there may be no amount
 * Source  R. E. Moore, Interval Analysis (1966)
 */
export function boundsOf(
  plan: Plan,
  facts: ReadonlyMap<string, Value>,
  options: DecideOptions = {},
): Bounds | null {
  if (plan.amount === null) return null
  const question = questionOf(plan, facts, options, null)
  const environment: Environment = {
    fact: (name) => question.read(name),
    parameter: (name) => plan.parameters.get(name) ?? [],
    value: (name) => runPipeline(stepsOf(name, plan), environment),
    // A fact that is not known may yet be given.
    given: (name) => {
      if (!question.given(name) && isUnknown(question.read(name))) throw open
      return question.given(name)
    },
    earlier: question.earlier,
    undatedReads: question.undatedReads,
  }
  const found = rangeAt(roundedAmount(plan), {
    plan,
    environment,
    previous: { value: null },
    month: null,
  })
  if (!found) return null
  const decimals = decimalsOf(plan.rounding)
  return {
    least: found.low?.toString(decimals) ?? null,
    most: found.high?.toString(decimals) ?? null,
  }
}

const isRange = (found: Found): found is Range => found !== undefined && 'low' in found

/** The numbers that what was found can be; undefined where it may be none. */
const asRange = (found: Found): Range | undefined =>
  isRange(found) ? found : found?.value instanceof Rational ? exactly(found.value) : undefined

const rangeAt = (expression: Expression, place: Place): Range | undefined => asRange(find(expression, place))

/** What the interpreter says, where nothing unknown is looked at; else what can be said of it. */
function find(expression: Expression, place: Place): Found {
  const known = settled(expression, place)
  return known ?? reckon(expression, place)
}

function settled(expression: Expression, { environment, previous, month }: Place): Found {
  // A step may look at the value so far: then that has to be known.
  if (!(previous && 'value' in previous) && looksBack(expression)) return undefined
  if (month === 'any' && [...walk(expression)].some((one) => 'at' in one && one.at === 'month'))
    return undefined
  try {
    const before = previous && 'value' in previous ? previous.value : null
    const frame = { previous: before, item: null, month: month === 'any' ? null : month }
    const result = evaluate(expression, environment, frame)
    return isUnknown(result) ? undefined : { value: result }
  } catch (thrown) {
    if (thrown !== open) throw thrown
    return undefined
  }
}

/** Steps inside begin anew: their `previous` is their own. */
function looksBack(expression: Expression): boolean {
  switch (expression.kind) {
    case 'previous':
      return true
    case 'steps':
      return false
    case 'per-item':
      return looksBack(expression.list)
    case 'per-month':
      return looksBack(expression.from) || looksBack(expression.months)
    default:
      return childrenOf(expression).some(looksBack)
  }
}

function reckon(expression: Expression, place: Place): Found {
  const over = (all: readonly Expression[], join: (a: Range, b: Range) => Range): Found => {
    const ranges = all.map((one) => rangeAt(one, place))
    return ranges.includes(undefined) ? undefined : (ranges as readonly Range[]).reduce(join)
  }
  switch (expression.kind) {
    case 'fact':
      return ofFact(expression, place)
    case 'parameter':
      return ofDated(place.plan.parameters.get(expression.name) ?? [])
    case 'value':
      return run(stepsOf(expression.name, place.plan), place)
    case 'previous':
      return place.previous
    case 'earlier':
      return { low: Rational.zero, high: null }
    case 'add':
      return over(expression.of, sum)
    case 'subtract':
      return over([expression.left, expression.right], (a, b) => sum(a, negated(b)))
    case 'multiply':
      return over(expression.of, product)
    case 'divide': {
      const [left, right] = [rangeAt(expression.left, place), rangeAt(expression.right, place)]
      return left && right && quotient(left, right)
    }
    case 'least':
      return over(expression.of, leastOf)
    case 'greatest':
      return over(expression.of, greatestOf)
    case 'round': {
      const of = rangeAt(expression.of, place)
      return of && rounded(of, expression.rounding)
    }
    case 'case':
      return ofCases(expression, place)
    case 'steps':
      return run(expression.of, place)
    case 'fold':
      return expression.by === 'total' ? ofTotal(expression.of, place) : undefined
    default:
      return undefined
  }
}

const stepsOf = (name: string, { values }: Plan): Pipeline =>
  (values.find(({ named }) => named.name === name)?.steps ?? []).map(({ expression }) => expression)

function run(pipeline: Pipeline, place: Place): Found {
  let previous: Found = { value: null }
  for (const expression of pipeline) previous = find(expression, { ...place, previous })
  return previous
}

/** All that its type lets it be; of a given series, the values that it has. */
function ofFact(expression: Extract<Expression, { kind: 'fact' }>, { plan, environment }: Place): Found {
  const given = environment.fact(expression.name)
  if (!isUnknown(given) && given !== null && isDatedSeries(given)) {
    const [first] = given.dated
    // Before its first day a series is not known, and may be anything once it is.
    return first?.from === null ? ofDated(given.dated) : undefined
  }
  // Read by the month, it was not looked at before.
  if (!isUnknown(given) && expression.at === 'month') return reachedIn(given, expression, environment)
  const found = foundFact([expression.name, ...expression.path].join('.'), plan.clause.facts)
  if (!found || !numeric.has(found.type.name)) return undefined
  const end = (value: Value | undefined) => (value instanceof Rational ? value : null)
  return { low: end(found.type.min), high: end(found.type.max) }
}

function reachedIn(
  given: Value,
  expression: Extract<Expression, { kind: 'fact' }>,
  environment: Environment,
): Found {
  const result = evaluate(expression, { ...environment, fact: () => given })
  return isUnknown(result) ? undefined : { value: result }
}

const numeric: ReadonlySet<string> = new Set(['money', 'rate', 'number', 'count', 'duration', 'year'])

/** On whichever day it is read. */
function ofDated(dated: readonly { readonly value: Value }[]): Found {
  const values = dated.map(({ value }) => value)
  if (values.length === 0 || !values.every((value) => value instanceof Rational)) return undefined
  return (values as readonly Rational[]).map(exactly).reduce(hull)
}

/** Of every case that may be the one. */
function ofCases({ of, otherwise }: Extract<Expression, { kind: 'case' }>, place: Place): Found {
  let all: Range | undefined
  const add = (range: Range | undefined): boolean => {
    if (range) all = all ? hull(all, range) : range
    return range !== undefined
  }
  for (const { when, then } of of) {
    const holds = settled(when, place)
    const isKnown = holds !== undefined && 'value' in holds
    if (isKnown && holds.value !== true) continue
    if (!add(rangeAt(then, place))) return undefined
    if (isKnown) return all
  }
  return add(rangeAt(otherwise, place)) ? all : undefined
}

/** A series of months, each in a range; or a record, each field of which is one. */
function ofTotal(of: Expression, place: Place): Found {
  if (of.kind === 'value') return ofLast(stepsOf(of.name, place.plan), place)
  if (of.kind === 'steps') return ofLast(of.of, place)
  if (of.kind === 'fact') return ofFields(of, place)
  if (of.kind !== 'per-month') return undefined
  const [from, months] = [settled(of.from, place), settled(of.months, place)]
  const isKnown = from && 'value' in from && months && 'value' in months
  const runs = isKnown && monthRuns(of.body, from.value, months.value, place.environment)
  const each = (month: Place['month']) => asRange(run(of.body, { ...place, month }))
  if (!runs) {
    const [count, any] = [rangeAt(of.months, place), each('any')]
    return count && any && product(any, greatestOf(count, exactly(Rational.zero)))
  }
  let total: Range = exactly(Rational.zero)
  for (const { from: month, count } of runs) {
    const one = each(month)
    if (!one) return undefined
    total = sum(total, product(one, exactly(Rational.of(count))))
  }
  return total
}

/** The total of what steps come to, where that is their last step's alone. */
function ofLast(steps: Pipeline, place: Place): Found {
  const last = steps.at(-1)
  return last && !looksBack(last) ? ofTotal(last, place) : undefined
}

/** The fields of a record fact that are given, and the others by their types. */
function ofFields({ name, path, at }: Extract<Expression, { kind: 'fact' }>, place: Place): Found {
  const id = [name, ...path].join('.')
  const fields = Object.keys(foundFact(id, place.plan.clause.facts)?.type.fields ?? {})
  const ranges = fields.map((field) => rangeAt({ kind: 'fact', name, path: [...path, field], at }, place))
  if (ranges.length === 0 || ranges.includes(undefined)) return undefined
  return (ranges as readonly Range[]).reduce(sum)
}
