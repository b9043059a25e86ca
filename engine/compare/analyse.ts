import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import { questionOf } from '../decision/question.ts'
import { sameValue } from '../expression/compare.ts'
import { type Environment, evaluate, type Result } from '../expression/evaluate.ts'
import { constant, type Expression } from '../expression/expression.ts'
import { isUnknown } from '../expression/unknown.ts'
import type { Value } from '../expression/value.ts'
import type { DecidingPlan, ParameterValues } from '../plan/plan.ts'
import type { FactDeclaration } from '../policy/declarations.ts'
import { foundFact } from '../regions/domain.ts'
import { regionsOf, textsNamed, withFact } from '../regions/from-plan.ts'
import type { Line, Region } from '../regions/regions.ts'
import { type Days, dayIn, jointParameters, type PartOn, partOnDays } from './days.ts'
import type { Part, Sides } from './parts.ts'
import { meaningOf } from './same.ts'
import { type Dimension, type Space, spaceOf } from './space.ts'

/** Facts for which a part says one thing in the old version and one in the new, the same all the way through. */
export interface Box {
  readonly days: ReadonlyMap<string, Days>
  /** Of facts whose values are looked at one by one, and of those that were held still. */
  readonly values: ReadonlyMap<string, Value>
  readonly line: (Pick<Region, 'from' | 'to'> & { readonly of: Dimension }) | null
  /** Null: not found by following the rules; its ends have to be decided. */
  readonly differs: boolean | null
  /** New less old, along the line; of a condition 1 where it is met now, -1 where it no longer is. */
  readonly change: Line | null
}

/** Where a part differs between two versions, over all that it looks at. */
export interface Analysis {
  readonly part: Part
  readonly space: Space
  readonly boxes: readonly Box[]
  /** Days on which both sides are one by their form, whatever the facts are. */
  readonly same: readonly ReadonlyMap<string, Days>[]
  /** Whether the boxes hold every value of every fact. */
  readonly complete: boolean
  readonly unfollowed: readonly Words[]
  /** How many points were tried where rules could not be followed. */
  readonly tried: number
  /** New less old at a point; undefined where that is no number. */
  readonly changeAt: (facts: ReadonlyMap<string, Value>) => Rational | undefined
}

type Facts = ReadonlyMap<string, Value>

/** Combinations of values of one part at most; past them some facts are held still. */
const mostCombinations = 256
/** How many applicants the facts are held still at. */
const mostAnchors = 3

/**
 * Follows one part of two versions through all values of the facts it looks at, by the breakpoints of both.
 * Where it looks at more facts than can be followed together, they are held at the applicants given, and the
 * answer says that it is not complete.
 */
export function analyse(part: Part, sides: Sides, anchors: readonly Facts[]): Analysis {
  const facts = factsOf(sides)
  const parameters = jointParameters(sides)
  const named = textsNamed(
    jointPlan(sides, facts, constant(null), parameters, [part.old, part.now]),
    new Map(),
  )
  const onDays = partOnDays(part, sides)
  const stretches = onDays ?? [
    { days: new Map(), old: part.old, now: part.now, isSame: false, isUndated: false },
  ]
  const open = stretches.filter(({ isSame }) => !isSame)
  const whole = spaceOf(
    open.flatMap(({ old, now }) => [old, now]),
    facts,
    named,
  )
  const unfollowed = new Map(whole.unfollowed.map((one) => [one.en, one]))
  if (!onDays) unfollowed.set('dates', { zh: '过多的日期组合', en: 'too many combinations of dates' })
  const boxes: Box[] = []
  let tried = 0
  const plans = new Map(
    open.map(
      (stretch) => [stretch, jointPlan(sides, facts, differenceOf(part, stretch), parameters)] as const,
    ),
  )
  for (const [stretch, plan] of plans) {
    const space = spaceOf([stretch.old, stretch.now], facts, named)
    const found = boxesOf(stretch, plan, space, anchors)
    for (const reason of found.unfollowed) unfollowed.set(reason.en, reason)
    boxes.push(...found.boxes)
    tried += found.tried
  }
  const at = (days: Facts) =>
    open.find(({ days: stretch }) =>
      [...stretch].every(([fact, { from, until }]) => {
        const day = days.get(fact) as { readonly day: number } | undefined
        return (
          day === undefined || ((from?.day ?? -Infinity) <= day.day && day.day < (until?.day ?? Infinity))
        )
      }),
    )
  return {
    part,
    space: whole,
    boxes,
    same: stretches.filter(({ isSame }) => isSame).map(({ days }) => days),
    complete: unfollowed.size === 0,
    unfollowed: [...unfollowed.values()],
    tried,
    changeAt: (given) => {
      const plan = plans.get(at(given) as PartOn)
      return plan ? numberAt(plan, given) : Rational.zero
    },
  }
}

