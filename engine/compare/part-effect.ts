import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import { orderOf, sameValue } from '../expression/compare.ts'
import { constant, type Expression } from '../expression/expression.ts'
import type { Value } from '../expression/value.ts'
import type { ValueType } from '../policy/types.ts'
import type { Bound, Line } from '../regions/regions.ts'
import { type Analysis, analyse, type Box, factAt, factsOf } from './analyse.ts'
import type { Applicant, Deciders } from './applicants.ts'
import {
  daysWords,
  joinWords,
  lineWords,
  meeting,
  merged,
  once,
  partTitle,
  runWords,
} from './effect-words.ts'
import { type Extreme, largestChanges } from './extremes.ts'
import { inlined, type Part, type PartKind, type Sides, wholeCondition } from './parts.ts'
import { spaceOf } from './space.ts'
import { decidesOtherwise, type Run, runsOf, type Witness, witnessOf } from './witness.ts'

/** What a change of one part of a clause does. */
export interface PartEffect {
  readonly kind: PartKind | 'assumption'
  readonly name: string
  readonly title: Words
  /** Whether there are facts for which the part says something else. */
  readonly differs: boolean
  readonly witness: Witness | null
  /** Whom it concerns; null where nobody. */
  readonly region: Words | null
  /** The fact along which the difference runs, where there is one, in order. */
  readonly stretches: Stretches | null
  readonly gain: Extreme | null
  readonly loss: Extreme | null
  readonly unchanged: readonly Words[]
  readonly complete: boolean
  readonly unfollowed: readonly Words[]
  readonly tried: number
}

/** One fact's values in order, with what each stretch of them brings: of an amount the line of what is more. */
export interface Stretches {
  readonly fact: string
  readonly title: Words
  readonly type: ValueType
  readonly all: readonly {
    readonly from: Bound | null
    readonly to: Bound | null
    readonly differs: boolean
    readonly change: Line | null
    /** New less old at both ends; null where there is no end, or no number. */
    readonly ends: readonly [Rational | null, Rational | null]
  }[]
}

/** How many stretches are told one by one. */
const mostTold = 4

/** A part with where it differs, before it is told. */
export interface PartFound {
  readonly analysis: Analysis
  readonly differing: readonly Run[]
  readonly witness: Witness | null
}

/** Follows a part, where the conditions hold that both versions have and that look at nothing else. */
export function findPart(
  own: Part,
  all: readonly Part[],
  sides: Sides,
  deciders: Deciders,
  bases: readonly Applicant[],
): PartFound {
  const part = withGuards(own, all, sides)
  const anchors = bases.map(({ facts }) => facts)
  const first = located(part, analyse(part, sides, anchors.slice(0, 1)), sides, deciders, bases)
  // Where rules cannot be followed, one applicant is enough if there is a witness near by.
  if (first.analysis.complete || first.witness?.decides) return first
  return located(part, analyse(part, sides, anchors), sides, deciders, bases)
}

/** A part is of nobody who is refused by both versions for the same facts that it looks at. */
function withGuards(part: Part, all: readonly Part[], sides: Sides): Part {
  if (part.kind !== 'amount' && part.kind !== 'condition') return part
  const facts = factsOf(sides)
  const read = spaceOf([part.old, part.now], facts, [], false)
  const own = new Set([...read.lines, ...read.choices].map(({ id }) => id))
  const others = new Set(all.flatMap(({ kind, name }) => (kind === 'condition' ? [name] : [])))
  const guards = sides.now.conditions.flatMap(({ named, expression }) => {
    if (others.has(named.code)) return []
    const condition = inlined(expression, sides.now)
    const { lines, choices, unfollowed } = spaceOf([condition], facts, [], false)
    const isWithin = unfollowed.length === 0 && [...lines, ...choices].every(({ id }) => own.has(id))
    return isWithin ? [condition] : []
  })
  if (guards.length === 0) return part
  const guarded = (one: Expression): Expression =>
    part.kind === 'amount'
      ? {
          kind: 'case',
          of: [{ when: { kind: 'all', of: guards }, then: one }],
          otherwise: constant(Rational.zero),
        }
      : { kind: 'all', of: [one, ...guards] }
  return { ...part, old: guarded(part.old), now: guarded(part.now) }
}

function located(
  part: Part,
  analysis: Analysis,
  sides: Sides,
  deciders: Deciders,
  bases: readonly Applicant[],
): PartFound {
  const differing = runsOf(analysis.boxes, ({ differs }) => differs !== false)
  const witness = differing.length > 0 ? witnessIn(part, analysis, sides, deciders, bases) : null
  return {
    analysis,
    differing,
    witness: witness && (decidesOtherwise(witness) || part.kind === 'condition') ? witness : null,
  }
}

