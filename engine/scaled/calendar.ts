import { parseMonthDay } from '../base/calendar.ts'
import type { CalendarFunction } from '../expression/expression.ts'
import { addMonths, dateOf, lengthOfMonth, monthsBetween, partsOf } from './calendar-nodes.ts'
import { type Emitted, type EmittedDay, type EmittedNumber, type Emitter, Unsupported } from './emitter.ts'
import type { BitNode, NumberNode } from './nodes.ts'

/** Days of the years 1 to 9999; others have no value, which is left to closures. */
export const firstDay = -719162
export const lastDay = 2932896

export function yearOf(day: EmittedDay, { nodes }: Emitter): EmittedNumber {
  return {
    kind: 'number',
    node: nodes.within(partsOf(day.node, nodes).year, 1, 9999),
    scale: { q: 1n, lo: 1n, hi: 9999n },
    none: nodes.no,
  }
}

export function emitCalendar(by: CalendarFunction, left: Emitted, right: Emitted, emitter: Emitter): Emitted {
  const { nodes } = emitter
  switch (by) {
    case 'add-months':
      return dayFrom(addMonths(day(left), whole(right, emitter), nodes), emitter)
    case 'add-days':
      return dayFrom(nodes.add(day(left), whole(right, emitter)), emitter)
    case 'days-between':
      return span(nodes.subtract(day(right), day(left)), 4_000_000n, emitter)
    case 'months-between':
      return span(monthsBetween(day(left), day(right), nodes), 130_000n, emitter)
    case 'day-of-year': {
      const on = right.kind === 'name' && right.constant !== null ? parseMonthDay(right.constant) : undefined
      if (!on) throw new Unsupported('a day of the year that is no constant')
      return dayOfYear(whole(left, emitter), nodes.constant(on.month), on.dayOfMonth, emitter)
    }
    case 'first-of-month':
      return dayOfYear(whole(left, emitter), whole(right, emitter), 1, emitter)
  }
}

/** The day of a year, clipped to the month's end; a year or month that does not exist is left to closures. */
function dayOfYear(year: NumberNode, month: NumberNode, dayOfMonth: number, emitter: Emitter): EmittedDay {
  const { nodes } = emitter
  guardOutside(year, 1, 9999, emitter)
  guardOutside(month, 1, 12, emitter)
  const given = nodes.constant(dayOfMonth)
  const dayInMonth = dayOfMonth > 28 ? nodes.least(given, lengthOfMonth(year, month, nodes)) : given
  return dayFrom(dateOf({ year, month, dayOfMonth: dayInMonth }, nodes), emitter)
}

/** A day outside the calendar is left to closures. */
function dayFrom(node: NumberNode, emitter: Emitter): EmittedDay {
  guardOutside(node, firstDay, lastDay, emitter)
  return { kind: 'day', node: emitter.nodes.within(node, firstDay, lastDay) }
}

function guardOutside(node: NumberNode, least: number, most: number, emitter: Emitter): void {
  emitter.guard(outside(node, least, most, emitter))
}

/** What is unknown is not outside. */
function outside(node: NumberNode, least: number, most: number, { nodes }: Emitter): BitNode {
  return nodes.any([
    nodes.compare('less', node, nodes.constant(least)),
    nodes.compare('less', nodes.constant(most), node),
  ])
}

function span(node: NumberNode, limit: bigint, { nodes }: Emitter): EmittedNumber {
  return {
    kind: 'number',
    node: nodes.within(node, -Number(limit), Number(limit)),
    scale: { q: 1n, lo: -limit, hi: limit },
    none: nodes.no,
  }
}

function day(one: Emitted): NumberNode {
  if (one.kind !== 'day') throw new Unsupported(`${one.kind} where a day is needed`)
  return one.node
}

function whole(one: Emitted, { nodes }: Emitter): NumberNode {
  if (one.kind !== 'number' || one.scale.q !== 1n || one.over || one.none !== nodes.no)
    throw new Unsupported('a part of a month or day')
  return one.node
}
