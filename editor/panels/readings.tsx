import { memo } from 'react'
import type { ReadingView } from '../state/clause-view.ts'
import { clauseHash } from '../state/location.ts'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'

/** Where the text can be read in more than one way: how it is read here and why, and how else. */
export const Readings = memo(function Readings({
  clause,
  readings,
  policyReadings,
}: {
  clause: string
  readings: readonly ReadingView[]
  policyReadings: readonly ReadingView[]
}) {
  const { t } = useWords()
  if (readings.length === 0 && policyReadings.length === 0) return null
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('readings')}</h2>
        <span>{t('readingsHint')}</span>
      </div>
      <ul className="readings">
        {readings.map((reading) => (
          <Reading key={reading.id} reading={reading} clause={clause} />
        ))}
      </ul>
      {policyReadings.length > 0 && (
        <details className="more-readings">
          <summary>{t('policyReadings', { n: policyReadings.length })}</summary>
          <ul className="readings">
            {policyReadings.map((reading) => (
              <Reading key={reading.id} reading={reading} clause={clause} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
})

function Reading({ reading, clause }: { reading: ReadingView; clause: string }) {
  const { t, w } = useWords()
  return (
    <li>
      <h3>
        {w(reading.question)} <span className="code">{reading.id}</span>
      </h3>
      <dl>
        <dt>{t('readingDefault')}</dt>
        <dd>{w(reading.because)}</dd>
        {reading.alternatives.map((alternative) => (
          <Alternative key={alternative.name} alternative={alternative} clause={clause} />
        ))}
      </dl>
    </li>
  )
}

function Alternative({
  alternative: { name, because, computed, cases },
  clause,
}: {
  alternative: ReadingView['alternatives'][number]
  clause: string
}) {
  const { t, w } = useWords()
  return (
    <>
      <dt>{t('readingOther')}</dt>
      <dd>
        {w(because)}
        <span className="reading-foot">
          <span className="code">{name}</span>
          {!computed ? (
            <span className="quiet" title={t('onlyDescribedWhy')}>
              {t('onlyDescribed')}
            </span>
          ) : cases.length === 0 ? (
            <span className="quiet">{t('readingUnproven')}</span>
          ) : (
            <span className="links">
              <span className="quiet">{t('readingCases')}</span>
              {cases.map(({ key, number, cause }) => (
                <a key={key} href={clauseHash(clause, key)} className={`state is-${cause}`}>
                  <Mark shape={cause} label={t(cause)} className="little" />
                  {number}
                </a>
              ))}
            </span>
          )}
        </span>
      </dd>
    </>
  )
}