/** Facts that either version declares, as the new one does. */
export const factsOf = ({ old, now }: Sides): readonly FactDeclaration[] => [
  ...now.clause.facts,
  ...old.clause.facts.filter(({ name }) => !now.clause.facts.some((fact) => fact.name === name)),
]

/** A plan that comes to one number, for everybody. */
function jointPlan(
  { now }: Sides,
  facts: readonly FactDeclaration[],
  amount: Expression,
  parameters: ReadonlyMap<string, ParameterValues>,
  also: readonly Expression[] = [],
): DecidingPlan {
  return {
    clause: { ...now.clause, kind: 'benefit', facts, effective: { from: null, until: null } },
    conditions: [],
    values: also.map((expression, index) => ({ named: { name: `${index}` }, steps: [{ expression }] })),
    amount: [{ expression: amount }],
    rounding: null,
    outputs: [],
    refer: [],
    parameters,
  }
}

const zero = constant(Rational.zero)
const one = constant(Rational.one)
const isEqual = (left: Expression, right: Expression): Expression => ({
  kind: 'compare',
  by: 'equal',
  left,
  right,
})

/** What changes by a part, as one number: 0 where nothing does. */
function differenceOf({ kind }: Part, { old, now }: Pick<PartOn, 'old' | 'now'>): Expression {
  if (kind === 'amount')
    return {
      kind: 'case',
      of: [{ when: isEqual(now, old), then: zero }],
      otherwise: { kind: 'subtract', left: now, right: old },
    }
  if (kind === 'output')
    return { kind: 'case', of: [{ when: isEqual(now, old), then: zero }], otherwise: one }
  const both: Expression = { kind: 'all', of: [old, now] }
  const neither: Expression = { kind: 'not', of: { kind: 'any', of: [old, now] } }
  return {
    kind: 'case',
    of: [
      { when: { kind: 'any', of: [both, neither] }, then: zero },
      { when: now, then: one },
    ],
    otherwise: constant(Rational.of(-1)),
  }
}

interface Found {
  readonly boxes: readonly Box[]
  readonly unfollowed: readonly Words[]
  readonly tried: number
}

/** The boxes on one stretch of days. */
function boxesOf(stretch: PartOn, plan: DecidingPlan, space: Space, anchors: readonly Facts[]): Found {
  const onDays = new Map([...stretch.days].map(([fact, days]) => [fact, dayIn(days)] as const))
  const unfollowed = new Map<string, Words>()
  const { kept, held } = heldStill(space)
  for (const { title } of held)
    unfollowed.set(title.en, {
      zh: `${title.zh}与其他事实一起变化`,
      en: `${title.en} together with other facts`,
    })
  if (stretch.isUndated)
    unfollowed.set('undated', { zh: '没有值的日期', en: 'days on which a parameter has no value' })
  const isOpen = held.length > 0 || space.unfollowed.length > 0
  const boxes: Box[] = []
  let tried = 0
  for (const { ground, values } of isOpen ? around(space, plan.clause.facts, anchors) : through(kept)) {
    const given = [...onDays, ...values].reduce<Facts>(
      (facts, [id, value]) => placed(facts, id, value),
      ground,
    )
    for (const line of space.lines.length > 0 ? space.lines : [null]) {
      const others = space.lines.filter((other) => other !== line)
      const base = { days: stretch.days, values: new Map([...values, ...heldAt(others, given)]) }
      const found = line ? along(line, plan, given, stretch) : point(plan, given, stretch)
      for (const reason of found.unfollowed) unfollowed.set(reason.en, reason)
      boxes.push(...found.boxes.map((box) => ({ ...base, ...box })))
      if (isOpen || found.unfollowed.length > 0) tried += found.boxes.length
    }
  }
  return { boxes, unfollowed: [...unfollowed.values()], tried }
}

/** Where lines are followed from: an applicant, and the values that facts have there. */
interface Start {
  readonly ground: Facts
  readonly values: ReadonlyMap<string, Value>
}

/** All combinations of values. */
const through = (choices: readonly Dimension[]): readonly Start[] =>
  combinationsOf(choices).map((values) => ({ ground: new Map(), values }))

/**
 * Where there are too many combinations: from applicants, and from the first with nothing counted, as they are
 * and with one value changed.
 */
