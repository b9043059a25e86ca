import type { Words } from '../base/words.ts'
import { constant } from '../expression/expression.ts'
import { isListValue } from '../expression/value.ts'
import { planFromClause } from '../plan/from-clause.ts'
import type { Clause } from '../policy/policy.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import { analyse } from './analyse.ts'
import {
  type Applicant,
  type ApplicantsOf,
  applicantsOf,
  type Deciders,
  decidersOf,
  ranked,
} from './applicants.ts'
import { assumptionEffects } from './assumptions.ts'
import { joinWords, meeting, once } from './effect-words.ts'
import { type Extreme, largestChanges } from './extremes.ts'
import { decidingMeaning } from './meaning.ts'
import { findPart, type PartEffect, type PartFound, partEffect, unfollowedPart } from './part-effect.ts'
import { type Part, partsOf, type Sides, wholeOf } from './parts.ts'
import { meaningOf } from './same.ts'
import { type Witness, witnessed, witnessOf } from './witness.ts'

/** What a change of one clause does, to whom, by how much, and what it does not. */
export interface ClauseEffect {
  readonly clause: string
  readonly policy: string
  readonly title: Words
  readonly state: 'added' | 'repealed' | 'changed'
  /** The reading under which it is so, `AMB-23=added`; null: as it is decided by default. */
  readonly under: string | null
  readonly parts: readonly PartEffect[]
  /** The smallest applicant whose decision is another, decided by both versions. */
  readonly witness: Witness | null
  /** That one first, then those of the other parts that changed. */
  readonly witnesses: readonly Witness[]
  /** Whom it concerns, part by part where several changed. */
  readonly region: Words | null
  readonly gain: Extreme | null
  readonly loss: Extreme | null
  /** What is proven to be decided as before. */
  readonly unchanged: readonly Words[]
  /** Whether every difference is in a region: then all else is proven. */
  readonly complete: boolean
  readonly unfollowed: readonly Words[]
  readonly tried: number
  /** Proven: nobody is decided otherwise, whatever the text says now. */
  readonly nobody: boolean
}

/**
 * The effect of every changed clause between two versions: witnesses, regions and what is proven unchanged, by
 * the breakpoints of the rules of both. Clauses that are in none of the effects decide alike: they are the same.
 *
 * Shape   old workspace × new workspace → effects, in the order of the new one; cases, where loaded, give the applicants
 */
export function effectsBetween(before: Workspace, after: Workspace): readonly ClauseEffect[] {
  const applicants = applicantsOf(before, after)
  const ids = [...new Set([...clausesOf(after), ...clausesOf(before)].map(({ id }) => id))]
  return ids.flatMap((id) => {
    const [old, now] = [before.clause(id), after.clause(id)]
    if (old === now) return []
    const effect = effectOf(old, now, applicants, null)
    return effect ? [effect] : underReadings(id, before, after, applicants)
  })
}

/** Where the clause itself is the same, an alternative of an open question may be another. */
function underReadings(id: string, before: Workspace, after: Workspace, applicants: ApplicantsOf) {
  const readings = [before, after].flatMap((one) => one.clause(id)?.readings ?? [])
  const chosen = new Map(
    readings.flatMap((reading) =>
      reading.alternatives.map(
        ({ name }) => [`${reading.id}=${name}`, { id: reading.id, alternative: name }] as const,
      ),
    ),
  )
  return [...chosen].flatMap(([under, reading]) => {
    const effect = effectOf(
      before.clauseUnder(id, [reading]),
      after.clauseUnder(id, [reading]),
      applicants,
      under,
    )
    return effect ? [effect] : []
  })
}

function effectOf(
  old: Clause | undefined,
  now: Clause | undefined,
  applicants: ApplicantsOf,
  under: string | null,
): ClauseEffect | null {
  if (old && now)
    return decidingMeaning(old) === decidingMeaning(now) ? null : changed(old, now, applicants, under)
  const clause = now ?? old
  return clause ? onOneSide(clause, now ? 'added' : 'repealed', applicants) : null
}

const headOf = (clause: Clause, under: string | null) => ({
  clause: clause.id,
  policy: clause.policy,
  title: clause.title,
  under,
})

function changed(old: Clause, now: Clause, applicants: ApplicantsOf, under: string | null): ClauseEffect {
  const sides: Sides = { old: planFromClause(old), now: planFromClause(now) }
  const deciders = decidersOf(sides.old, sides.now)
  const bases = ranked(applicants(now.id), deciders)
  const found = partsOf(sides)
  const places: PartFound[] = []
  for (const part of found) {
    // What follows from an amount that could not be followed cannot be either.
    const isLate = part.kind === 'output' || part.kind === 'refer'
    const isLost = isLate && places.some(({ analysis, witness }) => !analysis.complete && witness?.decides)
    places.push(isLost ? unfollowedPart(part) : findPart(part, found, sides, deciders, bases))
  }
  const chosen = smallest(places)
  const parts = [
    ...places.map((place) => partEffect(place, place.witness === chosen, found, sides, deciders, bases)),
    ...assumptionEffects(sides, deciders, bases),
  ]
  const witness = smallest(parts) ?? wholeWitness(sides, deciders, bases, parts)
  const complete = parts.every((part) => part.complete)
  const changesEligibility = parts.some(
    ({ kind }) => kind !== 'amount' && kind !== 'output' && kind !== 'refer',
  )
  const changesAmount = changesEligibility || parts.some(({ kind }) => kind === 'amount')
  const many = parts.length > 1
  return {
    ...headOf(now, under),
    state: 'changed',
    parts,
    witness,
    witnesses: witnessesOf(witness, parts),
    region: regionOf(parts),
    gain: largest(parts.map((part) => part.gain)),
    loss: largest(parts.map((part) => part.loss)),
    unchanged: [
      ...(changesEligibility ? [] : [{ zh: '任何人的资格', en: "everybody's eligibility" }]),
      ...(changesAmount || now.rules.amount === null
        ? []
        : [{ zh: '任何人的金额', en: "everybody's amount" }]),
      ...parts.flatMap(({ title, unchanged }) =>
        unchanged.map(({ zh, en }) =>
          many ? { zh: `【${title.zh}】${zh}`, en: `[${title.en}] ${en}` } : { zh, en },
        ),
      ),
    ],
    complete,
    unfollowed: once(parts.flatMap(({ unfollowed }) => unfollowed)),
    tried: parts.reduce((sum, { tried }) => sum + tried, 0),
    nobody: complete && witness === null && parts.every(({ differs }) => !differs),
  }
}

