import type { CalendarDate } from '../base/calendar.ts'
import type { Plan } from '../plan/plan.ts'
import { fieldType } from '../policy/paths.ts'
import { connective, type NameOf } from './comparisons.ts'
import {
  type Emitted,
  type EmittedDay,
  type EmittedNumber,
  type EmittedTruth,
  Emitter,
  Unsupported,
} from './emitter.ts'
import { asDay, asNumber, asTruth, type CodeScope, emit, emitPipeline } from './expressions.ts'
import { type Input, inputOf, inputValue } from './inputs.ts'
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
  /** The name that holds an input in the code. */
  readonly inputJs: (input: Input) => string
  /** The name that holds whether an input was given. */
  readonly givenJs: (input: Input) => string
}

/** What code a clause comes to: statements, and the names that hold its results. */
export interface ClauseCode {
  readonly lines: readonly string[]
  /** Integers whose bounds are not proven. */
  readonly guards: number
  /** 0 no, 1 yes, 2 undecided. */
  readonly eligible: string
  /** Bit sets, in the order of the plan's conditions. */
  readonly failed: string
  readonly unknown: string
  /** Bit set, in the order of the plan's refer codes. */
  readonly refer: string
  /** In hundredths; NaN where there is none or it is unknown, 0 where not eligible. */
  readonly amount: string
}

/** Bits of a double's integer operations. */
const mostBits = 31

/**
 * A clause as straight code over integers.
 *
 * Errors  throws Unsupported, naming what generated code does not do
 */
export function clauseCode(plan: Plan, prefix: string, options: CodeOptions): ClauseCode {
  if (plan.clause.kind === 'check') throw new Unsupported('a check')
  if (plan.conditions.length > mostBits || plan.refer.length > mostBits)
    throw new Unsupported('more than 31 codes')
  const emitter = new Emitter(prefix)
  const scope = scopeOf(plan, emitter, options)
  const truthOf = (expression: Plan['conditions'][number]['expression']): EmittedTruth =>
    asTruth(emit(expression, scope, null))
  const inForce = inForceCode(plan, scope, emitter)
  const conditions = plan.conditions.map(({ expression }) => truthOf(expression))
  const failed = bits(conditions, 0, emitter)
  const unknown = bits(conditions, 2, emitter)
  const all = inForce ? [inForce, ...conditions] : conditions
  const eligible = connective(all, 0, emitter)
  const refer = plan.refer.map(({ refer: one, when }) => {
    const holds = when ? truthOf(when).js : '1'
    return {
      kind: 'truth',
      known: false,
      js: one.always ? holds : `(${eligible.js} === 1 ? ${holds} : 0)`,
    } as const
  })
  const amount = plan.amount ? amountCode(plan, scope, emitter) : null
  return {
    lines: emitter.lines,
    guards: emitter.guards,
    eligible: eligible.js,
    failed,
    unknown,
    refer: bits(refer, 1, emitter),
    amount: amount ? paid(amount, eligible, emitter) : 'NaN',
  }
}

/** The conditions that are of one value, as a bit set. */
function bits(conditions: readonly EmittedTruth[], value: 0 | 1 | 2, emitter: Emitter): string {
  const set = conditions.flatMap(({ js, known }, index) =>
    value === 2 && known ? [] : [`(${js} === ${value} ? ${1 << index} : 0)`],
  )
  return set.length === 0 ? '0' : emitter.hold(set.join(' | '))
}

function amountCode(plan: Plan, scope: CodeScope, emitter: Emitter): EmittedNumber {
  const steps = asNumber(
    emitPipeline(
      (plan.amount ?? []).map(({ expression }) => expression),
      scope,
    ),
  )
  const rounded = plan.rounding ? round(steps, plan.rounding, emitter) : steps
  if (rounded.over || 100n % rounded.scale.q !== 0n)
    throw new Unsupported('an amount in parts of a hundredth')
  return rescaled(rounded, 100n, emitter)
}

function paid(amount: EmittedNumber, eligible: EmittedTruth, emitter: Emitter): string {
  const value = amount.none === null ? amount.js : `((${amount.none}) ? NaN : ${amount.js})`
  const undecided = eligible.known ? '' : `${eligible.js} === 2 ? NaN : `
  return emitter.hold(`${undecided}${eligible.js} === 1 ? ${value} : 0`)
}

function inForceCode(plan: Plan, scope: CodeScope, emitter: Emitter): EmittedTruth | null {
  const { effective, readAt } = plan.clause
  if (effective.from === null && effective.until === null) return null
  const day = asDay(scope.fact(readAt, []))
  const inside = [
    ...(effective.from ? [`${day.js} >= ${effective.from.day}`] : []),
    ...(effective.until ? [`${day.js} < ${effective.until.day}`] : []),
  ].join(' && ')
  const decided = `(${inside}) ? 1 : 0`
  return {
    kind: 'truth',
    js: emitter.hold(day.known ? decided : `${day.js} !== ${day.js} ? 2 : ${decided}`),
    known: day.known,
  }
}

function scopeOf(plan: Plan, emitter: Emitter, options: CodeOptions): CodeScope {
  const values = new Map<string, Emitted>()
  const fact = (name: string, path: readonly string[]): Emitted => {
    if (name === 'as_of' && options.asOf)
      return { kind: 'day', js: String(options.asOf.day), known: true, none: null }
    const declared = plan.clause.facts.find((one) => one.name === name)
    if (!declared) throw new Unsupported(`a fact without a declaration: ${name}`)
    const type = fieldType(declared.type, path)
    if (type?.name === 'record' && !type.series && type.fields) {
      const fields = Object.keys(type.fields).map((key) => [key, fact(name, [...path, key])] as const)
      return fields.every(([, field]) => field.kind === 'truth')
        ? { kind: 'truths', fields: Object.fromEntries(fields.map(([key, field]) => [key, asTruth(field)])) }
        : { kind: 'record', fields: Object.fromEntries(fields.map(([key, field]) => [key, asNumber(field)])) }
    }
    const input = inputOf(declared, path)
    const isAssumed = options.assume === 'declared' && input.absent !== undefined
    return inputValue(input, options.inputJs(input), isAssumed || options.isComplete(input))
  }
  const scope: CodeScope = {
    emitter,
    nameOf: options.nameOf,
    fact,
    parameter: (name, at) => {
      const day = (): EmittedDay | null => (at === 'month' ? null : asDay(fact(at.fact, [])))
      return parameterOn(plan.parameters.get(name) ?? [], day, options.undatedReads, emitter)
    },
    given: (name) => {
      const declared = plan.clause.facts.find((one) => one.name === name)
      if (!declared) throw new Unsupported(`a fact without a declaration: ${name}`)
      return { kind: 'truth', js: options.givenJs(inputOf(declared, [])), known: true }
    },
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
