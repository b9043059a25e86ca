import type { Words } from '../../engine/index.ts'
import { go, place } from './location.ts'
import { timeOf } from './log.ts'
import { preferences } from './preferences.ts'
import type { ReviewAsked, ReviewedChangeView, ReviewView, Unsigned, VersionAsked } from './review-view.ts'
import { lookForRevisions, readVersion, revisions } from './revisions.ts'
import { createSignal } from './signal.ts'
import { draft, openDraft, tickOf, tickState } from './ticks.ts'
import { derivation } from './workbench.ts'

export type Compared = Extract<ReviewView, { readonly ok: true }>

/** The comparison that is shown, and what it is of. */
export interface Reviewing {
  readonly old: string
  readonly next: string
  /** null: being compared. */
  readonly view: ReviewView | null
  readonly busy: boolean
}

export const reviewing = createSignal<Reviewing | null>(null)

/** The versions that a link names; without one the last commit, else what is on disk, and the files as they are. */
export function versionsAsked(): { readonly old: string; readonly next: string } {
  const now = place.get()
  const asked = now.page === 'review' ? now : { old: null, next: null }
  return {
    old: asked.old ?? ((revisions.get() ?? []).length > 0 ? 'HEAD' : 'saved'),
    next: asked.next ?? 'now',
  }
}

/** Texts of revisions by name; a branch may move, so they are kept for one comparison only. */
const isAtHand = (name: string) => name === 'now' || name === 'saved'

let asks = 0

/** Compares the versions that are asked for; what is shown stays until the next is there. */
export async function compare(): Promise<void> {
  const ask = ++asks
  if (revisions.get() === null) await lookForRevisions()
  const { old, next } = versionsAsked()
  const before = reviewing.get()
  const same = before?.old === old && before.next === next
  if (!same) openDraft(old, next)
  reviewing.set({ old, next, view: same ? before.view : null, busy: true })
  const view = await compared(old, next)
  if (ask === asks) reviewing.set({ old, next, view, busy: false })
}

async function compared(old: string, next: string): Promise<ReviewView> {
  const [before, after] = await Promise.all([versionOf(old), versionOf(next)])
  const faults = [before, after].flatMap((one) => ('why' in one ? [one.why] : []))
  if ('why' in before || 'why' in after) return { ok: false, faults }
  return derivation.review({ before, after } satisfies ReviewAsked)
}

async function versionOf(name: string): Promise<VersionAsked | { readonly why: Words }> {
  if (isAtHand(name)) return { name, files: null }
  const read = await readVersion(name)
  if (read.ok) return { name, files: read.files }
  return { why: { zh: `${name}：${read.why.zh}`, en: `${name}: ${read.why.en}` } }
}

/** What is signed: every change with its tick, between two versions told by their hashes. */
export function unsignedOf({ before, after, changes }: Compared, words: string): Unsigned {
  const said = draft.get()
  const version = ({ name, content }: Compared['before']) => ({ name, content })
  return {
    review: 1,
    by: preferences.get().name,
    at: timeOf(new Date()),
    before: version(before),
    after: version(after),
    changes: changes.map((change) => ({ ...reviewedOf(change), ...tickOf(said, change) })),
    note: words,
  }
}

const reviewedOf = ({ kind, effect, policy, clause, subject, title, words, files }: ReviewedChangeView) => ({
  kind,
  effect,
  policy,
  clause,
  subject,
  title,
  words,
  files,
})

/** The change after this one that is not ticked off, else the next, else this. */
export function nextOpen(view: Compared, from: ReviewedChangeView): ReviewedChangeView {
  const at = view.changes.indexOf(from)
  const rest = [...view.changes.slice(at + 1), ...view.changes.slice(0, at)]
  return rest.find((one) => tickState(draft.get(), one) !== 'ticked') ?? from
}

export function openChange(change: ReviewedChangeView): void {
  const now = place.get()
  if (now.page === 'review') go({ ...now, change: change.key }, { replace: true })
}
