import '../styles/source.css'
import '../styles/beside.css'
import { lazy, memo, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { marksIn, paragraphsOf } from '../state/law-pieces.ts'
import { go, place, type SourcePlace } from '../state/location.ts'
import type { NumberView, SourcePage } from '../state/source-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { derivation } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { Beside } from './beside.tsx'
import { isTyping } from './keys.ts'
import { LawText } from './law-text.tsx'
import { type Shown, SourceHead } from './source-head.tsx'

const NewClause = lazy(async () => ({ default: (await import('./new-clause.tsx')).NewClause }))

/** A promulgated text, and beside it the clause that its words became. Each leads to the other. */
export const SourceView = memo(function SourceView() {
  const now = useSignal(place)
  const source = useSignal(derivation, (derived) => derived?.source ?? null)
  if (now.page !== 'source') return null
  return source ? <Text source={source} now={now} /> : <NoText />
})

function NoText() {
  const { t } = useWords()
  const derived = useSignal(derivation)
  return (
    <main className="source-page">
      {!derived && (
        <div className="empty">
          <h1>{t('opening')}</h1>
        </div>
      )}
      {derived?.sourceAsked && (
        <div className="empty">
          <h1>{t('noText')}</h1>
          <p>{t('noTextHint')}</p>
        </div>
      )}
    </main>
  )
}

function Text({ source, now }: { source: SourcePage; now: SourcePlace }) {
  const { t, w } = useWords()
  const page = useSignal(derivation, (derived) => derived?.page ?? null)
  // Until the next clause is derived, the last one stands.
  const clause = now.clause === null ? null : page
  const [shown, setShown] = useState<Shown>('all')
  const [at, setAt] = useState<number | null>(null)
  const body = useRef<HTMLElement>(null)

  const paragraphs = useMemo(() => {
    const own = (clause?.sources ?? []).filter((one) => one.at?.document === source.document)
    return paragraphsOf(source.text, { ...source, marks: marksIn(source.text, own) })
  }, [source, clause?.sources])
  const numbers = useMemo(
    () => source.numbers.filter(({ status }) => shown === 'all' || status === shown),
    [source, shown],
  )
  const current = at === null ? null : (numbers[at] ?? null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is chosen anew comes into sight
  useEffect(() => {
    const chosen = body.current?.querySelector<HTMLElement>(
      current ? '[data-at="true"]' : now.parameter ? '[data-chosen="true"]' : '[data-current="true"]',
    )
    if (chosen && body.current) intoSight(chosen, body.current)
  }, [source.document, now.clause, now.parameter, now.addTo, current, paragraphs.length])

  // Another text, or another kind of number, is counted from its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only then
  useEffect(() => setAt(null), [source.document, shown, now.clause, now.parameter])

  const step = (by: number) =>
    setAt((before) => {
      if (numbers.length === 0) return null
      return before === null
        ? by > 0
          ? 0
          : numbers.length - 1
        : (before + by + numbers.length) % numbers.length
    })

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target))
        return
      if (event.key === 'n') step(1)
      else if (event.key === 'p') step(-1)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })

  const choose = (id: string, parameter: string | null) =>
    go(
      { page: 'source', policy: source.policy.id, document: source.document, clause: id, parameter },
      { replace: now.clause === id },
    )
  return (
    <>
      <main className="source-page">
        <SourceHead
          source={source}
          shown={shown}
          onShown={setShown}
          numbers={numbers}
          at={at}
          onStep={step}
        />
        <section
          ref={body}
          className="source-body"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
          tabIndex={0}
          aria-label={t('textOf', { title: w(source.title) })}
        >
          <LawText
            paragraphs={paragraphs}
            source={source}
            clause={now.clause}
            parameter={now.parameter}
            shown={shown}
            current={current}
            addTo={now.addTo ?? null}
            onClause={(id) => choose(id, null)}
            onNumber={(number) => !now.addTo && chooseNumber(number, source, now.clause, choose)}
          />
        </section>
      </main>
      {now.addTo ? (
        <Suspense>
          <NewClause key={now.addTo} provision={now.addTo} source={source} />
        </Suspense>
      ) : (
        <Beside
          source={source}
          page={clause}
          now={now}
          onParameter={(name) => now.clause && choose(now.clause, name)}
        />
      )}
    </>
  )
}

/** A number leads to the parameter that states it: of the clause at hand where it has one. */
function chooseNumber(
  number: NumberView,
  source: SourcePage,
  clause: string | null,
  choose: (id: string, parameter: string | null) => void,
): boolean {
  const owned = number.parameters.flatMap((name) => {
    const owner = source.owners[name]
    return owner ? [{ name, clause: owner.clause }] : []
  })
  const found = owned.find((one) => one.clause === clause) ?? owned[0]
  if (!found) return false
  choose(found.clause, found.name)
  return true
}

/** Moves only what is out of sight, so that a text that is being read does not jump. */
function intoSight(element: HTMLElement, body: HTMLElement): void {
  const [inner, outer] = [element.getBoundingClientRect(), body.getBoundingClientRect()]
  if (inner.top >= outer.top + 8 && inner.bottom <= outer.bottom - 8) return
  // Not scrollIntoView: on a narrow screen that would move the page as well.
  body.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2
}
