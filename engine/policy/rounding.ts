import { Rational, type Rounding, type RoundingMode } from '../base/rational.ts'
import { entriesOf, originOf, type Place, textAt, textOf } from './nodes.ts'
import { type Problems, report, reportUnknownName } from './problems.ts'

/** `{ to: 0.01, mode: half-up }`, or the name of a unit whose rounding the policy declares. */
export function roundingFromPlace(
  place: Place,
  declared: Readonly<Record<string, Rounding>>,
  problems: Problems,
): Rounding | undefined {
  const unit = textOf(place)
  if (unit !== undefined) {
    if (Object.hasOwn(declared, unit)) return declared[unit]
    const known = Object.keys(declared).map((name) => ({ name, origin: null }))
    reportUnknownName(
      problems,
      'ROUNDING_MISSING',
      originOf(place),
      unit,
      { zh: '取整', en: 'a declared rounding' },
      known,
    )
    return undefined
  }
  const to = Rational.parse(textAt(place, 'to') ?? '')
  const mode = textAt(place, 'mode') as RoundingMode | undefined
  if (!to || to.compare(Rational.zero) <= 0 || !mode) {
    report(
      problems,
      'ROUNDING_MISSING',
      originOf(place),
      { zh: '取整没有写全', en: 'the rounding is not complete' },
      { zh: '写 { to: 0.01, mode: half-up }', en: 'write { to: 0.01, mode: half-up }' },
    )
    return undefined
  }
  return { to, mode }
}

/** `rounding:` of policy.yaml, by unit. */
export function declaredRounding(
  place: Place | undefined,
  problems: Problems,
): Readonly<Record<string, Rounding>> {
  const declared: Record<string, Rounding> = Object.create(null)
  for (const entry of entriesOf(place)) {
    const rounding = roundingFromPlace(entry, {}, problems)
    if (rounding) declared[entry.key] = rounding
  }
  return declared
}
