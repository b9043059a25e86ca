import { describe, expect, test } from 'vitest'
import { dateTicks, ticksOf } from '../editor/panels/chart-ticks.ts'
import type { ChartRequest, ChartView } from '../editor/state/chart-view.ts'
import { createDeriver } from '../editor/worker/deriver.ts'
import { policyFiles } from './support/policies.ts'

const deriver = createDeriver()
type Texts = readonly { readonly path: string; readonly text: string }[]
const derive = (texts: Texts, saved: Texts = []) =>
  deriver.derive({ version: 1, texts, saved, clause: null, case: null, source: null, taken: null })
await derive(policyFiles, policyFiles)

const rents = policyFiles.find(({ path }) => path.endsWith('provisions/venue-rent.yaml'))
if (!rents) throw new Error('there is no venue-rent.yaml')
const market = 'venue-rent.government-market'
const atCap = `${market}/01-at-cap`

const chartOf = async (part: Partial<ChartRequest> = {}): Promise<ChartView> => {
  const answer = await deriver.chart({ clause: market, case: atCap, fact: null, at: null, ...part })
  if (!('chart' in answer)) throw new Error(`no chart: ${answer.none}`)
  return answer.chart
}

const rowsOf = ({ rows }: ChartView) =>
  rows.map(({ range, saved, now, change }) => [range.zh, saved?.zh ?? null, now.zh, change?.zh ?? null])

describe('the chart of an amount', () => {
  test('bends exactly where the cap begins to hold', async () => {
    const chart = await chartOf()
    expect(chart.fact.id).toBe('annual_rent')
    expect(chart.facts.map(({ id }) => id)).toEqual(['months_operated', 'benefit_years_used', 'annual_rent'])
    expect(rowsOf(chart)).toEqual([
      ['不满 30,000 元/年', null, '年租金 × 10%', null],
      ['30,000 元/年及以上', null, '3,000', null],
    ])
    expect(chart.now.breaks).toMatchObject([{ kind: 'bend', x: 30_000, y: [3000, 3000] }])
    expect([chart.saved, chart.unfollowed]).toEqual([null, []])
    expect(chart.domain[1]).toBeGreaterThan(30_000)
  })

  test('jumps where a condition begins to hold', async () => {
    const chart = await chartOf({ fact: 'months_operated' })
    expect(rowsOf(chart)).toEqual([
      ['不满 12 个月', null, '不享受', null],
      ['12 个月及以上', null, '3,000', null],
    ])
    expect(chart.now.breaks).toMatchObject([{ kind: 'cliff', x: 12, y: [0, 3000] }])
  })

  test('draws the saved text beside the edited one, and says by how much they differ', async () => {
    await derive([{ path: rents.path, text: rents.text.replace('undated: 3000', 'undated: 3500') }])
    const chart = await chartOf({ at: '32500' })
    expect(rowsOf(chart)).toEqual([
      ['不满 30,000 元/年', '年租金 × 10%', '年租金 × 10%', '不变'],
      ['30,000 元/年及以上，不满 35,000 元/年', '3,000', '年租金 × 10%', '0 至 +500'],
      ['35,000 元/年及以上', '3,000', '3,500', '+500'],
    ])
    expect(chart.at).toMatchObject({
      shown: { zh: '32,500 元/年' },
      now: { zh: '3,250.00' },
      saved: { zh: '3,000.00' },
      change: { zh: '+250.00' },
    })
    expect(chart.saved?.breaks.map(({ x }) => x)).toEqual([30_000])
    await derive([{ path: rents.path, text: rents.text }])
    expect((await chartOf()).saved).toBeNull()
  })

  test('runs over the days on which a value changes', async () => {
    const text = rents.text.replace(/undated: 3000\b/, 'undated: 3000\n          2010-01-01: 3600')
    await derive([{ path: rents.path, text }])
    const chart = await chartOf({ fact: 'as_of', case: `${market}/02-above-cap` })
    expect([chart.isDate, chart.now.breaks.map(({ label }) => label.zh)]).toEqual([true, ['2010-01-01']])
    expect(rowsOf(chart).map(([range]) => range)).toContain('自 2010-01-01 起')
    await derive([{ path: rents.path, text: rents.text }])
  })

  test('of every clause is drawn or says why not, and never guesses what it could not follow', async () => {
    const { policies } = await derive([])
    const clauses = policies.flatMap(({ provisions }) => provisions.flatMap((one) => one.clauses))
    const { cases } = await derive([])
    const known = new Map(
      cases.flatMap((row) => (typeof row === 'string' ? [] : [[row.clauses[0], row.key]])),
    )
    let drawn = 0
    for (const { id } of clauses) {
      const answer = await deriver.chart({ clause: id, case: known.get(id) ?? null, fact: null, at: null })
      if (!('chart' in answer)) continue
      drawn++
      const { domain, now, top, rows } = answer.chart
      const numbers = [...domain, top, ...now.segments.flatMap(({ x, y }) => [...x, ...y])]
      expect([id, numbers.every(Number.isFinite), rows.length > 0, domain[0] < domain[1]]).toEqual([
        id,
        true,
        true,
        true,
      ])
    }
    expect(drawn).toBeGreaterThan(20)
  })

  test('of a clause without an amount says so', async () => {
    const of = (clause: string) => deriver.chart({ clause, case: null, fact: null, at: null })
    expect(await of('layoff-notice.threshold')).toEqual({ none: 'no-amount' })
    expect(await of('nothing')).toEqual({ none: 'no-clause' })
  })
})

test('ticks are round numbers, and first days of years', () => {
  expect(ticksOf([0, 45_000], 5).map(({ label }) => label)).toEqual([
    '0',
    '10,000',
    '20,000',
    '30,000',
    '40,000',
  ])
  expect(ticksOf([0, 0.3], 3).map(({ label }) => label)).toEqual(['0.0', '0.1', '0.2', '0.3'])
  expect(ticksOf([5, 5], 3)).toEqual([])
  const day = (text: string) => Date.parse(text) / 86_400_000
  expect(dateTicks([day('2009-02-01'), day('2011-03-01')]).map(({ label }) => label)).toEqual([
    '2010',
    '2011',
  ])
})
