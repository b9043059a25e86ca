import { isUnknown, type Unknown, unknownOf } from './unknown.ts'
import type { Value } from './value.ts'

/** Over results that all have to be known. */
export function known(
  results: readonly (Value | Unknown)[],
  reckon: (values: readonly Value[]) => Value | Unknown,
): Value | Unknown {
  const unknowns = results.filter(isUnknown)
  return unknowns.length > 0 ? unknownOf(unknowns) : reckon(results as readonly Value[])
}

/** `any` when `decisive` is true, `all` when it is false: one decisive member settles it whatever else is unknown. */
export function kleene(results: readonly (Value | Unknown)[], decisive: boolean): Value | Unknown {
  if (results.includes(decisive)) return decisive
  const unknowns = results.filter(isUnknown)
  return unknowns.length > 0 ? unknownOf(unknowns) : !decisive
}
