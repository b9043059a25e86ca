import type { CalendarDate } from '../base/calendar.ts'
import type { DecidingPlan } from '../plan/plan.ts'
import { fieldType } from '../policy/paths.ts'
import { connective, type NameOf } from './comparisons.ts'
import { type Emitted, type EmittedNumber, type EmittedTruth, Emitter, Unsupported } from './emitter.ts'
import { asDay, asNumber, asTruth, type CodeScope, emit, emitPipeline } from './expressions.ts'
import { type Input, inputOf, inputValue } from './inputs.ts'
import type { BitNode, CodeNode, Nodes, NumberNode } from './nodes.ts'
import { rescaled } from './numbers.ts'
import { parameterOn } from './parameters.ts'
import { round } from './rounding.ts'

/** How a plan's code is made. */
export interface CodeOptions {
  /** The day all is decided for; without it each row has its own `as_of`. */
  readonly asOf: CalendarDate | null
  readonly assume: 'declared' | 'none'
  readonly undatedReads: 'stated' | 'unknown'
  /** Whether every applicant has an input: nothing then asks whether it is unknown. */
  readonly isComplete: (input: Input) => boolean
  readonly nameOf: NameOf
  /** What reads an input. */
  readonly inputNode: (input: Input) => NumberNode
  /** Whether an input was given. */
  readonly givenNode: (input: Input) => BitNode
}

/** What a clause comes to. */
export interface ClauseCode {
  /** Where one of these holds the row is wide: to be decided with big integers, by closures. */
  readonly guards: readonly BitNode[]
  /** 0 no, 1 yes, 2 undecided. */
  readonly eligible: NumberNode
  /** Bit sets, in the order of the plan's conditions. */
  readonly failed: NumberNode
  readonly unknown: NumberNode
  /** Bit set, in the order of the plan's refer codes. */
  readonly refer: NumberNode
  /** In hundredths; NaN where there is none or it is unknown, 0 where not eligible. */
  readonly amount: NumberNode
}

export const resultNames = ['eligible', 'failed', 'unknown', 'refer', 'amount'] as const
export type ResultName = (typeof resultNames)[number]

/** A clause of a program: its code, or null for one that is left to closures. */
export interface ProgramClause {
  readonly plan: DecidingPlan
  readonly code: ClauseCode | null
  /** What generated code does not do; null where it does all. */
  readonly because: string | null
}

/** All that clauses write or watch, in their order. */
export const rootsOf = (clauses: readonly ProgramClause[]): readonly CodeNode[] =>
  clauses.flatMap(({ code }) => (code ? [...code.guards, ...resultNames.map((name) => code[name])] : []))

/** Bits of a double's integer operations. */
const mostBits = 31

/**
 * A clause as nodes over integers.
 *
 * Errors  throws Unsupported, naming what generated code does not do
 */
export function clauseCode(plan: DecidingPlan, nodes: Nodes, options: CodeOptions): ClauseCode {
  if (plan.clause.kind === 'check') throw new Unsupported('a check')
  if (plan.conditions.length > mostBits || plan.refer.length > mostBits)
    throw new Unsupported('more than 31 codes')
  const emitter = new Emitter(nodes)
  const scope = scopeOf(plan, emitter, options)
  const truthOf = (expression: DecidingPlan['conditions'][number]['expression']): EmittedTruth =>
    asTruth(emit(expression, scope, null))
  const inForce = inForceCode(plan, scope, emitter)
  const conditions = plan.conditions.map(({ expression }) => truthOf(expression))
  const eligible = connective(inForce ? [inForce, ...conditions] : conditions, 0, emitter)
  const refer = plan.refer.map(({ refer: one, when }) => {
    const holds = when ? truthOf(when).yes : nodes.yes
    return one.always ? holds : nodes.all([eligible.yes, holds])
  })
  const amount = plan.amount ? amountCode(plan, scope, emitter) : null
  return {
    guards: [...emitter.guards],
    eligible: nodes.set([eligible.yes, eligible.open]),
    failed: nodes.set(conditions.map(({ no }) => no)),
    unknown: nodes.set(conditions.map(({ open }) => open)),
    refer: nodes.set(refer),
    amount: amount ? paid(amount, eligible, nodes) : nodes.constant(Number.NaN),
  }
}

