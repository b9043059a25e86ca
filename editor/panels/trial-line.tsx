import { memo, useEffect, useId, useState } from 'react'
import { clauseHash, go, place } from '../state/location.ts'
import { keepAsCase, lifts, trialNumber } from '../state/trial.ts'
import type { SheetLine, TrialDetail } from '../state/trial-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { derivation } from '../state/workbench.ts'
import { useTrialWords } from '../words/use-trial-words.ts'
import { Comparison } from './comparison.tsx'
import type { MarkShape } from './mark.tsx'
import { Mark } from './mark.tsx'

/** One clause on the sheet; it opens to how it came about. */
export const TrialLine = memo(function TrialLine({ line, shape }: { line: SheetLine; shape: MarkShape }) {
  const { t, w } = useTrialWords()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const isLost = shape === 'equal'
  const amount = line.atLeast ? t('atLeastAmount', { amount: line.atLeast }) : line.amount && w(line.amount)
  return (
    <li className="sheet-line" data-shape={shape}>
      <Mark
        shape={shape}
        className={shape === 'passing' ? 'is-passing' : shape === 'unknown' ? 'is-warning' : ''}
      />
      <div className="what">
        <button
          type="button"
          className="line-title"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <span className="line-name">
            {w(line.provision) !== w(line.title) && (
              <>
                {w(line.provision)} <span aria-hidden="true">·</span>{' '}
              </>
            )}
            {w(line.title)}
          </span>
          <Mark shape={isOpen ? 'up' : 'down'} className="little quiet opens" />
        </button>
        <p className="how">
          {line.how && <span>{w(line.how)}</span>}
          {line.section && (
            <cite lang="zh-CN" title={line.id}>
              {line.section}
            </cite>
          )}
          {line.payer && <span>{t('payer', { who: w(line.payer) })}</span>}
        </p>
        {line.yields && <p className="how">{w(line.yields)}</p>}
        {line.refer.length > 0 && (
          <p className="how">
            <Mark shape="person" className="little is-warning" /> {t('forAPerson')}:{' '}
            {line.refer.map((words) => w(words)).join('; ')}
          </p>
        )}
        <Lift clause={line.id} />
      </div>
      <div className="line-amount">
        {amount !== null &&
          (isLost && line.yields ? <del>{amount}</del> : <b data-soft={line.atLeast !== null}>{amount}</b>)}
        {amount !== null && (line.is || line.unit) && (
          <span className="quiet small">
            {line.unit && w(line.unit)} {line.is && w(line.is)}
          </span>
        )}
      </div>
      {isOpen && <Detail id={id} line={line} />}
    </li>
  )
})

/** What would lift the refusal, decided again with the change made. */
function Lift({ clause }: { clause: string }) {
  const { t, w } = useTrialWords()
  const lift = useSignal(lifts, (all) => all[clause])
  if (!lift) return null
  if (lift.ways.length === 0) return <p className="how quiet">{t('nothingHelps')}</p>
  return (
    <ul className="lift" aria-label={t('wouldHelp')}>
      {lift.ways.map((words) => (
        <li key={words.en}>{w(words)}</li>
      ))}
    </ul>
  )
}

function Detail({ id, line }: { id: string; line: SheetLine }) {
  const { t, w } = useTrialWords()
  const number = useSignal(trialNumber)
  const policy = useSignal(place, (now) => (now.page === 'try' ? now.policy : null))
  const [detail, setDetail] = useState<TrialDetail | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew with every trial
  useEffect(() => {
    let isGone = false
    void derivation.trialDetail(line.id).then((found) => !isGone && setDetail(found))
    return () => {
      isGone = true
    }
  }, [line.id, number])
  const provision = line.id.split('.')[0] ?? line.id
  return (
    <section className="line-detail" id={id} aria-label={t('howItCame', { title: w(line.title) })}>
      {detail && (
        <>
          {detail.quotes.map(({ document, section, text }) => (
            <blockquote key={text}>
              <p lang="zh-CN">{text}</p>
              <cite lang="zh-CN">
                {w(document)} {section}
              </cite>
            </blockquote>
          ))}
          <Conditions detail={detail} />
          <Comparison section={detail} page={detail} beside={null} head={t('valueHead')} />
          {detail.parameters.length > 0 && (
            <p className="how">
              <span className="quiet">{t('parametersUsed')}</span>{' '}
              {detail.parameters.map(({ title, value, from }) => (
                <span className="used" key={title.en}>
                  {w(title)} {w(value)}
                  {from && <span className="quiet"> {t('from', { date: from })}</span>}
                </span>
              ))}
            </p>
          )}
        </>
      )}
      <p className="line-links">
        <a href={clauseHash(line.id)}>{t('seeClause')}</a>
        <button type="button" className="button link" onClick={() => void keepAsCase([line.id])}>
          {t('saveAsCase')}
        </button>
        <button
          type="button"
          className="button link"
          onClick={() => go({ page: 'try', policy, about: provision })}
        >
          {t('askThis')}
        </button>
      </p>
    </section>
  )
}

/** Every condition, met, not met or not known, with what was given. */
function Conditions({ detail }: { detail: TrialDetail }) {
  const { t, w } = useTrialWords()
  if (detail.conditions.length === 0) return null
  const shape = (holds: boolean | null | undefined): MarkShape =>
    holds === true ? 'passing' : holds === false ? 'none' : 'unknown'
  const said = (holds: boolean | null | undefined) =>
    t(holds === true ? 'passing' : holds === false ? 'notMet' : 'unknownHere')
  return (
    <ul className="line-conditions" aria-label={t('conditions')}>
      {detail.conditions.map(({ code, words, given, holds }) => (
        <li key={code} data-holds={String(holds)}>
          <Mark
            shape={shape(holds)}
            label={said(holds)}
            className={holds === true ? 'is-passing' : holds === false ? '' : 'is-warning'}
          />
          <span>
            {w(words)}
            {given && <span className="given">{w(given)}</span>}
          </span>
          <span className="code">{code}</span>
        </li>
      ))}
    </ul>
  )
}
