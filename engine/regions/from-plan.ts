import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import { roundedAmount } from '../decision/executable.ts'
import { assemble } from '../decision/outcome.ts'
import { type DecideOptions, inForce, questionOf } from '../decision/question.ts'
import type { Result } from '../expression/evaluate.ts'
import { constant, type Expression, walk } from '../expression/expression.ts'
import { isUnknown } from '../expression/unknown.ts'
import { isDatedSeries, isListValue, isRecordValue, type Value } from '../expression/value.ts'
import type { DecidingPlan } from '../plan/plan.ts'
import { type Domain, domainOf, type Found, foundFact } from './domain.ts'
import { follow, followSteps } from './follow.ts'
import { type Form, fixed } from './form.ts'
import { countOf, divided, type Interval, sampleOf } from './interval.ts'
import { joined, type Piece } from './join.ts'
import { type Regions, regionLimit } from './regions.ts'
import { ownForm, type Scope, scopeOf, type Varying } from './scope.ts'
import { isSplit, isUnfollowed } from './signals.ts'

/** How many units of a fact are looked at one by one where rules cannot be followed along a line. */
const unitLimit = 400n

export interface RegionOptions extends DecideOptions {
  /** Facts whose value is left open, given or not. */
  readonly unknown?: ReadonlySet<string>
  /** Keeps single values by themselves where the rules have one, though they lie on the line beside them. */
  readonly apart?: boolean
}

/**
 * Where one fact changes what a clause says: its regions over all values it can take, the other facts as
 * given. The ends come from the rules: conditions, caps, floors, choices, tables, dated parameters.
 *
 * Shape   Plan × facts × name of a fact → Regions; undefined for a fact that the clause does not read
 * Units   as the fact and the amount; exact
 */
export function regionsOf(
  plan: DecidingPlan,
  facts: ReadonlyMap<string, Value>,
  fact: string,
  options: RegionOptions = {},
): Regions | undefined {
  const found = foundFact(fact, plan.clause.facts)
  if (!found) return undefined
  const { title, type } = found
  const given = facts.get(found.name)
  const domain =
    given !== undefined && isDatedSeries(given)
      ? undefined
      : domainOf(type, currentValue(found, facts), textsNamed(plan, facts))
  if (!domain) {
    const reason: Words = { zh: `${title.zh}的所有取值`, en: `all values of ${title.en}` }
    return { fact, title, type, complete: false, unfollowed: [reason], regions: [] }
  }
  const pieces = piecesOf(plan, facts, found, domain, options)
  const regions = joined(pieces, domain, plan.rounding, options.apart)
  const reasons = [
    ...regions.flatMap(({ unfollowed }) => unfollowed),
    ...(domain.kind === 'values' && domain.beyond ? [domain.beyond] : []),
  ]
  const once = [...new Map(reasons.map((reason) => [reason.en, reason])).values()]
  return { fact, title, type, complete: once.length === 0, unfollowed: once, regions }
}

/** Texts that rules, and facts that rules could compare one with, name. */
export function textsNamed(plan: DecidingPlan, facts: ReadonlyMap<string, Value>): readonly string[] {
  const roots = [
    ...plan.conditions.map(({ expression }) => expression),
    ...[
      ...plan.values.map(({ steps }) => steps),
      plan.amount ?? [],
      ...plan.outputs.map(({ steps }) => steps),
    ]
      .flat()
      .map(({ expression }) => expression),
  ]
  const values: Value[] = [...facts.values()]
  for (const root of roots) for (const one of walk(root)) if (one.kind === 'constant') values.push(one.value)
  for (const dated of plan.parameters.values()) for (const { value } of dated) values.push(value)
  return [...new Set(values.flatMap(textsIn))]
}

const textsIn = (value: Value): readonly string[] =>
  typeof value === 'string' ? [value] : value !== null && isListValue(value) ? value.flatMap(textsIn) : []

/** What is given of a fact, or of a field of it. */
export function currentValue({ name, path }: Found, facts: ReadonlyMap<string, Value>): Value | undefined {
  let value = facts.get(name)
  for (const key of path)
    value = value !== undefined && value !== null && isRecordValue(value) ? value.fields[key] : undefined
  return value
}

/** The facts with another value of one. */
export function withFact(
  facts: ReadonlyMap<string, Value>,
  { name, path }: Pick<Found, 'name' | 'path'>,
  value: Value,
): ReadonlyMap<string, Value> {
  const put = (into: Value | undefined, [key, ...rest]: readonly string[]): Value => {
    if (key === undefined) return value
    const fields = into !== undefined && into !== null && isRecordValue(into) ? into.fields : {}
    return { fields: { ...fields, [key]: put(fields[key], rest) } }
  }
  return new Map([...facts, [name, put(facts.get(name), path)]])
}

/** The facts without some of them, or without some fields of records. */
export function withoutFacts(
  facts: ReadonlyMap<string, Value>,
  names: ReadonlySet<string>,
): ReadonlyMap<string, Value> {
  const left = new Map(facts)
  for (const dotted of names) {
    const [name = '', ...path] = dotted.split('.')
    const value = left.get(name)
    const kept = value === undefined ? undefined : withoutField(value, path)
    if (kept === undefined) left.delete(name)
    else left.set(name, kept)
  }
  return left
}

function withoutField(value: Value, [key, ...rest]: readonly string[]): Value | undefined {
  if (key === undefined || value === null || !isRecordValue(value)) return undefined
  const { [key]: inner, ...others } = value.fields
  const kept = inner === undefined ? undefined : withoutField(inner, rest)
  return { fields: kept === undefined ? others : { ...others, [key]: kept } }
}

