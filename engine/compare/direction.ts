import { Rational } from '../base/rational.ts'
import type { Expression } from '../expression/expression.ts'
import type { Value } from '../expression/value.ts'
import { meaningOf, sameMeaning } from './same.ts'

/** Whether whoever met the old condition meets the new one, or the other way round; null: neither is certain. */
export type Direction = 'loosened' | 'tightened' | null

const opposite = (direction: Direction): Direction =>
  direction === 'loosened' ? 'tightened' : direction === 'tightened' ? 'loosened' : null

/** How a condition changed, where its form alone says so. */
export function directionOf(old: Expression, now: Expression): Direction {
  if (old.kind === 'not' && now.kind === 'not') return opposite(directionOf(old.of, now.of))
  if (old.kind === 'compare' && now.kind === 'compare') return ofComparisons(old, now)
  const [before, after] = [partsOf(old, now), partsOf(now, old)]
  if (before && after && before.kind === after.kind) return ofParts(before, after)
  return null
}

type Compare = Extract<Expression, { kind: 'compare' }>

function ofComparisons(old: Compare, now: Compare): Direction {
  if (!sameMeaning(old.left, now.left)) return null
  if (old.right.kind !== 'constant' || now.right.kind !== 'constant')
    return sameMeaning(old.right, now.right) ? ofOperators(old.by, now.by) : null
  if (old.by === 'in' && now.by === 'in') return ofLists(old.right.value, now.right.value)
  if (old.by === 'notIn' && now.by === 'notIn') return opposite(ofLists(old.right.value, now.right.value))
  const [from, to] = [numberOf(old.right.value), numberOf(now.right.value)]
  if (from === null || to === null) return null
  if (from.compare(to) === 0) return ofOperators(old.by, now.by)
  const raised: Direction = from.compare(to) < 0 ? 'tightened' : 'loosened'
  const isLeast = (by: string) => by.startsWith('greaterThan')
  const isMost = (by: string) => by.startsWith('lessThan')
  if (isLeast(old.by) && isLeast(now.by)) return raised
  return isMost(old.by) && isMost(now.by) ? opposite(raised) : null
}

/** At one threshold: what includes it lets more through. */
function ofOperators(old: Compare['by'], now: Compare['by']): Direction {
  if (now === `${old}Inclusive`) return 'loosened'
  if (old === `${now}Inclusive`) return 'tightened'
  return null
}

function ofLists(old: Value, now: Value): Direction {
  if (!Array.isArray(old) || !Array.isArray(now)) return null
  return ofParts(
    { kind: 'any', of: new Set(old.map(meaningOf)) },
    { kind: 'any', of: new Set(now.map(meaningOf)) },
  )
}

const numberOf = (value: Value): Rational | null => {
  if (value instanceof Rational) return value
  const day = typeof value === 'object' && value !== null && 'day' in value ? value.day : null
  return day === null ? null : Rational.of(BigInt(day))
}

interface Parts {
  readonly kind: 'all' | 'any'
  readonly of: ReadonlySet<string>
}

/** A condition that stands alone is a list of one, of the kind the other one is. */
function partsOf(one: Expression, other: Expression): Parts | null {
  if (one.kind === 'all' || one.kind === 'any') return { kind: one.kind, of: new Set(one.of.map(meaningOf)) }
  return other.kind === 'all' || other.kind === 'any'
    ? { kind: other.kind, of: new Set([meaningOf(one)]) }
    : null
}

function ofParts(old: Parts, now: Parts): Direction {
  const grew = [...old.of].every((part) => now.of.has(part))
  const shrank = [...now.of].every((part) => old.of.has(part))
  if (grew === shrank) return null
  const more: Direction = old.kind === 'any' ? 'loosened' : 'tightened'
  return grew ? more : opposite(more)
}
