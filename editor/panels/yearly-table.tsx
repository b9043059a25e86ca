import { memo } from 'react'
import type { Uprated } from '../fields/uprate.ts'
import { clauseHash } from '../state/location.ts'
import type { YearlyFilter } from '../state/yearly.ts'
import type { YearlyGroup, YearlyPage, YearlyRow } from '../state/yearly-view.ts'
import { useYearlyWords } from '../words/use-yearly-words.ts'
import { Due } from './due-mark.tsx'
import { Mark } from './mark.tsx'
import { YearlyField } from './yearly-field.tsx'
import { LogList } from './yearly-log.tsx'

/** Every dated value by provision, the new one beside the one in force. */
export const YearlyTable = memo(function YearlyTable({
  page,
  groups,
  filter,
  selected,
  onSelected,
  previews,
}: {
  page: YearlyPage
  groups: readonly YearlyGroup[]
  filter: YearlyFilter
  selected: ReadonlySet<string>
  onSelected: (selected: ReadonlySet<string>) => void
  previews: ReadonlyMap<string, Uprated>
}) {
  const { t, w } = useYearlyWords()
  const { from } = page
  const open = groups.flatMap(({ rows }) => rows).filter(canRaise)
  const all = open.length > 0 && open.every(({ name }) => selected.has(name))
  const select = (names: readonly string[], on: boolean) => {
    const next = new Set(selected)
    for (const name of names) on ? next.add(name) : next.delete(name)
    onSelected(next)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <section className="yearly-scroll" tabIndex={0} aria-label={t('yearlyTitle', { date: from })}>
      <table className="yearly-table">
        <thead>
          <tr>
            <th className="tick" scope="col">
              <input
                type="checkbox"
                className="yearly-tick"
                aria-label={t('selectAll')}
                disabled={open.length === 0}
                checked={all}
                onChange={() =>
                  select(
                    open.map(({ name }) => name),
                    !all,
                  )
                }
              />
            </th>
            <th scope="col">{t('parameter')}</th>
            <th scope="col" className="unit-column">
              {t('unit')}
            </th>
            <th scope="col" className="figure current-column">
              {t('valueInForce')}
            </th>
            <th scope="col" className="since-column">
              {t('since')}
            </th>
            <th scope="col" className="figure fresh-column">
              {t('fromNew', { date: from })}
            </th>
            <th scope="col" className="figure change-column">
              {t('changeColumn')}
            </th>
            <th scope="col" className="cases-column">
              {t('casesTouched')}
            </th>
            <th scope="col" className="due-column">
              {t('dueColumn')}
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.id}>
            <tr className="group">
              <td />
              <th scope="rowgroup" colSpan={8}>
                <b>{group.title ? w(group.title) : t('outsideFigures')}</b>
                <span className="quiet small">
                  {group.title ? (
                    <>
                      {group.sections.length > 0 && <span lang="zh-CN">{group.sections.join('、')} · </span>}
                      {t('parameterCount', { n: group.rows.length })}
                    </>
                  ) : (
                    t('outsideHint')
                  )}
                </span>
              </th>
            </tr>
            {group.rows.map((row) => (
              <Row
                key={row.name}
                row={row}
                from={from}
                preview={previews.get(row.name) ?? null}
                isSelected={selected.has(row.name)}
                onSelect={(on) => select([row.name], on)}
              />
            ))}
          </tbody>
        ))}
      </table>
      {groups.length === 0 && (
        <p className="yearly-empty soft">{t(`nothingHere_${filter}`, { date: from })}</p>
      )}
      <LogList log={page.log} />
    </section>
  )
})

/** An index applies to money that is in force and that the form can write. */
const canRaise = ({ isMoney, current, field }: YearlyRow): boolean =>
  isMoney && current !== null && field === 'number'

function Row({
  row,
  from,
  preview,
  isSelected,
  onSelect,
}: {
  row: YearlyRow
  from: string
  preview: Uprated | null
  isSelected: boolean
  onSelect: (on: boolean) => void
}) {
  const { t, w } = useYearlyWords()
  const name = row.owner ? `${w(row.owner)} · ${w(row.title)}` : w(row.title)
  return (
    <tr data-changed={row.isChanged} data-selected={isSelected}>
      <td className="tick">
        {canRaise(row) && (
          <input
            type="checkbox"
            className="yearly-tick"
            aria-label={t('selectRow', { name })}
            checked={isSelected}
            onChange={(event) => onSelect(event.target.checked)}
          />
        )}
      </td>
      <th scope="row">
        <RowName row={row} />
      </th>
      <td className="quiet unit-column">{row.unit && w(row.unit)}</td>
      <td className="figure current-column">
        {isLong(row) ? null : row.current ? (
          w(row.current.shown)
        ) : (
          <span className="quiet">{t('noneInForce')}</span>
        )}
      </td>
      <td className="quiet since-column">{row.current && (row.current.from ?? t('fromTheStart'))}</td>
      <td className="figure fresh-column">
        <YearlyField row={row} name={name} from={from} preview={preview} />
      </td>
      <td className="figure change-column">
        {row.change ? (
          <>
            <span className="accent">{row.change.by}</span>
            <span className="percent quiet">{row.change.percent}</span>
          </>
        ) : (
          <span className="quiet">—</span>
        )}
      </td>
      <td className="cases-column">
        <Cases row={row} />
      </td>
      <td className="due-column">{row.due ? <Due due={row.due} /> : <span className="quiet">—</span>}</td>
    </tr>
  )
}

/** A list or a record has more words than a column of figures holds. */
const isLong = ({ field }: YearlyRow): boolean => field === 'list' || field === 'record'

function RowName({ row }: { row: YearlyRow }) {
  const { t, w } = useYearlyWords()
  const title = <b>{w(row.title)}</b>
  return (
    <>
      {row.owner && (
        <>
          <span className="soft">{w(row.owner)}</span>
          <span className="quiet">{'\u00a0·'} </span>
        </>
      )}
      {row.clause ? (
        <a className="row-link" href={clauseHash(row.clause)}>
          {title}
        </a>
      ) : (
        title
      )}
      {row.authority && <span className="quiet small"> {t('publishedBy', { who: w(row.authority) })}</span>}
      {isLong(row) && row.current && <span className="long-value quiet small">{w(row.current.shown)}</span>}
    </>
  )
}

/** What the cases that read it come to, decided for the day. */
function Cases({ row: { cases } }: { row: YearlyRow }) {
  const { t } = useYearlyWords()
  if (!cases) return <span className="quiet">—</span>
  const { passing, explained, unexplained } = cases
  if (passing + explained + unexplained === 0)
    return (
      <span className="state is-warning">
        <Mark shape="warning" /> {t('noCaseReads')}
      </span>
    )
  if (unexplained > 0)
    return (
      <span className="state is-unexplained">
        <Mark shape="unexplained" /> {t('brokenCases', { n: unexplained })}
      </span>
    )
  return explained > 0 ? (
    <span className="state is-explained">
      <Mark shape="explained" /> {t('movedCases', { n: explained })}
    </span>
  ) : (
    <span className="state is-passing">
      <Mark shape="passing" /> {t('stillPass', { n: passing })}
    </span>
  )
}
