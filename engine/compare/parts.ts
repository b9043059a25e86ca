import { Rational } from '../base/rational.ts'
import { roundedAmount } from '../decision/executable.ts'
import { constant, type Expression, walk, withChildren } from '../expression/expression.ts'
import type { ParameterValues, Plan } from '../plan/plan.ts'
import { meaningOf } from './same.ts'

export type PartKind = 'condition' | 'force' | 'amount' | 'output' | 'refer'

/** A piece of what a clause says that two versions say otherwise: each side an expression of its own. */
export interface Part {
  readonly kind: PartKind
  /** A condition's code, an output's name, a code of what a person decides; `amount`, `force`. */
  readonly name: string
  readonly old: Expression
  readonly now: Expression
  /** Of a condition: what both versions have beside what differs, and whether all of it has to hold or none. */
  readonly beside: { readonly of: readonly Expression[]; readonly kind: 'all' | 'any' } | null
}

/** What both sides' parameters are, where they are the same under one name, else each under its own. */
export interface Sides {
  readonly old: Plan
  readonly now: Plan
}

const everyone = constant(true)
const nobody = constant(false)
const nothing = constant(null)

/**
 * The parts of a clause that are not the same in both versions, each with its values reckoned in place. What is
 * in none of them is decided alike whatever the facts are.
 *
 * Shape   plan × plan → parts, in the order they are decided
 */
export function partsOf(sides: Sides): readonly Part[] {
  const { old, now } = sides
  const parts: Omit<Part, 'beside'>[] = [
    { kind: 'force', name: 'force', old: forceOf(old), now: forceOf(now) },
    ...together(
      old.conditions.map(({ named, expression }) => [named.code, expression] as const),
      now.conditions.map(({ named, expression }) => [named.code, expression] as const),
      everyone,
    ).map((pair) => ({ kind: 'condition' as const, ...pair })),
    { kind: 'amount', name: 'amount', old: amountOf(old), now: amountOf(now) },
    ...together(outputsOf(old), outputsOf(now), nothing).map((pair) => ({
      kind: 'output' as const,
      ...pair,
    })),
    ...together(refersOf(old), refersOf(now), nobody).map((pair) => ({ kind: 'refer' as const, ...pair })),
  ]
  const own = parts.map((part) => ({ ...part, old: inlined(part.old, old), now: inlined(part.now, now) }))
  const others = own.filter((part) => signature(part.old, old) !== signature(part.now, now))
  return withoutRenamed(others, sides).map((part) =>
    part.kind === 'condition' ? focused(part, sides) : { ...part, beside: null },
  )
}

type Named = readonly (readonly [string, Expression])[]

function together(old: Named, now: Named, missing: Expression) {
  const [before, after] = [new Map(old), new Map(now)]
  return [...new Set([...after.keys(), ...before.keys()])].map((name) => ({
    name,
    old: before.get(name) ?? missing,
    now: after.get(name) ?? missing,
  }))
}

/** Whether the clause is in force on the day it is read at. */
function forceOf({ clause: { effective, readAt } }: Plan): Expression {
  const date: Expression = { kind: 'fact', name: readAt, path: [], at: { fact: readAt } }
  const of: Expression[] = []
  if (effective.from)
    of.push({ kind: 'compare', by: 'greaterThanInclusive', left: date, right: constant(effective.from) })
  if (effective.until)
    of.push({ kind: 'compare', by: 'lessThan', left: date, right: constant(effective.until) })
  return of.length === 0 ? everyone : { kind: 'all', of }
}

const amountOf = (plan: Plan): Expression =>
  plan.amount === null ? constant(Rational.zero) : roundedAmount(plan)

const outputsOf = ({ outputs }: Plan): Named =>
  outputs.map(({ output, steps, when }) => {
    const value: Expression = { kind: 'steps', of: steps.map(({ expression }) => expression) }
    const shown: Expression = output.rounding
      ? { kind: 'round', of: value, rounding: output.rounding }
      : value
    return [output.name, when ? { kind: 'case', of: [{ when, then: shown }], otherwise: nothing } : shown]
  })

