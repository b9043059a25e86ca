import { describe, expect, test } from 'vitest'
import type { ClausePage } from '../editor/state/clause-view.ts'
import { editorDeriver } from './support/deriving.ts'

const { derive } = await editorDeriver()

const pageOf = async (clause: string, opened: string | null = null): Promise<ClausePage> => {
  const { page } = await derive({ clause, case: opened })
  if (!page) throw new Error(`no page of ${clause}`)
  return page
}

const firstCase = async (clause: string): Promise<string> =>
  (await derive({})).cases.find(({ clauses }) => clauses.includes(clause))?.key ?? ''

describe('the page of a clause', () => {
  test('that only checks figures says whether they fit, and decides nobody', async () => {
    const page = await pageOf('recon.vaccine-doses')
    expect([page.kind, page.hasAmount, page.conditions]).toEqual(['check', false, []])
    expect(page.check?.holds).toBe(false)
    expect(page.outputs.map(({ title, now }) => [title.zh, now?.text.zh])).toEqual([
      ['分项合计', '136,162'],
      ['合计与写明之差', '1'],
    ])
    const [row] = (await derive({})).cases.filter(({ clauses }) => clauses.includes('recon.vaccine-doses'))
    expect(row?.expected).toEqual({ zh: '不符', en: 'not consistent' })
  })

  test('with a ceiling, with points and with nothing paid says so', async () => {
    expect((await pageOf('startup-loan.limit')).pays).toBe('ceiling')
    const points = await pageOf('recruit-score.annual-target')
    expect([points.pays, points.unit?.zh, points.due.now?.zh]).toEqual(['points', '分', '50.00'])
    const rows = (await derive({})).cases.filter(
      ({ clauses }) => clauses.join() === 'recruit-ranking.eligibility',
    )
    expect(new Set(rows.map(({ expected }) => expected.zh))).toEqual(new Set(['符合', '不符合']))
  })

  test('shows records and lists by their parts', async () => {
    const credit = 'tax-credit.self-employed'
    const { open } = await pageOf(credit, await firstCase(credit))
    const [section] = open?.sections ?? []
    const taxes = section?.facts.find(({ value }) => value.rows !== null)
    expect(taxes?.value.rows?.rows.map(([title]) => title?.zh)).toEqual([
      '营业税',
      '城市维护建设税',
      '教育费附加',
      '个人所得税',
    ])
    const ranked = await pageOf('recruit-ranking.tie-break')
    const [order] = ranked.values
    expect(order?.steps[0]?.now?.rows?.head?.length).toBe(4)
    // Units stand at the head of a column, not in every cell.
    expect(order?.steps[0]?.now?.rows?.rows[0]?.map(({ zh }) => zh).slice(1)).toEqual(
      order?.steps[0]?.now?.rows?.rows[0]?.slice(1).map(({ zh }) => zh.replace(/[^\d.,]/g, '')),
    )
  })

  test('says what a redacted value is supplied by, and why a value is no number of its quote', async () => {
    const [cutoff] = (await pageOf('legacy-benefit.grandfathering')).groups.flatMap(
      ({ parameters }) => parameters,
    )
    expect([cutoff?.values, cutoff?.redacted?.zh]).toEqual([[], expect.stringContaining('日')])
    const ages = (await pageOf('hardship.category')).groups.flatMap(({ parameters }) => parameters)
    expect(ages[0]?.notInQuote?.zh).toContain('4050')
    const schedule = (await pageOf('recruit-assessment.schedule')).groups.flatMap(
      ({ parameters }) => parameters,
    )
    expect(schedule.map(({ kind }) => kind)).toContain('month-day')
    expect(schedule.some(({ stated }) => stated !== null)).toBe(true)
  })

  test('names what excludes it, what it opens and what a person decides', async () => {
    const { stacking } = await pageOf('venue-rent.other-venue')
    expect([stacking?.pays, stacking?.others.map(({ id }) => id)]).toEqual([
      'highest',
      ['venue-rent.government-market', 'venue-rent.hardship-micro'],
    ])
    expect((await pageOf('graduate.hardship-equivalence')).opens.map(({ id }) => id)).toEqual([
      'venue-rent.hardship-micro',
      'micro-service-post-subsidy',
    ])
    const { refer } = await pageOf('startup-loan.limit')
    expect(refer.map(({ code, title, raised }) => [code, title.zh, raised])).toEqual([
      ['loan-approval', '根据项目情况审批贷款', true],
    ])
  })

  test('shows a choice by its cases, and what a person decides by its branches', async () => {
    const page = await pageOf('new-post-award')
    const [choice] = page.choices
    expect(choice?.cases.length).toBeGreaterThan(1)
    for (const { when, words } of choice?.cases ?? []) expect(when === null).toBe(words === null)
    const refers = [
      await pageOf('hardship.category'),
      await pageOf('startup-loan.limit'),
      await pageOf('recruit-score.annual-target'),
    ]
    for (const { refer } of refers)
      for (const { when, tree } of refer) expect(tree === null).toBe(when === null)
    expect((await pageOf('recon.vaccine-doses')).check?.tree?.words).toEqual(
      (await pageOf('recon.vaccine-doses')).check?.words,
    )
  })

  test('lists open questions with the cases that say what each alternative gives', async () => {
    const { readings, policyReadings } = await pageOf('venue-rent.hardship-micro')
    const whole = readings.find(({ id }) => id === 'AMB-22')?.alternatives[0]
    expect([whole?.computed, whole?.cases.map(({ cause }) => cause)]).toEqual([true, ['passing']])
    expect(readings.find(({ id }) => id === 'AMB-24')?.alternatives[0]).toMatchObject({
      computed: false,
      cases: [],
    })
    expect(policyReadings.map(({ id }) => id)).toContain('AMB-64')
  })

  test('adds up a case over several clauses, and says which part yields to which', async () => {
    const { open } = await pageOf('venue-rent.other-venue', 'multi/02-rent-tiers-do-not-stack')
    expect(
      open?.parts.map(({ id, outcome, counts, yieldsTo }) => [id, outcome.zh, counts, yieldsTo?.zh]),
    ).toEqual([
      ['venue-rent.other-venue', '1,800.00', false, '就业困难人员从事微利项目'],
      ['venue-rent.hardship-micro', '2,700.00', true, undefined],
    ])
    expect(open?.total?.amount.zh).toBe('2,700.00 元')
    const budget = await pageOf('training-subsidy.guidance', 'multi/06-two-claims-against-a-budget')
    expect(budget.open?.total).toMatchObject({
      budget: { zh: '5,000.00 元' },
      remaining: { zh: '200.00 元' },
    })
    // The clause runs twice, on two dates.
    expect(budget.open?.sections.map(({ due }) => due.now?.zh)).toEqual(['800.00', '1,000.00'])
  })

  test('opens a case under the reading that it is run under', async () => {
    const { open } = await pageOf('venue-rent.other-venue', 'multi/02-rent-tiers-do-not-stack@AMB-23')
    expect([open?.total?.amount.zh, open?.parts.map(({ yieldsTo }) => yieldsTo)]).toEqual([
      '4,500.00 元',
      [null, null],
    ])
  })
})

