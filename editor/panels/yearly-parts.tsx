import { type ReactNode, useState } from 'react'
import { AnswerText } from '../fields/answer-text.tsx'
import { refusal } from '../fields/value-edits.ts'
import { enter, isReadOnly } from '../state/yearly.ts'
import type { YearlyList, YearlyPart, YearlyRow } from '../state/yearly-view.ts'
import { useYearlyWords } from '../words/use-yearly-words.ts'
import { Mark } from './mark.tsx'
import { onColumnKey } from './yearly-keys.ts'

interface Props {
  readonly row: YearlyRow
  readonly label: string
  readonly from: string
}

const write = async ({ row, from }: Props, text: string, group?: string) =>
  refusal.set(await enter(row, from, text, group))

/** A value of several parts, folded until it is edited: one line in the file all the same. */
function Folded({ row, label, from, children }: Props & { children: ReactNode }) {
  const { t, w } = useYearlyWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="yearly-parts" data-state={row.isChanged ? 'new' : row.fresh ? 'saved' : 'ghost'}>
      <button
        type="button"
        className="button link small"
        data-column="fresh"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => event.key.startsWith('Arrow') && onColumnKey(event)}
      >
        <span className="unseen">{label} </span>
        {row.fresh ? w(row.fresh.shown) : t(row.isAwaited ? 'toFillIn' : 'goesOn')}
        <Mark shape={isOpen ? 'up' : 'down'} className="little" />
      </button>
      {isOpen && (
        <div className="yearly-parts-form">
          {children}
          {row.fresh && (
            <button
              type="button"
              className="button link small"
              onClick={() => void write({ row, label, from }, '')}
            >
              {t('goesOn')}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

/** A list: what is in it from the day on. */
export function ListField({ list, ...props }: Props & { list: YearlyList }) {
  const { t, w } = useYearlyWords()
  const [other, setOther] = useState('')
  const { options, chosen, open } = list
  const readOnly = isReadOnly(props.row.path)
  const put = (entries: readonly string[]) => void write(props, `[${entries.map(inList).join(', ')}]`)
  return (
    <Folded {...props}>
      {options.map(({ value, title }) => (
        <label key={value}>
          <input
            type="checkbox"
            disabled={readOnly}
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              put(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />{' '}
          {w(title)}
        </label>
      ))}
      {open && (
        <form
          className="actions"
          onSubmit={(event) => {
            event.preventDefault()
            const entry = other.trim()
            if (entry === '' || chosen.includes(entry)) return
            put([...chosen, entry])
            setOther('')
          }}
        >
          <input
            className="text-field"
            aria-label={t('otherEntry')}
            placeholder={t('otherEntry')}
            value={other}
            onChange={({ target }) => setOther(target.value)}
          />
          <button type="submit" className="button link small" disabled={other.trim() === ''}>
            {t('addEntryToList')}
          </button>
        </form>
      )}
    </Folded>
  )
}

/** Plain where nothing in it could mean something to YAML. */
const inList = (entry: string): string =>
  /^[\p{L}\d][\p{L}\d_ -]*$/u.test(entry) && !/^(?:true|false|null|[\d-]+)$/.test(entry)
    ? entry
    : `'${entry.replaceAll("'", "''")}'`

/** A record of numbers, field by field. */
export function RecordField({ parts, ...props }: Props & { parts: readonly YearlyPart[] }) {
  const { w } = useYearlyWords()
  const put = (key: string, text: string) => {
    const given = parts.flatMap((part) => {
      const own = part.key === key ? text : part.text
      return own === '' ? [] : [`${part.key}: ${own}`]
    })
    void write(
      props,
      given.length === 0 ? '' : `{ ${given.join(', ')} }`,
      `yearly:${props.row.name}:${props.from}:${key}`,
    )
  }
  return (
    <Folded {...props}>
      {parts.map(({ key, title, unit, text }) => (
        <div key={key} className="yearly-part">
          <span>{w(title)}</span>
          <AnswerText
            kind="number"
            given={text === '' ? undefined : text}
            unit={unit && w(unit)}
            label={`${props.label}: ${w(title)}`}
            onGiven={(value) => put(key, value ?? '')}
          />
        </div>
      ))}
    </Folded>
  )
}
