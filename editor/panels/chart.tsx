import '../styles/chart.css'
import { memo, useEffect, useState } from 'react'
import { AnswerText } from '../fields/answer-text.tsx'
import type { ChartAnswer, ChartView } from '../state/chart-view.ts'
import { keepSame } from '../state/same.ts'
import { useSignal } from '../state/use-signal.ts'
import { derivation } from '../state/workbench.ts'
import { useChartWords } from '../words/use-chart-words.ts'
import { ChartDrawing } from './chart-drawing.tsx'
import { Mark } from './mark.tsx'
import { ParameterSteps } from './parameter-steps.tsx'

/** An amount over one fact, now and as saved: drawn, and in a table. */
export const Chart = memo(function Chart() {
  const { t } = useChartWords()
  const page = useSignal(derivation, (derived) => derived?.page ?? null)
  const [fact, setFact] = useState<string | null>(null)
  const [at, setAt] = useState<string | null>(null)
  const answer = useChart(page?.id ?? null, page?.with ?? null, fact, at)
  const number = useSignal(
    derivation,
    (derived) => derived?.cases.find(({ key }) => key === derived.page?.with)?.number ?? null,
  )
  // Another clause has other facts.
  const id = page?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the clause changes
  useEffect(() => {
    setFact(null)
    setAt(null)
  }, [id])
  if (!page || !answer) return <p className="waiting">{t('drawingChart')}</p>
  const chart = 'chart' in answer ? answer.chart : null
  return (
    <div className="chart">
      {chart ? (
        <>
          <ChartHead
            chart={chart}
            number={number}
            onFact={(next) => {
              setFact(next)
              setAt(null)
            }}
            onAt={setAt}
          />
          <ChartDrawing chart={chart} />
          <ChartTable chart={chart} />
          {chart.unfollowed.length > 0 && <Incomplete chart={chart} />}
        </>
      ) : (
        <p className="chart-none">
          {t('none' in answer && answer.none === 'no-fact' ? 'chartNoFact' : 'chartNoAmount')}
        </p>
      )}
      <ParameterSteps groups={page.groups} />
    </div>
  )
})

/** The newest answer; the last one stays until it comes. */
function useChart(
  clause: string | null,
  key: string | null,
  fact: string | null,
  at: string | null,
): ChartAnswer | null {
  const version = useSignal(derivation, (derived) => derived?.version ?? 0)
  const [answer, setAnswer] = useState<{ readonly clause: string; readonly answer: ChartAnswer } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew with every version of the texts
  useEffect(() => {
    if (clause === null) return
    let isGone = false
    void derivation
      .chart({ clause, case: key, fact, at })
      .then((found) => !isGone && setAnswer((before) => keepSame(before, { clause, answer: found })))
      .catch((error: unknown) => console.error(error))
    return () => {
      isGone = true
    }
  }, [clause, key, fact, at, version])
  return answer?.clause === clause ? answer.answer : null
}

function ChartHead({
  chart,
  number,
  onFact,
  onAt,
}: {
  chart: ChartView
  number: string | null
  onFact: (fact: string) => void
  onAt: (at: string | null) => void
}) {
  const { t, w } = useChartWords()
  const { fact, facts, saved, at, isDate, units } = chart
  return (
    <div className="chart-head">
      <h2>{t('amountOver', { fact: w(fact.title) })}</h2>
      <span className="legend now">{t('chartNow')}</span>
      {saved ? (
        <span className="legend saved">{t('chartSaved')}</span>
      ) : (
        <span className="quiet small">{t('chartSame')}</span>
      )}
      <span className="quiet small">
        {number === null ? t('chartNoCase') : t('chartOthers', { n: number })}
      </span>
      <span className="end chart-choices">
        <label>
          <span>{t('axisFact')}</span>
          <select className="select-field" value={fact.id} onChange={({ target }) => onFact(target.value)}>
            {facts.map(({ id, title }) => (
              <option key={id} value={id}>
                {w(title)}
              </option>
            ))}
          </select>
        </label>
        <span className="chart-at">
          <span aria-hidden="true">{t('chartTry')}</span>
          <AnswerText
            key={fact.id}
            kind={isDate ? 'date' : 'number'}
            given={at?.text}
            unit={isDate ? null : w(units.fact)}
            label={t('labelOf', { name: w(fact.title), what: t('chartTry') })}
            onGiven={(value) => onAt(value ?? null)}
          />
        </span>
      </span>
    </div>
  )
}

/** The same as the drawing, in words and exact. */
function ChartTable({ chart }: { chart: ChartView }) {
  const { t, w } = useChartWords()
  const { rows, saved, fact, units } = chart
  const unit = w(units.fact)
  return (
    <table className="chart-table" aria-label={t('chartTable')}>
      <thead>
        <tr>
          <th scope="col">
            {w(fact.title)}
            {unit && `（${unit}）`}
          </th>
          {saved && <th scope="col">{t('chartSaved')}</th>}
          <th scope="col">
            {t('chartNow')} {w(units.amount) && `（${w(units.amount)}）`}
          </th>
          {saved && <th scope="col">{t('changeHead')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.range.en} data-moved={row.moved}>
            <th scope="row">{w(row.range)}</th>
            {saved && <td>{row.saved && w(row.saved)}</td>}
            <td>{row.moved ? <ins>{w(row.now)}</ins> : w(row.now)}</td>
            {saved && <td>{row.change && w(row.change)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Incomplete({ chart }: { chart: ChartView }) {
  const { t, w } = useChartWords()
  return (
    <p className="is-warning small">
      <Mark shape="warning" className="little" />{' '}
      {t('chartIncomplete', { what: chart.unfollowed.map((words) => w(words)).join('; ') })}
    </p>
  )
}
