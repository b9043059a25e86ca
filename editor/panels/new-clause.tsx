import '../styles/new-clause.css'
import { useEffect, useRef, useState } from 'react'
import type { Words } from '../../engine/index.ts'
import { readDate, readNumber } from '../fields/typed.ts'
import { startCase } from '../state/case-form.ts'
import { type ClauseChoices, type ClauseDraft, isClauseKey } from '../state/clause-draft.ts'
import { blank, draftFrom, type Form, pays, readRate, type ValueName, ways } from '../state/clause-form.ts'
import type { SourcePage } from '../state/source-view.ts'
import { useSignal } from '../state/use-signal.ts'
import { derivation } from '../state/workbench.ts'
import { useNewClauseWords } from '../words/use-new-clause-words.ts'
import { useSelectedIn } from './code-and-quote.tsx'
import { FactLine, Line, TextLine, ValueLine } from './new-clause-lines.tsx'

/** A clause that is not there yet, beside the text that it is taken from. */
export function NewClause({ provision, source }: { provision: string; source: SourcePage }) {
  const { t, w } = useNewClauseWords()
  const choices = useChoices(provision)
  const [form, setForm] = useState(blank)
  const [why, setWhy] = useState<Words | null>(null)
  const set = (part: Partial<Form>) => setForm((now) => ({ ...now, ...part }))
  const selected = useSelectedIn(source.text)
  // Words selected inside those that are taken already belong to a value.
  const isPart = selected !== null && form.quote !== selected && form.quote.includes(selected)
  useEffect(() => {
    if (selected !== null)
      setForm((now) => (now.quote.includes(selected) ? now : { ...now, quote: selected }))
  }, [selected])
  const isQuoted = form.quote === '' || source.text.includes(form.quote)
  const id = form.key === provision ? provision : `${provision}.${form.key}`
  const isTaken = choices?.keys.includes(form.key) === true
  const draft = isQuoted && !isTaken && choices ? draftFrom(form, provision, source.document) : null
  const tried = useTried(choices?.file ?? null, draft)
  const write = async () => {
    if (!draft || !choices) return
    const answer = await derivation.rewrite({ path: choices.file, clause: draft })
    setWhy(answer.ok ? null : answer.why)
    if (answer.ok) startCase({ clause: id })
  }
  if (!choices) return <aside className="beside" aria-busy="true" />
  return (
    <aside className="beside new-clause" aria-labelledby="new-clause-title">
      <header className="beside-head">
        <h2 id="new-clause-title">{t('newClauseOf', { provision: w(choices.title) })}</h2>
        <p className="meta">{t('newClauseHint')}</p>
      </header>
      <form
        className="clause-body"
        aria-labelledby="new-clause-title"
        onSubmit={(event) => {
          event.preventDefault()
          void write()
        }}
      >
        <Line label={t('quoteOfClause')}>
          {(field) => (
            <textarea
              {...field}
              className="text-input"
              lang="zh-CN"
              rows={3}
              value={form.quote}
              aria-invalid={!isQuoted}
              onChange={({ target }) => set({ quote: target.value })}
            />
          )}
        </Line>
        {!isQuoted && <p className="wrong">{t('quoteNotThere')}</p>}
        <TextLine
          label={t('sectionOf')}
          value={form.section}
          hint={t('sectionHint')}
          onText={(section) => set({ section })}
        />
        <TextLine label={t('clauseTitle')} value={form.zh} onText={(zh) => set({ zh })} />
        <TextLine label={t('clauseTitleEn')} value={form.en} onText={(en) => set({ en })} />
        <TextLine
          label={t('clauseKey')}
          value={form.key}
          hint={t('clauseKeyHint')}
          isWrong={isTaken || (form.key !== '' && !isClauseKey(form.key))}
          onText={(key) => set({ key: key.trim() })}
        />
        {isTaken && <p className="wrong">{t('clauseKeyTaken', { id })}</p>}
        <Line label={t('paysWhat')}>
          {(field) => (
            <select
              {...field}
              className="select-field"
              value={form.pays}
              onChange={({ target }) => set({ pays: target.value as Form['pays'] })}
            >
              {pays.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`pays_${kind}`)}
                </option>
              ))}
            </select>
          )}
        </Line>
        {form.pays !== 'none' && (
          <Amount form={form} set={set} choices={choices} selected={isPart ? selected : null} />
        )}
        <TextLine
          label={t('inForceFrom')}
          value={form.from}
          hint={t('inForceHint')}
          isWrong={form.from.trim() !== '' && readDate(form.from) === undefined}
          onText={(from) => set({ from })}
        />
        <p className="preview" role="status">
          {tried.words && t('willRead', { words: w(tried.words) })}
          {tried.why && <span className="is-warning">{w(tried.why)}</span>}
          {why && <span className="is-warning">{w(why)}</span>}
        </p>
        <div className="form-end">
          <button type="submit" className="button edge-accent" disabled={!draft || tried.why !== null}>
            {t('writeClause')}
          </button>
          <button type="button" className="button plain" onClick={() => history.back()}>
            {t('giveUp')}
          </button>
        </div>
      </form>
    </aside>
  )
}

