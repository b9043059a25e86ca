import { type ReactNode, useId } from 'react'
import type { ReckonedFact } from '../state/clause-draft.ts'
import type { Typed } from '../state/clause-form.ts'
import { useNewClauseWords } from '../words/use-new-clause-words.ts'

type FieldProps = { readonly id: string }

/** A label and its field. */
export function Line({ label, children }: { label: string; children: (field: FieldProps) => ReactNode }) {
  const id = useId()
  return (
    <div className="form-line">
      <label className="soft" htmlFor={id}>
        {label}
      </label>
      {children({ id })}
    </div>
  )
}

/** A text with its label. */
export function TextLine({
  label,
  value,
  hint,
  isWrong = false,
  onText,
}: {
  label: string
  value: string
  hint?: string
  isWrong?: boolean
  onText: (text: string) => void
}) {
  return (
    <Line label={label}>
      {(field) => (
        <input
          {...field}
          type="text"
          className="text-input"
          autoComplete="off"
          spellCheck={false}
          value={value}
          placeholder={hint}
          aria-invalid={isWrong}
          onChange={({ target }) => onText(target.value)}
        />
      )}
    </Line>
  )
}

/** A fact of the vocabulary that an amount is reckoned from. */
export function FactLine({
  label,
  facts,
  value,
  onFact,
}: {
  label: string
  facts: readonly ReckonedFact[]
  value: string
  onFact: (name: string) => void
}) {
  const { t, w } = useNewClauseWords()
  return (
    <Line label={label}>
      {(field) => (
        <select
          {...field}
          className="select-field"
          value={value}
          onChange={({ target }) => onFact(target.value)}
        >
          <option value="">{t('chooseFact')}</option>
          {facts.map(({ name, title, unit }) => (
            <option key={name} value={name}>
              {w(title)} {w(unit)}
            </option>
          ))}
        </select>
      )}
    </Line>
  )
}

/** A value, and the words that it rests on: those that are selected inside the quote. */
export function ValueLine({
  label,
  hint,
  typed,
  read,
  selected,
  onTyped,
}: {
  label: string
  hint: string
  typed: Typed
  read: (text: string) => string | undefined
  selected: string | null
  onTyped: (typed: Typed) => void
}) {
  const { t } = useNewClauseWords()
  const offered = selected !== null && selected !== typed.quote
  return (
    <>
      <TextLine
        label={label}
        value={typed.text}
        hint={hint}
        isWrong={typed.text.trim() !== '' && read(typed.text) === undefined}
        onText={(text) => onTyped({ ...typed, text })}
      />
      {(offered || typed.quote !== '') && (
        <p className="value-quote">
          {typed.quote !== '' && <span lang="zh-CN">{t('takeSelected', { words: typed.quote })}</span>}
          {offered && (
            <button
              type="button"
              className="button link small"
              onClick={() => onTyped({ ...typed, quote: selected })}
            >
              {t('takeSelected', { words: selected })}
            </button>
          )}
        </p>
      )}
    </>
  )
}
