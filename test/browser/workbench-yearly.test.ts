import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type Bench, fieldOf, rentFile, startBench, typeOver } from './workbench.ts'

let browser: Browser | null = null
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

const hash = '#/yearly/employment-promotion?from=2010-01-01'
const logFile = 'policies/employment-promotion/log.yaml'

const words = {
  zh: {
    cap: '政府投资商贸市场内首次经营 · 年最高限额，2010-01-01 起新值',
    others: ['其他场所首次经营 · 年最高限额', '就业困难人员从事微利项目 · 年最高限额'],
    select: '选中 ',
    rate: '百分比或指数',
    roundTo: '取整到',
    fill: '填入预览的 2 项',
    moved: '1 例有据变动',
    stillPass: '仍通过',
    name: '姓名',
    basis: '依据',
    needed: '写明依据',
    review: '审阅并保存 3 处',
    save: '保存 2 个文件',
    written: '已写入',
    filled: '已填 3',
    changed: '本次改动 3',
    giveUp: '全部放弃',
    nothing: '还没有要写入的行',
    log: '历次记录 1 条',
  },
  en: {
    cap: 'First venture in a government-built market · Yearly cap, value from 2010-01-01',
    others: [
      'First venture in any other place · Yearly cap',
      'Hardship person in a micro-service project · Yearly cap',
    ],
    select: 'Select ',
    rate: 'Per cent or index',
    roundTo: 'Round to',
    fill: 'Fill in the 2 previewed',
    moved: '1 explained',
    stillPass: 'still pass',
    name: 'Your name',
    basis: 'Basis',
    needed: 'Say on what it rests',
    review: 'Review & save 3',
    save: 'Save 2 files',
    written: 'Written to',
    filled: 'Filled in 3',
    changed: 'Changed now 3',
    giveUp: 'Give all up',
    nothing: 'Nothing to be written yet',
    log: 'Log: 1 entries',
  },
} as const

/** Three new values: one typed, two raised together. */
async function fillIn(page: Page, t: (typeof words)['zh' | 'en']): Promise<void> {
  const cap = page.getByRole('textbox', { name: t.cap })
  await cap.click()
  await cap.pressSequentially('3500', { delay: 20 })
  await page.getByRole('row').filter({ has: cap }).getByText(t.moved).waitFor()
  for (const other of t.others) await page.getByRole('checkbox', { name: t.select + other }).check()
  await page.getByRole('textbox', { name: t.rate }).fill('3.2')
  await page.getByRole('textbox', { name: t.roundTo, exact: true }).fill('10')
  await page.getByText('2,064.00 →').waitFor()
  await page.getByRole('button', { name: t.fill }).click()
  await page.getByRole('link', { name: t.changed }).waitFor()
}

