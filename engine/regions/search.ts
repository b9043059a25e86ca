import type { Words } from '../base/words.ts'
import { type Decider, deciderOf } from '../decision/decide.ts'
import type { Decision } from '../decision/decision.ts'
import { type DecideOptions, questionOf } from '../decision/question.ts'
import { orderOf, sameValue } from '../expression/compare.ts'
import { walk } from '../expression/expression.ts'
import { isUnknown } from '../expression/unknown.ts'
import { isDatedSeries, isRecordValue, type Value } from '../expression/value.ts'
import type { Plan } from '../plan/plan.ts'
import type { ValueType } from '../policy/types.ts'
import { type Choice, choicesOf } from './choices.ts'
import type { Change, Counterfactual } from './counterfactual.ts'
import { domainOf, type Found, foundFact } from './domain.ts'
import { regionsOf, withFact, withoutFacts } from './from-plan.ts'
import type { Region } from './regions.ts'
import { changeWords, counterfactualWords } from './why-words.ts'

/** A fact that may be changed, with its present value. */
export interface Candidate extends Found {
  /** With the path: `fees.registration`. */
  readonly id: string
  readonly now: Value
}

/** Everything a search for changes is made with. */
export interface Search {
  readonly plan: Plan
  readonly decider: Decider
  readonly facts: ReadonlyMap<string, Value>
  readonly options: DecideOptions
  readonly candidates: readonly Candidate[]
  /** Facts of which the rules ask whether they are given at all. */
  readonly asked: ReadonlySet<string>
  /** What could not be followed. */
  readonly unfollowed: Map<string, Words>
}

export function searchOf(plan: Plan, facts: ReadonlyMap<string, Value>, options: DecideOptions): Search {
  const question = questionOf(plan, facts, options, null)
  const unfollowed = new Map<string, Words>()
  const candidates: Candidate[] = []
  const add = (id: string, now: Value, type: ValueType): void => {
    if (isRecordValue(now) && type.fields) {
      for (const [key, field] of Object.entries(type.fields))
        if (Object.hasOwn(now.fields, key)) add(`${id}.${key}`, now.fields[key] as Value, field.type)
      return
    }
    const found = foundFact(id, plan.clause.facts)
    if (!found || found.isFixed) return
    if (!isDatedSeries(now) && domainOf(found.type, now)) candidates.push({ ...found, id, now })
    else unfollowed.set(id, { zh: `${found.title.zh}的所有取值`, en: `all values of ${found.title.en}` })
  }
  for (const { name, type } of plan.clause.facts) {
    const now = question.read(name)
    if (!isUnknown(now)) add(name, now, type)
  }
  const asked = new Set(expressionsOf(plan).flatMap((one) => (one.kind === 'given' ? [one.fact] : [])))
  return { plan, decider: deciderOf(plan), facts, options, candidates, asked, unfollowed }
}

const expressionsOf = (plan: Plan) =>
  [
    ...plan.conditions.map(({ expression }) => expression),
    ...[
      ...plan.values.map(({ steps }) => steps),
      plan.amount ?? [],
      ...plan.outputs.map(({ steps }) => steps),
    ]
      .flat()
      .map(({ expression }) => expression),
  ].flatMap((one) => [...walk(one)])

/** Whether a decision is no refusal. */
export const isGranted = (decision: Decision): boolean =>
  decision.kind === 'check'
    ? decision.outputs.consistent === true
    : decision.eligible === true || (decision.eligible === null && decision.needs.length > 0)

const isGrantedIn = (region: Region, kind: Decision['kind']): boolean =>
  kind === 'check'
    ? region.consistent === true
    : region.eligible === true || (region.eligible === null && region.needs.length > 0)

/** All smallest sets of changes, of up to so many facts, after which the clause no longer refuses. */
export function smallestChanges(search: Search, atMost: number): readonly Counterfactual[] {
  const found: Counterfactual[] = []
  const enough: (readonly Candidate[])[] = []
  for (let size = 1; size <= atMost; size++) {
    // Sets of one size at a time: what holds of a smaller set needs no more facts.
    const sized: (readonly Candidate[])[] = []
    for (const set of setsOf(search.candidates, size)) {
      if (enough.some((smaller) => smaller.every((one) => set.includes(one)))) continue
      if (!canHelp(search, set)) continue
      const ways = ordersOf(set).flatMap((order) => changesOf(search, order, search.facts, []))
      const least = nearest(ways)
      if (least.length > 0) sized.push(set)
      found.push(...least)
    }
    enough.push(...sized)
  }
  return found
}

