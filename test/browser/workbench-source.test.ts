import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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
beforeEach(({ skip }) => {
  if (!bench) skip('no browser here')
})

const open = (look: Parameters<Bench['open']>[0], hash?: string): Promise<Page> =>
  (bench as Bench).open(look, hash)

const beside = (page: Page) => page.getByRole('complementary')
const title = (page: Page) => beside(page).getByRole('heading', { level: 2 }).first()

describe('the text beside the clause', () => {
  test('leads from the clause to its words, from other words to their clause, and back', async () => {
    const page = await open({})
    await page.getByRole('link', { name: '看上下文' }).click()
    const current = page.locator('.passage[data-current="true"]')
    await expect.poll(() => current.first().innerText()).toContain('政府投资创办的商贸市场')
    await expect.poll(() => current.first().isVisible()).toBe(true)
    expect(new URL(page.url()).hash).toContain('#/source/employment-promotion/employment-promotion?clause=')

    await page.locator('.passage').filter({ hasText: '在其他场所首次经营满' }).first().click()
    await expect.poll(() => title(page).innerText()).toBe('其他场所首次经营')
    await expect.poll(() => current.first().innerText()).toContain('凭《营业执照》')
    // The same numbers stand at the words and at what they became.
    await expect.poll(() => page.locator('.law-page sup').allInnerTexts()).toContain('1')

    await page.goBack()
    await expect.poll(() => title(page).innerText()).toBe('政府投资商贸市场内首次经营')
    await beside(page).getByRole('link', { name: '打开条款' }).click()
    await page.getByRole('heading', { level: 1, name: '政府投资商贸市场内首次经营' }).waitFor()
    await page.context().close()
  })

  test('shows the number of a parameter, and follows a value that is typed over', async () => {
    const page = await open({}, '#/source/employment-promotion?clause=venue-rent.government-market')
    await beside(page).getByRole('button', { name: '年最高限额', exact: true }).click()
    const chosen = page.locator('.number-mark[data-chosen="true"]')
    await expect.poll(() => chosen.allInnerTexts()).toEqual(['3000元'])
    expect(page.url()).toContain('parameter=venue-rent.government-market.cap')

    await typeOver(fieldOf(page, '年最高限额'), '3500')
    await expect.poll(() => beside(page).innerText()).toContain('原文写 3000元')
    await expect
      .poll(() => page.locator('.law-page [data-differs="true"]').allInnerTexts())
      .toEqual(expect.arrayContaining([expect.stringContaining('3000元')]))
    // The list counts what it did.
    await expect.poll(() => page.locator('.rail-foot').innerText()).toMatch(/395[\s\S]*394[\s\S]*1/)
    await page.keyboard.press('ControlOrMeta+z')
    await page.getByRole('button', { name: '没有未保存的改动' }).waitFor()
    await page.context().close()
  })

  test('counts its numbers by what became of them, shows one kind, and goes from one to the next', async () => {
    const page = await open({ language: 'en' }, '#/source/recruit-assessment')
    const kind = (name: string) =>
      page.getByRole('group').getByRole('button', { name: new RegExp(`^${name}`) })
    const count = async (name: string) => Number(/\d+/.exec(await kind(name).innerText())?.[0])
    const [all, encoded, aside, left] = [
      await count('All'),
      await count('Encoded'),
      await count('Set aside'),
      await count('Unexplained'),
    ]
    expect(all).toBe(encoded + aside + left)
    expect(await page.locator('.number-mark[data-status="encoded"]').count()).toBeGreaterThanOrEqual(encoded)

    await kind('Encoded').click()
    await expect.poll(() => page.locator('.left-out-lines').count()).toBeGreaterThan(0)
    await page.keyboard.press('n')
    await page.keyboard.press('n')
    await expect.poll(() => page.locator('.stepper').innerText()).toContain(`2/${encoded}`)
    await page.keyboard.press('p')
    await expect.poll(() => page.locator('.stepper').innerText()).toContain(`1/${encoded}`)
    await expect.poll(() => page.locator('.number-mark[data-at="true"]').count()).toBe(1)
    await kind('Unexplained').click()
    if (left === 0) await page.getByText('There is no such number.').waitFor()

    await page
      .getByLabel('Another text')
      .selectOption({ label: 'Half-year report of a street office (incomplete at both ends)' })
    await page.getByRole('heading', { level: 1, name: /^Half-year report/ }).waitFor()
    await page.context().close()
  })

  test('is reached by a key, and keys go from clause to clause of the text', async () => {
    const page = await open({}, '#/clauses/recon.listed-units')
    await page.keyboard.press('s')
    // The clause is of one policy, its words of another.
    await page.getByRole('heading', { level: 1, name: '招工服务考核办法（残篇）' }).waitFor()
    await expect.poll(() => title(page).innerText()).toBe('招工考核参评单位')
    const before = await title(page).innerText()
    await page.keyboard.press(']')
    await expect.poll(() => title(page).innerText()).not.toBe(before)
    await page.keyboard.press('s')
    await page.locator('#cases').waitFor()
    await page.context().close()
  })

  test('never needs to be moved sideways', async () => {
    const page = await open({}, '#/source/employment-promotion?clause=tax-credit.self-employed')
    await expect.poll(() => title(page).innerText()).toBe('持证人员个体经营减免税')
    const wide = () =>
      page.evaluate(() =>
        ['html', '.source-body', '.law-page', '.beside .clause-body'].filter((name) => {
          const element = document.querySelector(name)
          return element && element.scrollWidth > element.clientWidth + 1
        }),
      )
    for (const width of [1440, 1024, 420]) {
      await page.setViewportSize({ width, height: 900 })
      await expect.poll(wide).toEqual([])
    }
    await page.context().close()
  })
})

