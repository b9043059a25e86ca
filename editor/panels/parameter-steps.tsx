import type { ParameterGroup, ParameterView } from '../state/clause-view.ts'
import { useChartWords } from '../words/use-chart-words.ts'

const width = 560
const height = 96
const edge = { left: 12, right: 90, top: 24, bottom: 22 }

/** Values of a parameter over time as a line of steps, where there are several. */
export function ParameterSteps({ groups }: { groups: readonly ParameterGroup[] }) {
  const { t } = useChartWords()
  const several = groups
    .flatMap(({ parameters }) => parameters)
    .filter(({ kind, values }) => values.length > 1 && (kind === 'number' || kind === 'rate'))
  if (several.length === 0) return null
  return (
    <section className="parameter-steps">
      <h2>{t('parameterSteps')}</h2>
      {several.map((parameter) => (
        <Steps key={parameter.name} parameter={parameter} />
      ))}
    </section>
  )
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000

/** Only to place it: what is written is the value's own words. */
const placeOf = (text: string): number => Number.parseFloat(text.replace('%', ''))

function Steps({ parameter }: { parameter: ParameterView }) {
  const { t, w } = useChartWords()
  const { values, title, unit } = parameter
  const since = (from: string | null) => (from === null ? t('fromTheStart') : t('from', { date: from }))
  const days = values.flatMap(({ from }) => (from === null ? [] : [dayOf(from)]))
  const [first, last] = [Math.min(...days), Math.max(...days)]
  const span = Math.max(366, last - first)
  const low = first - (values[0]?.from === null ? span / 4 : 0)
  const high = last + span / 4
  const amounts = values.map(({ text }) => placeOf(text)).filter((one) => !Number.isNaN(one))
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
  const x = (day: number) => edge.left + ((day - low) / (high - low)) * (width - edge.left - edge.right)
  const y = (amount: number) =>
    height - edge.bottom - ((amount - least) / (most - least || 1)) * (height - edge.top - edge.bottom)
  const said = values.map(({ from, shown }) => `${since(from)} ${w(shown)}`).join(', ')
  return (
    <figure>
      <figcaption>
        {w(title)} {unit && <span className="quiet small">{w(unit)}</span>}
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('stepsLabel', { name: w(title), values: said })}
      >
        {values.map((value, index) => {
          const start = value.from === null ? edge.left : x(dayOf(value.from))
          const next = values[index + 1]?.from
          const end = next ? x(dayOf(next)) : width - edge.right
          const amount = placeOf(value.text)
          if (Number.isNaN(amount)) return null
          const nextAmount = values[index + 1] ? placeOf(values[index + 1]?.text ?? '') : Number.NaN
          return (
            <g key={value.from ?? 'undated'} data-edited={value.before !== null || value.added}>
              <path d={`M${start} ${y(amount)}H${end}`} />
              {!Number.isNaN(nextAmount) && (
                <path className="drop" d={`M${end} ${y(amount)}V${y(nextAmount)}`} />
              )}
              <circle cx={start} cy={y(amount)} r="3.5" />
              <text x={start + 4} y={y(amount) - 7}>
                {w(value.shown)}
              </text>
              <text className="since" x={start} y={height - 6}>
                {value.from ?? t('fromTheStart')}
              </text>
            </g>
          )
        })}
      </svg>
    </figure>
  )
}
