import type { ClauseWords, StepTrace, Words } from '../../engine/index.ts'
import type { StepView } from '../state/view.ts'
import { type Pair, pairSteps } from './trace.ts'

export type NumbersOf = (parameters: readonly string[]) => readonly number[]

const same = (a: Words | null, b: Words | null) => a?.zh === b?.zh && a?.en === b?.en

/** Steps of the open case, now beside saved; the first one with another value is where it moved. */
export function tracedSteps(
  now: readonly StepTrace[],
  saved: readonly StepTrace[] | null,
  numbersOf: NumbersOf,
): readonly StepView[] {
  const pairs: readonly Pair<StepTrace>[] = saved
    ? pairSteps(now, saved)
    : now.map((step) => ({ now: step, saved: null }))
  const first = saved
    ? pairs.findIndex((pair) => !same(pair.now?.shown ?? null, pair.saved?.shown ?? null))
    : -1
  return pairs.map(({ now: step, saved: old }, index) => {
    const shown = (step ?? old) as StepTrace
    const oldParts = old?.parts ?? []
    return {
      words: shown.words,
      before: step && old && !same(step.words, old.words) ? old.words : null,
      numbers: numbersOf(shown.parameters),
      now: step?.shown ?? null,
      saved: saved ? (old?.shown ?? null) : null,
      moved: index === first,
      note: step?.note ?? null,
      parts: (step?.parts ?? []).map((part, at) => ({
        title: part.title,
        steps: tracedSteps(part.steps, oldParts[at]?.steps ?? null, numbersOf),
      })),
    }
  })
}

/** Steps in words alone, where no case is open or the case comes to no amount. */
export function statedSteps(
  now: ClauseWords['steps'],
  saved: ClauseWords['steps'] | null,
  numbersOf: NumbersOf,
): readonly StepView[] {
  const pairs = saved ? pairSteps(now, saved) : now.map((step) => ({ now: step, saved: null }))
  return pairs.flatMap(({ now: step, saved: old }) =>
    step
      ? [
          {
            words: step.words,
            before: old && !same(step.words, old.words) ? old.words : null,
            numbers: numbersOf(step.parameters),
            now: null,
            saved: null,
            moved: false,
            note: null,
            parts: [],
          },
        ]
      : [],
  )
}
