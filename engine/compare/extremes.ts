import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import { constant, type Expression } from '../expression/expression.ts'
import type { Value } from '../expression/value.ts'
import type { Plan } from '../plan/plan.ts'
import type { Bound } from '../regions/regions.ts'
import { type Analysis, analyse, type Box, factsOf, placed } from './analyse.ts'
import { type Applicant, type Deciders, decideBoth } from './applicants.ts'
import { dayIn } from './days.ts'
import { inlined, type Part, type Sides } from './parts.ts'
import { type Space, spaceOf } from './space.ts'

type Facts = ReadonlyMap<string, Value>

/** The most that anybody gains, or loses. */
export interface Extreme {
  /** Without a sign; null: without end. */
  readonly amount: Rational | null
  /** Of one without end: how much more for each unit of which fact. */
  readonly grows: { readonly by: Rational; readonly fact: string; readonly title: Words } | null
  /** Whether nobody can gain or lose more; else it is the most of what was tried. */
  readonly proven: boolean
}

export interface Extremes {
  readonly gain: Extreme | null
  readonly loss: Extreme | null
}

/** How far from the end of a rounded line its highest point is looked for, in units of the fact. */
const mostSteps = 400

/** The largest gain and loss in the boxes of an amount. */
export function extremesOf(analysis: Analysis, isWhole: boolean): Extremes {
  const found: { gain: Extreme | null; loss: Extreme | null } = { gain: null, loss: null }
  let isFollowed = analysis.complete && isWhole
  const take = (one: Extreme, key: keyof Extremes) => {
    const known = found[key]
    if (!known || (known.amount && (!one.amount || one.amount.compare(known.amount) > 0))) found[key] = one
  }
  for (const box of analysis.boxes) {
    if (box.differs === false) continue
    if (!box.change) isFollowed = false
    for (const point of pointsOf(box, isFollowed)) {
      const change = analysis.changeAt(point)
      if (!change || change.equals(Rational.zero)) continue
      take(
        { amount: change.isNegative ? change.negated() : change, grows: null, proven: true },
        change.isNegative ? 'loss' : 'gain',
      )
    }
    const end = endless(box)
    if (end) take(end, box.change?.slope.isNegative ? 'loss' : 'gain')
  }
  const settled = (one: Extreme | null) => one && { ...one, proven: isFollowed }
  return { gain: settled(found.gain), loss: settled(found.loss) }
}

/** A line that rises or falls without end; upwards, as amounts run. */
function endless({ line, change }: Box): Extreme | null {
  if (!line || !change || (line.to !== null && !isBeyondCount(line.to)) || change.slope.equals(Rational.zero))
    return null
  const by = change.slope.isNegative ? change.slope.negated() : change.slope
  return { amount: null, grows: { by, fact: line.of.id, title: line.of.title }, proven: true }
}

/** Where numbers of months stop being counted exactly, no claim is. */
const isBeyondCount = ({ value }: Bound): boolean =>
  value instanceof Rational && value.compare(Rational.of(Number.MAX_SAFE_INTEGER)) >= 0

/** The ends of a box, and where rounding made steps, the units before them. */
function pointsOf({ days, values, line, change }: Box, isExact: boolean): readonly Facts[] {
  let facts: Facts = new Map([...days].map(([fact, stretch]) => [fact, dayIn(stretch)] as const))
  for (const [id, value] of values) facts = placed(facts, id, value)
  if (!line) return [facts]
  const ends = [line.from, line.to].flatMap((end) =>
    end?.included && !isBeyondCount(end) ? [end.value] : [],
  )
  const step = unitOf(line.of.type.name)
  const isStepped =
    isExact && change?.rounded === true && !change.slope.equals(Rational.zero) && step !== null
  const inward = isStepped
    ? ends.flatMap((end, index) =>
        inwards(end, index === 0 && line.from?.included === true ? step : step.negated(), line),
      )
    : []
  const points = ends.length + inward.length > 0 ? [...ends, ...inward] : [Rational.zero]
  return points.map((value) => placed(facts, line.of.id, value))
}

/** Rounding can make a point near the end more than the end itself. */
function inwards(end: Value, step: Rational, { from, to }: NonNullable<Box['line']>): readonly Value[] {
  if (!(end instanceof Rational)) return []
  const isInside = (at: Rational) =>
    (!(from?.value instanceof Rational) || at.compare(from.value) >= 0) &&
    (!(to?.value instanceof Rational) || at.compare(to.value) <= 0)
  const all: Value[] = []
  for (let at = end.plus(step); all.length < mostSteps && isInside(at); at = at.plus(step)) all.push(at)
  return all
}

