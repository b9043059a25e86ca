import { describe, expect, test } from 'vitest'
import type { SheetLine, TrialRequest } from '../editor/state/trial-view.ts'
import { createDeriver } from '../editor/worker/deriver.ts'
import { documentFromJson, receiptsFromDocument } from '../engine/index.ts'
import { policyFiles } from './support/policies.ts'

const deriver = createDeriver()
type Texts = readonly { readonly path: string; readonly text: string }[]

const derive = (texts: Texts) =>
  deriver.derive({
    version: 1,
    texts,
    saved: policyFiles,
    clause: null,
    case: null,
    source: null,
    taken: null,
  })
await derive(policyFiles)

const blank: TrialRequest = {
  policy: 'employment-promotion',
  given: {},
  assume: false,
  skipped: [],
  about: null,
  asOf: null,
  readings: [],
}

const tried = async (part: Partial<TrialRequest>) => {
  const view = await deriver.trial({ ...blank, ...part })
  if (!view) throw new Error('no such policy')
  return view
}

const trader = {
  urban_registered_unemployed: 'true',
  reemployment_permit: 'false',
  venue: 'government-market',
  first_time_operator: 'true',
  months_operated: '20',
  annual_rent: '20000',
  benefit_years_used: '0',
}

const lineOf = (lines: readonly SheetLine[], id: string) => lines.find((line) => line.id === id)
const market = 'venue-rent.government-market'