const refersOf = ({ refer }: Plan): Named => refer.map(({ refer: one, when }) => [one.code, when ?? everyone])

/** An expression that names no value of `values:` any more. */
export function inlined(expression: Expression, plan: Pick<Plan, 'values'>): Expression {
  if (expression.kind === 'value') {
    const named = plan.values.find((value) => value.named.name === expression.name)
    return { kind: 'steps', of: (named?.steps ?? []).map((step) => inlined(step.expression, plan)) }
  }
  return withChildren(expression, (child) => inlined(child, plan))
}

/** An expression with the values of the parameters it reads. */
const signature = (expression: Expression, { parameters }: Plan): string => {
  const read = new Set([...walk(expression)].flatMap((one) => (one.kind === 'parameter' ? [one.name] : [])))
  return meaningOf([expression, [...read].sort().map((name) => [name, valuesOf(parameters.get(name))])])
}

export const valuesOf = (values: ParameterValues | undefined) =>
  (values ?? []).map(({ from, value }) => [from, value])

type Whole = Omit<Part, 'beside'>

/** A condition that only has another code asks the same of everybody. */
function withoutRenamed(parts: readonly Whole[], { old, now }: Sides): readonly Whole[] {
  const isGone = (part: Whole) => part.kind === 'condition' && part.now === everyone
  const isNew = (part: Whole) => part.kind === 'condition' && part.old === everyone
  const gone = parts.filter(isGone).map((part) => signature(part.old, old))
  const come = parts.filter(isNew).map((part) => signature(part.now, now))
  return parts.filter(
    (part) =>
      !(isGone(part) && come.includes(signature(part.old, old))) &&
      !(isNew(part) && gone.includes(signature(part.now, now))),
  )
}

/** All that decides what is paid, as one part: for witnesses that no part by itself leads to. */
export function wholeOf(sides: Sides): Part {
  const of = (plan: Plan): Expression => {
    const when: Expression = {
      kind: 'all',
      of: [forceOf(plan), ...plan.conditions.map(({ expression }) => expression)],
    }
    const then = plan.amount === null ? constant(Rational.one) : amountOf(plan)
    return inlined({ kind: 'case', of: [{ when, then }], otherwise: constant(Rational.zero) }, plan)
  }
  return { kind: 'amount', name: 'amount', old: of(sides.old), now: of(sides.now), beside: null }
}

/** A condition without the members that both versions have: nobody is told apart by them. */
function focused(part: Whole, sides: Sides): Part {
  const [old, now] = [unwrapped(part.old), unwrapped(part.now)]
  const kind = [old, now].map((one) => one.kind).find((one) => one === 'all' || one === 'any')
  if (kind !== 'all' && kind !== 'any') return { ...part, beside: null }
  const members = (one: Expression) => (one.kind === kind ? one.of : [one])
  const key = (one: Expression, side: keyof Sides) => signature(one, sides[side])
  const [before, after] = [members(old), members(now)]
  const [was, is] = [before.map((one) => key(one, 'old')), after.map((one) => key(one, 'now'))]
  const of = after.filter((_, index) => was.includes(is[index] ?? ''))
  if (of.length === 0) return { ...part, beside: null }
  const rest = (list: readonly Expression[]): Expression =>
    list.length === 1 && list[0] ? list[0] : { kind, of: list }
  return {
    ...part,
    old: rest(before.filter((_, index) => !is.includes(was[index] ?? ''))),
    now: rest(after.filter((_, index) => !was.includes(is[index] ?? ''))),
    beside: { of, kind },
  }
}

const unwrapped = (one: Expression): Expression =>
  one.kind === 'steps' && one.of.length === 1 && one.of[0] ? unwrapped(one.of[0]) : one

/** A condition with what stands beside what differs in it. */
export function wholeCondition(part: Part): Part {
  const { beside } = part
  if (!beside) return part
  const { of, kind } = beside
  return { ...part, old: { kind, of: [part.old, ...of] }, now: { kind, of: [part.now, ...of] }, beside: null }
}
