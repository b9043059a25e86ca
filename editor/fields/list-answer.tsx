import type { ComponentType } from 'react'
import type { FieldShape, Given } from '../state/trial-view.ts'
import { useTrialWords } from '../words/use-trial-words.ts'
import { AnswerText } from './answer-text.tsx'
import type { AnswerProps } from './fact-answer.tsx'

/** What an entry is answered by: a field of its own. */
interface WithEntry {
  readonly Entry: ComponentType<AnswerProps>
}

const entriesOf = (given: Given | undefined): readonly Given[] | undefined =>
  Array.isArray(given) ? (given as readonly Given[]) : undefined

/** "None" is an answer; no answer is not known. */
function NoneOfThem({
  entries,
  onGiven,
}: {
  entries: readonly Given[] | undefined
  onGiven: AnswerProps['onGiven']
}) {
  const { t } = useTrialWords()
  return (
    <label className="tick-box">
      <input
        type="checkbox"
        checked={entries?.length === 0}
        onChange={({ target }) => onGiven(target.checked ? [] : undefined)}
      />
      {t('noneOfThem')}
    </label>
  )
}

/** Some of a closed list. */
export function CategoriesAnswer({ label, shape, given, onGiven }: AnswerProps) {
  const { w } = useTrialWords()
  const entries = entriesOf(given)
  const toggle = (value: string, isOn: boolean) => {
    const next = (shape.of?.options ?? [])
      .map((option) => option.value)
      .filter((one) => (one === value ? isOn : entries?.includes(one)))
    onGiven(next.length === 0 ? undefined : next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would show
    <div className="tick-boxes" role="group" aria-label={label}>
      {shape.of?.options.map(({ value, title }) => (
        <label className="tick-box" key={value}>
          <input
            type="checkbox"
            checked={entries?.includes(value) === true}
            onChange={({ target }) => toggle(value, target.checked)}
          />
          {w(title)}
        </label>
      ))}
      <NoneOfThem entries={entries} onGiven={onGiven} />
    </div>
  )
}

/** What an entry is before anything is entered. */
const blank = (shape: FieldShape): Given => (shape.kind === 'record' ? {} : shape.kind === 'list' ? [] : '')

/** Entries one under the other, each added and taken away by itself. */
export function EntriesAnswer({ label, shape, given, onGiven, Entry }: AnswerProps & WithEntry) {
  const { t } = useTrialWords()
  const entries = entriesOf(given)
  const of = shape.of
  if (!of) return null
  const list = entries ?? []
  const put = (at: number, value: Given | undefined) =>
    onGiven(list.map((entry, index) => (index === at ? (value ?? blank(of)) : entry)))
  const remove = (at: number) => {
    const next = list.filter((_, index) => index !== at)
    onGiven(next.length === 0 ? undefined : next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would show
    <div className="entries-answer" role="group" aria-label={label}>
      {list.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries are told apart by their place
        <div className="entry" key={index}>
          <div className="entry-head">
            <span className="quiet small">{t('entry', { n: index + 1 })}</span>
            <button type="button" className="button link small end" onClick={() => remove(index)}>
              {t('removeEntry', { n: index + 1 })}
            </button>
          </div>
          <Entry
            label={t('labelOf', { name: label, what: t('entry', { n: index + 1 }) })}
            shape={of}
            given={entry === '' ? undefined : entry}
            onGiven={(value) => put(index, value)}
          />
        </div>
      ))}
      <div className="entry-foot">
        <button
          type="button"
          className="button"
          aria-label={t('addEntryTo', { name: label })}
          onClick={() => onGiven([...list, blank(of)])}
        >
          {t('addEntry')}
        </button>
        {list.length === 0 && <NoneOfThem entries={entries} onGiven={onGiven} />}
      </div>
    </div>
  )
}

/** One value, or values from days on. */
export function SeriesAnswer({ label, shape, given, onGiven, Entry }: AnswerProps & WithEntry) {
  const { t, w } = useTrialWords()
  const plain: FieldShape = { ...shape, series: false }
  const entries = entriesOf(given) as readonly Readonly<Record<string, Given>>[] | undefined
  if (!entries)
    return (
      <span className="series-answer">
        <Entry label={label} shape={plain} given={given} onGiven={onGiven} />
        <button
          type="button"
          className="button link small"
          onClick={() => onGiven([{ from: '', ...(given !== undefined && { value: given }) }])}
        >
          {t('byDates')}
        </button>
      </span>
    )
  const put = (at: number, part: Readonly<Record<string, Given | undefined>>) =>
    onGiven(
      entries.map((entry, index) => {
        if (index !== at) return entry
        const next = Object.entries({ ...entry, ...part }).filter(([, value]) => value !== undefined)
        return Object.fromEntries(next) as Readonly<Record<string, Given>>
      }),
    )
  const remove = (at: number) => {
    const next = entries.filter((_, index) => index !== at)
    onGiven(next.length === 0 ? undefined : next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would show
    <div className="entries-answer" role="group" aria-label={label}>
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries are told apart by their place
        <div className="dated-entry" key={index}>
          <span className="quiet small">{t('fromDay')}</span>
          <AnswerText
            kind="date"
            given={typeof entry.from === 'string' && entry.from !== '' ? entry.from : undefined}
            label={t('labelOf', { name: label, what: t('fromDate') })}
            onGiven={(from) => put(index, { from: from ?? '' })}
          />
          <Entry
            label={t('labelOf', { name: label, what: t('entry', { n: index + 1 }) })}
            shape={plain}
            given={entry.value}
            onGiven={(value) => put(index, { value })}
          />
          <button
            type="button"
            className="button link small"
            aria-label={t('removeEntry', { n: index + 1 })}
            onClick={() => remove(index)}
          >
            {t('remove')}
          </button>
        </div>
      ))}
      <div className="entry-foot">
        <button
          type="button"
          className="button"
          aria-label={t('addEntryTo', { name: label })}
          onClick={() => onGiven([...entries, { from: '' }])}
        >
          {t('addEntry')}
        </button>
        <button
          type="button"
          className="button link small"
          onClick={() => onGiven(entries.find(({ value }) => value !== undefined)?.value)}
        >
          {t('oneValue')} {shape.unit && <span className="unseen">{w(shape.unit)}</span>}
        </button>
      </div>
    </div>
  )
}