describe('the page that tries all clauses', () => {
  test('asks for everything and says nothing while nothing is known', async () => {
    const { sheet, groups, question, entered } = await tried({})
    expect([sheet.due, sheet.undecided, sheet.notDue, entered]).toEqual([[], [], [], []])
    expect(sheet.rest.undecided.length).toBe(65)
    expect(question?.field.shape.kind).toBe('boolean')
    // What several benefits look at comes first, and the day is asked elsewhere.
    expect(groups[0]?.title).toBeNull()
    const ids = groups.flatMap(({ fields }) => fields.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).not.toContain('as_of')
    expect(ids.filter((id) => id.startsWith('certificate'))).toEqual([
      'certificate',
      'certificate@training-subsidy.vocational',
    ])
  })

  test('says in one line how an amount came about, and opens to its quote and steps', async () => {
    const { sheet } = await tried({ given: trader })
    expect(lineOf(sheet.due, market)).toMatchObject({
      amount: { zh: '2,000.00' },
      how: {
        zh: '年租金 20,000.00，× 优惠比例 10% = 2,000.00，最高不超过 3,000（未到）',
        en: 'Annual rent 20,000.00, × Rate 10% = 2,000.00, at most 3,000 (not reached)',
      },
      section: '三(二)3',
    })
    // Less rent to pay is nothing paid out.
    expect(sheet.totals).toMatchObject({ due: '2,000.00', paid: '0.00', waived: '2,000.00' })
    const detail = await deriver.trialDetail(market)
    expect(detail?.quotes[0]?.text).toContain('每年给予年租金10%的优惠')
    expect(detail?.conditions.map(({ code, holds }) => [code, holds])).toEqual([
      ['holder', true],
      ['government-market', true],
      ['first-time', true],
      ['operated-1y', true],
      ['within-3-years', true],
    ])
    expect(detail?.due.now?.zh).toBe('2,000.00')
  })

  test('splits the total into what is paid out and what is waived', async () => {
    const { sheet } = await tried({
      given: {
        ...trader,
        hardship: 'true',
        project: 'elder-care',
        registered_unemployed: 'true',
        individual_business: 'true',
        industry: 'catering',
        fee_date: '2009-10-01',
        business_registered_on: '2009-06-01',
        fees: { management: '80', registration: '20.5', certificate: '0', other: '0' },
      },
    })
    expect(sheet.totals).toMatchObject({ due: '3,100.50', paid: '3,000.00', waived: '100.50' })
    expect(sheet.due.filter(({ is }) => is?.zh === '减免').length).toBeGreaterThan(0)
  })

  test('tells what is not met with what was given, and what would lift it', async () => {
    const { sheet } = await tried({ given: { ...trader, months_operated: '11' } })
    expect(lineOf(sheet.notDue, market)?.how?.zh).toBe('已经营：11 个月（须已经营不少于 12 个月）')
    expect(deriver.trialLift(market)?.ways.map(({ zh }) => zh)).toEqual([
      '已经营：12 个月或以上（现为 11 个月） → 符合条件，2,000.00 元',
    ])
  })

  test('takes an empty field for unknown and never for "no"; the usual only when it is asked for', async () => {
    const given = { ...trader, reemployment_permit: 'false', urban_registered_unemployed: 'false' }
    const { urban_registered_unemployed: _, ...open } = given
    const unknown = await tried({ given: open })
    expect(lineOf(unknown.sheet.undecided, market)?.how?.zh).toBe(
      '符合时为 2,000.00；缺 1 项：属于城镇登记失业人员',
    )
    const usual = await tried({ given: open, assume: true })
    expect(lineOf(usual.sheet.undecided, market)).toBeUndefined()
    const assumed = await tried({
      given: {
        ...trader,
        ui_recipient: 'true',
        ui_total_entitlement: '9000',
        individual_business: 'true',
        licence_or_proof: 'true',
      },
      assume: true,
    })
    expect(assumed.assumed.map(({ title, value }) => [title.zh, value.zh])).toContainEqual([
      '领取过自主创业补贴',
      '否',
    ])
  })

  test('asks about one benefit alone, then what decides its facts', async () => {
    const { groups, question, sheet } = await tried({ about: 'venue-rent', given: { venue: 'other' } })
    expect(groups.map(({ id }) => id).slice(0, 2)).toEqual(['venue-rent', 'hardship'])
    expect(question?.clause.id).toMatch(/^venue-rent\./)
    expect(sheet.undecided.every(({ id }) => id.startsWith('venue-rent.'))).toBe(true)
    const hardship = groups[0]?.fields.find(({ id }) => id === 'hardship')
    expect(hardship?.decidedBy).toMatchObject({ clause: 'hardship.category', says: null })
  })

  test('asks another question where one is skipped', async () => {
    const first = await tried({ given: trader })
    const skipped = [first.question?.field.id ?? '']
    const next = await tried({ given: trader, skipped })
    expect(next.question?.field.id).not.toBe(first.question?.field.id)
  })

  test('reads records, lists, series and shares as they are entered', async () => {
    const view = await tried({
      given: {
        documents: [],
        fees: { registration: '12.5' },
        min_wage_monthly: [
          { from: '2009-01-01', value: '850' },
          { from: '', value: '900' },
        ],
        contract_rate_annual: '5.31',
        base_rate_annual: '5.31',
        annual_rent: '12..5',
        project: '擦鞋 "老王"',
      },
    })
    // What is no value yet is not known; the rest is taken.
    expect(view.entered.map(({ id, refused }) => [id, refused]).filter(([, why]) => why !== null)).toEqual([])
    expect(view.question).not.toBeNull()
  })

  test('follows the unsaved text, and keeps to the last valid one while it is half-typed', async () => {
    const path = policyFiles.find(
      (file) => file.path.endsWith('venue-rent.yaml') && file.path.includes('provisions'),
    )
    if (!path) throw new Error('no such file')
    const edited = (text: string) => derive([{ path: path.path, text }])
    await edited(path.text.replace('undated: 10%', 'undated: 12%'))
    expect(lineOf((await tried({ given: trader })).sheet.due, market)?.amount?.zh).toBe('2,400.00')
    await edited(path.text.replace('undated: 10%', 'undated: ['))
    const stale = await tried({ given: trader })
    expect([stale.stale, lineOf(stale.sheet.due, market)?.amount?.zh]).toEqual([true, '2,400.00'])
    await edited(path.text)
    expect((await tried({ given: trader })).stale).toBe(false)
  })

  test('gives receipts that can be verified, and a number that changes with the facts', async () => {
    await tried({ given: trader, asOf: '2009-07-01' })
    const first = deriver.trialReceipts()
    expect(first?.number).toMatch(/^[0-9a-f]{4}·[0-9a-f]{4}$/)
    const read = receiptsFromDocument(documentFromJson('receipts.json', first?.json ?? '').document)
    expect(read.ok && read.receipts.length).toBe(65)
    await tried({ given: { ...trader, annual_rent: '20001' }, asOf: '2009-07-01' })
    expect(deriver.trialReceipts()?.number).not.toBe(first?.number)
  })

  test('of a policy that is not there says so', async () => {
    expect(await deriver.trial({ ...blank, policy: 'nothing' })).toBeNull()
  })
})
