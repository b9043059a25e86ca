import { Rational } from '../base/rational.ts'
import { conditionFromPlace } from './conditions.ts'
import {
  asList,
  child,
  entriesOf,
  isTrue,
  itemsOf,
  keyOriginOf,
  type Place,
  textAt,
  textOf,
  wordsAt,
} from './nodes.ts'
import { roundingFromPlace } from './rounding.ts'
import type { Output, Refer } from './rules.ts'
import type { Scope } from './scope.ts'
import { type StepScope, stepsFromPlace } from './steps.ts'

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
