import type { CalendarDate } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import { holds } from '../expression/compare.ts'
import { type Environment, evaluate } from '../expression/evaluate.ts'
import type { Comparison, Expression, ReadAt } from '../expression/expression.ts'
import { kleene, known } from '../expression/known.ts'
import { isUnknown, unknownFact, unknownOf } from '../expression/unknown.ts'
import {
  type DatedSeries,
  isDatedSeries,
  isListValue,
  isRecordValue,
  type Value,
} from '../expression/value.ts'
import { followCalendar, yearOf } from './calendar.ts'
import { type Curve, type Form, fixed, rounded } from './form.ts'
import { followList } from './lists.ts'
import { followPerMonth } from './months.ts'
import { added, comparesWith, dividedBy, extreme, type Numeric, overNumbers, times } from './numbers.ts'
import { emptyFormFrame, type FormFrame, type Scope, settled } from './scope.ts'
import { isSplit, isUnfollowed, unfollowed } from './signals.ts'
import { compareCurve, lessNumber } from './truth.ts'

/**
 * What an expression is while one fact runs through an interval. Throws a Split where it is not the same all
 * the way through, and Unfollowed where that cannot be told. What does not look at the fact is left to the
 * interpreter.
 */
export function follow(expression: Expression, scope: Scope, frame: FormFrame = emptyFormFrame): Form {
  return scope.steady(expression, frame) ?? settled(followChanging(expression, scope, frame))
}

/** Expressions in order, each with the value so far. */
export function followSteps(steps: readonly Expression[], scope: Scope, frame = emptyFormFrame): Form {
  let previous: Form = fixed(null)
  for (const step of steps) previous = follow(step, scope, { ...frame, previous })
  return previous
}

function followChanging(expression: Expression, scope: Scope, frame: FormFrame): Form {
  const { stretch } = scope
  const inner = (one: Expression): Form => follow(one, scope, frame)
  switch (expression.kind) {
    case 'fact': {
      const series = seriesOf(scope.fact(expression.name))
      if (series && expression.at !== 'month') {
        const found = onDay(series, scope.fact(expression.at.fact), scope)
        return found === null
          ? fixed(unknownFact(expression.name))
          : reached(fixed(found), expression.path, expression.name)
      }
      return reached(scope.fact(expression.name), expression.path, expression.name)
    }
    case 'item':
      return reached(frame.item, expression.path, expression.name)
    case 'value':
      return scope.value(expression.name)
    case 'previous':
      return frame.previous
    case 'given':
      return fixed(unknownFact(expression.fact))
    case 'parameter':
      return followParameter(expression.name, expression.at, scope)
    case 'add':
      return overNumbers(expression.of.map(inner), (all) => all.reduce(sum, fixed(Rational.zero) as Numeric))
    case 'subtract':
      return overNumbers([inner(expression.left), inner(expression.right)], ([a, b]) =>
        added(a as Numeric, times(b as Numeric, minusOne) as Numeric),
      )
    case 'multiply':
      return overNumbers(expression.of.map(inner), (all) =>
        all.reduce((a, b) => times(a, b) as Numeric, fixed(Rational.one) as Numeric),
      )
    case 'divide':
      return overNumbers([inner(expression.left), inner(expression.right)], ([a, b]) =>
        dividedBy(a as Numeric, b as Numeric, stretch),
      )
    case 'least':
    case 'greatest':
      return overNumbers(expression.of.map(inner), (all) => extreme(expression.kind, all, stretch))
    case 'compare':
      return compared(expression.by, inner(expression.left), inner(expression.right), scope)
    case 'all':
    case 'any':
      return together(expression.of, expression.kind === 'any', inner)
    case 'not': {
      const of = inner(expression.of)
      if (of.kind !== 'fixed') return fixed(true)
      return fixed(known([of.result], ([value]) => value !== true))
    }
    case 'case': {
      for (const { when, then } of expression.of) {
        const here = inner(when)
        if (here.kind === 'fixed' && isUnknown(here.result)) return here
        if (here.kind === 'fixed' && here.result === true) return inner(then)
      }
      return inner(expression.otherwise)
    }
    case 'round':
      return overNumbers([inner(expression.of)], ([number]) => {
        if (number?.kind === 'curve') return rounded(number, expression.rounding)
        if (number?.kind === 'fixed') return fixed((number.result as Rational).round(expression.rounding))
        throw unfollowed('商的取整', 'a rounded quotient')
      })
    case 'year-of': {
      const of = inner(expression.of)
      if (of.kind === 'curve' && of.isDate) return yearOf(of)
      return interpreted({ ...expression, of: hole(0) }, [of])
    }
    case 'calendar': {
      const [left, right] = [inner(expression.left), inner(expression.right)]
      if (left.kind === 'fixed' && right.kind === 'fixed')
        return interpreted({ ...expression, left: hole(0), right: hole(1) }, [left, right])
      const unknowns = unknownsOf([left, right])
      if (unknowns.length > 0) return fixed(unknownOf(unknowns))
      return followCalendar(expression.by, left, right, stretch)
    }
    case 'steps':
      return followSteps(expression.of, scope, frame)
    case 'per-month':
      return followPerMonth(expression, inner, scope, frame, followSteps)
    case 'matches': {
      const of = [inner(expression.whole), inner(expression.redacted)]
      return interpreted({ ...expression, whole: hole(0), redacted: hole(1) }, of)
    }
    case 'constant':
    case 'earlier':
      throw unfollowed('随它变化的文字', 'a text that changes with it')
    default:
      return followList(expression, scope, frame, follow, followSteps)
  }
}

/** A part that is already reckoned, as the interpreter finds it. */
const hole = (index: number): Expression => ({ kind: 'value', name: String(index) })

