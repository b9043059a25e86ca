import { type ComboboxParsedItem, Select } from '@mantine/core'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/Combobox.css'
import '@mantine/core/styles/Popover.css'
import { useMemo } from 'react'
import type { FactChoice } from '../state/condition-view.ts'
import { useWords } from '../words/use-words.ts'

const keyOf = ({ fact, path }: Pick<FactChoice, 'fact' | 'path'>): string => fact + (path?.slice(1) ?? '')

/** How many facts the list shows: more are found by typing. */
const most = 60

/** Those that have every word of a search, the nearest first: a title that begins with it before one that only has it. */
function found<Item extends { readonly value: unknown }>(
  items: readonly Item[],
  search: string,
  byKey: ReadonlyMap<string, FactChoice>,
): Item[] {
  const text = search.trim().toLowerCase()
  const words = text.split(/\s+/)
  const distance = ({ value }: Item): number => {
    const key = String(value)
    const choice = byKey.get(key)
    const names = [key, choice?.title.zh ?? '', choice?.title.en ?? ''].map((name) => name.toLowerCase())
    if (!words.every((word) => names.some((name) => name.includes(word)))) return Number.POSITIVE_INFINITY
    if (names.includes(text)) return 0
    if (names.some((name) => name.startsWith(text))) return 1
    return names.some((name) => ` ${name.replaceAll(/[_.-]/g, ' ')}`.includes(` ${text}`)) ? 2 : 3
  }
  return items
    .map((item) => ({ item, far: distance(item) }))
    .filter(({ far }) => Number.isFinite(far))
    .sort((a, b) => a.far - b.far)
    .map(({ item }) => item)
}

/** A fact of the vocabulary, found by its Chinese or English title or its name. */
export function FactBox({
  choices,
  value,
  onChoice,
  autoFocus,
}: {
  choices: readonly FactChoice[]
  value: Pick<FactChoice, 'fact' | 'path'> | null
  onChoice: (choice: FactChoice) => void
  autoFocus?: boolean
}) {
  const { t, w } = useWords()
  const byKey = useMemo(() => new Map(choices.map((choice) => [keyOf(choice), choice])), [choices])
  const data = useMemo(() => {
    const items = (used: boolean) =>
      [...byKey]
        .filter(([, choice]) => choice.used === used)
        .map(([key, { title }]) => ({ value: key, label: w(title) }))
    return [
      { group: t('usedHere'), items: items(true) },
      { group: t('otherFacts'), items: items(false) },
    ].filter(({ items: some }) => some.length > 0)
  }, [byKey, t, w])
  return (
    <Select
      className="fact-box"
      classNames={{
        input: 'fact-input',
        dropdown: 'fact-list',
        options: 'fact-options',
        option: 'fact-option',
        groupLabel: 'fact-group',
      }}
      aria-label={t('factAsked')}
      placeholder={t('factHint')}
      data={data}
      value={value && keyOf(value)}
      searchable
      autoFocus={autoFocus ?? false}
      limit={most}
      allowDeselect={false}
      withCheckIcon={false}
      withScrollArea={false}
      rightSection={<span />}
      rightSectionWidth={0}
      selectFirstOptionOnChange
      openOnFocus={value === null}
      nothingFoundMessage={t('noSuchFact')}
      comboboxProps={{
        withinPortal: false,
        transitionProps: { duration: 0 },
        width: 'max-content',
        position: 'bottom-start',
      }}
      filter={({ options, search }) => {
        if (search.trim() === '') return options as ComboboxParsedItem[]
        const items = options.flatMap((option) => ('group' in option ? option.items : [option]))
        return found(items, search, byKey)
      }}
      renderOption={({ option }) => {
        const choice = byKey.get(String(option.value))
        return (
          <>
            <span>{option.label}</span>
            <span className="soft">{choice && w(choice.detail)}</span>
            <span className="code">{String(option.value)}</span>
          </>
        )
      }}
      onChange={(key) => {
        const choice = key === null ? undefined : byKey.get(key)
        if (choice) onChoice(choice)
      }}
    />
  )
}
