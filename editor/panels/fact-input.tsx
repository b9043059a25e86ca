import { useState } from 'react'
import { readDate, readNumber } from '../fields/typed.ts'
import { useCaseFormWords } from '../words/use-case-form-words.ts'
import type { FactField } from '../worker/case-fields.ts'

/** One fact of a case: given, or left out. `text` is as the file writes it; null: left out. */
export function FactInput({
  field,
  text,
  onText,
}: {
  field: FactField
  text: string | null
  onText: (text: string | null) => void
}) {
  const { t, w } = useCaseFormWords()
  const { title, kind, unit, assumed } = field
  const label = w(title)
  const left = assumed ? t('assumedIfLeft', { value: w(assumed) }) : t('notKnown')
  if (kind === 'boolean' || kind === 'category' || kind === 'categories')
    return (
      <fieldset className="fact">
        <legend className="what">{label}</legend>
        <span className="answer">
          {kind === 'categories' ? (
            <Several field={field} text={text} onText={onText} />
          ) : (
            <select
              className="text-field"
              aria-label={label}
              value={text ?? ''}
              onChange={(event) => onText(event.target.value === '' ? null : event.target.value)}
            >
              <option value="">{left}</option>
              {kind === 'boolean' ? (
                <>
                  <option value="true">{t('yes')}</option>
                  <option value="false">{t('no')}</option>
                </>
              ) : (
                field.options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {w(option.title)}
                  </option>
                ))
              )}
            </select>
          )}
        </span>
      </fieldset>
    )
  return (
    <div className="fact">
      <span className="what" aria-hidden="true">
        {label}
      </span>
      <span className="answer">
        <Typed key={text === null ? 'left' : 'given'} field={field} text={text} onText={onText} />
        {unit && <span className="quiet">{w(unit)}</span>}
        {text === null && (assumed || kind !== 'yaml') && <span className="quiet small">{left}</span>}
      </span>
    </div>
  )
}

/** A number, a date, a name or YAML, as it is typed; what is not yet a value stays out of the case. */
function Typed({
  field: { title, kind, example },
  text,
  onText,
}: {
  field: FactField
  text: string | null
  onText: (text: string | null) => void
}) {
  const { t, w } = useCaseFormWords()
  const [typed, setTyped] = useState(text ?? '')
  const read = (value: string): string | undefined => {
    if (kind === 'number') return /%\s*$/.test(value) ? percent(value) : readNumber(value)
    if (kind === 'date') return readDate(value)
    return value.trim() || undefined
  }
  const wrong = typed.trim() !== '' && read(typed) === undefined
  return (
    <input
      className={kind === 'yaml' ? 'text-field yaml-text' : 'text-field'}
      aria-label={w(title)}
      aria-invalid={wrong}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      spellCheck={false}
      placeholder={kind === 'yaml' ? t('inYamlForm', { example }) : undefined}
      title={
        wrong ? (kind === 'date' ? t('dateNeeded', { date: '2010-01-01' }) : t('numberNeeded')) : undefined
      }
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value)
        onText(read(event.target.value) ?? null)
      }}
    />
  )
}

const percent = (value: string): string | undefined => {
  const number = readNumber(value.replace(/%\s*$/, ''))
  return number === undefined ? undefined : `${number}%`
}

/** Any of a closed list, as `[a, b]`. */
function Several({
  field: { options },
  text,
  onText,
}: {
  field: FactField
  text: string | null
  onText: (text: string | null) => void
}) {
  const { t, w } = useCaseFormWords()
  const chosen = text === null ? [] : text.replaceAll(/[[\]]/g, '').split(/,\s*/).filter(Boolean)
  return (
    <span className="several">
      {options.map(({ value, title }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) => {
              const next = options
                .map((option) => option.value)
                .filter((one) => (one === value ? event.target.checked : chosen.includes(one)))
              onText(`[${next.join(', ')}]`)
            }}
          />
          {w(title)}
        </label>
      ))}
      {text !== null && (
        <button type="button" className="button link" onClick={() => onText(null)}>
          {t('notKnown')}
        </button>
      )}
    </span>
  )
}
