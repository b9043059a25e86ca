import type { CalendarDate } from '../base/calendar.ts'
import { constant, type Expression, walk, withChildren } from '../expression/expression.ts'
import type { Value } from '../expression/value.ts'
import type { ParameterValues, Plan } from '../plan/plan.ts'
import type { Part, Sides } from './parts.ts'
import { valuesOf } from './parts.ts'
import { meaningOf, sameMeaning } from './same.ts'

/** Days between two that something begins on: the first is inside, the last is not; null is without end. */
export interface Days {
  readonly from: CalendarDate | null
  readonly until: CalendarDate | null
}

/** A part as it stands while the dates that only choose values stay among certain days. */
export interface PartOn {
  readonly days: ReadonlyMap<string, Days>
  readonly old: Expression
  readonly now: Expression
  /** Both say the same by their form alone, whatever the facts are. */
  readonly isSame: boolean
  /** On one side only, a parameter has no value there. */
  readonly isUndated: boolean
}

const mostCombinations = 400

/** Date facts that a part looks at only to choose among dated values, with the days on which one begins. */
function daysRead({ old, now }: Part, sides: Sides): ReadonlyMap<string, readonly CalendarDate[]> {
  const asValue = new Set<string>()
  const found = new Map<string, Map<number, CalendarDate>>()
  for (const [expression, plan] of [
    [old, sides.old],
    [now, sides.now],
  ] as const)
    for (const one of walk(expression)) {
      if (one.kind === 'fact') asValue.add(one.name)
      if (one.kind !== 'parameter' || one.at === 'month') continue
      const values = plan.parameters.get(one.name) ?? []
      if (!needsDay(values)) continue
      const days = found.get(one.at.fact) ?? new Map<number, CalendarDate>()
      for (const { from } of values) if (from) days.set(from.day, from)
      found.set(one.at.fact, days)
    }
  return new Map(
    [...found]
      .filter(([fact]) => !asValue.has(fact))
      .map(([fact, days]) => [fact, [...days.values()].sort((a, b) => a.day - b.day)]),
  )
}

const needsDay = (values: ParameterValues): boolean => values.length > 1 || values[0]?.from !== null

/**
 * A part on every stretch of days between two beginnings of values. Undefined where these are too many.
 *
 * Shape   part × plans → the part with its dated values filled in, for each combination of stretches
 */
export function partOnDays(part: Part, sides: Sides): readonly PartOn[] | undefined {
  const read = [...daysRead(part, sides)]
  const count = read.reduce((all, [, days]) => all * (days.length + 1), 1)
  if (count > mostCombinations) return undefined
  let combinations: readonly ReadonlyMap<string, Days>[] = [new Map()]
  for (const [fact, days] of read) {
    const stretches: Days[] = [null, ...days].map((from, index) => ({ from, until: days[index] ?? null }))
    combinations = combinations.flatMap((one) =>
      stretches.map((stretch) => new Map([...one, [fact, stretch]])),
    )
  }
  return combinations.map((days) => {
    const [old, now] = [filled(part.old, days, sides, 'old'), filled(part.now, days, sides, 'now')]
    const isSame = meaningOf(old.expression) === meaningOf(now.expression)
    return {
      days,
      old: old.expression,
      now: now.expression,
      isSame: isSame && old.isUndated === now.isUndated,
      isUndated: old.isUndated !== now.isUndated,
    }
  })
}

/** A day of a stretch. */
export const dayIn = ({ from, until }: Days): CalendarDate => from ?? { day: (until?.day ?? 1) - 1 }

function filled(expression: Expression, days: ReadonlyMap<string, Days>, sides: Sides, side: keyof Sides) {
  let isUndated = false
  const fill = (one: Expression): Expression => {
    if (one.kind !== 'parameter') return withChildren(one, fill)
    const values = sides[side].parameters.get(one.name) ?? []
    if (one.at !== 'month') {
      const stretch = days.get(one.at.fact)
      if (!needsDay(values)) return constant(values[0]?.value ?? null)
      if (stretch) {
        const value = valueAt(values, stretch)
        if (value === undefined || value === null) isUndated = true
        return constant(value ?? null)
      }
    }
    const other = sides[side === 'old' ? 'now' : 'old'].parameters.get(one.name)
    return sameMeaning(valuesOf(values), valuesOf(other)) ? one : { ...one, name: sideName(one.name, side) }
  }
  return { expression: fill(expression), isUndated }
}

const sideName = (name: string, side: keyof Sides): string => `${side} ${name}`

function valueAt(values: ParameterValues, { from }: Days): Value | undefined {
  let found: Value | undefined
  for (const one of values) {
    if (one.from !== null && (from === null || one.from.day > from.day)) break
    found = one.value
  }
  return found
}

/** The parameters of both sides, those that differ under a name for each side. */
export const jointParameters = ({ old, now }: Sides): ReadonlyMap<string, ParameterValues> =>
  new Map([...own(old, 'old'), ...own(now, 'now'), ...old.parameters, ...now.parameters])

const own = ({ parameters }: Plan, side: keyof Sides) =>
  [...parameters].map(([name, values]) => [sideName(name, side), values] as const)
