import { addMonths, type CalendarDate, monthsUntil, partsOf } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import { matchesRedacted } from '../base/redacted.ts'
import { reckonCalendar } from './calendar.ts'
import { holds } from './compare.ts'
import { evaluateList } from './evaluate-lists.ts'
import { type Expression, type Pipeline, type ReadAt, walk } from './expression.ts'
import { foldOf } from './fold.ts'
import { kleene, known } from './known.ts'
import { isUnknown, type Unknown, unknownFact } from './unknown.ts'
import { type DatedSeries, isDatedSeries, isListValue, isRecordValue, type Value } from './value.ts'

export type Result = Value | Unknown

/** What expressions look at. */
export interface Environment {
  readonly fact: (name: string) => Result
  readonly parameter: (name: string) => DatedSeries['dated']
  readonly value: (name: string) => Result
  /** Whether a fact was given, not assumed. */
  readonly given: (fact: string) => boolean
  /** A fact of the parts of this claim that were paid before under a clause; 0 where there are none. */
  readonly earlier: (clause: string, fact: string) => Result
  /** Where a date is missing and there is more than one value: take the one the text states, or say that it is unknown. */
  readonly undatedReads: 'stated' | 'unknown'
}

/** Where in a list of steps, a list or a series of months an expression stands. */
export interface Frame {
  readonly previous: Result
  readonly item: Value
  readonly month: CalendarDate | null
}

export const emptyFrame: Frame = { previous: null, item: null, month: null }

/** The interpreter: exact, three-valued, plain. The other executions are measured against it. */
export function evaluate(
  expression: Expression,
  environment: Environment,
  frame: Frame = emptyFrame,
): Result {
  const inner = (one: Expression): Result => evaluate(one, environment, frame)
  switch (expression.kind) {
    case 'constant':
      return expression.value
    case 'fact':
      return readFact(expression, environment, frame)
    case 'parameter':
      return readParameter(expression.name, expression.at, environment, frame)
    case 'value':
      return environment.value(expression.name)
    case 'previous':
      return frame.previous
    case 'item':
      return reach(frame.item, expression.path, expression.name)
    case 'given':
      return environment.given(expression.fact)
    case 'earlier':
      return environment.earlier(expression.clause, expression.fact)
    case 'add':
      return numbers(expression.of.map(inner), (all) => all.reduce((a, b) => a.plus(b), Rational.zero))
    case 'subtract':
      return numbers([inner(expression.left), inner(expression.right)], ([a, b]) =>
        (a as Rational).minus(b as Rational),
      )
    case 'multiply':
      return numbers(expression.of.map(inner), (all) => all.reduce((a, b) => a.times(b), Rational.one))
    case 'divide':
      return numbers([inner(expression.left), inner(expression.right)], ([a, b]) =>
        (b as Rational).equals(Rational.zero) ? null : (a as Rational).dividedBy(b as Rational),
      )
    case 'least':
      return numbers(expression.of.map(inner), (all) => all.reduce((a, b) => (b.compare(a) < 0 ? b : a)))
    case 'greatest':
      return numbers(expression.of.map(inner), (all) => all.reduce((a, b) => (b.compare(a) > 0 ? b : a)))
    case 'compare':
      return known([inner(expression.left), inner(expression.right)], ([left, right]) =>
        holds(expression.by, left as Value, right as Value),
      )
    case 'all':
      return kleene(expression.of.map(inner), false)
    case 'any':
      return kleene(expression.of.map(inner), true)
    case 'not':
      return known([inner(expression.of)], ([value]) => value !== true)
    case 'case':
      return chooseCase(expression, inner)
    case 'round':
      return numbers([inner(expression.of)], ([value]) => (value as Rational).round(expression.rounding))
    case 'year-of':
      return known([inner(expression.of)], ([date]) =>
        typeof date === 'object' && date !== null && 'day' in date ? Rational.of(partsOf(date).year) : null,
      )
    case 'calendar':
      return known([inner(expression.left), inner(expression.right)], ([left, right]) =>
        reckonCalendar(expression.by, left as Value, right as Value),
      )
    case 'matches':
      return known([inner(expression.whole), inner(expression.redacted)], ([whole, redacted]) =>
        typeof whole === 'string' && typeof redacted === 'string' ? matchesRedacted(whole, redacted) : null,
      )
    case 'filter':
    case 'some':
    case 'every':
    case 'rank':
    case 'tied':
    case 'tied-after':
    case 'take':
    case 'field':
    case 'fields':
    case 'allocate':
    case 'holding':
      return evaluateList(expression, (one, item) =>
        evaluate(one, environment, item === undefined ? frame : { ...frame, item }),
      )
    case 'fold':
      return known([inner(expression.of)], ([over]) => foldOf(expression.by, over as Value))
    case 'per-item':
      return known([inner(expression.list)], ([list]) => {
        if (!isListValue(list as Value)) return null
        const results = (list as readonly Value[]).map((item) =>
          runPipeline(expression.body, environment, { ...frame, item }),
        )
        return known(results, (values) => values)
      })
    case 'per-month':
      return known([inner(expression.from), inner(expression.months)], ([from, months]) =>
        perMonth(expression.body, from as Value, months as Value, environment, frame),
      )
    case 'steps':
      return runPipeline(expression.of, environment, frame)
  }
}

