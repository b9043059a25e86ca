import { memo } from 'react'
import { asking } from '../state/asking.ts'
import { unsavedFiles } from '../state/store.ts'
import { applicant, keepAsCase, receipts } from '../state/trial.ts'
import type { Sheet, SheetLine, TrialView } from '../state/trial-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { store } from '../state/workbench.ts'
import { useTrialWords } from '../words/use-trial-words.ts'
import type { MarkShape } from './mark.tsx'
import { Mark } from './mark.tsx'
import { TrialGiven } from './trial-given.tsx'
import { TrialLine } from './trial-line.tsx'

/** What comes of it: due, undecided, lost to a better one, not due; and what it rests on. */
export const TrialSheet = memo(function TrialSheet({ view }: { view: TrialView }) {
  const { t, w } = useTrialWords()
  const isEmpty = useSignal(applicant, ({ given }) => Object.keys(given).length === 0)
  const { sheet } = view
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <section className="trial-sheet-side" tabIndex={0} aria-labelledby="trial-title">
      <article className="trial-sheet">
        <SheetHead view={view} />
        <Answer sheet={sheet} isEmpty={isEmpty} />
        <Lines head={t('headDue')} shape="passing" lines={sheet.due} total={sheet} />
        <Lines head={t('headUndecided')} shape="unknown" lines={sheet.undecided} />
        <Lines head={t('headCovered')} shape="equal" lines={sheet.covered} />
        <Lines head={t('headNotDue')} shape="none" lines={sheet.notDue} />
        <Lines head={t('headChecked')} shape="equal" lines={sheet.checked} />
        <Lines head={t('headUndated')} shape="warning" lines={sheet.undated} hint={t('undatedHint')} />
        <Folded lines={sheet.rest.undecided} words={t('restUndecided', { n: sheet.rest.undecided.length })} />
        <Folded lines={sheet.rest.notDue} words={t('restNotDue', { n: sheet.rest.notDue.length })} />
        <TrialGiven view={view} />
        {view.assumed.length > 0 && (
          <section className="sheet-facts">
            <h2>{t('headAssumed')}</h2>
            <dl>
              {view.assumed.map(({ title, value }) => (
                <div key={title.en}>
                  <dt>{w(title)}</dt>
                  <dd>{w(value)}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        <footer>{t('notADecision')}</footer>
      </article>
    </section>
  )
})

function SheetHead({ view }: { view: TrialView }) {
  const { t, w } = useTrialWords()
  const { policy, sheet } = view
  // Both what is paid and what yields to it: a case says which.
  const claimed = [...sheet.due, ...sheet.covered].map(({ id }) => id)
  const { asOf, readings } = useSignal(asking)
  const receipt = useSignal(receipts)
  const isDraft = useSignal(store, (state) =>
    unsavedFiles(state).some(({ path }) => path.includes(policy.id)),
  )
  return (
    <header className="sheet-head">
      <h1 id="trial-title">{t('trialOf', { policy: w(policy.title) })}</h1>
      <div className="sheet-actions">
        {claimed.length > 1 && (
          <button type="button" className="button plain" onClick={() => void keepAsCase(claimed)}>
            {t('saveAllAsCase', { n: claimed.length })}
          </button>
        )}
        {receipt && (
          <button type="button" className="button plain" onClick={() => exportReceipts(receipt)}>
            {t('exportReceipts')}
          </button>
        )}
        <button type="button" className="button" onClick={() => print()}>
          {t('printTrial')}
        </button>
      </div>
      <p className="sheet-basis">
        <span>
          {t(isDraft ? 'trialFromDraft' : 'trialFrom', { policy: w(policy.title), version: policy.version })}
        </span>
        <span>{asOf === null ? t('trialNoDay') : t('trialDay', { day: asOf })}</span>
        <span>
          {readings.length === 0
            ? t('trialReadingsPlain')
            : t('trialReadings', { readings: readings.join(', ') })}
        </span>
        {receipt && <span>{t('receiptNumber', { number: receipt.number })}</span>}
        {view.stale && <span className="is-warning">… {t('lastValid')}</span>}
      </p>
    </header>
  )
}

/** The receipts as a file, for `clausebook verify`. */
function exportReceipts({ number, json }: { readonly number: string; readonly json: string }): void {
  const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `receipts-${number.replace('·', '-')}.json`
  link.click()
  URL.revokeObjectURL(url)
}

/** The answer before its reasons: what is due so far, and what may come. */
function Answer({ sheet, isEmpty }: { sheet: Sheet; isEmpty: boolean }) {
  const { t } = useTrialWords()
  const { isMoney, due, paid, waived, more, least, open } = sheet.totals
  if (isEmpty && sheet.due.length === 0)
    return (
      <div className="sheet-answer">
        <p className="nothing">{t('nothingToSay')}</p>
        <p>{t('nothingToSayHint')}</p>
      </div>
    )
  return (
    <div className="sheet-answer" role="status">
      {isMoney && (
        <>
          <p className="sum">
            <span>{t('dueTogether')}</span> <b>{due}</b> <span className="quiet">{t('yuan')}</span>
          </p>
          <p className="split">
            {t('paidOut')} <b>{paid}</b> {t('yuan')}
            <span aria-hidden="true"> · </span>
            {t('waivedOf')} <b>{waived}</b> {t('yuan')}
          </p>
        </>
      )}
      {open > 0 && (
        <p>{more === null ? t('openMore', { n: open }) : t('openAtLeast', { n: open, amount: more })}</p>
      )}
      {least !== null && <p className="is-warning">{t('certainOnly', { amount: least })}</p>}
    </div>
  )
}

const Lines = memo(function Lines({
  head,
  shape,
  lines,
  hint,
  total,
}: {
  head: string
  shape: MarkShape
  lines: readonly SheetLine[]
  hint?: string
  total?: Sheet
}) {
  const { t } = useTrialWords()
  if (lines.length === 0) return null
  const counted =
    total && lines.filter(({ is, unit, amount }) => amount !== null && unit === null && is === null)
  return (
    <section className="sheet-lines">
      <h2>
        {head}
        {total?.totals.isMoney && <span className="end quiet">{t('yuan')}</span>}
      </h2>
      {hint && <p className="quiet small">{hint}</p>}
      <ul>
        {lines.map((line) => (
          <TrialLine key={line.id} line={line} shape={shape} />
        ))}
      </ul>
      {total && counted && lines.length > 1 && (
        <p className="sheet-total">
          <span>{t('total')}</span>
          <b>{total.totals.due}</b>
        </p>
      )}
    </section>
  )
})

/** Clauses that are not worth a line now, each still there to be opened. */
function Folded({ lines, words }: { lines: readonly SheetLine[]; words: string }) {
  if (lines.length === 0) return null
  return (
    <details className="sheet-folded">
      <summary>
        <Mark shape="right" className="little" /> {words}
      </summary>
      <ul>
        {lines.map((line) => (
          <TrialLine key={line.id} line={line} shape={line.failed.length > 0 ? 'none' : 'unknown'} />
        ))}
      </ul>
    </details>
  )
}
