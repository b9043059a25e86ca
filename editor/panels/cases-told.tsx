import { useEffect, useRef, useState } from 'react'
import { told } from '../state/accept.ts'
import { useSignal } from '../state/use-signal.ts'
import type { CaseRow, Cause } from '../state/view.ts'
import { store } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { undoKey } from './keys.ts'
import { Mark } from './mark.tsx'

/** What became of the last acceptance, until something else is edited. */
export function Told() {
  const { t, w } = useWords()
  const last = useSignal(told)
  const version = useSignal(store, (state) => state.version)
  if (!last || last.version !== version) return null
  const { accepted, issues, refused, why } = last
  return (
    <div className="told" role="status">
      {(accepted > 0 || issues > 0) && (
        <p>
          <Mark shape="passing" className="is-passing" />{' '}
          {issues > 0
            ? t('issueTold')
            : accepted === 1
              ? t('acceptedOneTold')
              : t('acceptedTold', { n: accepted })}{' '}
          <button type="button" className="button link" onClick={() => store.undo()}>
            {t('undo')} <kbd className="key">{undoKey}</kbd>
          </button>
        </p>
      )}
      {why && <p className="is-warning">{t('notAccepted', { why: w(why) })}</p>}
      {refused.map(({ key, why: one }) => (
        <p key={key} className="is-warning">
          {key}：{t('notAccepted', { why: w(one) })}
        </p>
      ))}
    </div>
  )
}

/** Says once what the verdicts came to, when typing rests: not at every key. */
export function Announcement({ rows }: { rows: readonly CaseRow[] }) {
  const { t } = useWords()
  const count = (cause: Cause) => rows.filter((row) => row.cause === cause).length
  const moved = rows.filter((row) => row.cause === 'passing' && row.moved !== null).length
  const states = [
    ...(['explained', 'unexplained'] as const).flatMap((cause) =>
      count(cause) > 0 ? [`${t(cause)} ${count(cause)}`] : [],
    ),
    ...(moved > 0 ? [`${t('movedAsAsked')} ${moved}`] : []),
  ]
  const sentence = rows.length === 0 ? '' : states.length > 0 ? states.join('，') : t('everythingPasses')
  const [said, setSaid] = useState('')
  const first = useRef(true)
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!first.current) setSaid(sentence)
      if (sentence !== '') first.current = false
    }, 700)
    return () => clearTimeout(timer)
  }, [sentence])
  return (
    <span className="unseen" role="status" aria-live="polite">
      {said}
    </span>
  )
}