function around(
  { choices, lines }: Space,
  declared: readonly FactDeclaration[],
  anchors: readonly Facts[],
): readonly Start[] {
  const [first = new Map<string, Value>()] = anchors
  const assumed = (id: string) => declared.find(({ name }) => name === id)?.absent
  const least = lines.reduce<Facts>((facts, { id, type }) => {
    const isCounted = factAt(facts, id) instanceof Rational
    return isCounted ? placed(facts, id, type.min ?? Rational.zero) : facts
  }, first)
  const grounds = anchors.length > 1 ? [...anchors.slice(0, mostAnchors), least] : [first]
  return grounds.flatMap((ground, index) => {
    const own = new Map(
      choices.map(
        ({ id, values }) => [id, factAt(ground, id) ?? assumed(id) ?? values?.[0] ?? null] as const,
      ),
    )
    const others = choices.flatMap(({ id, values }) =>
      (values ?? []).flatMap((value) =>
        sameValue(value, own.get(id) ?? null) ? [] : [new Map([...own, [id, value]])],
      ),
    )
    // Single changes from one applicant are enough: they are many.
    return [own, ...(index === 0 ? others : [])].map((values) => ({ ground, values }))
  })
}

/** One line, and as many values one by one as combine into few enough; the rest is held still. */
function heldStill({ choices, lines }: Space) {
  const kept: Dimension[] = []
  let count = 1
  for (const one of choices) {
    const next = count * (one.values?.length ?? 1)
    if (next > mostCombinations) continue
    kept.push(one)
    count = next
  }
  const held = [...choices.filter((one) => !kept.includes(one)), ...(lines.length > 1 ? lines : [])]
  return { kept, held }
}

const heldAt = (dimensions: readonly Dimension[], ground: Facts) =>
  dimensions.flatMap(({ id }) => {
    const value = factAt(ground, id)
    return value === undefined ? [] : [[id, value] as const]
  })

export function factAt(facts: Facts, id: string): Value | undefined {
  const [name = '', ...path] = id.split('.')
  let value = facts.get(name)
  for (const key of path)
    value = typeof value === 'object' && value !== null && 'fields' in value ? value.fields[key] : undefined
  return value
}

/** The facts with a value of one, or of a field of one. */
export function placed(facts: Facts, id: string, value: Value): Facts {
  const [name = '', ...path] = id.split('.')
  return withFact(facts, { name, path }, value)
}

function combinationsOf(choices: readonly Dimension[]): readonly ReadonlyMap<string, Value>[] {
  let all: readonly ReadonlyMap<string, Value>[] = [new Map()]
  for (const { id, values } of choices)
    all = all.flatMap((one) => (values ?? []).map((value) => new Map([...one, [id, value] as const])))
  return all
}

interface Pieces {
  readonly boxes: readonly Pick<Box, 'line' | 'differs' | 'change'>[]
  readonly unfollowed: readonly Words[]
}

function along(of: Dimension, plan: DecidingPlan, facts: Facts, stretch: PartOn): Pieces {
  const regions = regionsOf(plan, facts, of.id, { apart: true })
  return {
    unfollowed: regions?.unfollowed ?? [],
    boxes: (regions?.regions ?? []).map(({ from, to, amount, unfollowed }) => {
      const line = { of, from, to }
      if (unfollowed.length > 0) return { line, change: null, differs: null }
      const there = () => placed(facts, of.id, from?.value ?? to?.value ?? Rational.zero)
      return { line, change: amount, differs: amount ? !isZero(amount) : isOther(stretch, plan, there()) }
    }),
  }
}

/** Where what changes is no number, both sides are the same all along, and one point tells. */
const isOther = ({ old, now }: PartOn, plan: DecidingPlan, facts: Facts): boolean =>
  meaningOf(resultAt(old, plan, facts)) !== meaningOf(resultAt(now, plan, facts))

const isZero = ({ slope, offset }: Line): boolean =>
  slope.equals(Rational.zero) && offset.equals(Rational.zero)

function point(plan: DecidingPlan, facts: Facts, stretch: PartOn): Pieces {
  const change = numberAt(plan, facts)
  return {
    unfollowed: [],
    boxes: [
      {
        line: null,
        change: change ? { slope: Rational.zero, offset: change, rounded: false } : null,
        differs: change ? !change.equals(Rational.zero) : isOther(stretch, plan, facts),
      },
    ],
  }
}

function numberAt(plan: DecidingPlan, facts: Facts): Rational | undefined {
  const result = resultAt(plan.amount?.[0]?.expression ?? zero, plan, facts)
  return !isUnknown(result) && result instanceof Rational ? result : undefined
}

function resultAt(expression: Expression, plan: DecidingPlan, facts: Facts): Result {
  const question = questionOf(plan, facts, {}, null)
  const environment: Environment = {
    fact: question.read,
    parameter: (name) => plan.parameters.get(name) ?? [],
    given: question.given,
    earlier: question.earlier,
    undatedReads: 'stated',
    value: () => null,
  }
  return evaluate(expression, environment)
}

/** The title of a fact, or of a field of one. */
export const titleOfFact = (id: string, facts: readonly FactDeclaration[]): Words =>
  foundFact(id, facts)?.title ??
  (id === 'as_of' ? { zh: '判定日', en: 'Date of decision' } : { zh: id, en: id })
