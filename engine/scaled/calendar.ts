import { addMonths, dayOfYear, parseMonthDay, partsOf, wholeMonths } from '../base/calendar.ts'
import type { CalendarFunction } from '../expression/expression.ts'
import { type Emitted, type EmittedDay, type EmittedNumber, type Emitter, Unsupported } from './emitter.ts'

/** What generated code asks of the calendar, over days as numbers; NaN in, NaN out. */
export const calendarHelpers = {
  addMonths: (day: number, months: number): number =>
    Number.isNaN(day + months) ? Number.NaN : addMonths({ day }, months).day,
  yearOf: (day: number): number => (Number.isNaN(day) ? day : partsOf({ day }).year),
  monthsBetween: (from: number, to: number): number =>
    Number.isNaN(from + to) ? Number.NaN : wholeMonths({ day: from }, { day: to }),
  dayOfYear: (year: number, month: number, dayOfMonth: number): number =>
    Number.isNaN(year + month) ? Number.NaN : (dayOfYear(year, month, dayOfMonth)?.day ?? Number.NaN),
} as const

/** Days of the years 1 to 9999; others have no value, which is left to closures. */
const firstDay = -719162
const lastDay = 2932896

export function yearOf(day: EmittedDay, emitter: Emitter): EmittedNumber {
  return {
    kind: 'number',
    js: emitter.hold(`calendar.yearOf(${day.js})`),
    scale: { q: 1n, lo: 1n, hi: 9999n },
    known: day.known,
    none: day.none,
  }
}

export function emitCalendar(by: CalendarFunction, left: Emitted, right: Emitted, emitter: Emitter): Emitted {
  switch (by) {
    case 'add-months':
      return dayFrom(`calendar.addMonths(${day(left)}, ${whole(right)})`, [left, right], emitter)
    case 'add-days':
      return dayFrom(`${day(left)} + ${whole(right)}`, [left, right], emitter)
    case 'days-between':
      return span(`${day(right)} - ${day(left)}`, 4_000_000n, [left, right], emitter)
    case 'months-between':
      return span(`calendar.monthsBetween(${day(left)}, ${day(right)})`, 130_000n, [left, right], emitter)
    case 'day-of-year': {
      const on = right.kind === 'name' && right.constant !== null ? parseMonthDay(right.constant) : undefined
      if (!on) throw new Unsupported('a day of the year that is no constant')
      const js = `calendar.dayOfYear(${whole(left)}, ${on.month}, ${on.dayOfMonth})`
      return dayFrom(js, [left, right], emitter)
    }
    case 'first-of-month':
      return dayFrom(`calendar.dayOfYear(${whole(left)}, ${whole(right)}, 1)`, [left, right], emitter)
  }
}

const isKnown = (one: Emitted): boolean => 'known' in one && one.known

/** A day outside the calendar, also one of known parts that is none, is left to closures. */
function dayFrom(js: string, parts: readonly Emitted[], emitter: Emitter): EmittedDay {
  const name = emitter.hold(js)
  emitter.lines.push(`if (${name} < ${firstDay} || ${name} > ${lastDay}) wide = true;`)
  const known = parts.every(isKnown)
  const open = parts.flatMap((part) => ('js' in part && !isKnown(part) ? [`${part.js} !== ${part.js}`] : []))
  const isOpen = open.length > 0 ? ` && !(${open.join(' || ')})` : ''
  emitter.lines.push(`if (${name} !== ${name}${isOpen}) wide = true;`)
  return { kind: 'day', js: name, known, none: null }
}

function span(js: string, limit: bigint, parts: readonly Emitted[], emitter: Emitter): EmittedNumber {
  return {
    kind: 'number',
    js: emitter.hold(js),
    scale: { q: 1n, lo: -limit, hi: limit },
    known: parts.every(isKnown),
    none: null,
  }
}

function day(one: Emitted): string {
  if (one.kind !== 'day' || one.none !== null) throw new Unsupported(`${one.kind} where a day is needed`)
  return one.js
}

function whole(one: Emitted): string {
  if (one.kind !== 'number' || one.scale.q !== 1n || one.over || one.none !== null)
    throw new Unsupported('a part of a month or day')
  return one.js
}
