import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { fieldOf, giveReason, rentFile, startBench, typeOver } from './workbench.ts'

let browser: Browser | null = null
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

/** The officer's words, as the screen says them. */
const screens = [
  {
    language: 'zh',
    provision: '经营场地租费补贴',
    clause: '政府投资商贸市场内首次经营',
    cap: '年最高限额',
    explained: '有据变动 1',
    step: '最高不超过 3,500',
    why: '限额不起作用',
    review: '审阅并保存 1 个文件',
    waits: '先写明 1 处更正的理由',
    save: '保存 2 个文件',
    saved: /已保存/,
    nothingUnsaved: '没有未保存的改动',
    back: '返回条款',
  },
  {
    language: 'en',
    provision: 'Business-venue rent subsidy',
    clause: 'First venture in a government-built market',
    cap: 'Yearly cap',
    explained: 'Explained 1',
    step: 'at most 3,500',
    why: 'does not bind',
    review: 'Review & save 1',
    waits: 'First give the reasons of corrections: 1',
    save: 'Save 2 files',
    saved: /Saved \d/,
    nothingUnsaved: 'Nothing unsaved',
    back: 'Back to the clause',
  },
] as const

describe('an officer raises a cap', () => {
  test.for(screens)('from the tree to one changed line, in $language', async (say, { skip }) => {
    if (!browser) return skip('no browser here')
    const bench = await startBench(browser)
    try {
      const page = await bench.open({ language: say.language }, '#/clauses')
      const tree = page.getByRole('tree')
      const policy = tree.locator('.tree-row.policy').filter({
        hasText: say.language === 'zh' ? '促进就业' : 'Employment promotion',
      })
      const provision = tree.locator('.tree-row.provision').filter({ hasText: say.provision })
      await policy.waitFor()
      await page.waitForTimeout(200)
      if (!(await provision.isVisible())) await policy.click()
      await provision.click()
      await tree.locator('.tree-row.clause').filter({ hasText: say.clause }).click()
      await page.getByRole('heading', { level: 1, name: say.clause }).waitFor()

      await typeOver(fieldOf(page, say.cap), '3500')

      // The case that differs, from what to what, and where the calculation parted.
      const cases = page.locator('#cases')
      await cases.getByRole('heading', { name: say.explained }).waitFor()
      const row = cases.locator('.case-row').filter({ hasText: '02' })
      await expect.poll(() => row.innerText()).toMatch(/3,000\.00\s*→\s*3,001\.00\s*\+1\.00/)
      const moved = cases.locator('.compare tr.hit')
      await expect.poll(() => moved.first().innerText()).toContain(say.step)
      await expect.poll(() => moved.last().innerText()).toContain(say.why)
      await expect.poll(() => page.locator('.steps tr.hit').innerText()).toContain('3,500')

      // "Saved" waits for the server's answer.
      let answer = () => {}
      const answered = new Promise<void>((resolve) => {
        answer = resolve
      })
      await page.route('**/api/files/*', async (route) => {
        await answered
        await route.continue()
      })
      await page.getByRole('button', { name: say.review }).click()
      await expect
        .poll(() => page.locator('.line-diff').innerText())
        .toMatch(/undated: 3000\s[\s\S]*undated: 3500/)
      // A correction is not saved before somebody says why: neither the button nor the key does it.
      await page.getByRole('button', { name: say.waits, disabled: true }).waitFor()
      await page.keyboard.press('ControlOrMeta+s')
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.closest('.correction') !== null))
        .toBe(true)
      await giveReason(page, say.language)
      await page.getByRole('button', { name: say.save }).click()
      await page.waitForTimeout(200)
      expect(await page.getByText(say.saved).count()).toBe(0)
      expect(bench.diff()).toBe('')
      answer()
      await page.getByText(say.saved).waitFor()
      expect(bench.diff()).toBe(`1\t1\t${rentFile}`)

      await page.getByRole('link', { name: say.back }).click()
      await expect.poll(() => page.getByRole('button', { name: say.nothingUnsaved }).isDisabled()).toBe(true)
    } finally {
      await bench.stop()
    }
  })

  test('turns the correction into a new value from a date: one line more, none changed', async ({ skip }) => {
    if (!browser) return skip('no browser here')
    const bench = await startBench(browser)
    try {
      const page = await bench.open()
      await typeOver(fieldOf(page, '年最高限额'), '3500')
      const notice = page.locator('.notice').filter({ hasText: '与原文不一致' })
      await typeOver(notice.getByRole('textbox', { name: /起算日/ }), '2010年1月1日')
      await notice.getByRole('button', { name: '改为自该日起的新值' }).click()
      await notice.waitFor({ state: 'detached' })
      expect(await fieldOf(page, '年最高限额').count()).toBe(2)
      await page.keyboard.press('ControlOrMeta+s')
      await page.locator('.save-page').waitFor()
      await page.keyboard.press('ControlOrMeta+s')
      await page.getByText(/已保存/).waitFor()
      expect(bench.diff()).toBe(`1\t0\t${rentFile}`)
      expect(bench.read()).toContain('          undated: 3000\n          2010-01-01: 3500\n')
    } finally {
      await bench.stop()
    }
  })

  test('finds a case by its link, and clauses, cases and fields by keys', async ({ skip }) => {
    if (!browser) return skip('no browser here')
    const bench = await startBench(browser)
    try {
      const id = 'venue-rent.government-market/04-eleven-months'
      const page = await bench.open({}, `#/clauses/venue-rent.government-market?case=${id}`)
      const title = page.getByRole('heading', { level: 1 })
      const opened = page.locator('.case-row[aria-expanded="true"]')
      await expect.poll(() => opened.innerText()).toContain('只经营十一个月')
      await expect.poll(() => page.locator('.unmet').innerText()).toContain('已经营：11 个月')
      await page.keyboard.press('j')
      await opened.filter({ hasText: '第四年' }).waitFor()
      expect(page.url()).toContain('05-fourth-year')
      await page.keyboard.press('k')
      await opened.filter({ hasText: '只经营十一个月' }).waitFor()
      await page.keyboard.press(']')
      await title.filter({ hasText: '其他场所首次经营' }).waitFor()
      await page.keyboard.press('[')
      await title.filter({ hasText: '政府投资商贸市场内首次经营' }).waitFor()
      await page.keyboard.press('?')
      await expect.poll(() => page.getByRole('dialog').innerText()).toContain('到第一个参数')
      await page.keyboard.press('Escape')
      await page.keyboard.press('e')
      // In a field the keys are letters again.
      await page.keyboard.type('24')
      await page.getByRole('button', { name: '审阅并保存 1 个文件' }).waitFor()
      await expect.poll(() => fieldOf(page, '最短经营期').inputValue()).toBe('24')
    } finally {
      await bench.stop()
    }
  })

  test('changes language and theme at once, and both are remembered', async ({ skip }) => {
    if (!browser) return skip('no browser here')
    const bench = await startBench(browser)
    try {
      const page = await bench.open()
      await page.getByRole('button', { name: 'EN' }).click()
      await page
        .getByRole('heading', { level: 1, name: 'First venture in a government-built market' })
        .waitFor()
      await page.getByRole('button', { name: 'Dark theme' }).click()
      const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme')
      expect(await scheme()).toBe('dark')
      await page.reload()
      await page.getByRole('heading', { level: 2, name: 'Parameters' }).waitFor()
      expect(await scheme()).toBe('dark')
    } finally {
      await bench.stop()
    }
  })
})
