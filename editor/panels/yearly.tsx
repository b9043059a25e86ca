import '../styles/yearly.css'
import { memo, useMemo, useState } from 'react'
import { nextNewYear } from '../fields/typed.ts'
import { type Uprated, type Uprating, uprate } from '../fields/uprate.ts'
import { shownText } from '../fields/value-edits.ts'
import { ValueField } from '../fields/value-field.tsx'
import { go, place } from '../state/location.ts'
import { useSignal } from '../state/use-signal.ts'
import { derivation } from '../state/workbench.ts'
import { inFilter, rowsOf, type YearlyFilter, yearlyFilters } from '../state/yearly.ts'
import type { YearlyPage, YearlyRow } from '../state/yearly-view.ts'
import { useYearlyWords } from '../words/use-yearly-words.ts'
import { YearlyBar } from './yearly-bar.tsx'
import { YearlyFoot } from './yearly-foot.tsx'
import { YearlyTable } from './yearly-table.tsx'

/** Next year's values in one sitting: each field filled is one dated line in the rules. */
export function Yearly() {
  const { t } = useYearlyWords()
  const page = useSignal(derivation, (derived) => derived?.yearly ?? null)
  return (
    <main className="yearly">
      {page ? <Sheet page={page} /> : <p className="yearly-empty soft">{t('opening')}</p>}
    </main>
  )
}

const firstUprating: Uprating = { by: 'percent', rate: '', to: '', mode: 'half-up' }

const noNames: ReadonlySet<string> = new Set()

function Sheet({ page }: { page: YearlyPage }) {
  const filter = useSignal(place, filterOf)
  const [selected, setSelected] = useState(noNames)
  const [uprating, setUprating] = useState(firstUprating)
  const rows = rowsOf(page)
  const shown = useMemo(
    () =>
      page.groups.flatMap((group) => {
        const own = group.rows.filter(inFilter[filter])
        return own.length === 0 ? [] : [{ ...group, rows: own }]
      }),
    [page, filter],
  )
  const previews = useMemo(() => previewsOf(rows, selected, uprating), [rows, selected, uprating])
  return (
    <>
      <Head page={page} />
      <YearlyBar
        page={page}
        filter={filter}
        selected={rows.filter(({ name }) => selected.has(name)).length}
        uprating={uprating}
        onUprating={setUprating}
        previews={previews}
        onFilled={() => setSelected(noNames)}
      />
      <YearlyTable
        page={page}
        groups={shown}
        filter={filter}
        selected={selected}
        onSelected={setSelected}
        previews={previews}
      />
      <YearlyFoot page={page} />
    </>
  )
}

const filterOf = (now: ReturnType<typeof place.get>): YearlyFilter =>
  yearlyFilters.find((one) => now.page === 'yearly' && one === now.filter) ?? 'all'

/** What each selected amount would be raised to. */
function previewsOf(
  rows: readonly YearlyRow[],
  selected: ReadonlySet<string>,
  uprating: Uprating,
): ReadonlyMap<string, Uprated> {
  const previews = new Map<string, Uprated>()
  for (const row of rows) {
    if (!selected.has(row.name) || !row.current) continue
    const raised = uprate(shownText(row.current.text), uprating)
    if (raised) previews.set(row.name, raised)
  }
  return previews
}

const Head = memo(function Head({ page }: { page: YearlyPage }) {
  const { t, w } = useYearlyWords()
  const { policy, policies, from, cases, groups } = page
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0)
  const total = cases.passing + cases.explained + cases.unexplained
  const here = (part: { policy?: string; from?: string }) => {
    const now = place.get()
    const filter = now.page === 'yearly' ? now.filter : null
    go({ page: 'yearly', policy: policy.id, from, filter, ...part })
  }
  return (
    <header className="yearly-head">
      <div>
        <h1>{t('yearlyTitle', { date: from })}</h1>
        <p>{t('yearlyHint', { date: from })}</p>
      </div>
      <div className="yearly-where">
        {policies.length > 1 && (
          <label>
            <span className="soft">{t('policyOf')}</span>
            <select
              className="select-field"
              value={policy.id}
              onChange={(event) => here({ policy: event.target.value })}
            >
              {policies.map(({ id, title }) => (
                <option key={id} value={id}>
                  {w(title)}
                </option>
              ))}
            </select>
          </label>
        )}
        <span className="soft">{t('newFrom')}</span>
        <ValueField kind="date" text={from} label={t('newFrom')} onText={(date) => here({ from: date })} />
      </div>
      <p className="yearly-sums small quiet">
        {t('yearlySummary', { policy: w(policy.title), version: policy.version, n: count })}
        <span className="yearly-cases" role="status">
          {t('yearlyCases', { n: total })}
          {(['passing', 'explained', 'unexplained'] as const).map((cause, index) => (
            <span key={cause}>
              {index > 0 && t('comma')}
              <span className={cases[cause] > 0 ? `is-${cause}` : ''}>
                {t(`${cause}Count`, { n: cases[cause] })}
              </span>
            </span>
          ))}
        </span>
      </p>
    </header>
  )
})

/** The link of a policy's yearly update. */
export const yearlyPlace = (policy: string | null) =>
  ({ page: 'yearly', policy, from: nextNewYear(), filter: null }) as const
