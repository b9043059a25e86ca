import { useId } from 'react'
import { useWords } from '../words/use-words.ts'
import { Mark } from './mark.tsx'

/** Narrows the list to clauses that have the words: in a title of either language, an id or a section. */
export function RailFind({
  text,
  onText,
  found,
  onEnter,
}: {
  text: string
  onText: (text: string) => void
  found: number | null
  onEnter: () => void
}) {
  const { t } = useWords()
  const hint = useId()
  return (
    <search className="rail-find">
      <label className="find-field">
        <Mark shape="search" className="quiet" />
        <span className={text === '' ? 'find-label' : 'unseen'}>{t('findClause')}</span>
        <input
          id="find-clause"
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={hint}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              onText('')
              event.currentTarget.blur()
            }
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) onEnter()
          }}
        />
        {text === '' && <kbd className="key">/</kbd>}
      </label>
      <span id={hint} className="unseen">
        {t('findHint')}
      </span>
      <span className="find-count" role="status">
        {found !== null &&
          (found === 0 ? t('nothingFound', { text: text.trim() }) : t('found', { n: found }))}
      </span>
    </search>
  )
}
