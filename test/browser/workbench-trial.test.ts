import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type Bench, fieldOf, startBench, typeOver } from './workbench.ts'

let browser: Browser | null = null
let bench: Bench | null = null
beforeAll(async () => {
  browser = await launchBrowser()
  bench = browser && (await startBench(browser))
})
afterAll(async () => {
  await bench?.stop()
  await browser?.close()
})

const screens = [
  {
    language: 'zh',
    place: '试算',
    askAbout: '问哪项待遇',
    benefit: '经营场地租费补贴',
    yes: '是',
    no: '否',
    permit: '持有《再就业优惠证》',
    registered: '属于城镇登记失业人员',
    venue: '经营场所',
    market: '政府投资创办的商贸市场',
    first: '首次经营',
    months: '已经营',
    years: '已享受年数',
    rent: '年租金',
    how: '年租金 20,000.00，× 优惠比例 10% = 2,000.00，最高不超过 3,000（未到）',
    why: '已经营：11 个月（须已经营不少于 12 个月）',
    lift: '已经营：12 个月或以上（现为 11 个月） → 符合条件，2,000.00 元',
    seeClause: '看条款',
    rate: '优惠比例',
    trial: '试算，不是决定',
    print: '打印试算单',
    receipt: /凭证 [0-9a-f]{4}·[0-9a-f]{4}/,
    clear: '清空',
    putBack: '恢复刚才的填写',
    empty: '还没有情况可算',
  },
  {
    language: 'en',
    place: 'Try it',
    askAbout: 'Ask about',
    benefit: 'Business-venue rent subsidy',
    yes: 'Yes',
    no: 'No',
    permit: 'Holds a re-employment permit',
    registered: 'Is registered as urban unemployed',
    venue: 'Place of business',
    market: 'Market founded by the government',
    first: 'Runs a business for the first time',
    months: 'Months operated',
    years: 'Years already paid',
    rent: 'Annual rent',
    how: 'Annual rent 20,000.00, × Rate 10% = 2,000.00, at most 3,000 (not reached)',
    why: 'Months operated: 11 months (required: Months operated is at least 12 months)',
    lift: 'Months operated: 12 months or more (now 11 months) → eligible, 2,000.00 CNY',
    seeClause: 'See the clause',
    rate: 'Rate',
    trial: 'A trial calculation, not a decision',
    print: 'Print the trial',
    receipt: /Receipt [0-9a-f]{4}·[0-9a-f]{4}/,
    clear: 'Clear',
    putBack: 'Put the entries back',
    empty: 'Nothing to decide by yet',
  },
] as const

type Say = (typeof screens)[number]

const form = (page: Page) => page.locator('.trial-group')
const line = (page: Page, text: string) => page.locator('.sheet-line').filter({ hasText: text })

async function fillIn(page: Page, say: Say): Promise<void> {
  const press = (fact: string, answer: string) =>
    form(page)
      .getByRole('group', { name: fact, exact: true })
      .getByRole('button', { name: answer, exact: true })
      .click()
  await press(say.permit, say.no)
  await press(say.registered, say.yes)
  await form(page).getByRole('combobox', { name: say.venue, exact: true }).selectOption(say.market)
  await press(say.first, say.yes)
  await form(page).getByRole('textbox', { name: say.months, exact: true }).fill('20')
  await form(page).getByRole('textbox', { name: say.years, exact: true }).fill('0')
  await form(page).getByRole('textbox', { name: say.rent, exact: true }).fill('20000')
}

