import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { casesOf } from '../state/cases-of.ts'
import type { NoticeView } from '../state/clause-view.ts'
import { go, place } from '../state/location.ts'
import { useSignal } from '../state/use-signal.ts'
import type { CaseRow, Cause } from '../state/view.ts'
import { derivation } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'
import { OpenCaseView } from './open-case.tsx'

const noRows: readonly CaseRow[] = []

/** The clause's cases by cause, in a fixed order: what the edit explains, what nothing does, what passes. */
export const Cases = memo(function Cases() {
  const { t } = useWords()
  const clause = useSignal(derivation, (derived) => derived?.page?.id ?? null)
  const all = useSignal(derivation, (derived) => derived?.cases ?? noRows)
  const version = useSignal(derivation, (derived) => derived?.version)
  const open = useSignal(derivation, (derived) => derived?.page?.open?.key ?? null)
  const stale = useSignal(derivation, (derived) => derived?.page?.stale === true)
  const rows = useMemo(() => (clause === null ? noRows : casesOf(all, clause)), [all, clause])
  const of = (cause: Cause) => rows.filter((row) => row.cause === cause)
  return (
    <aside id="cases" className="cases" aria-label={t('casesOfClause')} data-verdict-version={version}>
      {clause !== null && (
        <>
          <div className="cases-head">
            <h2>{t('casesOfClause')}</h2>
            <span className="small quiet">{t('caseCount', { n: rows.length })}</span>
            {stale && <span className="small is-warning">… {t('lastValid')}</span>}
          </div>
          {rows.length === 0 && <p className="case-group soft">{t('noCases')}</p>}
          <Group cause="explained" rows={of('explained')} open={open} />
          <Group cause="unexplained" rows={of('unexplained')} open={open} />
          <Passing rows={of('passing')} open={open} />
        </>
      )}
      <Announcement rows={rows} />
    </aside>
  )
})

const noNotices: readonly NoticeView[] = []

const Group = memo(
  function Group({
    cause,
    rows,
    open,
  }: {
    cause: 'explained' | 'unexplained'
    rows: readonly CaseRow[]
    open: string | null
  }) {
    const { t } = useWords()
    if (rows.length === 0) return null
    return (
      <section className="case-group" aria-labelledby={`cases-${cause}`}>
        <div className="group-head">
          <h3 id={`cases-${cause}`} className={`state is-${cause}`}>
            <Mark shape={cause} /> {t(cause)} {rows.length}
          </h3>
          <span className="why">{cause === 'explained' ? <Causes /> : t('notFromEdit')}</span>
        </div>
        {rows.map((row) => (
          <Row key={row.key} row={row} isOpen={row.key === open} />
        ))}
      </section>
    )
  },
  (before, after) =>
    before.open === after.open &&
    before.rows.length === after.rows.length &&
    before.rows.every((row, index) => row === after.rows[index]),
)

/** What was typed over: 年最高限额 3,000 → 3,500. */
function Causes() {
  const { t, w } = useWords()
  const notices = useSignal(derivation, (derived) => derived?.page?.notices ?? noNotices)
  const changes = notices.flatMap(({ title, before, now }) =>
    before ? [`${w(title)} ${w(before.shown)} → ${w(now.shown)}`] : [],
  )
  return changes.length === 0 ? null : t('causedBy', { changes: changes.join('，') })
}

const toggle = (key: string, isOpen: boolean) => {
  const now = place.get()
  if (now.page === 'clause') go({ ...now, case: isOpen ? '' : key }, { replace: true })
}

const Row = memo(function Row({ row, isOpen }: { row: CaseRow; isOpen: boolean }) {
  const { t, w } = useWords()
  const { actual } = row
  const differs = actual !== null
  const moved = actual !== null && (actual.zh !== row.expected.zh || row.change !== null)
  return (
    <>
      <button
        type="button"
        className="case-row"
        aria-expanded={isOpen}
        onClick={() => toggle(row.key, isOpen)}
      >
        <span className="id">{row.number}</span>
        <span className="name">
          {w(row.title)}
          {row.clauses.length > 1 && <span className="quiet small"> {t('severalClauses')}</span>}
          {row.reading !== null && (
            <span className="quiet small"> {t('reading', { name: row.reading })}</span>
          )}
          {row.refers && <Mark shape="person" label={t('forAPerson')} className="little quiet refers" />}
        </span>
        <span className={row.change === null ? 'amounts alone' : 'amounts'}>
          {moved && actual ? (
            <>
              <del>{w(row.expected)}</del> <span className="arrow">→</span>{' '}
              <b className={`is-${row.cause}`}>{w(actual)}</b>
            </>
          ) : (
            <span className="soft">{w(row.expected)}</span>
          )}
        </span>
        {row.change !== null && <span className={`change is-${row.cause}`}>{row.change}</span>}
        {differs && !isOpen && row.reason && (
          <span className="because">
            <span>{w(row.reason)}</span>
            {row.code && <span className="code">{row.code}</span>}
          </span>
        )}
      </button>
      {isOpen && <OpenCaseView row={row} />}
    </>
  )
})

function Passing({ rows, open }: { rows: readonly CaseRow[]; open: string | null }) {
  const { t } = useWords()
  const [wanted, setWanted] = useState(false)
  const shown = wanted || rows.some(({ key }) => key === open)
  if (rows.length === 0) return null
  return (
    <section className="case-group" aria-labelledby="cases-passing">
      <h3 className="bare">
        <button type="button" className="group-head" aria-expanded={shown} onClick={() => setWanted(!shown)}>
          <span id="cases-passing" className="state is-passing">
            <Mark shape="passing" /> {t('passing')} {rows.length}
          </span>
          {!shown && <span className="why quiet">{numbersOf(rows)}</span>}
          <span className="end" />
          <Mark shape={shown ? 'down' : 'right'} className="quiet" />
        </button>
      </h3>
      {shown && rows.map((row) => <Row key={row.key} row={row} isOpen={row.key === open} />)}
    </section>
  )
}

/** Numbers of the cases, each once: those over several clauses count anew. */
const numbersOf = (rows: readonly CaseRow[]): string =>
  [...new Set(rows.map(({ number }) => number))].join('　')

/** Says once what the verdicts came to, when typing rests: not at every key. */
function Announcement({ rows }: { rows: readonly CaseRow[] }) {
  const { t } = useWords()
  const count = (cause: Cause) => rows.filter((row) => row.cause === cause).length
  const states = (['explained', 'unexplained'] as const).flatMap((cause) =>
    count(cause) > 0 ? [`${t(cause)} ${count(cause)}`] : [],
  )
  const sentence = rows.length === 0 ? '' : states.length > 0 ? states.join('，') : t('everythingPasses')
  const [said, setSaid] = useState('')
  const first = useRef(true)
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!first.current) setSaid(sentence)
      if (sentence !== '') first.current = false
    }, 700)
    return () => clearTimeout(timer)
  }, [sentence])
  return (
    <span className="unseen" role="status" aria-live="polite">
      {said}
    </span>
  )
}