describe('steps in words', () => {
  const stepsOf = async (clause: string, key: string) => {
    const { open } = await pageOf(clause, key)
    const [section] = open?.sections ?? []
    return [...(section?.values ?? []).flatMap(({ steps }) => steps), ...(section?.steps ?? [])]
  }

  test('name another clause by its title, and a number that stands in the rule', async () => {
    const less = await stepsOf('new-post-award', 'multi/03-employer-hires-hardship-persons@AMB-42')
    expect(less.map(({ words }) => words.zh).join('；')).toContain(
      '减去已按“新增岗位招用就业困难人员奖励”支付的',
    )
    const keys = (await derive({})).cases.filter(({ clauses }) => clauses[0]?.startsWith('processing-work'))
    const words = await Promise.all(
      keys.map(async ({ key, clauses }) =>
        (await stepsOf(clauses[0] ?? '', key)).map((step) => step.words.zh),
      ),
    )
    expect(words.flat()).toContain('最高不超过 11')
  })
})

describe('the page of a text', () => {
  const text = async (policy: string | null, document: string | null = null, clause: string | null = null) =>
    (await derive({ clause, source: { policy, document } })).source

  test('has its passages, its numbers and what became of them', async () => {
    const source = await text('employment-promotion')
    expect(source?.document).toBe('employment-promotion')
    const passage = source?.passages.find(({ id }) => id === 'venue-rent.government-market')
    expect(source?.text.slice(passage?.start, passage?.end)).toContain('年优惠最高不超过3000元')
    const cap = source?.numbers.find(({ parameters }) =>
      parameters.includes('venue-rent.government-market.cap'),
    )
    expect([cap?.status, source?.text.slice(cap?.start, cap?.end)]).toEqual(['encoded', '3000元'])
    expect(source?.owners['venue-rent.government-market.cap']).toMatchObject({
      clause: 'venue-rent.government-market',
    })
    const { counts, numbers } = source ?? { counts: null, numbers: [] }
    expect(Object.values(counts ?? {}).reduce((sum, n) => sum + n, 0)).toBe(numbers.length)
  })

  test('is that of the clause beside it where the link names none', async () => {
    expect((await text(null, null, 'recon.listed-units'))?.document).toBe('recruit-assessment')
    expect((await text(null))?.document).toBe('employment-promotion')
  })

  test('is none where there is no such policy or text', async () => {
    expect(await text('nowhere')).toBeNull()
    expect(await text('street-report', 'nowhere')).toBeNull()
    expect((await derive({ source: null })).sourceAsked).toBe(false)
  })
})

describe('the list of clauses', () => {
  test('says where chapters of a long policy begin, with what the text says over them', async () => {
    const { policies } = await derive({})
    const chapters = policies.map(({ provisions }) => provisions.flatMap(({ opens }) => opens ?? []))
    expect(chapters[0]).toContainEqual({ section: '三(二)', heading: '认真落实失业人员自主创业政策' })
    expect(new Set(chapters[0]?.map(({ section }) => section)).size).toBe(chapters[0]?.length)
    expect(chapters.slice(1)).toEqual([[], []])
  })
})
