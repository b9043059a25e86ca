import '../styles/save.css'
import '../styles/review.css'
import { useEffect, useRef } from 'react'
import { place } from '../state/location.ts'
import type { ReviewedChangeView } from '../state/review-view.ts'
import { type Compared, compare, openChange, reviewing } from '../state/reviewing.ts'
import { useSignal } from '../state/use-signal.ts'
import { derivation } from '../state/workbench.ts'
import { useReviewWords } from '../words/use-review-words.ts'
import { isTyping } from './keys.ts'
import { ReviewChange } from './review-change.tsx'
import { ReviewList } from './review-list.tsx'
import { ReviewFoot } from './review-sign.tsx'
import { VersionPicker } from './review-versions.tsx'

/** Two versions, change by change: what each does, to whom, and a tick for each before it is signed. */
export function ReviewPage() {
  const { t, w } = useReviewWords()
  const asked = useSignal(place, (now) => (now.page === 'review' ? `${now.old} ${now.next}` : null))
  const version = useSignal(derivation, (derived) => derived?.version ?? null)
  // Anew for other versions, and for other texts.
  useEffect(() => {
    if (asked !== null && version !== null) void compare()
  }, [asked, version])
  const now = useSignal(reviewing)
  const view = now?.view ?? null
  const chosen = useSignal(place, (at) => (at.page === 'review' ? at.change : null))
  const changes = view?.ok ? view.changes : []
  const open = changes.find(({ key }) => key === chosen) ?? changes[0] ?? null
  useReviewKeys(changes, open)
  return (
    <main className="review-page" aria-busy={now?.busy ?? true}>
      <aside className="review-list" aria-label={t('review')}>
        <VersionPicker />
        {view?.ok && <ReviewList view={view} open={open} />}
      </aside>
      {!view ? (
        <p className="review-empty soft" role="status">
          {t('comparing')}
        </p>
      ) : !view.ok ? (
        <div className="review-empty" role="alert">
          <h1>{t('cannotCompare')}</h1>
          {view.faults.map((fault) => (
            <p key={fault.en} className="soft">
              {w(fault)}
            </p>
          ))}
        </div>
      ) : open ? (
        <Detail key={open.key} change={open} view={view} />
      ) : (
        <div className="review-empty">
          <h1>{t('review')}</h1>
          <p className="soft">{t('noChanges')}</p>
        </div>
      )}
      {view?.ok && open && <ReviewFoot view={view} open={open} />}
    </main>
  )
}

/** Scrolls by itself, and begins at its head whenever another change is opened. */
function Detail({ change, view }: { change: ReviewedChangeView; view: Compared }) {
  const { w } = useReviewWords()
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is no clean-up.
    box.current?.scrollTo(0, 0)
  }, [])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <article ref={box} className="review-detail" tabIndex={0} aria-label={w(change.title)}>
      <ReviewChange change={change} view={view} />
    </article>
  )
}

function useReviewKeys(changes: readonly ReviewedChangeView[], open: ReviewedChangeView | null): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing || isTyping(event.target))
        return
      const by = { j: 1, k: -1 }[event.key.toLowerCase()]
      const next = by && open ? changes[changes.indexOf(open) + by] : undefined
      if (!next) return
      event.preventDefault()
      openChange(next)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [changes, open])
}
