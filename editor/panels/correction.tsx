import { memo, useState } from 'react'
import { refusal } from '../fields/value-edits.ts'
import { appendLog } from '../state/log.ts'
import { choose, preferences } from '../state/preferences.ts'
import { useSignal } from '../state/use-signal.ts'
import type { CorrectionView } from '../state/view.ts'
import { derivation } from '../state/workbench.ts'
import { useYearlyWords } from '../words/use-yearly-words.ts'
import { Mark } from './mark.tsx'

const noCorrections: readonly CorrectionView[] = []

/** How far back a value that was typed over reaches, and the question why: the answer goes into the log. */
export const Correction = memo(function Correction({ correction }: { correction: CorrectionView }) {
  const { t } = useYearlyWords()
  const { months, cases, from, reason } = correction
  return (
    <div className="correction">
      <p className="soft">
        {from === null
          ? t('reachStart', { cases })
          : months === 0
            ? t('reachFuture', { cases })
            : months !== null && t('reachMonths', { months, cases })}
      </p>
      {reason === null ? (
        <Reason correction={correction} />
      ) : (
        <p className="state is-passing">
          <Mark shape="passing" /> {t('reasonKept', { basis: reason })}
        </p>
      )}
    </div>
  )
})

/** Reasons that were begun and not kept yet: a form that goes, to the review say, gives them to the next. */
const begun = new Map<string, string>()

function Reason({ correction: { parameter, file, from, was, now } }: { correction: CorrectionView }) {
  const { t } = useYearlyWords()
  const name = useSignal(preferences, (chosen) => chosen.name)
  const key = from ?? 'undated'
  const place = `${parameter} ${key}`
  const [basis, setBasis] = useState(begun.get(place) ?? '')
  const keep = async () => {
    const folder = file.slice(0, file.indexOf('/provisions/'))
    const changes = [{ parameter, from: key, was: was.text, value: now.text }]
    const replaces = `{ parameter: ${parameter}, from: ${key},`
    refusal.set(await appendLog(folder, { what: 'correction', changes, basis: basis.trim(), replaces }))
    begun.delete(place)
  }
  return (
    <form
      className="actions"
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      <label className="reason-field">
        <span className="soft">{t('yourName')}</span>
        <input
          autoComplete="name"
          className="short"
          value={name}
          onChange={(event) => choose({ name: event.target.value })}
        />
      </label>
      <label className="reason-field">
        <span className="soft">{t('reasonOf')}</span>
        <input
          placeholder={t('reasonHint')}
          value={basis}
          onChange={(event) => {
            setBasis(event.target.value)
            begun.set(place, event.target.value)
          }}
        />
      </label>
      <button type="submit" className="button" disabled={basis.trim() === '' || name.trim() === ''}>
        {t('keepReason')}
      </button>
    </form>
  )
}

/** The correction of one value, where the clause page shows it. */
export function CorrectionOf({ parameter, from }: { parameter: string; from: string | null }) {
  const corrections = useSignal(derivation, (derived) => derived?.corrections ?? noCorrections)
  const found = corrections.find((one) => one.parameter === parameter && one.from === from)
  return found ? <Correction correction={found} /> : null
}

/** Before saving: the corrections that nobody has given a reason for. */
export function CorrectionsWithoutReason() {
  const { t, w } = useYearlyWords()
  const corrections = useSignal(derivation, (derived) => derived?.corrections ?? noCorrections)
  const without = corrections.filter(({ reason }) => reason === null)
  if (without.length === 0) return null
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('correctionsWithoutReason', { n: without.length })}</h2>
      </div>
      {without.map((one) => (
        <div className="notice" key={`${one.parameter} ${one.from}`}>
          <Mark shape="warning" />
          <p>
            <strong>{t('correction')}</strong>
            {w(one.title)} <del>{w(one.was.shown)}</del> → <ins>{w(one.now.shown)}</ins>
          </p>
          <Correction correction={one} />
        </div>
      ))}
    </section>
  )
}
