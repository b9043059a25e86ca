import { useId, useState } from 'react'
import { questionOf, withReading } from '../state/asked.ts'
import { ask, asking } from '../state/asking.ts'
import { place } from '../state/location.ts'
import { useSignal } from '../state/use-signal.ts'
import { useWords } from '../words/use-words.ts'
import type { AskableReading } from '../worker/askable.ts'
import { useAskable } from './use-askable.ts'

/** Every open question of a policy, those of the clause at hand first, each with its alternatives to choose from. */
export function ReadingMenu({ policy }: { policy: string | null }) {
  const { t, w } = useWords()
  const { readings: chosen } = useSignal(asking)
  const clause = useSignal(place, (now) => ('clause' in now ? now.clause : null))
  const askable = useAskable(policy)
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const all = askable?.readings ?? []
  const found = all.filter((reading) => wanted === '' || saysIn(reading, wanted))
  const here = found.filter(({ clauses }) => clause !== null && clauses.includes(clause))
  const general = found.filter(({ clauses }) => clauses.length === 0)
  const others = found
    .filter((one) => !here.includes(one) && !general.includes(one))
    // What can be asked with comes before what is only described.
    .toSorted((a, b) => Number(isAskable(b)) - Number(isAskable(a)))
  const groups = [
    [t('readingsOfClause'), here],
    [t('readingsOfOthers'), others],
    [t('readingsOfPolicy'), general],
  ] as const
  return (
    <>
      <div className="menu-head">
        <input
          type="search"
          className="find"
          aria-label={t('findReading')}
          placeholder={t('findReadingHint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {chosen.length > 0 && (
          <button type="button" className="button link" onClick={() => ask({ readings: [] })}>
            {t('readingsRestore')}
          </button>
        )}
      </div>
      {askable !== null && found.length === 0 && (
        <p className="hint">{all.length === 0 ? t('noReadings') : t('noReadingFound', { text })}</p>
      )}
      {groups.map(
        ([title, list]) =>
          list.length > 0 && (
            <section key={title}>
              <h3>{title}</h3>
              {list.map((reading) => (
                <Question key={reading.id} reading={reading} w={w} />
              ))}
            </section>
          ),
      )}
    </>
  )
}

const isAskable = ({ alternatives }: AskableReading) => alternatives.some(({ computed }) => computed)

const saysIn = ({ id, question, because, alternatives }: AskableReading, wanted: string): boolean =>
  [id, question.zh, question.en, because.zh, because.en]
    .concat(alternatives.flatMap(({ name, because: why }) => [name, why.zh, why.en]))
    .some((part) => part.toLowerCase().includes(wanted))

/** A question with its alternatives; what nobody can compute is described. */
function Question({
  reading,
  w,
}: {
  reading: AskableReading
  w: (text: AskableReading['question']) => string
}) {
  const { t } = useWords()
  const name = useId()
  const { readings } = useSignal(asking)
  const { id, question, because, alternatives } = reading
  const chosen = readings.find((one) => questionOf(one) === id)
  const first = alternatives[0]?.name
  const taken = chosen === undefined ? null : chosen === id ? first : chosen.slice(id.length + 1)
  const choose = (alternative: string | null) =>
    ask({ readings: withReading(asking.get(), id, alternative).readings })
  return (
    <fieldset className="question" data-changed={taken !== null}>
      <legend>
        {w(question)} <span className="code">{id}</span>
      </legend>
      <label>
        <input type="radio" name={name} checked={taken === null} onChange={() => choose(null)} />
        <span>{t('byDefault', { because: w(because) })}</span>
      </label>
      {alternatives.map((alternative) =>
        alternative.computed ? (
          <label key={alternative.name}>
            <input
              type="radio"
              name={name}
              checked={taken === alternative.name}
              onChange={() => choose(alternative.name)}
            />
            <span>{w(alternative.because)}</span>
          </label>
        ) : (
          <p key={alternative.name} className="hint" title={t('onlyDescribedWhy')}>
            {t('describedOnly', { what: w(alternative.because) })}
          </p>
        ),
      )}
    </fieldset>
  )
}
