import { memo } from 'react'
import { questionOf, withReading } from '../state/asked.ts'
import { ask, asking } from '../state/asking.ts'
import { sumOf } from '../state/case-groups.ts'
import type { ReadingView } from '../state/clause-view.ts'
import { clauseHash } from '../state/location.ts'
import { useSignal } from '../state/use-signal.ts'
import { derivation } from '../state/workbench.ts'
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

/** An open question with a switch: how it is read stands in the link, and every case answers. */
function Reading({ reading, clause }: { reading: ReadingView; clause: string }) {
  const { t, w } = useWords()
  const { id, alternatives } = reading
  const chosen = useSignal(asking, ({ readings }) => readings.find((one) => questionOf(one) === id) ?? null)
  const taken =
    chosen === null ? null : chosen === id ? (alternatives[0]?.name ?? null) : chosen.slice(id.length + 1)
  const isAskable = alternatives.some(({ computed }) => computed)
  const read = (alternative: string | null) =>
    ask({ readings: withReading(asking.get(), id, alternative).readings })
  return (
    <li>
      <h3>
        {w(reading.question)} <span className="code">{id}</span>
      </h3>
      <dl>
        <dt>{t('readingDefault')}</dt>
        <dd data-taken={false}>
          {w(reading.because)}
          {isAskable && (
            <span className="reading-foot">
              <ReadAs question={id} isTaken={taken === null} onRead={() => read(null)} />
            </span>
          )}
        </dd>
        {alternatives.map((alternative) => (
          <Alternative
            key={alternative.name}
            question={id}
            alternative={alternative}
            clause={clause}
            isTaken={taken === alternative.name}
            onRead={() => read(alternative.name)}
          />
        ))}
      </dl>
    </li>
  )
}

function ReadAs({ question, isTaken, onRead }: { question: string; isTaken: boolean; onRead: () => void }) {
  const { t } = useWords()
  return (
    <label className="read-as">
      <input type="radio" name={`reading-${question}`} checked={isTaken} onChange={onRead} />
      {t(isTaken ? 'takenNow' : 'readAs')}
    </label>
  )
}

function Alternative({
  question,
  alternative: { name, because, computed, cases },
  clause,
  isTaken,
  onRead,
}: {
  question: string
  alternative: ReadingView['alternatives'][number]
  clause: string
  isTaken: boolean
  onRead: () => void
}) {
  const { t, w } = useWords()
  return (
    <>
      <dt>{t('readingOther')}</dt>
      <dd data-taken={isTaken}>
        {w(because)}
        <span className="reading-foot">
          {computed && <ReadAs question={question} isTaken={isTaken} onRead={onRead} />}
          {isTaken && <Moves reading={`${question}=${name}`} />}
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

/** How many cases of all clauses move by a reading that is asked with, and what they come to more or less. */
function Moves({ reading }: { reading: string }) {
  const { t } = useWords()
  const moved = useSignal(
    derivation,
    (derived) =>
      derived?.cases.filter((row) => row.moved?.cause.split(' + ').includes(`reading ${reading}`)).length ??
      0,
  )
  const worth = useSignal(derivation, (derived) =>
    sumOf(
      (derived?.cases ?? [])
        .filter((row) => row.moved?.cause.split(' + ').includes(`reading ${reading}`))
        .map((row) => row.moved?.change ?? null),
    ),
  )
  return (
    <b className="is-explained">
      {moved === 0
        ? t('readingMovesNone')
        : moved === 1
          ? t('readingMovesOne')
          : t('readingMoves', { n: moved })}
      {moved > 0 && worth !== null && `，${t('worthInAll', { amount: worth })}`}
    </b>
  )
}
