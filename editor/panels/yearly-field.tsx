import { memo, useEffect, useId, useRef, useState } from 'react'
import { keepSelected } from '../fields/keep-selected.ts'
import { grouped, readDate, readMonthDay, readNumber } from '../fields/typed.ts'
import type { Uprated } from '../fields/uprate.ts'
import { refusal, shownText, writtenText } from '../fields/value-edits.ts'
import { go } from '../state/location.ts'
import { showInYaml, store } from '../state/workbench.ts'
import { enter, isReadOnly } from '../state/yearly.ts'
import type { YearlyRow } from '../state/yearly-view.ts'
import { useYearlyWords } from '../words/use-yearly-words.ts'
import { onColumnKey } from './yearly-keys.ts'
import { ListField, RecordField } from './yearly-parts.tsx'

const readers: Readonly<Record<string, (typed: string) => string | undefined>> = {
  number: readNumber,
  rate: readNumber,
  date: readDate,
  'month-day': readMonthDay,
  text: (typed) => typed.trim() || undefined,
}

/** Says why an edit was not made, where every field says it. */
const told = async (answer: ReturnType<typeof enter>) => refusal.set(await answer)

let visits = 0

/** The value from the day on: empty goes on, or waits to be filled in. What has no form is edited in the text. */
export const YearlyField = memo(function YearlyField({
  row,
  name,
  from,
  preview,
}: {
  row: YearlyRow
  name: string
  from: string
  preview: Uprated | null
}) {
  const { t, w } = useYearlyWords()
  const label = t('newValueOf', { name, date: from })
  if (row.redacted) return <span className="quiet small">{t('redactedBy', { fact: w(row.redacted) })}</span>
  if (row.list) return <ListField row={row} label={label} from={from} list={row.list} />
  if (row.fields) return <RecordField row={row} label={label} from={from} parts={row.fields} />
  if (row.field === 'list' || row.field === 'record')
    return (
      <>
        {row.fresh && <span className="accent">{w(row.fresh.shown)} </span>}
        <button
          type="button"
          className="button link small"
          data-column="fresh"
          aria-label={`${t('onlyInText')}: ${name}`}
          onKeyDown={(event) => event.key.startsWith('Arrow') && onColumnKey(event)}
          onClick={() => {
            go({ page: 'clause', clause: row.clause, case: null })
            showInYaml(row.place)
          }}
        >
          {t('onlyInText')}
        </button>
      </>
    )
  if (row.field === 'boolean' || row.field === 'category') {
    const options =
      row.field === 'boolean'
        ? [
            { value: 'true', title: t('yes') },
            { value: 'false', title: t('no') },
          ]
        : row.options.map(({ value, title }) => ({ value, title: w(title) }))
    return (
      <select
        className="select-field yearly-choice"
        data-column="fresh"
        data-state={stateOf(row, null)}
        aria-label={label}
        disabled={isReadOnly(row.path)}
        value={row.fresh?.text ?? ''}
        onKeyDown={onColumnKey}
        onChange={(event) => void told(enter(row, from, event.target.value))}
      >
        <option value="">{row.isAwaited ? t('toFillIn') : t('goesOn')}</option>
        {options.map(({ value, title }) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    )
  }
  return <TextField row={row} label={label} from={from} preview={preview} />
})

const stateOf = (row: YearlyRow, preview: Uprated | null): string =>
  preview ? 'preview' : row.isChanged ? 'new' : row.fresh ? 'saved' : row.isAwaited ? 'todo' : 'ghost'

function TextField({
  row,
  label,
  from,
  preview,
}: {
  row: YearlyRow
  label: string
  from: string
  preview: Uprated | null
}) {
  const { t } = useYearlyWords()
  const [typed, setTyped] = useState<string | null>(null)
  const [focused, setFocused] = useState(false)
  const visit = useRef(0)
  const message = useId()
  const read = readers[row.field] ?? readNumber
  const wrong = typed !== null && typed.trim() !== '' && read(typed) === undefined
  // Undo and the text editor have the last word over what stands in the field.
  useEffect(() => store.onChange((_, author) => author !== 'form' && setTyped(null)), [])
  const isNumber = row.field === 'number' || row.field === 'rate'
  const at = (text: string) => (isNumber && !focused ? grouped(text) : text)
  const shown = typed ?? (preview ? at(preview.text) : row.fresh ? at(shownText(row.fresh.text)) : '')
  const write = (value: string) => {
    const text =
      value === '' ? '' : row.field === 'rate' ? writtenText(value, row.current?.text ?? '%') : value
    void told(enter(row, from, text, `yearly:${row.name}:${from}:${visit.current}`))
  }
  return (
    <span className="yearly-field">
      {preview && (
        <span className="raw">
          <span className="unseen">{t('rawBefore', { raw: preview.raw })}</span>
          <span aria-hidden="true">{preview.raw} →</span>
        </span>
      )}
      <input
        type="text"
        data-column="fresh"
        data-state={stateOf(row, preview)}
        inputMode={isNumber ? 'decimal' : undefined}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={wrong}
        aria-describedby={wrong ? message : undefined}
        placeholder={row.isAwaited ? t('toFillIn') : t('goesOn')}
        readOnly={isReadOnly(row.path)}
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
          const text = event.target.value
          setTyped(text)
          const value = text.trim() === '' ? '' : read(text)
          if (value !== undefined) write(value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setTyped(null)
            event.currentTarget.blur()
          } else onColumnKey(event)
        }}
      />
      {wrong && (
        <span id={message} className="field-message" role="alert">
          {row.field === 'date'
            ? t('dateNeeded', { date: from })
            : t(row.field === 'month-day' ? 'monthDayNeeded' : 'numberNeeded')}
        </span>
      )}
    </span>
  )
}
