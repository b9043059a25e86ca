import { useState } from 'react'
import type { FieldShape, Given } from '../state/trial-view.ts'
import { useTrialWords } from '../words/use-trial-words.ts'
import { AnswerText } from './answer-text.tsx'
import { CategoriesAnswer, EntriesAnswer, SeriesAnswer } from './list-answer.tsx'

export interface AnswerProps {
  readonly label: string
  readonly shape: FieldShape
  readonly given: Given | undefined
  readonly onGiven: (value: Given | undefined) => void
}

const textOf = (given: Given | undefined): string | undefined =>
  typeof given === 'string' ? given : undefined

/** The field of a fact, by what it can hold. Whatever its kind, it can be left unknown. */
export function FactAnswer(props: AnswerProps) {
  const { w } = useTrialWords()
  const { label, shape, given, onGiven } = props
  if (shape.series && shape.kind !== 'list') return <SeriesAnswer {...props} Entry={FactAnswer} />
  switch (shape.kind) {
    case 'boolean':
      return <YesNoAnswer {...props} />
    case 'category':
      return <CategoryAnswer {...props} />
    case 'record':
      return <RecordAnswer {...props} />
    case 'list':
      return shape.of?.kind === 'category' && !shape.of.open ? (
        <CategoriesAnswer {...props} />
      ) : (
        <EntriesAnswer {...props} Entry={FactAnswer} />
      )
    default: {
      const isNumber = shape.kind === 'number' || shape.kind === 'rate'
      const kind = isNumber ? (shape.whole ? 'whole' : 'number') : shape.kind
      return (
        <AnswerText
          kind={kind as 'number'}
          given={textOf(given)}
          unit={shape.unit && w(shape.unit)}
          label={label}
          onGiven={onGiven}
        />
      )
    }
  }
}

/** Yes, no, or not known. */
function YesNoAnswer({ label, given, onGiven }: AnswerProps) {
  const { t } = useTrialWords()
  const choices = [
    ['true', t('yes')],
    ['false', t('no')],
    [undefined, t('unknown')],
  ] as const
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would show
    <span className="segments" role="group" aria-label={label}>
      {choices.map(([value, words]) => (
        <button key={words} type="button" aria-pressed={given === value} onClick={() => onGiven(value)}>
          {words}
        </button>
      ))}
    </span>
  )
}

const other = '…'

/** One of a list; where others are let in, one's own. */
function CategoryAnswer({ label, shape, given, onGiven }: AnswerProps) {
  const { t, w } = useTrialWords()
  const text = textOf(given)
  const isListed = shape.options.some(({ value }) => value === text)
  const [isOther, setOther] = useState(text !== undefined && !isListed)
  const own = isOther && shape.open
  return (
    <span className="category-answer">
      <select
        className="select-field"
        aria-label={label}
        value={own ? other : (text ?? '')}
        onChange={({ target }) => {
          setOther(target.value === other)
          onGiven(target.value === '' || target.value === other ? undefined : target.value)
        }}
      >
        <option value="">{t('unknownChoice')}</option>
        {shape.options.map(({ value, title }) => (
          <option key={value} value={value}>
            {w(title)}
          </option>
        ))}
        {shape.open && <option value={other}>{t('otherChoice')}</option>}
      </select>
      {own && (
        <AnswerText
          kind="text"
          given={isListed ? undefined : text}
          label={t('otherValueOf', { name: label })}
          onGiven={onGiven}
        />
      )}
    </span>
  )
}

/** A record field by field; fields without an answer are not known. */
function RecordAnswer({ label, shape, given, onGiven }: AnswerProps) {
  const { t, w } = useTrialWords()
  const record =
    typeof given === 'object' && !Array.isArray(given) ? (given as Readonly<Record<string, Given>>) : {}
  const set = (key: string, value: Given | undefined) => {
    const { [key]: _, ...rest } = record
    const next = value === undefined ? rest : { ...rest, [key]: value }
    onGiven(Object.keys(next).length === 0 ? undefined : next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would show
    <div className="record-answer" role="group" aria-label={label}>
      {shape.fields.map(({ key, title, shape: of, absent }) => {
        const value = Object.hasOwn(record, key) ? record[key] : undefined
        return (
          <div className="fact-row" key={key} data-given={value !== undefined}>
            <span className="fact-title">{w(title)}</span>
            <FactAnswer
              label={t('labelOf', { name: label, what: w(title) })}
              shape={of}
              given={value}
              onGiven={(next) => set(key, next)}
            />
            {absent && value === undefined && of.kind !== 'boolean' && (
              <p className="fact-note">
                <button type="button" className="button link small" onClick={() => set(key, absent.given)}>
                  {t('takeUsual', { value: w(absent.shown) })}
                </button>
              </p>
            )}
          </div>
        )
      })}
    </div>
  )
}