function piecesOf(
  plan: DecidingPlan,
  facts: ReadonlyMap<string, Value>,
  found: Found,
  domain: Domain,
  options: RegionOptions,
): readonly Piece[] {
  const open = options.unknown ?? new Set<string>()
  const known = withoutFacts(facts, open)
  const asked = { ...options, open: new Set([...(options.open ?? []), ...open]) }
  const question = (value: Value) => questionOf(plan, withFact(known, found, value), asked, null)
  const varying: Varying = { ...found, isDate: domain.kind === 'line' && domain.isDate }
  if (domain.kind === 'values') {
    const nowhere = { interval: point(Rational.zero), step: null }
    return domain.values.map((value) => {
      const base = { stretch: nowhere, question: question(value), plan, varying, open }
      return { interval: nowhere.interval, value, ...reckon(scopeOf(base, fixed(value), followSteps)) }
    })
  }
  const { step, isDate } = domain
  const pieces: Piece[] = []
  const waiting: Interval[] = [domain.interval]
  for (let interval = waiting.pop(); interval; interval = waiting.pop()) {
    const stretch = { interval, step }
    const sample = sampleOf(interval)
    const asValue: Value = isDate ? { day: Number(sample.numerator) } : sample
    const base = { stretch, question: question(asValue), plan, varying, open }
    const reckoned = reckonOrCut(scopeOf(base, ownForm(stretch, varying), followSteps))
    const isFull = pieces.length + waiting.length > regionLimit
    const parts = isFull
      ? [interval]
      : reckoned.cuts.reduce<readonly Interval[]>(
          (all, cut) => all.flatMap((part) => divided(part, cut, step)),
          [interval],
        )
    const count = countOf(interval, step)
    if (parts.length > 1) waiting.push(...[...parts].reverse())
    else if (
      reckoned.piece.unfollowed.length > 0 &&
      count !== null &&
      count > 1n &&
      count <= unitLimit &&
      step
    )
      for (let index = count - 1n; index >= 0n; index--)
        waiting.push(point((interval.from as Rational).plus(step.times(Rational.of(index)))))
    else
      pieces.push({
        interval,
        value: null,
        ...reckoned.piece,
        ...(reckoned.cuts.length > 0 && { unfollowed: [tooMany] }),
      })
  }
  return pieces
}

const tooMany: Words = { zh: '更多的分段', en: 'more regions than are kept' }

const point = (at: Rational): Interval => ({ from: at, fromIncluded: true, to: at, toIncluded: true })

type Reckoned = Omit<Piece, 'interval' | 'value'>

const nothing: Reckoned = {
  eligible: null,
  consistent: null,
  failed: [],
  needs: [],
  amount: fixed(null),
  paid: fixed(null),
  unfollowed: [],
}

function reckonOrCut(scope: Scope) {
  try {
    return { piece: reckon(scope), cuts: [] }
  } catch (thrown) {
    if (!isSplit(thrown)) throw thrown
    return { piece: nothing, cuts: thrown.split }
  }
}

/** All that a clause says where the fact is in the scope's interval. */
function reckon(scope: Scope): Reckoned {
  const { plan } = scope
  const missing: Words[] = []
  const part = (of: () => Form): Form => {
    try {
      return of()
    } catch (thrown) {
      if (!isUnfollowed(thrown)) throw thrown
      missing.push(thrown.unfollowed)
      return fixed({ unknown: [] })
    }
  }
  const conditions = plan.conditions.map(({ expression }) => resultOf(part(() => follow(expression, scope))))
  const force = resultOf(part(() => followForce(scope)))
  const bare: DecidingPlan = { ...plan, outputs: [], refer: [] }
  const first = assemble(bare, { conditions, amount: null, outputs: [], refer: [] }, force).decision
  if (plan.clause.kind === 'check') {
    const at = plan.outputs.find(({ output }) => output.name === 'consistent')
    const said = resultOf(
      part(() =>
        followSteps(
          (at?.steps ?? []).map(({ expression }) => expression),
          scope,
        ),
      ),
    )
    return {
      ...nothing,
      consistent: isUnknown(said) ? null : said === true,
      needs: isUnknown(said) ? factsOf(said) : [],
      unfollowed: missing,
    }
  }
  const { eligible, failed } = first
  if (eligible !== true || plan.amount === null)
    return { ...nothing, eligible, failed, needs: first.needs, unfollowed: missing }
  const amount = part(() =>
    followSteps(
      (plan.amount ?? []).map(({ expression }) => expression),
      scope,
    ),
  )
  const paid = plan.rounding ? part(() => follow(roundedAmount(plan), scope)) : amount
  const needs = amount.kind === 'fixed' && isUnknown(amount.result) ? factsOf(amount.result) : []
  return { ...nothing, eligible, failed, needs, amount, paid, unfollowed: missing }
}

const resultOf = (form: Form): Result => (form.kind === 'fixed' ? form.result : null)

const factsOf = ({ unknown }: Extract<Result, { unknown: unknown }>): readonly string[] =>
  unknown.flatMap((need) => ('fact' in need ? [need.fact] : []))

/** Whether the clause is in force, on a day that may be the one that varies. */
function followForce(scope: Scope): Form {
  const { plan } = scope
  const { effective, readAt } = plan.clause
  if (scope.varying.name !== readAt) return fixed(inForce(plan, scope.question))
  const date: Expression = { kind: 'fact', name: readAt, path: [], at: { fact: readAt } }
  const of: Expression[] = []
  if (effective.from)
    of.push({ kind: 'compare', by: 'greaterThanInclusive', left: date, right: constant(effective.from) })
  if (effective.until)
    of.push({ kind: 'compare', by: 'lessThan', left: date, right: constant(effective.until) })
  return follow({ kind: 'all', of }, scope)
}
