import { useEffect, useRef, useState } from 'react'
import type { BreakMark, ChartSide, ChartView } from '../state/chart-view.ts'
import { useChartWords } from '../words/use-chart-words.ts'
import { dateTicks, type Tick, ticksOf } from './chart-ticks.ts'

const height = 248
const edge = { left: 64, right: 20, top: 22, bottom: 40 }

/** The lines with their bends and jumps; everything it shows stands in the table too. */
export function ChartDrawing({ chart }: { chart: ChartView }) {
  const { t, w } = useChartWords()
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(720)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.max(320, Math.round(entry?.contentRect.width ?? 720))),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const { domain, top, now, saved, at, isDate, fact, units } = chart
  const scales = scalesOf(domain, top, width)
  const { x, y } = scales
  const yTicks = ticksOf([0, scales.top], 5)
  const xTicks = isDate ? dateTicks(domain) : ticksOf(domain, Math.max(3, Math.floor(width / 130)))
  const marked = [...now.breaks, ...(saved?.breaks ?? [])].map((one) => x(one.x))
  // A plain tick gives way to the value of a bend.
  const plain = xTicks.filter(({ at: value }) => marked.every((one) => Math.abs(one - x(value)) > 52))
  return (
    <div className="chart-drawing" ref={box}>
      <svg width={width} height={height} role="img" aria-label={t('chartLabel', { fact: w(fact.title) })}>
        <text className="axis-unit" x={edge.left - 8} y={12} textAnchor="end">
          {w(units.amount)}
        </text>
        {yTicks.map((tick) => (
          <g key={tick.at}>
            <path className="grid" d={`M${edge.left} ${y(tick.at)}H${width - edge.right}`} />
            <text className="tick" x={edge.left - 8} y={y(tick.at) + 4} textAnchor="end">
              {tick.label}
            </text>
          </g>
        ))}
        <XTicks ticks={plain} scales={scales} />
        <text className="axis-unit" x={width - edge.right} y={height - 4} textAnchor="end">
          {w(fact.title)}
          {w(units.fact) && ` (${w(units.fact)})`}
        </text>
        {saved && <Side side={saved} scales={scales} kind="saved" />}
        <Side side={now} scales={scales} kind="now" />
        {saved && <Labels breaks={saved.breaks} others={now.breaks} scales={scales} kind="saved" />}
        <Labels breaks={now.breaks} others={[]} scales={scales} kind="now" />
        {at && at.x >= domain[0] && at.x <= domain[1] && (
          <g className="cross">
            <path d={`M${x(at.x)} ${edge.top}V${height - edge.bottom}`} />
            {at.y.saved !== null && <circle className="saved" cx={x(at.x)} cy={y(at.y.saved)} r="4" />}
            {at.y.now !== null && <circle className="now" cx={x(at.x)} cy={y(at.y.now)} r="4" />}
          </g>
        )}
      </svg>
      {at && <AtCard chart={chart} left={x(at.x)} width={width} />}
    </div>
  )
}

interface Scales {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  /** The highest of the axis. */
  readonly top: number
}

function scalesOf([low, high]: readonly [number, number], top: number, width: number): Scales {
  const most = top > 0 ? top * 1.15 : 100
  const span = high - low || 1
  return {
    x: (value) => edge.left + ((value - low) / span) * (width - edge.left - edge.right),
    y: (value) => height - edge.bottom - (value / most) * (height - edge.top - edge.bottom),
    top: most,
  }
}

function XTicks({ ticks, scales: { x } }: { ticks: readonly Tick[]; scales: Scales }) {
  return ticks.map((tick) => (
    <text key={tick.at} className="tick" x={x(tick.at)} y={height - edge.bottom + 18} textAnchor="middle">
      {tick.label}
    </text>
  ))
}

function Side({ side, scales: { x, y }, kind }: { side: ChartSide; scales: Scales; kind: 'now' | 'saved' }) {
  return (
    <g className={`side ${kind}`}>
      {side.segments.map((one) => (
        <path key={one.x[0]} d={`M${x(one.x[0])} ${y(one.y[0])}L${x(one.x[1])} ${y(one.y[1])}`} />
      ))}
      {side.breaks.map((one) => (
        <g key={one.x}>
          {one.kind === 'cliff' && (
            <>
              <path className="drop" d={`M${x(one.x)} ${y(one.y[0])}V${y(one.y[1])}`} />
              <circle className="open" cx={x(one.x)} cy={y(one.y[0])} r="4" />
            </>
          )}
          <circle className={kind === 'saved' ? 'open' : 'closed'} cx={x(one.x)} cy={y(one.y[1])} r="4" />
        </g>
      ))}
    </g>
  )
}

/** What a label is wide, about; two nearer than that would lie on each other. */
const labelWidth = 84

function Labels({
  breaks,
  others,
  scales: { x, y },
  kind,
}: {
  breaks: readonly BreakMark[]
  /** Whose labels are written anyway. */
  others: readonly BreakMark[]
  scales: Scales
  kind: 'now' | 'saved'
}) {
  const { t, w } = useChartWords()
  const free = breaks.filter(
    (one, index) =>
      others.every((other) => Math.abs(x(other.x) - x(one.x)) > labelWidth / 2) &&
      (index === 0 || x(one.x) - x(breaks[index - 1]?.x ?? 0) > labelWidth / 2),
  )
  return free.map((one) => (
    <g key={one.x} className={`break-label ${kind}`}>
      <path d={`M${x(one.x)} ${edge.top}V${height - edge.bottom}`} />
      <text x={x(one.x)} y={height - edge.bottom + 18} textAnchor="middle">
        {w(one.label)}
      </text>
      <text className="kind" x={x(one.x) + 6} y={y(Math.max(...one.y)) - 8}>
        {t(one.kind === 'bend' ? 'bendAt' : 'cliffAt', { value: w(one.amount) })}
      </text>
    </g>
  ))
}

/** What is paid at the value that is looked at, by both texts. */
function AtCard({ chart, left, width }: { chart: ChartView; left: number; width: number }) {
  const { t, w } = useChartWords()
  const { at, fact, saved } = chart
  if (!at) return null
  const isRight = left < width - 220
  return (
    <dl className="at-card" style={isRight ? { left: left + 12 } : { right: width - left + 12 }}>
      <div>
        <dt>{w(fact.title)}</dt>
        <dd>
          <b>{w(at.shown)}</b>
        </dd>
      </div>
      {saved && at.saved && (
        <div>
          <dt>{t('chartSaved')}</dt>
          <dd>{w(at.saved)}</dd>
        </div>
      )}
      <div>
        <dt>{t('chartNow')}</dt>
        <dd>{saved ? <ins>{w(at.now)}</ins> : <b>{w(at.now)}</b>}</dd>
      </div>
      {at.change && (
        <div>
          <dt>{t('chartDifference')}</dt>
          <dd>{w(at.change)}</dd>
        </div>
      )}
    </dl>
  )
}