describe('the list of clauses', () => {
  test('is narrowed by what is typed, and Enter goes to the first', async () => {
    const page = await open({}, '#/clauses')
    await page.locator('h1').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('三托')
    await page.getByText('没有条款含“三托”').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.keyboard.type('减免税')
    await expect.poll(() => page.locator('.rail .tree-row.provision').allInnerTexts()).toHaveLength(1)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '持证人员个体经营减免税' }).waitFor()
    await page.context().close()
  })
})

describe('clauses of every kind', () => {
  test('say what they give: checks, ceilings, points, parts with a total', async () => {
    const page = await open({}, '#/clauses/recon.vaccine-doses')
    await page.locator('.check-list').getByText('不符').waitFor()
    await expect.poll(() => page.locator('.centre').innerText()).toContain('只核对数字，不认定任何人')
    const go = (hash: string) => page.evaluate((next) => location.assign(next), hash)

    await go('#/clauses/startup-loan.limit')
    await expect.poll(() => page.locator('.centre').innerText()).toContain('是额度上限，不是付款')
    await expect.poll(() => page.locator('.centre').innerText()).toContain('根据项目情况审批贷款')

    await go('#/clauses/training-subsidy.guidance?case=multi/06-two-claims-against-a-budget')
    const parts = page.locator('.parts')
    await expect
      .poll(() => parts.innerText())
      .toMatch(/合计\s*4,800\.00 元\s*预算\s*5,000\.00 元\s*预算余额\s*200\.00 元/)

    await go('#/clauses/legacy-benefit.grandfathering')
    await expect.poll(() => page.locator('.parameters').innerText()).toContain('原文隐去')
    expect(await page.locator('.parameters').getByRole('textbox').count()).toBe(0)

    await go('#/clauses/venue-rent.hardship-micro')
    const readings = page.locator('.readings').first()
    await expect.poll(() => readings.innerText()).toContain('只作说明')
    await readings.getByRole('link').first().click()
    await expect
      .poll(() => page.locator('.case-row[aria-expanded="true"]').innerText())
      .toContain('口径 AMB-22')
    await page.context().close()
  })
})