/** Each applicant once, however many parts lead to them. */
function witnessesOf(first: Witness | null, parts: readonly PartEffect[]): readonly Witness[] {
  const all = [first, ...parts.map(({ witness }) => witness)].filter((one) => one?.decides || one === first)
  return [...new Map(all.flatMap((one) => (one ? [[meaningOf([...one.facts]), one] as const] : []))).values()]
}

function regionOf(parts: readonly PartEffect[]): Words | null {
  const told = parts.flatMap(({ title, region }) => (region ? [{ title, region }] : []))
  const [first] = told
  if (!first || told.length === 1) return first?.region ?? null
  return joinWords(
    told.map(({ title, region }) => ({
      zh: `【${title.zh}】${region.zh}`,
      en: `[${title.en}] ${region.en}`,
    })),
    '；',
    '; ',
  )
}

/** Of the witnesses of parts the one that is decided otherwise, with the fewest facts moved. */
function smallest(parts: readonly Pick<PartEffect, 'witness'>[]): Witness | null {
  const all = parts.flatMap(({ witness }) => witness ?? [])
  const size = ({ decides, moved }: Witness) => (decides ? 0 : 1000) + moved.length
  return all.reduce<Witness | null>((best, one) => (best && size(best) <= size(one) ? best : one), null)
}

/** Where no part gave one by itself: everything that both versions say, followed at once from the applicants. */
function wholeWitness(
  sides: Sides,
  deciders: Deciders,
  bases: readonly Applicant[],
  parts: readonly PartEffect[],
) {
  if (parts.every(({ complete, differs }) => complete && !differs)) return null
  for (const base of bases.flatMap((one) => [one, ...withShorterLists(one)])) {
    const witness = witnessed(base.facts, base, deciders)
    if (witness?.decides) return witness
  }
  const anchors = bases.map(({ facts }) => facts)
  return witnessOf(analyse(wholeOf(sides), sides, anchors), bases, deciders)
}

/** Lists cannot be followed: they are tried without entries, and with one alone. */
function withShorterLists({ from, facts }: Applicant): readonly Applicant[] {
  return [...facts].flatMap(([name, value]) => {
    if (value === null || !isListValue(value) || value.length === 0) return []
    const shorter = [[], ...value.slice(0, 3).map((entry) => [entry])]
    return shorter.map((list) => ({ from, facts: new Map([...facts, [name, list] as const]) }))
  })
}

const largest = (all: readonly (Extreme | null)[]): Extreme | null =>
  all.reduce(
    (best, one) =>
      !one ||
      (best && (best.amount === null || (one.amount !== null && one.amount.compare(best.amount) <= 0)))
        ? best
        : one,
    null,
  )

/** A clause that came or went: whoever meets its conditions. */
function onOneSide(clause: Clause, state: 'added' | 'repealed', applicants: ApplicantsOf): ClauseEffect {
  const plan = planFromClause(clause)
  const deciders = state === 'added' ? decidersOf(null, plan) : decidersOf(plan, null)
  const bases = ranked(applicants(clause.id), deciders)
  const sides: Sides = { old: plan, now: plan }
  const flips = { in: state === 'added', out: state === 'repealed' }
  const everybody: Part = { kind: 'force', name: 'force', ...ofEverybody(state), beside: null }
  const { gain, loss } = largestChanges(analyse(everybody, sides, []), flips, sides, deciders, bases)
  const witness = bases
    .slice(0, 6)
    .reduce<Witness | null>((best, base) => best ?? witnessed(base.facts, base, deciders), null)
  return {
    ...headOf(clause, null),
    state,
    parts: [],
    witness,
    witnesses: witness ? [witness] : [],
    region: meeting(plan.conditions.map(({ named }) => named)) ?? everyone,
    gain,
    loss,
    unchanged: [{ zh: '不符合这些条件的人', en: 'whoever does not meet these conditions' }],
    complete: true,
    unfollowed: [],
    tried: 0,
    nobody: false,
  }
}

const ofEverybody = (state: 'added' | 'repealed') => {
  const [nobody, all] = [constant(false), constant(true)]
  return state === 'added' ? { old: nobody, now: all } : { old: all, now: nobody }
}

const everyone: Words = { zh: '所有人', en: 'everybody' }
