import { useEffect, useMemo, useState } from 'react'
import type { Words } from '../../engine/index.ts'
import { changeCondition, tryCondition } from '../fields/condition-actions.ts'
import { emptyLeaf, type LeafDraft, LeafFields, wholeLeaf } from '../fields/leaf-fields.tsx'
import type { ConditionEdit, ConditionNode } from '../state/condition-view.ts'
import { useWords } from '../words/use-words.ts'
import { isCode, isQuoted, useSelectedWords } from './code-and-quote.tsx'
import type { ConditionsOf } from './conditions.tsx'
import { isListOpen } from './keys.ts'

/** How long a choice rests before the engine tries it. */
const tryAfter = 150

interface Tried {
  readonly words: Words | null
  readonly refused: { readonly why: Words; readonly fix: Words | null } | null
}

const untried: Tried = { words: null, refused: null }

/** A condition that is not there yet: it is tried as it is put together, and written when it is added. */
export default function NewCondition({
  page,
  join,
  after,
  onClose,
}: {
  page: ConditionsOf
  /** Beside this one, in one group with it; null: a named condition of its own. */
  join: { readonly at: ConditionNode; readonly form: 'all' | 'any' } | null
  after: string | null
  onClose: (focus: string | null) => void
}) {
  const { t, w } = useWords()
  const [leaf, setLeaf] = useState<LeafDraft>(emptyLeaf)
  const [typedCode, setCode] = useState<string | null>(null)
  const [quote, setQuote] = useState('')
  const [tried, setTried] = useState<Tried>(untried)
  const selected = useSelectedWords(page)
  const codes = useMemo(() => new Set(page.conditions.map((one) => one.code)), [page.conditions])
  const code = typedCode ?? freeCode(leaf.fact, codes)
  const isTaken = codes.has(code)
  const isWrongQuote = quote !== '' && !isQuoted(quote, page)
  const edit = editOf()

  useEffect(() => {
    if (selected !== null) setQuote(selected)
  }, [selected])

  const asked = edit && JSON.stringify(edit)
  useEffect(() => {
    if (asked === null) return setTried(untried)
    const timer = setTimeout(async () => {
      const answer = await tryCondition(page.file, JSON.parse(asked) as ConditionEdit)
      setTried(
        answer.ok
          ? { words: answer.words, refused: null }
          : { words: null, refused: { why: answer.why, fix: answer.fix } },
      )
    }, tryAfter)
    return () => clearTimeout(timer)
  }, [asked, page.file])

  function editOf(): ConditionEdit | null {
    const whole = wholeLeaf(leaf)
    if (!whole) return null
    if (join) return { kind: 'join', at: join.at.path, form: join.form, leaf: whole }
    if (!isCode(code) || isTaken || isWrongQuote) return null
    const words = quote === '' ? null : quote
    return { kind: 'add', clause: page.nodePath, after, code, leaf: whole, quote: words }
  }

  const add = async () => {
    if (!edit) return
    const was = join ? { was: join.at.source } : {}
    if (!(await changeCondition(page.file, edit, was))) return
    onClose(join ? null : [...page.nodePath, 'eligibility', code].join('/'))
  }

  return (
    <form
      className="condition-form new-condition"
      aria-label={t('conditionForm')}
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isListOpen(event.target)) return
        event.stopPropagation()
        onClose(null)
      }}
    >
      {join && <p className="soft">{t(join.form === 'any' ? 'orElse' : 'andAlso')}</p>}
      <LeafFields clause={page.id} leaf={leaf} onLeaf={setLeaf} autoFocus />
      {!join && leaf.fact !== null && (
        <>
          <label className="form-line">
            <span className="soft">{t('codeAsked')}</span>
            <input
              type="text"
              className="text-input code-input"
              value={code}
              spellCheck={false}
              autoComplete="off"
              title={t('codeHint')}
              aria-invalid={!isCode(code) || isTaken}
              onChange={(event) => setCode(event.target.value.trim())}
            />
          </label>
          {!isCode(code) && <p className="wrong">{t('codeWrong', { code: freeCode(leaf.fact, codes) })}</p>}
          {isTaken && <p className="wrong">{t('codeTaken', { code })}</p>}
          <label className="form-line">
            <span className="soft">{t('quoteAsked')}</span>
            <input
              type="text"
              className="text-input"
              lang="zh-CN"
              value={quote}
              placeholder={t('quoteHint')}
              aria-invalid={isWrongQuote}
              onChange={(event) => setQuote(event.target.value.trim())}
            />
          </label>
          {isWrongQuote && <p className="wrong">{t('quoteElsewhere')}</p>}
        </>
      )}
      <p className="preview" role="status">
        {tried.words && edit && t('reads', { words: w(tried.words) })}
        {tried.refused && (
          <span className="is-warning">
            {w(tried.refused.why)}
            {tried.refused.fix && <>　{w(tried.refused.fix)}</>}
          </span>
        )}
      </p>
      <div className="form-end">
        <button type="submit" className="button" disabled={!edit || tried.refused !== null}>
          {t('addIt')}
        </button>
        <button type="button" className="button plain" onClick={() => onClose(null)}>
          {t('giveUp')}
        </button>
      </div>
    </form>
  )
}

/** A code made of the fact's name that the clause does not have yet. */
function freeCode(fact: string | null, codes: ReadonlySet<string>): string {
  const base = (fact ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  if (!codes.has(base)) return base
  for (let n = 2; ; n++) if (!codes.has(`${base}-${n}`)) return `${base}-${n}`
}
