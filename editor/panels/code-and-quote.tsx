import { useEffect, useState } from 'react'
import { renameCode } from '../fields/condition-actions.ts'
import type { ConditionView } from '../state/clause-view.ts'
import type { ConditionEdit, ConditionNode } from '../state/condition-view.ts'
import { useWords } from '../words/use-words.ts'
import type { ConditionsOf } from './conditions.tsx'

/** Condition codes and clause keys: lower case, digits, hyphens. */
export const isCode = (text: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)

/** Whether some words stand in what the clause quotes. */
export const isQuoted = (text: string, { sources }: Pick<ConditionsOf, 'sources'>): boolean =>
  sources.some(({ quote }) => quote.includes(text))

/** Words selected in the source text of the page, as they are selected; null without. */
export function useSelectedWords(page: Pick<ConditionsOf, 'sources'>): string | null {
  const words = useSelected()
  return words !== null && isQuoted(words, page) ? words : null
}

/** Words selected in a text that is read, where they stand in it as they are. */
export function useSelectedIn(text: string): string | null {
  const words = useSelected()
  return words !== null && text.includes(words) ? words : null
}

function useSelected(): string | null {
  const [words, setWords] = useState<string | null>(null)
  useEffect(() => {
    const look = () => {
      const selection = getSelection()
      const inside = selection?.anchorNode?.parentElement?.closest('.law, .law-page')
      if (!inside || !selection || selection.isCollapsed) return
      // Reference numbers and word joiners are ours, not the text's.
      const copy = selection.getRangeAt(0).cloneContents()
      for (const mark of copy.querySelectorAll('sup')) mark.remove()
      const text = (copy.textContent ?? '').replaceAll('\u2060', '').trim()
      if (text !== '') setWords(text)
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [])
  return words
}

/** What stands beside the rule of a named condition: the words it rests on, and words of its own. */
export function CodeAndQuote({
  page,
  condition,
  node,
  change,
  onRenamed,
}: {
  page: ConditionsOf
  condition: ConditionView
  node: ConditionNode
  change: (edit: ConditionEdit) => Promise<boolean>
  onRenamed: (code: string) => void
}) {
  const { t, w } = useWords()
  const [quote, setQuote] = useState(condition.quote ?? '')
  const selected = useSelectedWords(page)
  const at = node.path
  const isWrong = quote !== '' && !isQuoted(quote, page)
  useEffect(() => setQuote(condition.quote ?? ''), [condition.quote])
  const keep = (text: string) => {
    if (text === (condition.quote ?? '') || (text !== '' && !isQuoted(text, page))) return
    void change({ kind: 'quote', at, quote: text === '' ? null : text })
  }
  return (
    <>
      {condition.title && (
        <p className="own-words">
          {t('ownWords')}：{w(condition.title)}{' '}
          <span className="soft">{t('ownWordsWhy', { words: w(node.words) })}</span>{' '}
          <button
            type="button"
            className="button link small"
            onClick={() => void change({ kind: 'title', at, title: null })}
          >
            {t('useRuleWords')}
          </button>
        </p>
      )}
      <CodeField clause={page.id} code={condition.code} onRenamed={onRenamed} />
      <label className="form-line">
        <span className="soft">{t('quoteAsked')}</span>
        <input
          type="text"
          className="text-input"
          lang="zh-CN"
          value={quote}
          placeholder={t('quoteHint')}
          aria-invalid={isWrong}
          onChange={(event) => setQuote(event.target.value)}
          onBlur={() => keep(quote.trim())}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && keep(quote.trim())}
        />
      </label>
      {selected !== null && selected !== condition.quote && (
        <button
          type="button"
          className="button link small"
          onClick={() => void change({ kind: 'quote', at, quote: selected })}
        >
          “{selected}”
        </button>
      )}
      {isWrong && <p className="wrong">{t('quoteElsewhere')}</p>}
    </>
  )
}

/** The code of a condition: another one is written wherever it stands, in cases too. */
function CodeField({
  clause,
  code,
  onRenamed,
}: {
  clause: string
  code: string
  onRenamed: (code: string) => void
}) {
  const { t } = useWords()
  const [typed, setTyped] = useState(code)
  const isWrong = !isCode(typed)
  const rename = async () => {
    if (typed === code || isWrong) return
    if (await renameCode(clause, code, typed)) onRenamed(typed)
  }
  return (
    <label className="form-line">
      <span className="soft">{t('codeAsked')}</span>
      <input
        type="text"
        className="text-input code-input"
        value={typed}
        spellCheck={false}
        autoComplete="off"
        title={t('codeEverywhere')}
        aria-invalid={isWrong}
        onChange={(event) => setTyped(event.target.value.trim())}
        onBlur={() => void rename()}
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && void rename()}
      />
    </label>
  )
}