describe('"why did I get 2,000?"', () => {
  test.for(screens)('is answered at the counter, in $language', async (say, { skip }) => {
    if (!bench) return skip('no browser here')
    const page = await bench.open({ language: say.language })
    await page.getByRole('link', { name: say.place, exact: true }).click()
    await page.getByText(say.empty).waitFor()
    await page.getByRole('combobox', { name: say.askAbout }).selectOption(say.benefit)
    await fillIn(page, say)

    // The amount, the sum in one line, then the quote and every step.
    const due = line(page, say.how)
    await due.waitFor()
    expect(await due.locator('.line-amount').innerText()).toContain('2,000.00')
    await due.locator('.line-title').click()
    await page.locator('.line-detail blockquote').first().waitFor()
    const detail = await due.locator('.line-detail').innerText()
    expect(detail).toContain('每年给予年租金10%的优惠,年优惠最高不超过3000元,期限最长不超过3年')
    expect(await due.locator('.line-conditions li[data-holds="true"]').count()).toBe(5)
    expect(detail).toMatch(/20,000\.00[\s\S]*2,000\.00/)
    expect(await page.locator('.trial-sheet footer').innerText()).toContain(say.trial)
    await page.getByText(say.receipt).waitFor()

    // One month short: what is missing, and what would lift it.
    await form(page).getByRole('textbox', { name: say.months, exact: true }).fill('11')
    await line(page, say.why).getByText(say.lift).waitFor()
    await form(page).getByRole('textbox', { name: say.months, exact: true }).fill('20')
    await due.waitFor()

    // A reload keeps the entries; so do back and forward; the link has none of them.
    await page.reload()
    await line(page, say.how).waitFor()
    expect(page.url()).not.toContain('20000')
    // The sheet follows the unsaved text.
    await line(page, say.how).locator('.line-title').click()
    await page.getByRole('link', { name: say.seeClause }).first().click()
    await typeOver(fieldOf(page, say.rate), '12')
    await page.locator('#cases .case-row').first().waitFor()
    await page.goBack()
    await expect
      .poll(() => page.locator('.sheet-line[data-shape="passing"]').first().innerText())
      .toContain('2,400.00')
    expect(bench.diff()).toBe('')

    // Cleared by a slip of the hand: put back.
    await page.getByRole('button', { name: say.clear, exact: true }).click()
    await page.getByText(say.empty).waitFor()
    await page.getByRole('button', { name: say.putBack }).click()
    await page.getByText('2,400.00').first().waitFor()
    await page.context().close()
  })

  test('what is no number stays in the field, is said to be none, and counts as unknown', async ({
    skip,
  }) => {
    if (!bench) return skip('no browser here')
    const say = screens[0]
    const page = await bench.open({}, '#/try/employment-promotion?about=venue-rent')
    await page.locator('.next-question').waitFor()
    await fillIn(page, say)
    await line(page, say.how).waitFor()
    const rent = form(page).getByRole('textbox', { name: say.rent, exact: true })
    await rent.fill('两万')
    await page.getByText('填一个数，例如 18000').waitFor()
    await expect
      .poll(() => page.locator('.sheet-line[data-shape="unknown"]').allInnerTexts())
      .toContainEqual(expect.stringContaining('缺 1 项：年租金'))
    expect(await rent.inputValue()).toBe('两万')
    // Full-width digits and thousands are forgiven.
    await rent.fill('２０，０００')
    await line(page, say.how).waitFor()
    // Entered by Tab the value is selected whole: what is typed takes its place, it does not join it.
    await form(page).getByRole('textbox', { name: say.years, exact: true }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.type('30000')
    expect(await rent.inputValue()).toBe('30000')
    await rent.fill('')
    await line(page, '缺 1 项：年租金').waitFor()
    await page.context().close()
  })

  test('by keys alone', async ({ skip }) => {
    if (!bench) return skip('no browser here')
    const page = await bench.open()
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await page.locator('.trial-sheet').waitFor()
    expect(page.url()).toContain('#/try/employment-promotion')
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await page.locator('#clause-title').waitFor()
    await page.context().close()
  })
})

describe('a case and a trial', () => {
  test('lead to each other', async ({ skip }) => {
    if (!bench) return skip('no browser here')
    const id = 'multi/02-rent-tiers-do-not-stack'
    const page = await bench.open({}, `#/clauses/venue-rent.other-venue?case=${id}`)
    await page.locator('.open-case').getByRole('button', { name: '试算这个人' }).click()
    await page.locator('.sheet-line[data-shape="equal"]').filter({ hasText: '1,800.00' }).waitFor()
    expect(page.url()).toContain('day=2010-07-01')

    // One clause, then all that is claimed: the form has what was entered, and says what it comes to.
    const due = page.locator('.sheet-line[data-shape="passing"]').filter({ hasText: '2,700.00' })
    await due.locator('.line-title').click()
    await due.getByRole('button', { name: '存为用例' }).click()
    const form = page.locator('.new-case')
    await expect.poll(() => form.locator('.proposed b').innerText()).toBe('2,700.00')
    await page.goBack()
    await page.getByRole('button', { name: /条一起存为用例/ }).click()
    const parts = form.locator('.case-part')
    await expect.poll(() => parts.allInnerTexts()).toContainEqual(expect.stringContaining('不计入合计'))
    await form.getByRole('textbox', { name: '名称', exact: true }).fill('柜台来问的一例')
    await form.getByRole('button', { name: '核对无误，存为用例' }).click()
    await form.waitFor({ state: 'detached' })
    await page.locator('.case-row[aria-expanded="true"]').filter({ hasText: '柜台来问的一例' }).waitFor()
    await page.context().close()
  })
})

describe('on paper', () => {
  test('stands the sheet alone, black on white, with its page numbers', async ({ skip }) => {
    if (!bench) return skip('no browser here')
    const page = await bench.open({ theme: 'dark' }, '#/try/employment-promotion?about=venue-rent')
    await page.locator('.next-question').waitFor()
    await fillIn(page, screens[0])
    await line(page, screens[0].how).locator('.line-title').click()
    await page.locator('.line-detail blockquote').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    const seen = await page.evaluate(() => {
      const shown = (selector: string) =>
        [...document.querySelectorAll<HTMLElement>(selector)].some((one) => one.offsetParent !== null)
      const style = (selector: string) => getComputedStyle(document.querySelector(selector) as Element)
      return {
        shown: [
          '.top-bar',
          '.trial-form',
          '.sheet-actions',
          '.trial-sheet',
          '.line-detail',
          '.sheet-facts',
        ].filter(shown),
        colour: style('.trial-sheet').color,
        ground: style('.trial-sheet').backgroundColor,
        cut: style('.trial-sheet-side').overflowY,
      }
    })
    expect(seen).toEqual({
      shown: ['.trial-sheet', '.line-detail', '.sheet-facts'],
      colour: 'rgb(0, 0, 0)',
      ground: 'rgb(255, 255, 255)',
      cut: 'visible',
    })
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    // A4, and whole: what does not fit on a page goes on to the next.
    expect(pdf).toMatch(/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12][.\d]*\s*\]/)
    await page.context().close()
  })

  test('stand a clause and a review black on white too, in the dark theme', async ({ skip }) => {
    if (!bench) return skip('no browser here')
    const page = await bench.open({ theme: 'dark' })
    await typeOver(fieldOf(page, '年最高限额'), '3500')
    await page.getByRole('heading', { name: '有据变动 1' }).waitFor()
    /** Of every element that has a text of its own and is printed: light on dark, or dark on light? */
    const grounds = () =>
      page.evaluate(() => {
        const light = (colour: string) => {
          const [r = 0, g = 0, b = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number)
          return alpha === 0 ? null : (r + g + b) / 3 > 127
        }
        const found = new Set<string>()
        for (const one of document.querySelectorAll<HTMLElement>('main *, aside *')) {
          if (one.offsetParent === null || one.children.length > 0 || !one.textContent?.trim()) continue
          let ground: boolean | null = null
          for (let at: HTMLElement | null = one; at && ground === null; at = at.parentElement)
            ground = light(getComputedStyle(at).backgroundColor)
          const ink = light(getComputedStyle(one).color)
          if (ink === (ground ?? true)) found.add(`${one.className} ${one.textContent.slice(0, 20)}`)
        }
        const hidden = [...document.querySelectorAll<HTMLElement>('.top-bar, .rail, .save-foot')]
        return [...found, ...hidden.flatMap((one) => (one.offsetParent === null ? [] : [one.className]))]
      })
    await page.emulateMedia({ media: 'print' })
    expect(await grounds()).toEqual([])
    await page.emulateMedia({ media: 'screen' })
    await page.locator('h1').click()
    await page.keyboard.press('ControlOrMeta+s')
    await page.locator('.changes').waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await grounds()).toEqual([])
    await page.context().close()
  })
})
