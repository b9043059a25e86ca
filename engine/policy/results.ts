import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import { findMechanism } from '../mechanisms/index.ts'
import type { Mechanism } from '../mechanisms/mechanism.ts'
import { conditionFromPlace } from './conditions.ts'
import {
  asList,
  child,
  entriesOf,
  isTrue,
  itemsOf,
  keyOriginOf,
  originOf,
  type Place,
  textAt,
  textOf,
  wordsAt,
} from './nodes.ts'
import { reportUnknownName } from './problems.ts'
import { roundingFromPlace } from './rounding.ts'
import type { Output, Refer, Step } from './rules.ts'
import type { Scope, StepScope } from './scope.ts'
import { stepsFromPlace } from './steps.ts'

/** `outputs:`, what a clause gives beside its amount. */
export function outputsFromPlace(place: Place | undefined, scope: StepScope): readonly Output[] {
  return entriesOf(place).map((entry) => {
    const when = child(entry, 'when')
    const round = child(entry, 'round')
    const otherwise = child(entry, 'otherwise')
    const steps = stepsFromPlace(child(entry, 'steps'), scope)
    return {
      name: entry.key,
      title: wordsAt(entry, 'title'),
      steps,
      onlyEligible: textAt(entry, 'only') === 'eligible',
      when: when ? (conditionFromPlace(when, scope) ?? null) : null,
      otherwise: otherwise && plainValue(otherwise),
      rounding: round ? (roundingFromPlace(round, scope.rounding, scope.problems) ?? null) : null,
      type: steps.at(-1)?.type,
      origin: keyOriginOf(entry),
    }
  })
}

/** A check's condition, given as `consistent`. */
export function checkOutput(place: Place, scope: StepScope): Output {
  const where = conditionFromPlace(place, scope) ?? null
  return outputOf(
    place,
    'consistent',
    { zh: '是否相符', en: 'Consistent' },
    {
      ...emptyStep(findMechanism('whether') as Mechanism, place),
      where,
      type: { name: 'boolean' },
    },
  )
}

/**
 * The benefits that a clause unlocks, given as `opens`.
 *
 * Errors  CLAUSE_UNKNOWN
 */
export function opensOutput(place: Place, scope: StepScope): Output {
  const ids = scope.clauseIds()
  for (const item of itemsOf(place)) {
    const id = textOf(item) ?? ''
    if (!ids.includes(id))
      reportUnknownName(
        scope.problems,
        'CLAUSE_UNKNOWN',
        originOf(item),
        id,
        { zh: '条款', en: 'a clause' },
        ids.map((name) => ({ name, origin: null })),
      )
  }
  const type = { name: 'list', of: { name: 'text' } }
  const value = itemsOf(place).map((item) => textOf(item) ?? '')
  const x = { kind: 'literal', value, because: null, type, origin: originOf(place) } as const
  return {
    ...outputOf(
      place,
      'opens',
      { zh: '可享受的其他政策', en: 'Opens' },
      {
        ...emptyStep(findMechanism('value') as Mechanism, place),
        operands: { x: [x] },
        type,
      },
    ),
    onlyEligible: true,
  }
}

const outputOf = (place: Place, name: string, title: Words, step: Step): Output => ({
  name,
  title,
  steps: [step],
  onlyEligible: false,
  when: null,
  otherwise: undefined,
  rounding: null,
  type: step.type,
  origin: keyOriginOf(place),
})

const emptyStep = (mechanism: Mechanism, place: Place): Step => ({
  mechanism,
  operands: {},
  cases: [],
  otherwise: null,
  rounding: null,
  rows: [],
  body: null,
  where: null,
  keys: [],
  held: [],
  field: null,
  earlier: null,
  type: undefined,
  origin: keyOriginOf(place),
})

const plainValue = (place: Place) =>
  asList(place)
    ? itemsOf(place).map((item) => textOf(item) ?? '')
    : (Rational.parse(textOf(place) ?? '') ?? textOf(place) ?? null)

/** `refer:`, what a person must decide. */
export function referFromPlace(place: Place | undefined, scope: Scope): readonly Refer[] {
  return entriesOf(place).map((entry) => {
    const when = child(entry, 'when')
    return {
      code: entry.key,
      title: wordsAt(entry, 'title'),
      when: when ? (conditionFromPlace(when, scope) ?? null) : null,
      always: isTrue(child(entry, 'always')),
      origin: keyOriginOf(entry),
    }
  })
}
