import { addMonths, type CalendarDate, monthsUntil } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import { type Environment, monthRuns } from '../expression/evaluate.ts'
import { type Expression, walk } from '../expression/expression.ts'
import { isUnknown, unknownOf } from '../expression/unknown.ts'
import { isDatedSeries, type Value } from '../expression/value.ts'
import { sameThroughout } from './calendar.ts'
import { dayOf, type Form, fixed, isExact } from './form.ts'
import { sampleOf } from './interval.ts'
import { added, type Numeric, overNumbers } from './numbers.ts'
import type { FormFrame, Scope } from './scope.ts'
import { unfollowed } from './signals.ts'
import { compareCurve, lessNumber } from './truth.ts'

type FollowSteps = (steps: readonly Expression[], scope: Scope, frame: FormFrame) => Form

/** The months of a payment where the first day, their number or what is paid follows the fact. */
export function followPerMonth(
  { from, months, body }: Extract<Expression, { kind: 'per-month' }>,
  inner: (one: Expression) => Form,
  scope: Scope,
  frame: FormFrame,
  followSteps: FollowSteps,
): Form {
  const [start, count] = [inner(from), inner(months)]
  const unknowns = [start, count].flatMap((form) =>
    form.kind === 'fixed' && isUnknown(form.result) ? [form.result] : [],
  )
  if (unknowns.length > 0) return fixed(unknownOf(unknowns))
  const isDate = start.kind === 'curve' ? start.isDate : start.kind === 'fixed' && isDay(start)
  if (!isDate) return fixed(null)
  const changes = changeDays(body, scope)
  const runs = runsOf(start, count, changes, scope)
  if (!runs) return fixed(null)
  const forms = runs.map((run) => ({
    count: run.count,
    value: followSteps(body, scope, { ...frame, month: run.from }),
  }))
  const open = forms.flatMap(({ value }) =>
    value.kind === 'fixed' && isUnknown(value.result) ? [value.result] : [],
  )
  return open.length > 0 ? fixed(unknownOf(open)) : { kind: 'months', runs: forms }
}

const isDay = (form: Extract<Form, { kind: 'fixed' }>): boolean => dayOf(form.result as Value) !== undefined

interface Run {
  readonly from: CalendarDate
  readonly count: Form
}

function runsOf(
  start: Form,
  count: Form,
  changes: readonly CalendarDate[],
  scope: Scope,
): readonly Run[] | null {
  const { stretch } = scope
  if (start.kind === 'curve') {
    if (count.kind !== 'fixed')
      throw unfollowed('起始日和月数都随它变化', 'a first day and months that change')
    const number = count.result instanceof Rational ? Number(count.result.numerator) : 0
    const dayAt = (fact: Rational): CalendarDate => ({ day: Number(start.at(fact).numerator) })
    // Within one cut the months at which something changes are the same ones.
    for (const change of changes)
      sameThroughout((fact) => Math.min(number, monthsUntil(dayAt(fact), change)), stretch)
    const first = dayAt(sampleOf(stretch.interval))
    return fixedRuns(first, count.result as Value, changes)
  }
  const first = (start as Extract<Form, { kind: 'fixed' }>).result as CalendarDate
  if (count.kind === 'fixed') return fixedRuns(first, count.result as Value, changes)
  if (count.kind !== 'curve' || count.isDate) return null
  if (!isExact(count) || stretch.step === null || !count.slope.times(stretch.step).isInteger)
    throw unfollowed('不是整数的月数', 'months that are no whole number')
  if (!count.at(sampleOf(stretch.interval)).isInteger) return null
  // Past what a number counts exactly, the interpreter gives no months.
  const most = Rational.of(Number.MAX_SAFE_INTEGER)
  const less = (by: Rational) => lessNumber(count, by) as typeof count
  if (!compareCurve('lessThanInclusive', less(most), stretch)) return null
  if (!compareCurve('greaterThanInclusive', less(most.negated()), stretch)) return null
  const starts = [...new Set([0, ...changes.map((day) => monthsUntil(first, day))])].sort((a, b) => a - b)
  const reached = starts.filter((month) =>
    compareCurve('greaterThan', lessNumber(count, Rational.of(month)) as typeof count, stretch),
  )
  return reached.map((month, index) => {
    const next = reached[index + 1]
    return {
      from: addMonths(first, month),
      count:
        next === undefined
          ? overNumbers([count], ([all]) => added(all as Numeric, fixed(Rational.of(-month)) as Numeric))
          : fixed(Rational.of(next - month)),
    }
  })
}

/** As the interpreter cuts them. */
function fixedRuns(
  first: CalendarDate,
  count: Value,
  changes: readonly CalendarDate[],
): readonly Run[] | null {
  const dated = changes.map((from) => ({ from, value: null }))
  const environment = { parameter: () => dated } as unknown as Environment
  const body: readonly Expression[] = [{ kind: 'parameter', name: '', at: 'month' }]
  const runs = monthRuns(body, first, count, environment)
  return runs ? runs.map((run) => ({ from: run.from, count: fixed(Rational.of(run.count)) })) : null
}

/** The days on which something that the steps read by the month changes. */
function changeDays(body: readonly Expression[], scope: Scope): readonly CalendarDate[] {
  const days: CalendarDate[] = []
  for (const expression of body.flatMap((one) => [...walk(one)])) {
    if (expression.kind !== 'parameter' && expression.kind !== 'fact') continue
    if (expression.at !== 'month') continue
    if (expression.kind === 'parameter')
      for (const { from } of scope.plan.parameters.get(expression.name) ?? []) if (from) days.push(from)
    const form = expression.kind === 'fact' ? scope.fact(expression.name) : null
    const value = form?.kind === 'fixed' && !isUnknown(form.result) ? form.result : null
    if (value !== null && isDatedSeries(value)) for (const { from } of value.dated) if (from) days.push(from)
  }
  return days
}
