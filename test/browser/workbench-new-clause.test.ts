import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type Bench, startBench } from './workbench.ts'

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

/** Selects words in the text as the mouse would. */
const select = (page: Page, words: string) =>
  page.evaluate((wanted) => {
    const walker = document.createTreeWalker(
      document.querySelector('.law-page') as Node,
      NodeFilter.SHOW_TEXT,
    )
    const nodes: Text[] = []
    while (walker.nextNode()) nodes.push(walker.currentNode as Text)
    const whole = nodes.map(({ data }) => data).join('')
    const start = whole.indexOf(wanted)
    const range = document.createRange()
    let at = 0
    for (const node of nodes) {
      const [from, to] = [start - at, start + wanted.length - at]
      if (from >= 0 && from < node.length) range.setStart(node, from)
      if (to > 0 && to <= node.length) range.setEnd(node, to)
      at += node.length
    }
    getSelection()?.removeAllRanges()
    getSelection()?.addRange(range)
  }, words)

describe('a new clause', () => {
  test('is written from words of the text, gets its case, and one undo takes it back', async ({ skip }) => {
    if (!bench) return skip('no browser here')
    const page = await bench.open()
    page.setDefaultTimeout(15_000)
    await page.getByRole('link', { name: '＋ 新增条款' }).click()
    const form = page.getByRole('form', { name: /新增条款/ })
    const field = (name: string) => form.getByRole('textbox', { name, exact: true })
    await field('依据的原文').waitFor()
    await select(page, '每年给予年租金10%的优惠,年优惠最高不超过3000元')
    await expect.poll(() => field('依据的原文').inputValue()).toContain('年租金10%的优惠')
    await field('目次').fill('三(二)3')
    await field('中文标题').fill('夜市摊位')
    await field('英文标题').fill('Night-market stall')
    await field('编号').fill('other-venue')
    await form.getByText('已经有条款 venue-rent.other-venue').waitFor()
    await field('编号').fill('night-market')
    await form.getByRole('radio', { name: '某项金额的一定比例' }).check()
    await form.getByRole('combobox', { name: '什么的比例' }).selectOption({ label: '年租金 元/年' })
    await field('补贴比例').fill('10')
    await field('最高限额').fill('3000')
    // Words inside the quote belong to the value that is offered them.
    await select(page, '最高不超过3000元')
    await form.getByRole('button', { name: '依据“最高不超过3000元”' }).last().click()
    await form.getByText('写成：年租金，× 补贴比例 10%，最高不超过 3,000').waitFor()
    await form.getByRole('button', { name: '写入条款' }).click()

    // Its page, with the form of its first case, and the condition that is still missing.
    await page.getByRole('heading', { level: 1, name: '夜市摊位' }).waitFor()
    const cases = page.locator('.new-case')
    await cases.getByRole('textbox', { name: '年租金' }).fill('40000')
    await expect.poll(() => cases.locator('.proposed b').innerText()).toBe('3,000.00')
    await cases.getByRole('textbox', { name: '名称', exact: true }).fill('高于限额')
    await cases.getByRole('button', { name: '核对无误，存为用例' }).click()
    await cases.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '审阅并保存 2 个文件' }).waitFor()
    await page.locator('h1').click()
    await page.keyboard.press('ControlOrMeta+z')
    await page.keyboard.press('ControlOrMeta+z')
    await page.getByRole('button', { name: '没有未保存的改动' }).waitFor()
    expect(bench.diff()).toBe('')
    await page.context().close()
  })

  test('ends on a day by one line, and is told to be over from then on', async ({ skip }) => {
    if (!bench) return skip('no browser here')
    const page = await bench.open({ language: 'en' })
    await page.getByRole('button', { name: 'End it…' }).click()
    await page.getByRole('textbox', { name: 'First day without it' }).fill('2010-01-01')
    await page.getByRole('button', { name: 'End it on that day' }).click()
    await page.getByRole('button', { name: 'Review & save 1' }).click()
    await expect
      .poll(() => page.locator('.line-diff').innerText())
      .toMatch(/effective: \{ until: 2010-01-01 \}/)
    await expect.poll(() => page.locator('.changes tr').allInnerTexts()).not.toEqual([])
    await page.context().close()
  })
})