/** Left to the interpreter, since its parts turned out to be the same everywhere. */
function interpreted(expression: Expression, parts: readonly Form[]): Form {
  const value = (name: string) => {
    const part = parts[Number(name)]
    return part?.kind === 'fixed' ? part.result : null
  }
  return fixed(evaluate(expression, { value } as Environment))
}

const minusOne = fixed(Rational.of(-1)) as Numeric
const sum = (a: Numeric, b: Numeric): Numeric => added(a, b) as Numeric

export const unknownsOf = (forms: readonly Form[]) =>
  forms.flatMap((form) => (form.kind === 'fixed' && isUnknown(form.result) ? [form.result] : []))

/** The field that a path leads to; unknown where the record does not have it. */
export function reached(from: Form, path: readonly string[], name: string): Form {
  let form = from
  for (const [index, key] of path.entries()) {
    const fields = form.kind === 'record' ? form.fields : undefined
    const plain =
      form.kind === 'fixed' && !isUnknown(form.result) && isRecordValue(form.result) ? form.result.fields : {}
    const found = fields ? fields[key] : Object.hasOwn(plain, key) ? fixed(plain[key] as Value) : undefined
    if (!found) return fixed(unknownFact([name, ...path.slice(0, index + 1)].join('.')))
    form = found
  }
  return form
}

/** Members that settle it come before those that would first have to be cut or cannot be followed. */
function together(of: readonly Expression[], decisive: boolean, inner: (one: Expression) => Form): Form {
  const results: (Value | ReturnType<typeof unknownFact>)[] = []
  let put: unknown
  for (const one of of) {
    try {
      const form = inner(one)
      const result = form.kind === 'fixed' ? form.result : null
      if (result === decisive) return fixed(decisive)
      results.push(result)
    } catch (thrown) {
      if (!isSplit(thrown) && !isUnfollowed(thrown)) throw thrown
      // A cut may leave a part in which what cannot be followed does not matter.
      if (put === undefined || (isUnfollowed(put) && isSplit(thrown))) put = thrown
    }
  }
  if (put !== undefined) throw put
  return fixed(kleene(results, decisive))
}

/** A dated parameter where the day it is read at varies. */
function followParameter(name: string, at: ReadAt, scope: Scope): Form {
  const date = at === 'month' ? fixed(null) : scope.fact(at.fact)
  const found = onDay(scope.plan.parameters.get(name) ?? [], date, scope)
  if (found !== null) return fixed(found)
  const first = scope.stretch.interval.from ?? scope.stretch.interval.to ?? Rational.zero
  const on: CalendarDate = { day: Number(first.numerator) }
  return fixed({ unknown: [{ parameter: name, on }] })
}

const seriesOf = (form: Form): DatedSeries['dated'] | undefined =>
  form.kind === 'fixed' && !isUnknown(form.result) && isDatedSeries(form.result)
    ? form.result.dated
    : undefined

/** What of dated values holds on a day that varies; null before the first, and after one that ends them. */
function onDay(dated: DatedSeries['dated'], date: Form, { stretch }: Scope): Value {
  if (date.kind !== 'curve') throw unfollowed('随它变化的日期', 'a day that changes with it')
  let found: Value = null
  for (const { from, value } of dated) {
    const isReached =
      from === null ||
      compareCurve('greaterThanInclusive', lessNumber(date, Rational.of(from.day)) as Curve, stretch)
    if (!isReached) break
    found = value
  }
  return found
}

function compared(by: Comparison, left: Form, right: Form, scope: Scope): Form {
  const unknowns = unknownsOf([left, right])
  if (unknowns.length > 0) return fixed(unknownOf(unknowns))
  if (left.kind === 'fixed' && right.kind === 'fixed')
    return fixed(holds(by, left.result as Value, right.result as Value))
  if (by === 'in' || by === 'notIn') return fixed(isOneOf(left, right, scope) === (by === 'in'))
  const [a, b] = [comparable(left), comparable(right)]
  if (!a || !b) {
    // Against "no value", or another kind of thing, nothing is the same or has an order.
    const isPlain = (form: Form) => form.kind === 'fixed' || form.kind === 'curve' || form.kind === 'quotient'
    if (!isPlain(left) || !isPlain(right))
      throw unfollowed('随它变化的列表或记录', 'a list or record that changes with it')
    const isNothing = [left, right].some((form) => form.kind === 'fixed' && form.result === null)
    return fixed(by === 'notEqual' && !isNothing)
  }
  if (a.isDate !== b.isDate) return fixed(by === 'notEqual')
  return fixed(comparesWith(by, a.number, b.number, scope.stretch))
}

/** A date as the number of its day, and numbers. */
function comparable(form: Form): { readonly isDate: boolean; readonly number: Numeric } | undefined {
  if (form.kind === 'curve') return { isDate: form.isDate, number: form }
  if (form.kind === 'quotient') return { isDate: false, number: form }
  if (form.kind !== 'fixed') return undefined
  const { result } = form
  if (result instanceof Rational) return { isDate: false, number: form as Numeric }
  if (typeof result === 'object' && result !== null && 'day' in result)
    return { isDate: true, number: fixed(Rational.of(result.day)) as Numeric }
  return undefined
}

function isOneOf(left: Form, right: Form, scope: Scope): boolean {
  if (right.kind !== 'fixed' || !isListValue(right.result as Value))
    throw unfollowed('随它变化的列表', 'a list that changes with it')
  return (right.result as readonly Value[]).some((entry) => {
    const same = compared('equal', left, fixed(entry), scope)
    return same.kind === 'fixed' && same.result === true
  })
}
