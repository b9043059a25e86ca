import { type CalendarDate, parametersOf, partsOf, Rational, type Workspace } from '../../engine/index.ts'
import type { CorrectionView } from '../state/view.ts'
import { dayOf, writtenText } from './edited.ts'
import { type Sides, shownValue } from './parameters.ts'

/**
 * Values that were typed over: the saved text has another for the same day. How far back each reaches, and
 * the reason, once it stands in the part of the log that is not saved yet.
 */
export function correctionsOf(
  sides: Sides,
  today: CalendarDate | undefined,
  casesReading: (parameter: string) => number,
): readonly CorrectionView[] {
  if (sides.edited.size === 0) return []
  const before = parametersOf(sides.saved)
  const now = parametersOf(sides.now)
  const reasons = unsavedReasons(sides)
  return [...sides.edited].flatMap((name) => {
    const parameter = now.get(name)
    const old = before.get(name)
    if (!parameter || !old) return []
    return parameter.values.flatMap((value, index): readonly CorrectionView[] => {
      const from = dayOf(value)
      const was = old.values.find((candidate) => dayOf(candidate) === from)
      const text = writtenText(value, sides.now)
      if (!was || writtenText(was, sides.saved) === text) return []
      // 3000 typed as 3000.00 corrects nothing.
      if (was.value instanceof Rational && value.value instanceof Rational && was.value.equals(value.value))
        return []
      const key = from ?? 'undated'
      return [
        {
          parameter: name,
          title: parameter.title,
          file: value.origin.file,
          from,
          was: { text: writtenText(was, sides.saved), shown: shownValue(was, parameter.type) },
          now: { text, shown: shownValue(value, parameter.type) },
          months:
            value.from && today
              ? monthsBack(value.from, today, parameter.values[index + 1]?.from ?? null)
              : null,
          cases: casesReading(name),
          reason: reasons.get(reasonKey(name, key, text)) ?? null,
        },
      ]
    })
  })
}

/** Months that had begun between the day a value begins and today, or the day the next one begins. */
function monthsBack(from: CalendarDate, today: CalendarDate, next: CalendarDate | null): number {
  const end = next && next.day <= today.day ? { day: next.day - 1 } : today
  if (end.day < from.day) return 0
  const [a, b] = [partsOf(from), partsOf(end)]
  return (b.year - a.year) * 12 + b.month - a.month + 1
}

const reasonKey = (...parts: readonly string[]): string => parts.join('\n')

function unsavedReasons({ now, saved }: { now: Workspace; saved: Workspace }): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>()
  for (const [folder, entries] of now.logs)
    for (const { what, changes, basis } of entries.slice(saved.logs.get(folder)?.length ?? 0))
      if (what === 'correction')
        for (const { parameter = '', from = '', value = '' } of changes)
          reasons.set(reasonKey(parameter, from, value), basis)
  return reasons
}
