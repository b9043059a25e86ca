import type { CalendarDate } from '../base/calendar.ts'
import type { Value } from './value.ts'

/** What would have to be known: a fact, or a parameter's value on a day that it has none on. */
export type Need = { readonly fact: string } | { readonly parameter: string; readonly on: CalendarDate }

/** Not known, and why. Not the same as `null`, which is "no value". */
export interface Unknown {
  readonly unknown: readonly Need[]
}

export const isUnknown = (value: Value | Unknown): value is Unknown =>
  typeof value === 'object' && value !== null && 'unknown' in value

export const unknownFact = (fact: string): Unknown => ({ unknown: [{ fact }] })

/** All that several unknowns need, each once, in order. */
export function unknownOf(parts: readonly Unknown[]): Unknown {
  const needs: Need[] = []
  for (const part of parts)
    for (const need of part.unknown) if (!needs.some((known) => sameNeed(known, need))) needs.push(need)
  return { unknown: needs }
}

const sameNeed = (a: Need, b: Need): boolean =>
  'fact' in a
    ? 'fact' in b && a.fact === b.fact
    : 'parameter' in b && a.parameter === b.parameter && a.on.day === b.on.day
