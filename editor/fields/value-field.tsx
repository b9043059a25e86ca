import { useEffect, useId, useRef, useState } from 'react'
import { store } from '../state/workbench.ts'
import { useWords } from '../words/use-words.ts'
import { keepSelected } from './keep-selected.ts'
import { grouped, nextNewYear, readDate, readMonthDay, readNumber } from './typed.ts'

export interface ValueFieldProps {
  readonly kind: 'number' | 'date' | 'month-day' | 'text'
  /** As the file writes it, without the unit. */
  readonly text: string
  readonly unit?: string | null
  readonly label: string
  readonly edited?: boolean
  readonly readOnly?: boolean
  /** Called with each valid text, as it is typed. `visit` is one for each time the field is entered. */
  readonly onText: (text: string, visit: number) => void
  readonly autoFocus?: boolean
}

const readers = {
  number: readNumber,
  date: readDate,
  'month-day': readMonthDay,
  text: (typed: string): string | undefined => typed.trim() || undefined,
} as const

let visits = 0

/**
 * A value and its unit. Native text rather than a number input: exact decimals, kept as typed, and no
 * wheel that changes law. What is not yet a value stays in the field and out of the file.
 */
export function ValueField({
  kind,
  text,
  unit,
  label,
  edited,
  readOnly,
  onText,
  autoFocus,
}: ValueFieldProps) {
  const { t } = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  const [focused, setFocused] = useState(false)
  const visit = useRef(0)
  const message = useId()
  const input = useRef<HTMLInputElement>(null)
  const wrong = typed !== null && readers[kind](typed) === undefined

  // Undo and the text editor have the last word over what stands in the field.
  useEffect(() => store.onChange((_, author) => author !== 'form' && setTyped(null)), [])

  useEffect(() => {
    if (!autoFocus) return
    input.current?.focus()
    input.current?.select()
  }, [autoFocus])

  const shown = typed ?? (kind === 'number' && !focused ? grouped(text) : text)
  return (
    <span className="field-and-message">
      <label
        className={`value-field ${kind}-field`}
        data-edited={edited}
        data-wrong={wrong}
        data-long={kind === 'text'}
      >
        <input
          ref={input}
          type="text"
          inputMode={kind === 'number' ? 'decimal' : undefined}
          autoComplete="off"
          spellCheck={false}
          aria-label={label}
          aria-invalid={wrong}
          aria-describedby={wrong ? message : undefined}
          readOnly={readOnly}
          value={shown}
          onFocus={({ currentTarget }) => {
            keepSelected(currentTarget, () => setFocused(true))
            visit.current = ++visits
          }}
          onBlur={() => {
            setFocused(false)
            if (!wrong) setTyped(null)
          }}
          onChange={(event) => {
            setTyped(event.target.value)
            const value = readers[kind](event.target.value)
            if (value !== undefined) onText(value, visit.current)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            setTyped(null)
            event.currentTarget.blur()
          }}
        />
        {unit && <span className="unit">{unit}</span>}
      </label>
      {wrong && (
        <span id={message} className="field-message">
          {kind === 'date'
            ? t('dateNeeded', { date: nextNewYear() })
            : t(kind === 'month-day' ? 'monthDayNeeded' : 'numberNeeded')}
        </span>
      )}
    </span>
  )
}
