import { lazy, memo, Suspense } from 'react'
import { differenceOf, flaggedWords } from '../state/case-groups.ts'
import { go, place } from '../state/location.ts'
import type { CaseRow } from '../state/view.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'

// What only an open case shows is not part of the first view.
const OpenCaseView = lazy(async () => ({ default: (await import('./open-case.tsx')).OpenCaseView }))

/** Opens a case of the clause at hand, or closes it. */
export const toggleCase = (key: string, isOpen: boolean) => {
  const now = place.get()
  if (now.page === 'clause') go({ ...now, case: isOpen ? '' : key }, { replace: true })
}

/** A case as one row: what was expected, what it comes to, by how much and why. */
export const CaseRowView = memo(function CaseRowView({ row, isOpen }: { row: CaseRow; isOpen: boolean }) {
  const { t, w } = useWords()
  const { expected, actual, change, reason } = differenceOf(row)
  const isMoved = row.cause === 'passing' && row.moved !== null
  const tone = isMoved ? 'explained' : row.cause
  const differs = actual !== null && (actual.zh !== expected.zh || change !== null)
  return (
    <>
      <button
        type="button"
        className="case-row"
        data-case={row.key}
        aria-expanded={isOpen}
        onClick={() => toggleCase(row.key, isOpen)}
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
        <span className={change === null ? 'amounts alone' : 'amounts'}>
          {differs && actual ? (
            <>
              <del>{w(expected)}</del> <span className="arrow">→</span>{' '}
              <b className={`is-${tone}`}>{w(actual)}</b>
            </>
          ) : (
            <span className="soft">{w(expected)}</span>
          )}
        </span>
        {change !== null && <span className={`change is-${tone}`}>{change}</span>}
        {actual !== null && !isOpen && (reason || row.issue) && (
          <span className="because">
            <span>{row.issue ? t('flagged', flaggedWords(row.issue)) : reason && w(reason)}</span>
            {row.code && <span className="code">{row.code}</span>}
          </span>
        )}
      </button>
      <Suspense>{isOpen && <OpenCaseView row={row} />}</Suspense>
    </>
  )
})
