import { MantineProvider } from '@mantine/core'
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useState } from 'react'
import { Cases } from './panels/cases.tsx'
import { Clause } from './panels/clause.tsx'
import { StateCount } from './panels/counts.tsx'
import { Drawer } from './panels/drawer.tsx'
import { Rail } from './panels/rail.tsx'
import { Strips } from './panels/strips.tsx'
import { TopBar } from './panels/top-bar.tsx'
import { useKeys } from './panels/use-keys.ts'
import { place } from './state/location.ts'
import { preferences } from './state/preferences.ts'
import { useSignal } from './state/use-signal.ts'
import { derivation } from './state/workbench.ts'
import { theme, variables } from './theme.ts'
import { useWords } from './words/use-words.ts'

const loadSave = () => import('./panels/save.tsx')
const loadSource = () => import('./panels/source-page.tsx')
const Save = lazy(async () => ({ default: (await loadSave()).Save }))
const SourceView = lazy(async () => ({ default: (await loadSource()).SourceView }))

// The other pages come with the first touch of a hand, before anybody gets there.
for (const kind of ['pointerdown', 'keydown'])
  addEventListener(kind, () => void Promise.all([loadSave(), loadSource()]), { once: true })

const KeyList = lazy(async () => ({ default: (await import('./panels/key-list.tsx')).KeyList }))
const Find = lazy(async () => ({ default: (await import('./panels/find.tsx')).Find }))

/** The columns of each page. */
const frames = {
  clause: '',
  source: 'reading',
  yearly: 'wide sheet',
  try: 'trial',
  review: 'wide sheet',
  save: 'wide',
} as const

const Yearly = lazy(async () => ({ default: (await import('./panels/yearly.tsx')).Yearly }))
const ReviewPage = lazy(async () => ({ default: (await import('./panels/review.tsx')).ReviewPage }))
const TrialPage = lazy(async () => ({ default: (await import('./panels/trial-page.tsx')).TrialPage }))

/** The whole window. */
export function App() {
  const scheme = useSignal(preferences, (chosen) => chosen.theme)
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme={scheme}>
      <Bench />
    </MantineProvider>
  )
}

/**
 * The frame is one CSS grid rather than an AppShell: the columns scroll by themselves, and below 768 px
 * the same elements stand under each other without being mounted anew.
 */
function Bench() {
  const { t, language } = useWords()
  // Deferred: what is looked at stays until the place that is gone to has been loaded.
  const page = useDeferredValue(useSignal(place, (now) => now.page))
  const [railOpen, setRailOpen] = useState(false)
  const [helpOpen, setHelpOpen] = useState(false)
  const [findOpen, setFindOpen] = useState(false)
  const closeRail = useCallback(() => setRailOpen(false), [])
  useKeys({
    onHelp: useCallback(() => setHelpOpen(true), []),
    onFindAll: useCallback(() => setFindOpen(true), []),
    onFind: useCallback(() => {
      setRailOpen(true)
      // On a narrow screen the list has to be there before it can take the focus.
      requestAnimationFrame(() => document.getElementById('find-clause')?.focus())
    }, []),
  })
  useTitle()
  const findAnything = useCallback(() => setFindOpen(true), [])

  useEffect(() => {
    if (!railOpen) return
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setRailOpen(false)
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [railOpen])

  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])

  return (
    <div className="bench">
      <TopBar railOpen={railOpen} onRail={() => setRailOpen(!railOpen)} onFind={findAnything} />
      <Strips />
      <div className={`frame ${frames[page]}`}>
        <button
          type="button"
          className="veil"
          data-open={railOpen}
          tabIndex={-1}
          aria-label={t('closeRail')}
          onClick={closeRail}
        />
        <Rail open={railOpen} onChosen={closeRail} />
        <Suspense>{page === 'save' && <Save />}</Suspense>
        <Suspense>{page === 'source' && <SourceView />}</Suspense>
        <Suspense>{page === 'yearly' && <Yearly />}</Suspense>
        <Suspense>{page === 'review' && <ReviewPage />}</Suspense>
        <Suspense>{page === 'try' && <TrialPage />}</Suspense>
        {page === 'clause' && (
          <>
            <main className="centre">
              <Clause />
              <Drawer />
            </main>
            <Cases />
          </>
        )}
      </div>
      {page === 'clause' && <PinnedCounts />}
      {findOpen && (
        <Suspense>
          <Find onClose={() => setFindOpen(false)} />
        </Suspense>
      )}
      {helpOpen && (
        <Suspense>
          <KeyList open={helpOpen} onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** On a narrow screen the verdicts stay in sight while a value is edited. */
function PinnedCounts() {
  const { t } = useWords()
  const counts = useSignal(derivation, (derived) => {
    const id = derived?.page?.id
    const clauses = derived?.policies.flatMap(({ provisions }) =>
      provisions.flatMap((provision) => provision.clauses),
    )
    return clauses?.find((clause) => clause.id === id)?.counts ?? null
  })
  if (!counts) return null
  return (
    <button
      type="button"
      className="pinned"
      onClick={() => document.getElementById('cases')?.scrollIntoView()}
    >
      <span className="unseen">{t('casesOfClause')}</span>
      <StateCount cause="explained" count={counts.explained} />
      <StateCount cause="unexplained" count={counts.unexplained} />
      <StateCount cause="passing" count={counts.passing} />
    </button>
  )
}

function useTitle() {
  const { w, t } = useWords()
  const title = useSignal(derivation, (derived) => derived?.source?.title ?? derived?.page?.title ?? null)
  const page = useSignal(place, (now) => now.page)
  useEffect(() => {
    const pages = { save: t('saveTitle'), yearly: t('yearly'), try: t('tryIt'), review: t('review') } as const
    const here = page in pages ? pages[page as keyof typeof pages] : title && w(title)
    document.title = here ? `${here} · 条款簿 Clausebook` : '条款簿 Clausebook'
  }, [title, page, w, t])
}
