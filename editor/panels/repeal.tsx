import '../styles/new-clause.css'
import { useState } from 'react'
import type { Words } from '../../engine/index.ts'
import { nextNewYear, readDate } from '../fields/typed.ts'
import type { ClausePage } from '../state/clause-view.ts'
import { derivation } from '../state/workbench.ts'
import { useNewClauseWords } from '../words/use-new-clause-words.ts'

/** Ends a clause on a day: one line, and what was decided before stays. */
export function Repeal({ page, onDone }: { page: ClausePage; onDone: () => void }) {
  const { t, w } = useNewClauseWords()
  const [typed, setTyped] = useState(nextNewYear())
  const [why, setWhy] = useState<Words | null>(null)
  const until = readDate(typed)
  const end = async () => {
    if (until === undefined) return
    const answer = await derivation.rewrite({ path: page.file, repeal: page.id, until })
    setWhy(answer.ok ? null : answer.why)
    if (answer.ok) onDone()
  }
  return (
    <form
      className="repeal"
      aria-label={t('repealTitle')}
      onSubmit={(event) => {
        event.preventDefault()
        void end()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <p className="soft">{t('repealHint')}</p>
      <label>
        <span className="soft">{t('repealDay')}</span>{' '}
        <input
          className="text-input"
          // biome-ignore lint/a11y/noAutofocus: it was just asked for
          autoFocus
          value={typed}
          aria-invalid={until === undefined}
          onChange={({ target }) => setTyped(target.value)}
        />
      </label>
      <button type="submit" className="button edge-accent" disabled={until === undefined}>
        {t('repealIt')}
      </button>
      <button type="button" className="button plain" onClick={onDone}>
        {t('giveUp')}
      </button>
      {why && <p className="is-warning">{w(why)}</p>}
    </form>
  )
}