describe.for(['zh', 'en'] as const)('the yearly update in %s', (language) => {
  const t = words[language]
  let bench: Bench | null = null
  beforeAll(async () => {
    bench = browser && (await startBench(browser))
  })
  afterAll(() => bench?.stop())

  test('writes one line for each value, with its line in the log, and undo takes it all back', async ({
    skip,
  }) => {
    if (!bench) return skip('no browser here')
    const before = bench.read()
    const page = await bench.open({ language }, hash)
    await fillIn(page, t)

    const texts = () => page.locator('.yearly-lines > p').innerText()
    expect(await texts()).toContain('3')
    // One step for each: the two that were raised together, then the one that was typed.
    await page.locator('h1').click()
    await page.keyboard.press('ControlOrMeta+z')
    await page.keyboard.press('ControlOrMeta+z')
    await page.getByText(t.nothing).waitFor()
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await page.getByRole('link', { name: t.changed }).waitFor()

    // Nothing is reviewed without a name and a basis.
    await page.getByRole('textbox', { name: t.name }).fill('王敏')
    await page.getByRole('button', { name: t.review }).click()
    await page.getByText(t.needed).waitFor()
    await page.getByRole('textbox', { name: t.basis }).fill('示例文号 12')
    await page.getByRole('button', { name: t.review }).click()
    await page.locator('.save-page').waitFor()
    await page.getByRole('button', { name: t.save }).click()
    await page.getByText(t.written).first().waitFor()

    const added = bench
      .read()
      .split('\n')
      .filter((line) => !before.split('\n').includes(line))
    expect(added).toEqual([
      '          2010-01-01: 3500',
      '          2010-01-01: 2060',
      '          2010-01-01: 3100',
    ])
    const undone = bench
      .read()
      .split('\n')
      .filter((line) => !line.startsWith('          2010-01-01: '))
      .join('\n')
    expect(undone).toBe(before)
    const log = readFileSync(join(bench.folder, logFile), 'utf8')
    expect(log.replace(/at: [^,]+/, 'at: NOW')).toBe(
      '- { at: NOW, by: 王敏, what: yearly, changes: [{ parameter: venue-rent.government-market.cap, from: 2010-01-01, value: 3500 }, { parameter: venue-rent.other-venue.cap, from: 2010-01-01, value: 2060 }, { parameter: venue-rent.hardship-micro.cap, from: 2010-01-01, value: 3100 }], basis: "示例文号 12" }\n',
    )

    // Saved, they stand in the sheet as filled in; nothing is left to save.
    await page.goto(new URL(`/${hash}&filter=filled`, page.url()).href)
    await page.getByRole('link', { name: t.filled }).waitFor()
    expect(await page.locator('.yearly-table [data-state="saved"]').count()).toBe(3)
    await page.getByText(t.log).waitFor()
    await page.context().close()
  })

  test('keeps day and filter in its link, and goes down the column by keys', async ({ skip }) => {
    if (!bench) return skip('no browser here')
    const page = await bench.open({ language }, `${hash}&filter=todo`)
    expect(await page.locator('.yearly-filters [aria-current]').innerText()).toMatch(/待办|To do/)
    const fields = page.locator('.yearly-table [data-column="fresh"]')
    await fields.first().focus()
    await page.keyboard.press('Enter')
    expect(await fields.nth(1).evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowUp')
    expect(await fields.first().evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.type('960')
    await page.getByText('figures: { 2010-01-01: 960 }').waitFor()
    await page.getByRole('button', { name: t.giveUp }).click()
    await page.getByText(t.nothing).waitFor()
    await page.context().close()
  })
})

describe('a list in the yearly update', () => {
  test('is another one from the day by a tick, one line more, and goes on again', async ({ skip }) => {
    if (!browser) return skip('no browser here')
    const bench = await startBench(browser)
    try {
      const page = await bench.open({}, hash)
      const field = page.getByRole('button', { name: /须附材料，2010-01-01 起新值/ })
      await field.click()
      await page.getByRole('checkbox', { name: '《税务登记证》' }).click()
      await expect.poll(() => field.innerText()).not.toContain('税务登记证')
      await page.locator('.yearly-lines').getByText('将写入 1 行').waitFor()
      await page.locator('.yearly-parts-form').getByRole('button', { name: '沿用' }).click()
      await page.locator('.yearly-lines').getByText('还没有要写入的行').waitFor()
      await page.getByRole('button', { name: /月最低标准，2010-01-01 起新值/ }).click()
      await page.getByRole('textbox', { name: /基本养老保险/ }).fill('200')
      await page.locator('.yearly-lines').getByText('{ pension: 200 }').first().waitFor()
      expect(bench.diff()).toBe('')
    } finally {
      await bench.stop()
    }
  })
})

describe('a correction', () => {
  test('asks for its reason, and the log keeps it', async ({ skip }) => {
    if (!browser) return skip('no browser here')
    const bench = await startBench(browser)
    try {
      const page = await bench.open()
      await typeOver(fieldOf(page, '年最高限额'), '3200')
      await page.getByText('它往回没有界限；6 个用例用到它。').waitFor()
      await page.getByRole('textbox', { name: '姓名' }).fill('王敏')
      await page.getByRole('textbox', { name: '更正理由' }).fill('录入时看错了一行')
      await page.getByRole('button', { name: '记下更正理由' }).click()
      await page.getByText('更正理由已记入记录：录入时看错了一行').waitFor()
      await page.keyboard.press('ControlOrMeta+s')
      await page.getByRole('button', { name: '保存 2 个文件' }).click()
      await page.getByText('已写入').first().waitFor()
      expect(readFileSync(join(bench.folder, rentFile), 'utf8')).toContain('undated: 3200')
      expect(readFileSync(join(bench.folder, logFile), 'utf8')).toMatch(
        /what: correction, changes: \[\{ parameter: venue-rent\.government-market\.cap, from: undated, was: 3000, value: 3200 \}\], basis: "录入时看错了一行" \}\n$/,
      )
      await page.context().close()
    } finally {
      await bench.stop()
    }
  })
})
