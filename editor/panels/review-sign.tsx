import { useState } from 'react'
import { hashOfPlace } from '../state/location.ts'
import { timeOf } from '../state/log.ts'
import { choose, preferences } from '../state/preferences.ts'
import type { ReviewedChangeView } from '../state/review-view.ts'
import { type Compared, nextOpen, openChange } from '../state/reviewing.ts'
import { type Signed, sign } from '../state/signing.ts'
import { unsavedFiles } from '../state/store.ts'
import { draft, note, tick, tickState, untick } from '../state/ticks.ts'
import { useSignal } from '../state/use-signal.ts'
import { store } from '../state/workbench.ts'
import { useReviewWords } from '../words/use-review-words.ts'
import { exportText } from './export-text.ts'
import { Mark } from './mark.tsx'

/** How far the reviewer has come, a note on the change that is open, and the signature. */
export function ReviewFoot({ view, open }: { view: Compared; open: ReviewedChangeView }) {
  const { t } = useReviewWords()
  const said = useSignal(draft)
  const [signing, setSigning] = useState(false)
  const states = view.changes.map((change) => tickState(said, change))
  const done = states.filter((state) => state === 'ticked').length
  const left = view.changes.length - done
  const isTicked = tickState(said, open) === 'ticked'
  const check = () => {
    tick(open, timeOf(new Date()))
    openChange(nextOpen(view, open))
  }
  return (
    <footer className="review-foot">
      {signing && <SignForm view={view} onEnd={() => setSigning(false)} />}
      <span className="review-progress" role="status">
        {t('checkedCount', { n: done, all: view.changes.length })}
        <span className="review-dots" aria-hidden="true">
          {view.changes.length <= 24 &&
            view.changes.map((change, index) => <i key={change.key} data-tick={states[index]} />)}
        </span>
      </span>
      <input
        className="text-field"
        aria-label={t('noteLabel')}
        placeholder={t('noteLabel')}
        value={said.notes[open.key] ?? ''}
        onChange={(event) => note(open, event.target.value)}
      />
      <button
        type="button"
        className={`button ${left === 0 ? 'first' : ''}`}
        disabled={left > 0}
        aria-expanded={signing}
        onClick={() => setSigning(!signing)}
      >
        {left > 0 ? t('signLeft', { n: left }) : t('sign')}
      </button>
      {isTicked ? (
        <button type="button" className="button" onClick={() => untick(open)}>
          {t('uncheck')}
        </button>
      ) : (
        <button type="button" className="button first" onClick={check}>
          {t('checkAndNext')}
        </button>
      )}
    </footer>
  )
}

/** Who signs, and which version it becomes; then the files that say so. */
function SignForm({ view, onEnd }: { view: Compared; onEnd: () => void }) {
  const { t, w, language } = useReviewWords()
  const name = useSignal(preferences, (chosen) => chosen.name)
  const unsaved = useSignal(store, (state) => unsavedFiles(state).length)
  const isAtHand = view.after.name === 'now'
  // One that has been raised already stays as it is.
  const touched = isAtHand
    ? view.after.policies.filter(({ id, version, next }) => {
        const was = view.before.policies.find((policy) => policy.id === id)?.version
        return was === version && next !== version
      })
    : []
  const [versions, setVersions] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<Signed | null>(null)
  const finish = async () => {
    setBusy(true)
    const raises = touched.flatMap((policy) => {
      const version = (versions[policy.id] ?? policy.next).trim()
      return version === policy.version || version === '' ? [] : [{ folder: policy.folder, version }]
    })
    const signed = await sign(raises, '', timeOf(new Date()), language)
    if (signed.ok) {
      exportText(`${signed.name}.json`, signed.json, 'application/json')
      exportText(`${signed.name}.html`, signed.page, 'text/html')
    }
    setResult(signed)
    setBusy(false)
  }
  if (result?.ok)
    return (
      <div className="sign-form">
        <p className="state is-passing" role="status">
          <Mark shape="passing" /> {t('signedNote', { file: `${result.name}.json, ${result.name}.html` })}
        </p>
        <span className="end" />
        {unsaved > 0 && (
          <a className="button" href={hashOfPlace({ page: 'save' })}>
            {t('reviewAndSave', { n: unsaved })}
          </a>
        )}
        <button type="button" className="button plain" onClick={onEnd}>
          {t('close')}
        </button>
      </div>
    )
  return (
    <form
      className="sign-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') void finish()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onEnd()}
    >
      <label>
        <span>{t('signAs')}</span>
        <input
          className="text-field"
          autoComplete="name"
          value={name}
          onChange={(event) => choose({ name: event.target.value })}
        />
      </label>
      {touched.map((policy) => (
        <label key={policy.id}>
          <span>{t('versionBump', { policy: w(policy.title), version: policy.version })}</span>
          <input
            className="text-field version"
            value={versions[policy.id] ?? policy.next}
            onChange={(event) => setVersions({ ...versions, [policy.id]: event.target.value })}
          />
        </label>
      ))}
      <p className="small soft">{t(isAtHand ? 'signHint' : 'signHintFixed')}</p>
      {result && !result.ok && (
        <p className="state is-warning" role="alert">
          <Mark shape="warning" /> {t('notSigned', { why: w(result.why) })}
        </p>
      )}
      <span className="actions">
        <button type="submit" className="button first" disabled={busy || name.trim() === ''}>
          {t('signNow')}
        </button>
        <button type="button" className="button plain" onClick={onEnd}>
          {t('cancelSign')}
        </button>
      </span>
    </form>
  )
}
