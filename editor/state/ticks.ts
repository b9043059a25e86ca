import type { ReviewedFile } from '../../engine/index.ts'
import type { ReviewedChangeView } from './review-view.ts'
import { createSignal } from './signal.ts'

/** A change that was ticked off, with the files it was ticked off on. */
interface Tick {
  /** ISO 8601. */
  readonly at: string
  readonly files: readonly ReviewedFile[]
  readonly words: string
}

/** What a reviewer has done between two versions: kept in this browser until it is signed. */
export interface ReviewDraft {
  readonly ticks: Readonly<Record<string, Tick>>
  readonly notes: Readonly<Record<string, string>>
}

export const noDraft: ReviewDraft = { ticks: {}, notes: {} }

/** Of the two versions that are looked at. */
export const draft = createSignal<ReviewDraft>(noDraft)

let place = ''

/** Takes up what was ticked off between these versions before. */
export function openDraft(before: string, after: string): void {
  place = `clausebook.review.${before}→${after}`
  let kept: unknown
  try {
    kept = JSON.parse(localStorage.getItem(place) ?? 'null')
  } catch {
    kept = null
  }
  const { ticks, notes } = (kept ?? {}) as Partial<ReviewDraft>
  draft.set({ ticks: ticks ?? {}, notes: notes ?? {} })
}

function keep(next: ReviewDraft): void {
  draft.set(next)
  try {
    localStorage.setItem(place, JSON.stringify(next))
  } catch {
    // A browser that keeps nothing still reviews, in one sitting.
  }
}

/** The texts together, so that a change of a file shows. */
const saidOf = ({ words, title }: ReviewedChangeView): string => `${title.en}: ${words.en}`

const sameFiles = (a: readonly ReviewedFile[], b: readonly ReviewedFile[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

/** `ticked`: checked as it stands; `void`: its file has changed since. */
export type TickState = 'open' | 'ticked' | 'void'

export function tickState({ ticks }: ReviewDraft, change: ReviewedChangeView): TickState {
  const tick = ticks[change.key]
  if (!tick) return 'open'
  return sameFiles(tick.files, change.files) && tick.words === saidOf(change) ? 'ticked' : 'void'
}

export function tick(change: ReviewedChangeView, at: string): void {
  const { ticks, notes } = draft.get()
  keep({ notes, ticks: { ...ticks, [change.key]: { at, files: change.files, words: saidOf(change) } } })
}

export function untick({ key }: ReviewedChangeView): void {
  const { ticks, notes } = draft.get()
  const { [key]: _, ...rest } = ticks
  keep({ notes, ticks: rest })
}

export function note({ key }: ReviewedChangeView, text: string): void {
  const { ticks, notes } = draft.get()
  keep({ ticks, notes: { ...notes, [key]: text } })
}

/** When it was ticked off, and what was said of it. */
export const tickOf = ({ ticks, notes }: ReviewDraft, { key }: ReviewedChangeView) => ({
  ticked: ticks[key]?.at ?? '',
  note: notes[key] ?? '',
})
