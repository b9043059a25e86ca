import type { Nodes, NumberNode } from './nodes.ts'

/** A day's parts; all are NaN where the day is. */
interface Parts {
  readonly year: NumberNode
  readonly month: NumberNode
  readonly dayOfMonth: NumberNode
}

/** The calendar in whole numbers alone: quotients rounded down, no look at a table. */
const reckoner = (nodes: Nodes) => {
  const constant = (value: number) => nodes.constant(value)
  return {
    plus: (a: NumberNode, by: number) => nodes.add(a, constant(by)),
    times: (a: NumberNode, by: number) => nodes.multiply(a, constant(by)),
    over: (a: NumberNode, by: number) => nodes.quotient(a, constant(by)),
    less: (a: NumberNode, than: number) => nodes.compare('less', a, constant(than)),
    equals: (a: NumberNode, to: number) => nodes.compare('equal', a, constant(to)),
    either: (when: ReturnType<Nodes['not']>, then: number, otherwise: number) =>
      nodes.select(when, constant(then), constant(otherwise)),
  }
}

/**
 * Source  civil_from_days, Howard Hinnant, chrono-Compatible Low-Level Date Algorithms
 */
export function partsOf(day: NumberNode, nodes: Nodes): Parts {
  const { plus, times, over, less, either } = reckoner(nodes)
  const z = plus(day, 719468)
  const era = over(z, 146097)
  const dayOfEra = nodes.within(nodes.subtract(z, times(era, 146097)), 0, 146096)
  const withoutLeapDays = nodes.subtract(
    nodes.add(nodes.subtract(dayOfEra, over(dayOfEra, 1460)), over(dayOfEra, 36524)),
    over(dayOfEra, 146096),
  )
  const yearOfEra = nodes.within(over(withoutLeapDays, 365), 0, 399)
  const dayOfYear = nodes.within(nodes.subtract(dayOfEra, daysBefore(yearOfEra, nodes)), 0, 365)
  const shifted = nodes.within(over(plus(times(dayOfYear, 5), 2), 153), 0, 11)
  const month = nodes.within(nodes.add(shifted, either(less(shifted, 10), 3, -9)), 1, 12)
  const year = nodes.add(nodes.add(yearOfEra, times(era, 400)), either(less(month, 3), 1, 0))
  const dayOfMonth = plus(nodes.subtract(dayOfYear, over(plus(times(shifted, 153), 2), 5)), 1)
  return { year, month, dayOfMonth: nodes.within(dayOfMonth, 1, 31) }
}

/** Days of an era before one of its years, which begin in March. */
const daysBefore = (yearOfEra: NumberNode, nodes: Nodes): NumberNode => {
  const { times, over } = reckoner(nodes)
  return nodes.subtract(nodes.add(times(yearOfEra, 365), over(yearOfEra, 4)), over(yearOfEra, 100))
}

/**
 * Source  days_from_civil, same place
 */
export function dateOf({ year, month, dayOfMonth }: Parts, nodes: Nodes): NumberNode {
  const { plus, times, over, less, either } = reckoner(nodes)
  const isEarly = less(month, 3)
  const y = nodes.subtract(year, either(isEarly, 1, 0))
  const era = over(y, 400)
  const yearOfEra = nodes.within(nodes.subtract(y, times(era, 400)), 0, 399)
  const shifted = nodes.within(nodes.add(month, either(isEarly, 9, -3)), 0, 11)
  const dayOfYear = plus(nodes.add(over(plus(times(shifted, 153), 2), 5), dayOfMonth), -1)
  const dayOfEra = nodes.add(daysBefore(yearOfEra, nodes), dayOfYear)
  return plus(nodes.add(times(era, 146097), dayOfEra), -719468)
}

export function lengthOfMonth(year: NumberNode, month: NumberNode, nodes: Nodes): NumberNode {
  const { times, over, equals, either } = reckoner(nodes)
  const isMultiple = (of: number) => equals(nodes.subtract(year, times(over(year, of), of)), 0)
  const isLeap = nodes.any([nodes.all([isMultiple(4), nodes.not(isMultiple(100))]), isMultiple(400)])
  const isShort = nodes.any([4, 6, 9, 11].map((one) => equals(month, one)))
  return nodes.select(equals(month, 2), either(isLeap, 29, 28), either(isShort, 30, 31))
}

/** The same day of the month n months later, clipped to the month's end. */
export function addMonths(day: NumberNode, months: NumberNode, nodes: Nodes): NumberNode {
  return monthsLater(partsOf(day, nodes), months, nodes)
}

function monthsLater({ year, month, dayOfMonth }: Parts, months: NumberNode, nodes: Nodes): NumberNode {
  const { plus, times, over } = reckoner(nodes)
  const index = nodes.add(nodes.add(times(year, 12), plus(month, -1)), months)
  const newYear = over(index, 12)
  const newMonth = nodes.within(plus(nodes.subtract(index, times(newYear, 12)), 1), 1, 12)
  const clipped = nodes.least(dayOfMonth, lengthOfMonth(newYear, newMonth, nodes))
  return dateOf({ year: newYear, month: newMonth, dayOfMonth: clipped }, nodes)
}

/** The last n for which `from` + n months is on or before `to`; negative where `to` is before. */
export function monthsBetween(from: NumberNode, to: NumberNode, nodes: Nodes): NumberNode {
  const { plus, times } = reckoner(nodes)
  const a = partsOf(from, nodes)
  const b = partsOf(to, nodes)
  const n = nodes.add(times(nodes.subtract(b.year, a.year), 12), nodes.subtract(b.month, a.month))
  // Never more than one off: the clipped day of the month decides.
  return nodes.select(nodes.compare('atMost', monthsLater(a, n, nodes), to), n, plus(n, -1))
}
