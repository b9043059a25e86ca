import { useState } from 'react'
import { readDate } from '../fields/typed.ts'
import { ValueField } from '../fields/value-field.tsx'
import { ask, asking } from '../state/asking.ts'
import { useSignal } from '../state/use-signal.ts'
import { useWords } from '../words/use-words.ts'
import { useAskable } from './use-askable.ts'

/** This day, where the officer sits. */
const today = (now = new Date()): string =>
  readDate(`${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`) ?? ''

/** The day that cases without one are decided for: none, one typed, or one from which a value holds. */
export function DayMenu({ policy, onDone }: { policy: string | null; onDone: () => void }) {
  const { t, w } = useWords()
  const { asOf } = useSignal(asking)
  const askable = useAskable(policy)
  const [typed, setTyped] = useState(asOf ?? today())
  const choose = (day: string | null) => {
    ask({ asOf: day })
    onDone()
  }
  return (
    <>
      <button type="button" className="choice" aria-pressed={asOf === null} onClick={() => choose(null)}>
        <span>{t('asEachCaseLong')}</span>
        <span className="hint">{t('asEachCaseHint')}</span>
      </button>
      <form
        className="day-form"
        onSubmit={(event) => {
          event.preventDefault()
          choose(typed)
        }}
      >
        <ValueField kind="date" text={typed} label={t('asOfDay')} onText={setTyped} autoFocus />
        <button type="submit" className="button">
          {t('askDay')}
        </button>
        <button type="button" className="button link" onClick={() => choose(today())}>
          {t('today')}
        </button>
        <p className="hint">{t('askDayHint')}</p>
      </form>
      {askable !== null && askable.days.length > 0 && (
        <>
          <h3>{t('daysOfValues')}</h3>
          <ul>
            {askable.days.map(({ day, titles: [first, ...others] }) => (
              <li key={day}>
                <button
                  type="button"
                  className="choice"
                  aria-pressed={asOf === day}
                  onClick={() => choose(day)}
                >
                  <span>{day}</span>
                  {first && (
                    <span className="hint">
                      {others.length === 0
                        ? w(first)
                        : t('andMore', { what: w(first), n: others.length + 1 })}
                    </span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