/** The way the amount is reckoned and its values. */
function Amount({
  form,
  set,
  choices,
  selected,
}: {
  form: Form
  set: (part: Partial<Form>) => void
  choices: ClauseChoices
  selected: string | null
}) {
  const { t } = useNewClauseWords()
  const value = (name: ValueName) => (
    <ValueLine
      label={t(`value_${name}`)}
      hint={name === 'cap' ? t('capHint') : name === 'rate' ? '10%' : '3000'}
      typed={form.values[name]}
      read={name === 'rate' ? readRate : readNumber}
      selected={selected}
      onTyped={(typed) => set({ values: { ...form.values, [name]: typed } })}
    />
  )
  return (
    <>
      <fieldset className="ways">
        <legend className="soft">{t('reckonedHow')}</legend>
        {ways.map((way) => (
          <label key={way} className="choice">
            <input type="radio" name="way" checked={form.way === way} onChange={() => set({ way })} />
            {t(`reckon_${way}`)}
          </label>
        ))}
        <p className="quiet small">{t('reckonOther')}</p>
      </fieldset>
      {form.way === 'fixed' && value('amount')}
      {form.way === 'share' && (
        <>
          <FactLine
            label={t('baseOf')}
            facts={choices.bases}
            value={form.base}
            onFact={(base) => set({ base })}
          />
          {value('rate')}
          {value('cap')}
        </>
      )}
      {form.way === 'each' && (
        <>
          <FactLine
            label={t('countOf')}
            facts={choices.counts}
            value={form.count}
            onFact={(count) => set({ count })}
          />
          {value('each')}
          {value('cap')}
        </>
      )}
    </>
  )
}

function useChoices(provision: string): ClauseChoices | null {
  const version = useSignal(derivation, (derived) => derived?.version)
  const [choices, setChoices] = useState<ClauseChoices | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew with every text
  useEffect(() => {
    let wanted = true
    void derivation.choices.clauseChoices(provision).then((found) => {
      if (wanted) setChoices(found)
    })
    return () => {
      wanted = false
    }
  }, [provision, version])
  return choices
}

interface Tried {
  readonly words: Words | null
  readonly why: Words | null
}

const untried: Tried = { words: null, why: null }

/** How long a form rests before the engine tries it, in milliseconds. */
const tryAfter = 250

/** What the engine says of the draft, before anything is written. */
function useTried(path: string | null, draft: ClauseDraft | null): Tried {
  const [tried, setTried] = useState(untried)
  const asked = draft && JSON.stringify(draft)
  const latest = useRef(asked)
  latest.current = asked
  useEffect(() => {
    if (asked === null || path === null) return setTried(untried)
    const timer = setTimeout(async () => {
      const answer = await derivation.rewrite({ path, clause: JSON.parse(asked) }, { dry: true })
      if (latest.current !== asked) return
      setTried(answer.ok ? { words: answer.words, why: null } : { words: null, why: answer.why })
    }, tryAfter)
    return () => clearTimeout(timer)
  }, [asked, path])
  return tried
}