function* setsOf(all: readonly Candidate[], size: number): Generator<readonly Candidate[]> {
  if (size === 0) yield []
  else
    for (const [index, first] of all.entries())
      for (const rest of setsOf(all.slice(index + 1), size - 1)) yield [first, ...rest]
}

const ordersOf = (set: readonly Candidate[]): readonly (readonly Candidate[])[] =>
  set.length === 2 ? [set, [...set].reverse()] : [set]

/** Whether the clause still refuses when nothing is known of these facts: then no value of them helps. */
function canHelp({ decider, facts, options, asked }: Search, set: readonly Candidate[]): boolean {
  if (set.some(({ name }) => asked.has(name))) return true
  const names = new Set(set.map(({ id }) => id))
  const open = new Set([...(options.open ?? []), ...names])
  const { decision } = decider.decide(withoutFacts(facts, names), { ...options, open })
  return decision.kind === 'check' ? decision.outputs.consistent !== false : decision.eligible !== false
}

/** Changes of facts one after another; while one is looked at, those to come are left open. */
function changesOf(
  search: Search,
  [first, ...rest]: readonly Candidate[],
  facts: ReadonlyMap<string, Value>,
  before: readonly Change[],
): readonly Counterfactual[] {
  const { plan, options } = search
  if (!first) return []
  const unknown = new Set(rest.map(({ id }) => id))
  const regions = regionsOf(plan, facts, first.id, { ...options, unknown })
  if (!regions) return []
  for (const reason of regions.unfollowed) search.unfollowed.set(reason.en, reason)
  const accepts = (region: Region): boolean =>
    rest.length === 0
      ? isGrantedIn(region, plan.clause.kind)
      : region.eligible !== false && region.consistent !== false
  return choicesOf(regions, first.now, accepts).flatMap((choice) => {
    const changed = withFact(facts, first, choice.value)
    const changes = [...before, changeOf(first, choice)]
    return rest.length > 0
      ? changesOf(search, rest, changed, changes)
      : [verified(search, changes, changed, isGranted)]
  })
}

export const changeOf = ({ id, title, now, type }: Candidate, { value, bound, until }: Choice): Change => ({
  fact: id,
  title,
  now,
  value,
  bound,
  until,
  words: changeWords(title, now, bound, until, type),
})

/** Decides with the changes made. One that does not hold would be our own mistake. */
export function verified(
  { plan, decider, options }: Search,
  changes: readonly Change[],
  facts: ReadonlyMap<string, Value>,
  holds: (decision: Decision) => boolean,
): Counterfactual {
  const { decision } = decider.decide(facts, options)
  if (!holds(decision))
    throw new Error(`${plan.clause.id} does not change by ${changes.map(({ words }) => words.en).join(', ')}`)
  const title = (name: string) => foundFact(name, plan.clause.facts)?.title ?? { zh: name, en: name }
  const written = [...changes].sort((a, b) => placeOf(plan, a) - placeOf(plan, b))
  return {
    changes: written,
    decision,
    words: counterfactualWords(
      written.map(({ words }) => words),
      decision,
      title,
    ),
  }
}

const placeOf = (plan: Plan, { fact }: Change): number =>
  plan.clause.facts.findIndex(({ name }) => name === fact.split('.')[0])

/** Without repeats, and without those that go farther than another for nothing. */
const nearest = (ways: readonly Counterfactual[]): readonly Counterfactual[] =>
  ways.filter(
    (way, index) =>
      !ways.some((other, at) => at !== index && (isNearer(other, way) || (at < index && isSame(other, way)))),
  )

const isSame = (a: Counterfactual, b: Counterfactual): boolean =>
  a.changes.every((change, at) => sameValue(change.value, b.changes[at]?.value ?? null))

function isNearer(a: Counterfactual, b: Counterfactual): boolean {
  const steps = a.changes.map((change, at) => {
    const other = b.changes[at] as Change
    if (sameValue(change.value, other.value)) return 0
    const [mine, theirs] = [orderOf(change.value, change.now), orderOf(other.value, other.now)]
    const between = orderOf(other.value, change.value)
    if (mine === undefined || theirs === undefined || between === undefined) return undefined
    return mine * theirs > 0 && between * mine > 0 ? 1 : undefined
  })
  return steps.every((step) => step !== undefined) && steps.includes(1)
}