/** Expressions in order, each with the value so far. */
export function runPipeline(pipeline: Pipeline, environment: Environment, frame: Frame = emptyFrame): Result {
  let previous: Result = null
  for (const expression of pipeline) previous = evaluate(expression, environment, { ...frame, previous })
  return previous
}

/** Over numbers; "no value" among them gives "no value". */
function numbers(results: readonly Result[], reckon: (values: readonly Rational[]) => Value): Result {
  return known(results, (values) =>
    values.every((value) => value instanceof Rational) ? reckon(values as readonly Rational[]) : null,
  )
}

function chooseCase(
  expression: Extract<Expression, { kind: 'case' }>,
  inner: (one: Expression) => Result,
): Result {
  for (const { when, then } of expression.of) {
    const holdsHere = inner(when)
    if (isUnknown(holdsHere)) return holdsHere
    if (holdsHere === true) return inner(then)
  }
  return inner(expression.otherwise)
}

function readFact(
  expression: Extract<Expression, { kind: 'fact' }>,
  environment: Environment,
  frame: Frame,
): Result {
  const value = environment.fact(expression.name)
  if (isUnknown(value)) return value
  const { name, path, at } = expression
  if (!isDatedSeries(value)) return reach(value, path, name)
  // Of a given series no entry is the one that is stated: without a day it is not known which.
  const date = dateOfRead(at, environment, frame)
  if (isUnknown(date)) return date
  const onDay = readDated(value.dated, date, environment, () => unknownFact(name))
  return isUnknown(onDay) ? onDay : reach(onDay, path, name)
}

/** The field that a path leads to; unknown where the record does not have it. */
function reach(from: Value, path: readonly string[], name: string): Result {
  let value = from
  for (const [index, key] of path.entries()) {
    if (!isRecordValue(value) || !Object.hasOwn(value.fields, key))
      return unknownFact([name, ...path.slice(0, index + 1)].join('.'))
    value = value.fields[key] as Value
  }
  return value
}

const dateOfRead = (at: ReadAt, environment: Environment, frame: Frame): Result =>
  at === 'month' ? frame.month : environment.fact(at.fact)

function readParameter(name: string, at: ReadAt, environment: Environment, frame: Frame): Result {
  return readDated(environment.parameter(name), dateOfRead(at, environment, frame), environment, (on) => ({
    unknown: [{ parameter: name, on }],
  }))
}

function readDated(
  dated: DatedSeries['dated'],
  date: Result,
  environment: Environment,
  without: (on: CalendarDate) => Unknown,
): Result {
  if (isUnknown(date)) {
    const first = dated[0]
    return first && (dated.length === 1 || environment.undatedReads === 'stated') ? first.value : date
  }
  const on = date as CalendarDate
  let found: Value = null
  for (const entry of dated) {
    if (entry.from !== null && entry.from.day > on.day) break
    found = entry.value
  }
  return found === null ? without(on) : found
}

/** Runs of months in which nothing dated changes are reckoned once. */
function perMonth(
  body: Pipeline,
  from: Value,
  months: Value,
  environment: Environment,
  frame: Frame,
): Result {
  const runs = monthRuns(body, from, months, environment)
  if (!runs) return null
  const results = runs.map((run) => runPipeline(body, environment, { ...frame, month: run.from }))
  return known(results, (values) => ({
    months: runs.map((run, index) => ({ ...run, value: values[index] as Value })),
  }))
}

/** The runs of months that a `per-month` reckons; undefined where it is given no date or number. */
export function monthRuns(
  body: Pipeline,
  from: Value,
  months: Value,
  environment: Environment,
): readonly { readonly from: CalendarDate; readonly count: number }[] | undefined {
  if (!(months instanceof Rational) || typeof from !== 'object' || from === null || !('day' in from))
    return undefined
  const count = Number(months.numerator)
  if (!months.isInteger || !Number.isSafeInteger(count)) return undefined
  const starts = [...new Set([0, ...changeDays(body, environment).map((day) => monthsUntil(from, day))])]
    .filter((start) => start < count)
    .sort((a, b) => a - b)
  return starts.map((start, index) => ({
    from: addMonths(from, start),
    count: (starts[index + 1] ?? count) - start,
  }))
}

/** The days on which something that the body reads by the month changes. */
function changeDays(body: Pipeline, environment: Environment): readonly CalendarDate[] {
  const days: CalendarDate[] = []
  const add = (dated: DatedSeries['dated']) => {
    for (const { from } of dated) if (from) days.push(from)
  }
  for (const expression of body.flatMap((one) => [...walk(one)])) {
    if (expression.kind === 'parameter' && expression.at === 'month')
      add(environment.parameter(expression.name))
    if (expression.kind !== 'fact' || expression.at !== 'month') continue
    const value = environment.fact(expression.name)
    if (!isUnknown(value) && isDatedSeries(value)) add(value.dated)
  }
  return days
}
