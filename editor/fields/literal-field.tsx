import type { ComparedWith, ComparisonChoices } from '../state/condition-view.ts'
import { useWords } from '../words/use-words.ts'
import { readDate, readMonthDay, readNumber } from './typed.ts'
import { shownText } from './value-edits.ts'
import { ValueField, type ValueFieldProps } from './value-field.tsx'

type Literal = Extract<ComparedWith, { kind: 'literal' | 'literals' }>

/** A value that a condition states itself: a number with its unit, a date, one of a list or several. */
export function LiteralField({
  choices,
  several,
  value,
  onValue,
}: {
  choices: ComparisonChoices
  several: boolean
  value: Literal | null
  onValue: (value: Literal, visit: number | null) => void
}) {
  const { t, w } = useWords()
  const { kind, options, unit } = choices
  const texts = value?.kind === 'literals' ? value.texts : value ? [value.text] : []
  if (options.length > 0 && several)
    return (
      <fieldset className="several">
        <legend className="unseen">{t('valueAsked')}</legend>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="checkbox"
              checked={texts.includes(option.value)}
              onChange={(event) => {
                const next = event.target.checked
                  ? [...texts, option.value]
                  : texts.filter((text) => text !== option.value)
                // A list of nothing is met by nobody: the last one stays.
                if (next.length > 0) onValue({ kind: 'literals', texts: next }, null)
              }}
            />
            {w(option.title)}
          </label>
        ))}
      </fieldset>
    )
  if (options.length > 0)
    return (
      <select
        className="select-field"
        aria-label={t('valueTyped')}
        value={texts[0] ?? ''}
        onChange={(event) => onValue({ kind: 'literal', text: event.target.value }, null)}
      >
        {texts.length === 0 && <option value="">{t('valueNone')}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {w(option.title)}
          </option>
        ))}
      </select>
    )
  if (several)
    return (
      <ValueField
        kind="text"
        text={texts.join('、')}
        unit={unit && w(unit)}
        label={t('severalHint')}
        onText={(text, visit) => {
          const parts = partsOf(text, kind)
          if (parts.length > 0) onValue({ kind: 'literals', texts: parts }, visit)
        }}
      />
    )
  const isRate = kind === 'rate'
  return (
    <ValueField
      kind={fieldKinds[kind] ?? 'text'}
      text={isRate ? shownText(texts[0] ?? '') : (texts[0] ?? '')}
      unit={isRate ? '%' : unit && w(unit)}
      label={t('valueTyped')}
      onText={(text, visit) => onValue({ kind: 'literal', text: isRate ? `${text}%` : text }, visit)}
    />
  )
}

const fieldKinds: Readonly<Partial<Record<ComparisonChoices['kind'], ValueFieldProps['kind']>>> = {
  number: 'number',
  rate: 'number',
  date: 'date',
  'month-day': 'month-day',
}

/** Several values of one kind as they are typed; those that are none of it are left out. */
function partsOf(text: string, kind: ComparisonChoices['kind']): readonly string[] {
  const read =
    kind === 'number' ? readNumber : kind === 'date' ? readDate : kind === 'month-day' ? readMonthDay : null
  return text.split(/[、,，\s]+/).flatMap((part) => {
    const value = read ? read(part) : part
    return value ? [value] : []
  })
}
