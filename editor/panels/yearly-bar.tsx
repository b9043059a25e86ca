import { memo } from 'react'
import { readNumber } from '../fields/typed.ts'
import type { Uprated, Uprating } from '../fields/uprate.ts'
import { hashOfPlace } from '../state/location.ts'
import { enterAll, inFilter, rowsOf, type YearlyFilter, yearlyFilters } from '../state/yearly.ts'
import type { YearlyPage } from '../state/yearly-view.ts'
import { useYearlyWords } from '../words/use-yearly-words.ts'
import { Mark, type MarkShape } from './mark.tsx'

const marks: Readonly<Partial<Record<YearlyFilter, MarkShape>>> = { todo: 'clock', none: 'warning' }

const modes = ['half-up', 'half-even', 'downward', 'upward', 'toward-zero', 'away-from-zero'] as const

/** The filters, which are the list of what is to be done, and what raises a selection. */
export const YearlyBar = memo(function YearlyBar({
  page,
  filter,
  selected,
  uprating,
  onUprating,
  previews,
  onFilled,
}: {
  page: YearlyPage
  filter: YearlyFilter
  selected: number
  uprating: Uprating
  onUprating: (uprating: Uprating) => void
  previews: ReadonlyMap<string, Uprated>
  onFilled: () => void
}) {
  const { t } = useYearlyWords()
  const rows = rowsOf(page)
  const fill = async () => {
    const wanted = rows.flatMap((row) => {
      const preview = previews.get(row.name)
      return preview ? [{ row, text: preview.text }] : []
    })
    await enterAll(wanted, page.from)
    onFilled()
  }
  return (
    <div className="yearly-bar">
      <nav className="yearly-filters" aria-label={t('filters')}>
        {yearlyFilters.map((one) => {
          const n = rows.filter(inFilter[one]).length
          const mark = marks[one]
          const to = {
            page: 'yearly',
            policy: page.policy.id,
            from: page.from,
            filter: one === 'all' ? null : one,
          } as const
          return (
            <a key={one} href={hashOfPlace(to)} aria-current={one === filter ? 'true' : undefined}>
              {mark && <Mark shape={mark} className={`little ${n > 0 ? 'is-warning' : ''}`} />}
              {(one === 'filled' || one === 'changed') && <span className={n > 0 ? 'dot' : 'dot none'} />}
              {one === 'none'
                ? t('filter_none', { year: page.from.slice(0, 4), n })
                : t(`filter_${one}`, { n })}
            </a>
          )
        })}
      </nav>
      {selected === 0 ? (
        <span className="yearly-uprate quiet small">{t('uprateHint')}</span>
      ) : (
        <form
          className="yearly-uprate"
          onSubmit={(event) => {
            event.preventDefault()
            void fill()
          }}
        >
          <span className="soft">{t('selectedCount', { n: selected })}</span>
          <select
            className="select-field"
            aria-label={t('uprateBy')}
            value={uprating.by}
            onChange={(event) => onUprating({ ...uprating, by: event.target.value as Uprating['by'] })}
          >
            <option value="percent">{t('byPercent')}</option>
            <option value="index">{t('byIndex')}</option>
          </select>
          <NumberBox
            label={t('rateOfUprate')}
            unit={uprating.by === 'percent' ? '%' : null}
            text={uprating.rate}
            onText={(rate) => onUprating({ ...uprating, rate })}
          />
          <span className="soft">{t('roundTo')}</span>
          <NumberBox
            label={t('roundTo')}
            unit={t('unitOfMoney')}
            text={uprating.to}
            onText={(to) => onUprating({ ...uprating, to })}
          />
          <select
            className="select-field"
            aria-label={t('roundMode')}
            value={uprating.mode}
            onChange={(event) => onUprating({ ...uprating, mode: event.target.value as Uprating['mode'] })}
          >
            {modes.map((mode) => (
              <option key={mode} value={mode}>
                {t(`mode_${mode}`)}
              </option>
            ))}
          </select>
          <button type="submit" className="button" disabled={previews.size === 0}>
            {t('fillPreview', { n: previews.size })}
          </button>
        </form>
      )}
    </div>
  )
})

/** A number that is no value of the policy: exact as typed, like them. */
function NumberBox({
  label,
  unit,
  text,
  onText,
}: {
  label: string
  unit: string | null
  text: string
  onText: (text: string) => void
}) {
  const wrong = text !== '' && readNumber(text) === undefined
  return (
    <label className="value-field number-field" data-wrong={wrong}>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={wrong}
        value={text}
        onChange={(event) => onText(readNumber(event.target.value) ?? event.target.value)}
      />
      {unit && <span className="unit">{unit}</span>}
    </label>
  )
}
