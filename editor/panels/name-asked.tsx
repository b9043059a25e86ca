import { useEffect, useRef, useState } from 'react'
import { waiting } from '../state/accept.ts'
import { choose } from '../state/preferences.ts'
import { useSignal } from '../state/use-signal.ts'
import { useWords } from '../words/use-words.ts'

/** Who accepts: asked in its place, the first time something is accepted. */
export function NameAsked() {
  const { t } = useWords()
  const asked = useSignal(waiting)
  const [name, setName] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (asked) field.current?.focus()
  }, [asked])
  if (!asked) return null
  return (
    <form
      className="case-group name-asked"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '') return
        choose({ name: name.trim() })
        waiting.set(null)
        asked.then()
      }}
      onKeyDown={(event) => event.key === 'Escape' && waiting.set(null)}
    >
      <label>
        <span>{t('whoAccepts')}</span>
        <input
          ref={field}
          className="text-field"
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={name.trim() === ''}>
        {t('goOn')}
      </button>
      <button type="button" className="button plain" onClick={() => waiting.set(null)}>
        {t('giveUp')}
      </button>
      <p className="hint">{t('nameAsked')}</p>
    </form>
  )
}