/** A part that was not followed, as one before it could not be either. */
export const unfollowedPart = (part: Part): PartFound => ({
  analysis: {
    part,
    space: { choices: [], lines: [], unfollowed: [] },
    boxes: [],
    same: [],
    complete: false,
    unfollowed: [],
    tried: 0,
    changeAt: () => undefined,
  },
  differing: [],
  witness: null,
})

/** A part in words. Where it could not be followed, the one that the clause is told by is looked at near its witness. */
export function partEffect(
  { analysis, differing, witness }: PartFound,
  isChosen: boolean,
  all: readonly Part[],
  sides: Sides,
  deciders: Deciders,
  bases: readonly Applicant[],
): PartEffect {
  const { part } = analysis
  const near = isChosen ? nearBy(part, analysis, differing, witness, sides) : { analysis, runs: differing }
  const flips = {
    in: analysis.boxes.some(({ change }) => change !== null && change.offset.numerator > 0n),
    out: analysis.boxes.some(({ change }) => change?.offset.isNegative === true),
  }
  const isPaid = part.kind === 'amount' || part.kind === 'condition' || part.kind === 'force'
  const changes =
    isPaid && differing.length > 0 ? largestChanges(analysis, flips, sides, deciders, bases) : none
  return {
    kind: part.kind,
    name: part.name,
    title: partTitle(part, sides.now, sides.old),
    differs: differing.length > 0 || !analysis.complete,
    witness,
    region: differing.length === 0 ? null : regionOf(analysis, near.runs, all, sides),
    stretches: stretchesOf(near.analysis, near.runs),
    ...changes,
    unchanged: unchangedOf(analysis, differing, sides),
    complete: analysis.complete,
    unfollowed: analysis.unfollowed,
    tried: analysis.tried,
  }
}

/** What is told of where: all of it, or where it could not be followed, from the witness along each fact. */
function nearBy(
  part: Part,
  analysis: Analysis,
  differing: readonly Run[],
  witness: Witness | null,
  sides: Sides,
): { readonly analysis: Analysis; readonly runs: readonly Run[] } {
  if (analysis.complete || !witness) return { analysis, runs: differing }
  const found = differing.filter((run) => holds(run, witness.facts))
  if (found.length > 0) return { analysis, runs: found }
  const near = analyse(part, sides, [witness.facts])
  const runs = runsOf(near.boxes, ({ differs }) => differs !== false)
  const here = runs.filter((run) => holds(run, witness.facts))
  return here.length > 0 ? { analysis: near, runs: here } : { analysis, runs: differing }
}

/** Whether facts lie in a stretch. */
function holds({ days, values, line }: Run, facts: ReadonlyMap<string, Value>): boolean {
  const isIn = (value: Value | undefined, { from, to }: Pick<NonNullable<Run['line']>, 'from' | 'to'>) =>
    value !== undefined &&
    (from === null || (orderOf(value, from.value) ?? -1) >= 0) &&
    (to === null || (orderOf(value, to.value) ?? 1) <= 0)
  return (
    [...values].every(([id, value]) => sameValue(factAt(facts, id) ?? value, value)) &&
    [...days].every(([id, { from, until }]) =>
      isIn(factAt(facts, id), {
        from: from && { value: from, included: true },
        to: until && { value: { day: until.day - 1 }, included: true },
      }),
    ) &&
    (line === null || isIn(factAt(facts, line.of.id), line))
  )
}

/** By what differs alone, else by the whole condition that it is in. */
function witnessIn(
  part: Part,
  analysis: Analysis,
  sides: Sides,
  deciders: Deciders,
  bases: readonly Applicant[],
) {
  const found = witnessOf(analysis, bases, deciders)
  if ((found?.decides ?? false) || !part.beside) return found
  const anchors = bases.map(({ facts }) => facts)
  const whole = witnessOf(analyse(wholeCondition(part), sides, anchors), bases, deciders)
  return whole?.decides ? whole : (found ?? whole)
}

const none = { gain: null, loss: null }

