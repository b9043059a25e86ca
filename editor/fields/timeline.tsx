import type { ParameterView, ValueView } from '../state/clause-view.ts'
import { useWords } from '../words/use-words.ts'

const width = 136

/** The years a clause's values are shown over; null where none of them has a date. */
export function yearsOf(parameters: readonly ParameterView[]): readonly number[] | null {
  const years = parameters.flatMap(({ values }) =>
    values.flatMap(({ from }) => (from === null ? [] : [Number(from.slice(0, 4))])),
  )
  if (years.length === 0) return null
  const [first, last] = [Math.min(...years), Math.max(...years)]
  return Array.from({ length: last - first + 3 }, (_, index) => first - 1 + index)
}

/** Where a day stands; undated values begin at the left edge, before every date. */
function place(from: string | null, years: readonly number[] | null): number {
  if (from === null || !years) return 4
  const [year = 0, month = 1] = from.split('-').map(Number)
  const share = (year + (month - 1) / 12 - (years[0] ?? 0)) / years.length
  return 4 + share * (width - 8)
}

/** Marks of the years, over the column. Only every few where there are many. */
export function TimelineYears({ years }: { years: readonly number[] }) {
  const every = Math.ceil(years.length / 4)
  return (
    <svg className="timeline" width={width} height="18" aria-hidden="true">
      {years.map((year, index) =>
        index % every === 0 ? (
          <text key={year} x={place(`${year}-01-01`, years)} y="13">
            {index === 0 ? year : String(year).slice(2)}
          </text>
        ) : null,
      )}
    </svg>
  )
}

/** A parameter's values over time. What was typed over is the dashed line under the new one. */
export function Timeline({
  parameter,
  years,
}: {
  parameter: ParameterView
  years: readonly number[] | null
}) {
  const { t, w } = useWords()
  const over = parameter.values.some(({ before }) => before !== null)
  const height = over ? 26 : 20
  const y = over ? 8 : 10
  const since = ({ from }: ValueView) => (from === null ? t('fromTheStart') : t('from', { date: from }))
  return (
    <svg
      className="timeline"
      width={width}
      height={height}
      role="img"
      aria-label={t('timelineOf', {
        name: w(parameter.title),
        values: parameter.values.map((value) => `${since(value)} ${w(value.shown)}`).join(', '),
      })}
    >
      {over && (
        <>
          <path d={`M4 18H${width - 34}`} stroke="var(--ink-3)" strokeWidth="1.5" strokeDasharray="3 3" />
          <circle cx="4" cy="18" r="3" fill="none" stroke="var(--ink-3)" strokeWidth="1.5" />
        </>
      )}
      {parameter.values.map((value, index) => {
        const start = place(value.from, years)
        const next = parameter.values[index + 1]
        const end = next ? place(next.from, years) : width - 32
        const colour = value.before || value.added ? 'var(--accent)' : 'var(--ink-3)'
        return (
          <g key={value.from ?? 'undated'}>
            <path
              d={`M${start} ${y}H${Math.max(start, end)}`}
              stroke={colour}
              strokeWidth={value.before ? 2 : 1.5}
            />
            {!next && (
              <path
                d={`M${Math.max(start, end)} ${y}H${width - 2}`}
                stroke="var(--line-2)"
                strokeWidth="1.5"
                strokeDasharray="3 3"
              />
            )}
            <circle cx={start} cy={y} r={value.before || value.added ? 4 : 3.5} fill={colour} />
          </g>
        )
      })}
    </svg>
  )
}
