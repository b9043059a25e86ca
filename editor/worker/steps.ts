import type { Clause, ClauseWords, StepTrace, Words } from '../../engine/index.ts'
import type { ShownValue, StepView } from '../state/clause-view.ts'
import { typeOf } from './called.ts'
import { type NameWords, shownValue } from './shown.ts'
import { type Pair, pairSteps } from './trace.ts'

/** What steps are shown with: the numbers at the words they come from, and what names are called. */
export interface StepShowing {
  readonly clause: Clause
  readonly numbersOf: (parameters: readonly string[]) => readonly number[]
  readonly name: NameWords
}

const same = (a: Words | null, b: Words | null) => a?.zh === b?.zh && a?.en === b?.en

/** Steps of the open case, now beside saved; the first one with another value is where it moved. */
export function tracedSteps(
  now: readonly StepTrace[],
  saved: readonly StepTrace[] | null,
  showing: StepShowing,
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
      words: withTitles(shown, showing.name),
      before: step && old && !same(step.words, old.words) ? old.words : null,
      numbers: showing.numbersOf(shown.parameters),
      parameters: shown.parameters,
      now: step ? shownStep(step, showing) : null,
      saved: saved && old ? shownStep(old, showing) : null,
      moved: index === first,
      note: step?.note ?? null,
      parts: (step?.parts ?? []).map((part, at) => ({
        title: part.title,
        steps: tracedSteps(part.steps, oldParts[at]?.steps ?? null, showing),
      })),
    }
  })
}

/** A step that looks at another clause names it by its id; people know it by its title. */
function withTitles({ mechanism, words }: StepTrace, name: NameWords): Words {
  if (mechanism !== 'less') return words
  const ids = /( ?)([a-z\d]+(?:[-.][a-z\d]+)+)( ?)/g
  return {
    zh: words.zh.replaceAll(ids, (whole, _, id) => (name(id) ? `“${name(id)?.zh}”` : whole)),
    en: words.en.replaceAll(ids, (whole, before, id, after) =>
      name(id) ? `${before}“${name(id)?.en}”${after}` : whole,
    ),
  }
}

/** What is named or has parts is shown by our own words; a number as the step says it. */
function shownStep({ value, shown }: StepTrace, { clause, name }: StepShowing): ShownValue {
  const isNamed = typeof value === 'string' || Array.isArray(value)
  const own = shownValue(value, typeOf(value, clause), name)
  return { text: isNamed ? own.text : shown, rows: own.rows }
}

/** Steps in words alone, where no case is open or the case comes to no amount. */
export function statedSteps(
  now: ClauseWords['steps'],
  saved: ClauseWords['steps'] | null,
  { numbersOf }: StepShowing,
): readonly StepView[] {
  const pairs = saved ? pairSteps(now, saved) : now.map((step) => ({ now: step, saved: null }))
  return pairs.flatMap(({ now: step, saved: old }) =>
    step
      ? [
          {
            words: step.words,
            before: old && !same(step.words, old.words) ? old.words : null,
            numbers: numbersOf(step.parameters),
            parameters: step.parameters,
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