const unitOf = (type: string): Rational | null =>
  type === 'money' ? Rational.of(1, 100) : type === 'count' || type === 'duration' ? Rational.one : null

const zero = constant(Rational.zero)

/**
 * The largest gain and loss of whoever a part of a clause concerns: of an amount what it differs by, of a
 * condition the whole amount. Conditions that look at what the amount looks at hold it in bounds. Where rules
 * cannot be followed, the largest of the points that were tried, each decided.
 */
export function largestChanges(
  analysis: Analysis,
  flips: Flips,
  sides: Sides,
  deciders: Deciders,
  bases: readonly Applicant[],
): Extremes {
  if (!analysis.complete) return largestTried(analysis, deciders, bases)
  const [old, now] = [amountOf(sides.old), amountOf(sides.now)]
  const of = (before: Expression | null, after: Expression | null): Extremes => {
    const reads = spaceOf([old, now], factsOf(sides), [], false)
    const [was, is] = [
      before ? guarded(before, sides.old, reads, sides) : { expression: zero, isWhole: true },
      after ? guarded(after, sides.now, reads, sides) : { expression: zero, isWhole: true },
    ]
    const amount: Part = {
      kind: 'amount',
      name: 'amount',
      old: was.expression,
      now: is.expression,
      beside: null,
    }
    // Where no condition bounds it, the amount was followed before.
    const isKnown = was.expression === before && is.expression === after && analysis.part.kind === 'amount'
    const found = isKnown ? analysis : analyse(amount, sides, [])
    return found.complete
      ? extremesOf(found, was.isWhole && is.isWhole)
      : largestTried(analysis, deciders, bases)
  }
  if (analysis.part.kind === 'amount') return of(old, now)
  return {
    gain: flips.in ? of(null, now).gain : null,
    loss: flips.out ? of(old, null).loss : null,
  }
}

/** How many applicants the ends of boxes are tried with. */
const mostBases = 3

/** The most that somebody gained or lost among the ends of all boxes, decided by both versions. */
function largestTried({ boxes }: Analysis, deciders: Deciders, bases: readonly Applicant[]): Extremes {
  const found: { gain: Extreme | null; loss: Extreme | null } = { gain: null, loss: null }
  for (const { facts } of bases.slice(0, mostBases))
    for (const box of boxes.filter(({ differs }) => differs !== false))
      for (const point of pointsOf(box, false)) {
        const { before, after } = decideBoth(deciders, new Map([...facts, ...point]))
        const [was, is] = [before, after].map((one) => Rational.parse(one?.amount ?? ''))
        if (!was || !is || was.equals(is)) continue
        const change = is.minus(was)
        const key = change.isNegative ? 'loss' : 'gain'
        const amount = change.isNegative ? change.negated() : change
        if (amount.compare(found[key]?.amount ?? Rational.zero) > 0)
          found[key] = { amount, grows: null, proven: false }
      }
  return found
}

/** Whether a condition lets somebody in, or shuts somebody out. */
export interface Flips {
  readonly in: boolean
  readonly out: boolean
}

const amountOf = (plan: Plan): Expression => {
  const steps: Expression = { kind: 'steps', of: (plan.amount ?? []).map(({ expression }) => expression) }
  const paid: Expression = plan.rounding ? { kind: 'round', of: steps, rounding: plan.rounding } : steps
  return plan.amount ? inlined(paid, plan) : zero
}

/** An amount where the conditions hold that look at its numbers, else 0. */
function guarded(amount: Expression, plan: Plan, { lines, choices }: Space, sides: Sides) {
  const [own, all] = [new Set(lines.map(({ id }) => id)), new Set([...lines, ...choices].map(({ id }) => id))]
  let isWhole = true
  const guards = plan.conditions.flatMap(({ expression }) => {
    const condition = inlined(expression, plan)
    const read = spaceOf([condition], factsOf(sides), [], false)
    if (![...read.lines, ...read.choices].some(({ id }) => all.has(id))) return []
    const isWithin = read.unfollowed.length === 0 && read.lines.every(({ id }) => own.has(id))
    if (!isWithin) isWhole = false
    return isWithin ? [condition] : []
  })
  const expression: Expression =
    guards.length === 0
      ? amount
      : { kind: 'case', of: [{ when: { kind: 'all', of: guards }, then: amount }], otherwise: zero }
  return { expression, isWhole }
}
