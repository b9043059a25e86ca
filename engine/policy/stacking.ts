import { sameWords } from '../base/words.ts'
import type { ClauseContext } from './clause-scope.ts'
import { child, entriesOf, keyOriginOf, originOf, type Place, textAt, textOf, wordsAt } from './nodes.ts'
import type { StackingGroup } from './policy.ts'
import { reportUnknownName } from './problems.ts'

/**
 * The group of the provision's `stacking:` that a clause names.
 *
 * Errors  NAME_UNKNOWN
 */
export function stackingOf(
  place: Place | undefined,
  { provision, provisionPlace, problems }: ClauseContext,
): StackingGroup | null {
  if (!place) return null
  const key = textOf(place) ?? ''
  const groups = entriesOf(child(provisionPlace, 'stacking'))
  const group = groups.find((entry) => entry.key === key)
  if (group)
    return {
      name: `${provision}.${key}`,
      title: wordsAt(group, 'title') ?? sameWords(key),
      pays: textAt(group, 'pays') === 'first' ? 'first' : 'highest',
      because: wordsAt(group, 'because') ?? sameWords(''),
      origin: keyOriginOf(group),
    }
  reportUnknownName(
    problems,
    'NAME_UNKNOWN',
    originOf(place),
    key,
    { zh: '`stacking` 里的一组', en: 'a group of `stacking`' },
    groups.map((entry) => ({ name: entry.key, origin: keyOriginOf(entry) })),
  )
  return null
}
