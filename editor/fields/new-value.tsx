import { useState } from 'react'
import type { ParameterView } from '../state/clause-view.ts'
import { useWords } from '../words/use-words.ts'
import { nextNewYear } from './typed.ts'
import { fieldKind } from './value-control.tsx'
import { insertValue, shownText, writtenText } from './value-edits.ts'
import { ValueField } from './value-field.tsx'

/** A value from a date: one line more in the file, none changed. */
export function NewValue({ parameter, onDone }: { parameter: ParameterView; onDone: () => void }) {
  const { t, w } = useWords()
  const last = parameter.values.at(-1)
  const [date, setDate] = useState(nextNewYear())
  const [text, setText] = useState(last ? shownText(last.text) : '')
  const taken = parameter.values.some((value) => value.from === date)
  const percent = last?.text.endsWith('%') ?? false
  const add = async () => {
    if (taken || !last) return
    await insertValue(parameter, date, writtenText(text, last.text))
    onDone()
  }
  return (
    <form
      className="new-value"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <span className="soft">{t('fromDate')}</span>
      <ValueField
        kind="date"
        text={date}
        label={t('labelOf', { name: w(parameter.title), what: t('fromDate') })}
        onText={setDate}
        autoFocus
      />
      <span className="soft">{t('newValue')}</span>
      <ValueField
        kind={fieldKind(parameter.kind)}
        text={text}
        unit={percent ? '%' : parameter.unit && w(parameter.unit)}
        label={t('labelOf', { name: w(parameter.title), what: t('newValue') })}
        onText={setText}
      />
      <button type="submit" className="button" disabled={taken}>
        {t('addValue')}
      </button>
      <button type="button" className="button plain" onClick={onDone}>
        {t('giveUp')}
      </button>
      {taken && <span className="wrong">{t('dateTaken', { date })}</span>}
    </form>
  )
}
