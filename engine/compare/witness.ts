import { Rational } from '../base/rational.ts'
import type { Decision } from '../decision/decision.ts'
import { sameValue } from '../expression/compare.ts'
import type { Value } from '../expression/value.ts'
import type { Bound } from '../regions/regions.ts'
import { isEndOf } from '../regions/why-words.ts'
import { type Analysis, type Box, factAt, placed } from './analyse.ts'
import { type Applicant, type Both, type Deciders, decideBoth } from './applicants.ts'
import { type Days, dayIn } from './days.ts'
import type { Dimension } from './space.ts'

type Facts = ReadonlyMap<string, Value>

/** Somebody whose decision is another in the new version, decided by both. */
export interface Witness extends Both {
  readonly facts: Facts
  /** The case it was made from; null where there was none. */
  readonly base: string | null
  /** Facts that are others than the case's, in the order the clause reads them. */
  readonly moved: readonly string[]
  /** New amount less the old one; null where one of them is none. */
  readonly change: Rational | null
  /** Whether more than the reasons of a refusal differs. */
  readonly decides: boolean
}

/** Neighbouring boxes in which the part differs, as one stretch. */
export interface Run {
  readonly days: ReadonlyMap<string, Days>
  readonly values: ReadonlyMap<string, Value>
  readonly line: { readonly of: Dimension; readonly from: Bound | null; readonly to: Bound | null } | null
  readonly boxes: readonly Box[]
  /** False where it was not found by following the rules. */
  readonly isFollowed: boolean
}

/** Boxes that go on into one another and say the same of whether something differs. */
export function runsOf(boxes: readonly Box[], accepts: (box: Box) => boolean): readonly Run[] {
  const runs: Run[] = []
  let before: Box | undefined
  for (const box of boxes) {
    const last = runs.at(-1)
    const { line, days, values, differs } = box
    const goesOn =
      before &&
      accepts(before) &&
      last?.line &&
      line &&
      line.of === last.line.of &&
      days === last.days &&
      values === last.values &&
      last.isFollowed === (differs !== null)
    before = box
    if (!accepts(box)) continue
    if (goesOn && last?.line && line)
      runs[runs.length - 1] = { ...last, line: { ...last.line, to: line.to }, boxes: [...last.boxes, box] }
    else
      runs.push({
        days,
        values,
        line: line && { of: line.of, from: line.from, to: line.to },
        boxes: [box],
        isFollowed: differs !== null,
      })
  }
  return runs
}

/** Whether decisions differ in more than the reasons of a refusal. */
export function decidesOtherwise({ before, after }: Both): boolean {
  if (!before || !after) return (before ?? after)?.eligible === true || (before ?? after)?.kind === 'check'
  const said = ({ eligible, amount, unit, refer, outputs, needs }: Decision) =>
    JSON.stringify([eligible, amount, unit, [...refer].sort(), outputs, needs])
  return said(before) !== said(after)
}

export const saysOtherwise = ({ before, after }: Both): boolean =>
  before !== null &&
  after !== null &&
  JSON.stringify([...before.failed].sort()) !== JSON.stringify([...after.failed].sort())

/** How many applicants, and how many stretches for each, are tried for one. */
const mostBases = 6
const mostRuns = 40

/**
 * The smallest witness of a part: from an applicant as few facts away as can be, numbers at the end of the
 * stretch where the difference begins. Every one is decided by both versions before it is named.
 */
export function witnessOf(
  { boxes }: Pick<Analysis, 'boxes'>,
  applicants: readonly Applicant[],
  deciders: Deciders,
): Witness | null {
  const runs = runsOf(boxes, ({ differs }) => differs !== false)
  let best: { readonly witness: Witness; readonly score: number } | null = null
  for (const [index, base] of applicants.slice(0, mostBases).entries()) {
    const near = runs
      .map((run) => ({ run, away: awayFrom(run, base) }))
      .sort((a, b) => a.away - b.away)
      .slice(0, mostRuns)
    for (const { run } of near)
      for (const facts of pointsOf(run, base.facts)) {
        const witness = witnessed(nearer(facts, base, run, deciders), base, deciders)
        if (!witness) continue
        const score = (witness.decides ? 0 : 1000) + witness.moved.length * 10 + index
        if (!best || score < best.score) best = { witness, score }
        break
      }
  }
  return best?.witness ?? null
}

const awayFrom = ({ values, days, isFollowed }: Run, { facts }: Applicant): number =>
  [...values].filter(([id, value]) => !same(factAt(facts, id), value)).length +
  [...days].filter(([id, stretch]) => !isIn(factAt(facts, id), stretch)).length +
  (isFollowed ? 0 : 100)

const same = (a: Value | undefined, b: Value): boolean => a !== undefined && sameValue(a, b)

const isIn = (value: Value | undefined, { from, until }: Days): boolean => {
  const day = typeof value === 'object' && value !== null && 'day' in value ? value.day : undefined
  return day !== undefined && (from?.day ?? -Infinity) <= day && day < (until?.day ?? Infinity)
}

/** The facts of an applicant, moved into a stretch: to the end where the difference begins, else to the other. */
function pointsOf({ values, days, line }: Run, start: Facts): readonly Facts[] {
  let facts = start
  for (const [id, value] of values) facts = placed(facts, id, value)
  for (const [id, stretch] of days)
    if (!isIn(factAt(facts, id), stretch)) facts = placed(facts, id, dayIn(stretch))
  if (!line) return [facts]
  const { of, from, to } = line
  const ends = [from, to].filter((end) => end !== null)
  const inner = [...ends].sort((a, b) => Number(isEndOf(a, of.type)) - Number(isEndOf(b, of.type)))
  const points = inner.length > 0 ? inner.map((end) => at(end, end === from ? to : from)) : [Rational.zero]
  return points.map((value) => placed(facts, of.id, value))
}

/** A value at an end; just inside where the end is not included. */
function at({ value, included }: Bound, other: Bound | null): Value {
  if (included || !(value instanceof Rational)) return value
  if (other?.value instanceof Rational) return value.plus(other.value).dividedBy(Rational.of(2))
  return value.plus(Rational.one)
}

/** With facts that need not be moved as they were. */
function nearer(facts: Facts, base: Applicant, { values }: Run, deciders: Deciders): Facts {
  let kept = facts
  for (const id of values.keys()) {
    const was = factAt(base.facts, id)
    const back = was === undefined ? without(kept, id) : placed(kept, id, was)
    if (back !== kept && decidesOtherwise(decideBoth(deciders, back))) kept = back
  }
  return kept
}

const without = (facts: Facts, id: string): Facts =>
  id.includes('.') ? facts : new Map([...facts].filter(([name]) => name !== id))

/** Decided by both; null where they decide alike. */
export function witnessed(facts: Facts, base: Applicant, deciders: Deciders): Witness | null {
  const both = decideBoth(deciders, facts)
  const decides = decidesOtherwise(both)
  if (!decides && !saysOtherwise(both)) return null
  const amount = (decision: Decision | null) =>
    decision === null ? Rational.zero : Rational.parse(decision.amount ?? '')
  const [was, is] = [amount(both.before), amount(both.after)]
  return {
    ...both,
    facts,
    base: base.from,
    moved: [...facts].filter(([name, value]) => !same(base.facts.get(name), value)).map(([name]) => name),
    change: was && is ? is.minus(was) : null,
    decides,
  }
}