/** Whom a part concerns, with the conditions that both versions have. */
function regionOf(
  { part, space, complete }: Analysis,
  differing: readonly Run[],
  all: readonly Part[],
  sides: Sides,
): Words {
  // Beside the witness, only the fact that runs is told: the others are as the witness has them.
  const told = complete
    ? merged(differing, space.choices)
    : differing.map((run) => ({ ...run, values: new Map<string, Value>() }))
  const where = joinWords(
    once(widest(told).flatMap((run) => runWords(run, factsOf(sides)) ?? [])),
    '；或',
    '; or ',
  )
  const more = complete ? told.length - Math.min(told.length, mostTold) : 0
  const others =
    more > 0
      ? { zh: `；以及另外 ${more} 段`, en: `; and ${more} more ${more === 1 ? 'stretch' : 'stretches'}` }
      : { zh: '', en: '' }
  const open = complete
    ? { zh: '', en: '' }
    : { zh: '（其余事实同例证）', en: ' (all else as the witness has it)' }
  const codes = new Set(all.flatMap(({ kind, name }) => (kind === 'condition' ? [name] : [])))
  const met = meeting(sides.now.conditions.map(({ named }) => named).filter(({ code }) => !codes.has(code)))
  const whom = { zh: where.zh + others.zh + open.zh, en: where.en + others.en + open.en }
  const { beside } = part
  const inside =
    beside &&
    (beside.kind === 'any'
      ? { zh: '不符合该条件的其他各项', en: 'meets none of the other alternatives of the condition' }
      : { zh: '符合该条件的其余各项', en: 'meets the rest of the condition' })
  const parts = [...(where.zh === '' ? [] : [whom]), ...(inside ? [inside] : []), ...(met ? [met] : [])]
  return parts.length === 0 ? { zh: '所有人', en: 'everybody' } : joinWords(parts, '；', '; ')
}

/** The stretches to tell, the widest where there are many, in order. */
function widest(runs: readonly Run[]): readonly Run[] {
  if (runs.length <= mostTold) return runs
  const wide = [...runs].sort((a, b) => widthOf(b) - widthOf(a)).slice(0, mostTold)
  return runs.filter((run) => wide.includes(run))
}

// Only an order of telling: nothing is decided by it.
const widthOf = ({ line }: Run): number => {
  const at = (bound: Bound | null) =>
    bound === null
      ? Number.POSITIVE_INFINITY
      : Number(bound.value instanceof Rational ? bound.value.numerator / bound.value.denominator : 0)
  return line ? at(line.to) - (line.from ? at(line.from) : 0) : 0
}

/** The fact that the first difference runs along, over all its values. */
function stretchesOf({ boxes, changeAt }: Analysis, [first]: readonly Run[]): Stretches | null {
  const line = first?.line
  if (!first || !line) return null
  const here = boxes.filter(
    (box): box is Box & { readonly line: NonNullable<Box['line']> } =>
      box.days === first.days && box.values === first.values && box.line?.of === line.of,
  )
  const ends = ({ line: { from, to }, days, values }: (typeof here)[number]) => {
    const at = (bound: Bound | null) => {
      if (!bound?.included) return null
      const [point] = [new Map([...values])]
      for (const [fact, { from: day, until }] of days) point.set(fact, day ?? { day: (until?.day ?? 1) - 1 })
      return changeAt(point.set(line.of.id, bound.value)) ?? null
    }
    return [at(from), at(to)] as const
  }
  return {
    fact: line.of.id,
    title: line.of.title,
    type: line.of.type,
    all: here.map((box) => ({
      from: box.line.from,
      to: box.line.to,
      differs: box.differs !== false,
      change: box.change,
      ends: ends(box),
    })),
  }
}

/** What is proven: days on which both are one, and stretches between the breakpoints of both. */
function unchangedOf(analysis: Analysis, differing: readonly Run[], sides: Sides): readonly Words[] {
  const { boxes, same, complete, space } = analysis
  const days = same.flatMap((stretches) => {
    const dated = [...stretches].filter(([, { from, until }]) => from || until)
    return dated.length === 0
      ? []
      : [
          joinWords(
            dated.map(([fact, stretch]) => daysWords(fact, stretch, factsOf(sides))),
            '，',
            ', ',
          ),
        ]
  })
  if (!complete) return days
  const [first] = differing
  if (!first) return [{ zh: '所有人', en: 'everybody' }]
  const along = runsOf(boxes, ({ differs }) => differs === false).filter(
    (run) => run.line && first.line && run.days === first.days && run.values === first.values,
  )
  const lines = widest(along).flatMap(({ line }) => (line ? [lineWords(line)] : []))
  const rest = space.choices.length > 0 || along.length > mostTold || lines.length === 0
  return [
    ...days,
    ...lines,
    ...(rest ? [{ zh: '上述范围以外的所有人', en: 'everybody outside of what is named' }] : []),
  ]
}
