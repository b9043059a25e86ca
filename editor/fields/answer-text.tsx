import { useEffect, useId, useState } from 'react'
import { useWords } from '../words/use-words.ts'
import type { WordKey } from '../words/words.ts'
import { keepSelected } from './keep-selected.ts'
import { grouped, readDate, readMonthDay, readNumber } from './typed.ts'

const readers = {
  number: readNumber,
  whole: (typed: string) => {
    const text = readNumber(typed)
    return text?.includes('.') ? undefined : text
  },
  date: readDate,
  'month-day': readMonthDay,
  text: (typed: string): string | undefined => typed.trim() || undefined,
} as const

const needed = {
  number: 'amountNeeded',
  whole: 'wholeNeeded',
  date: 'dayNeeded',
  'month-day': 'monthDayNeeded',
  text: 'amountNeeded',
} as const satisfies Record<keyof typeof readers, WordKey>

/**
 * A number, a day or a text as it is answered. Empty is an answer too: not known. What is no value yet stays
 * in the field, is said to be none, and counts as not known.
 */
export function AnswerText({
  kind,
  given,
  unit = null,
  label,
  onGiven,
}: {
  kind: keyof typeof readers
  given: string | undefined
  unit?: string | null
  label: string
  onGiven: (value: string | undefined) => void
}) {
  const { t } = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  const [focused, setFocused] = useState(false)
  const message = useId()
  const isNumber = kind === 'number' || kind === 'whole'
  const value = typed === null || typed.trim() === '' ? '' : readers[kind](typed)
  const wrong = value === undefined
  // Cleared or put back elsewhere: that has the last word.
  useEffect(() => {
    setTyped((now) => (now === null || readers[kind](now) === given ? now : null))
  }, [given, kind])
  const rest = given === undefined ? '' : isNumber && !focused ? grouped(given) : given
  return (
    <span className="field-and-message">
      <label
        className={`value-field ${isNumber ? 'number' : kind}-field`}
        data-wrong={wrong}
        data-long={kind === 'text'}
      >
        <input
          type="text"
          inputMode={isNumber ? 'decimal' : undefined}
          autoComplete="off"
          spellCheck={false}
          aria-label={label}
          aria-invalid={wrong}
          aria-describedby={wrong ? message : undefined}
          value={typed ?? rest}
          onFocus={({ currentTarget }) => keepSelected(currentTarget, () => setFocused(true))}
          onBlur={() => {
            setFocused(false)
            if (!wrong) setTyped(null)
          }}
          onChange={({ target }) => {
            setTyped(target.value)
            const read = target.value.trim() === '' ? undefined : readers[kind](target.value)
            if (read !== given) onGiven(read)
          }}
        />
        {unit && <span className="unit">{unit}</span>}
      </label>
      {wrong && (
        <span id={message} className="field-message">
          {t(needed[kind])}
        </span>
      )}
    </span>
  )
}
