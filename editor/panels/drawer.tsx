import { lazy, memo, Suspense, useEffect, useMemo } from 'react'
import { loadYamlEditor } from '../monaco/load.ts'
import type { ClausePage } from '../state/clause-view.ts'
import { lineHunks } from '../state/lines.ts'
import { useSignal } from '../state/use-signal.ts'
import type { TextPlace } from '../state/view.ts'
import { derivation, drawer, showInYaml, store, toggleDrawer } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'
import { Problems } from './problems.tsx'

const YamlEditor = lazy(loadYamlEditor)
const Chart = lazy(async () => ({ default: (await import('./chart.tsx')).Chart }))

const fetchAfter = 1000

const fetchAhead = () => void loadYamlEditor().catch(() => {})

/** The text itself and what is wrong with it, under the page. */
export const Drawer = memo(function Drawer() {
  const { t } = useWords()
  const { tab, place } = useSignal(drawer)
  const ownFile = useSignal(derivation, (derived) => derived?.page?.file ?? null)
  const ownPlace = useSignal(derivation, (derived) => (derived?.page ? firstPlace(derived.page) : null))
  const problems = useSignal(derivation, (derived) => derived?.problems.length ?? 0)
  const firstFile = useSignal(
    store,
    (state) => [...state.files.values()].find(({ kind }) => kind === 'provision')?.path,
  )
  const derived = useSignal(derivation, (now) => now !== null)
  const path = derived ? (place?.path ?? ownFile ?? firstFile ?? null) : null

  useEffect(() => {
    // Monaco comes when the verdicts stand and the page has nothing better to do: it keeps nobody waiting.
    if (path === null) return
    const timer = setTimeout(() => (window.requestIdleCallback ?? setTimeout)(fetchAhead), fetchAfter)
    return () => clearTimeout(timer)
  }, [path])

  // A clause that is gone to shows its own text again.
  const clause = useSignal(derivation, (derived) => derived?.page?.id ?? null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the clause changes
  useEffect(() => {
    if (drawer.get().place !== null) drawer.set({ ...drawer.get(), place: null })
  }, [clause])
  // Where the text opens is settled then, and does not follow the edits.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it opens or the clause changes
  const opensAt = useMemo(() => ownPlace, [tab === 'yaml', clause])

  if (path === null) return null
  return (
    <div className="drawer">
      <div className="drawer-tabs">
        <div role="tablist" aria-label={t('drawer')}>
          <button
            type="button"
            role="tab"
            id="tab-yaml"
            aria-selected={tab === 'yaml'}
            aria-controls="drawer-pane"
            onClick={() => toggleDrawer('yaml')}
          >
            {t('yaml')} <ChangedLines path={path} />
          </button>
          <button
            type="button"
            role="tab"
            id="tab-chart"
            aria-selected={tab === 'chart'}
            aria-controls="drawer-pane"
            onClick={() => toggleDrawer('chart')}
          >
            {t('chart')}
          </button>
          <button
            type="button"
            role="tab"
            id="tab-problems"
            aria-selected={tab === 'problems'}
            aria-controls="drawer-pane"
            onClick={() => toggleDrawer('problems')}
          >
            {t('problems')} {problems > 0 && <span className="is-warning">{problems}</span>}
          </button>
        </div>
        <FileChoice path={path} />
        {tab !== null && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('closeDrawer')}
            onClick={() => drawer.set({ ...drawer.get(), tab: null })}
          >
            <Mark shape="down" />
          </button>
        )}
      </div>
      <div id="drawer-pane" role="tabpanel" aria-labelledby={`tab-${tab ?? 'yaml'}`} hidden={tab === null}>
        {tab === 'yaml' && (
          <div className="drawer-pane">
            <Suspense fallback={<p className="waiting">{t('loadingYaml')}</p>}>
              <YamlEditor path={path} place={place ?? opensAt} />
            </Suspense>
          </div>
        )}
        {tab === 'chart' && (
          <div className="drawer-pane">
            <Suspense fallback={<p className="waiting">{t('drawingChart')}</p>}>
              <Chart />
            </Suspense>
          </div>
        )}
        {tab === 'problems' && (
          <div className="drawer-pane">
            <Problems />
          </div>
        )}
      </div>
    </div>
  )
})

/** The first value that was edited, else the clause's first line. */
function firstPlace(page: ClausePage): TextPlace {
  const values = page.groups.flatMap(({ parameters }) => parameters.flatMap((parameter) => parameter.values))
  return values.find(({ before, added }) => before !== null || added)?.place ?? page.place
}

function ChangedLines({ path }: { path: string }) {
  const { t } = useWords()
  const lines = useSignal(store, (state) => {
    const file = state.files.get(path)
    if (!file || file.text === file.saved) return 0
    return lineHunks(file.saved, file.text).reduce(
      (sum, { oldLines, newLines }) => sum + Math.max(oldLines.length, newLines.length),
      0,
    )
  })
  return lines > 0 ? <span className="accent">{t('changedLines', { n: lines })}</span> : null
}

/** Which file of the policy the text shows. */
function FileChoice({ path }: { path: string }) {
  const { t } = useWords()
  const folder = path.replace(/(?:(?:provisions|cases|source)\/)?[^/]+$/, '')
  const files = useSignal(store, (state) =>
    [...state.files.keys()].filter((other) => other.startsWith(folder) && other.endsWith('.yaml')).join('\n'),
  )
  return (
    <select
      className="path end code"
      aria-label={t('yaml')}
      value={path}
      onChange={(event) => showInYaml({ path: event.target.value, start: 0, end: 0 })}
    >
      {files.split('\n').map((file) => (
        <option key={file} value={file}>
          {file.slice(folder.length)}
        </option>
      ))}
    </select>
  )
}