function amountCode(plan: DecidingPlan, scope: CodeScope, emitter: Emitter): EmittedNumber {
  const steps = asNumber(
    emitPipeline(
      (plan.amount ?? []).map(({ expression }) => expression),
      scope,
    ),
  )
  const rounded = plan.rounding ? round(steps, plan.rounding, emitter) : steps
  if (rounded.over || 100n % rounded.scale.q !== 0n)
    throw new Unsupported('an amount in parts of a hundredth')
  const amount = rescaled(rounded, 100n, emitter)
  return { ...amount, node: emitter.integer(amount.node, amount.scale) }
}

function paid(amount: EmittedNumber, eligible: EmittedTruth, nodes: Nodes): NumberNode {
  const unknown = nodes.constant(Number.NaN)
  const value = nodes.select(amount.none, unknown, amount.node)
  const otherwise = nodes.select(eligible.open, unknown, nodes.constant(0))
  return nodes.select(eligible.yes, value, otherwise)
}

function inForceCode(plan: DecidingPlan, scope: CodeScope, emitter: Emitter): EmittedTruth | null {
  const { effective, readAt } = plan.clause
  if (effective.from === null && effective.until === null) return null
  const { nodes } = emitter
  const { node } = asDay(scope.fact(readAt, []))
  const inside = nodes.all([
    ...(effective.from ? [nodes.compare('atMost', nodes.constant(effective.from.day), node)] : []),
    ...(effective.until ? [nodes.compare('less', node, nodes.constant(effective.until.day))] : []),
  ])
  return emitter.truth(inside, nodes.unknown(node))
}

function scopeOf(plan: DecidingPlan, emitter: Emitter, options: CodeOptions): CodeScope {
  const values = new Map<string, Emitted>()
  const declared = (name: string) => {
    const found = plan.clause.facts.find((one) => one.name === name)
    if (!found) throw new Unsupported(`a fact without a declaration: ${name}`)
    return found
  }
  const fact = (name: string, path: readonly string[]): Emitted => {
    if (name === 'as_of' && options.asOf)
      return { kind: 'day', node: emitter.nodes.constant(options.asOf.day) }
    const type = fieldType(declared(name).type, path)
    if (type?.name === 'record' && !type.series && type.fields) {
      const fields = Object.keys(type.fields).map((key) => [key, fact(name, [...path, key])] as const)
      return fields.every(([, field]) => field.kind === 'truth')
        ? { kind: 'truths', fields: Object.fromEntries(fields.map(([key, field]) => [key, asTruth(field)])) }
        : { kind: 'record', fields: Object.fromEntries(fields.map(([key, field]) => [key, asNumber(field)])) }
    }
    const input = inputOf(declared(name), path)
    return inputValue(input, options.inputNode(input), emitter)
  }
  const scope: CodeScope = {
    emitter,
    nameOf: options.nameOf,
    fact,
    parameter: (name, at) => {
      const day = () => (at === 'month' ? null : asDay(fact(at.fact, [])))
      return parameterOn(plan.parameters.get(name) ?? [], day, options.undatedReads, emitter)
    },
    given: (name) => emitter.truth(options.givenNode(inputOf(declared(name), [])), emitter.nodes.no),
    value: (name) => {
      const known = values.get(name)
      if (known) return known
      const named = plan.values.find((value) => value.named.name === name)
      const made = emitPipeline(
        (named?.steps ?? []).map(({ expression }) => expression),
        scope,
      )
      values.set(name, made)
      return made
    },
  }
  return scope
}
