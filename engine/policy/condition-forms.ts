import { child, originOf, type Place, textOf } from './nodes.ts'
import { report, reportUnknownName } from './problems.ts'
import type { Condition } from './rules.ts'
import { factNamed, type Scope } from './scope.ts'

/** `given: FACT`: whether a fact was given, whatever it is. */
export function givenCondition(place: Place, scope: Scope): Condition | undefined {
  const fact = factNamed(place, textOf(place) ?? '', scope)
  return fact && { kind: 'given', fact, origin: originOf(place) }
}

/**
 * `holds: { any-of: VALUE }`: one of the conditions whose names the value gives.
 *
 * Errors  NAME_UNKNOWN (not an entry of `values:` that ends in `holding`)
 */
export function holdsCondition(place: Place, scope: Scope): Condition | undefined {
  const namePlace = child(place, 'any-of') ?? place
  const name = textOf(namePlace) ?? ''
  const origin = originOf(namePlace)
  const value = scope.valueNames.has(name) ? scope.value(name, origin) : undefined
  const held = value?.steps.at(-1)?.held ?? []
  if (held.length > 0)
    return {
      kind: 'any',
      of: held.map((one) => ({ kind: 'named', name: one.name, of: one.condition, origin })),
      origin,
    }
  // Of a value that could not be read, its own fault was said already.
  if (value?.type)
    report(
      scope.problems,
      'NAME_UNKNOWN',
      origin,
      {
        zh: `\`${name}\` 不是以 holding 结尾的一项 \`values\``,
        en: `\`${name}\` is not an entry of \`values\` that ends in \`holding\``,
      },
      { zh: '写以 holding 结尾的那一项', en: 'name a value that ends in `holding`' },
    )
  else if (!value)
    reportUnknownName(
      scope.problems,
      'NAME_UNKNOWN',
      origin,
      name,
      { zh: '以 holding 结尾的一项 `values`', en: 'an entry of `values` that ends in `holding`' },
      [...scope.valueNames].map(([key, where]) => ({ name: key, origin: where })),
    )
  return undefined
}

/**
 * `clause: ID`, inside a `where`: the other clause's eligibility of the entry.
 *
 * Errors  CONDITION_SHAPE (outside a `where`), CLAUSE_UNKNOWN
 */
export function clauseCondition(place: Place, scope: Scope): Condition | undefined {
  const id = textOf(place) ?? ''
  const origin = originOf(place)
  if (!scope.entry) {
    report(
      scope.problems,
      'CONDITION_SHAPE',
      origin,
      { zh: '`clause` 只能写在 `where` 里', en: '`clause` stands only inside a `where`' },
      { zh: '改用 fact，或放进 filter 的 where', en: 'use `fact`, or put it into the `where` of a filter' },
    )
    return undefined
  }
  const ids = scope.clauseIds()
  if (!ids.includes(id)) {
    const known = ids.map((name) => ({ name, origin: null }))
    reportUnknownName(scope.problems, 'CLAUSE_UNKNOWN', origin, id, { zh: '条款', en: 'a clause' }, known)
    return undefined
  }
  return { kind: 'clause', id, clause: () => scope.clause(id), entry: scope.entry, origin }
}
