import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type Bench, rentFile, startBench } from './workbench.ts'

let browser: Browser | null = null
let bench: Bench
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())
beforeEach(async ({ skip }) => {
  if (!browser) return skip('no browser here')
  bench = await startBench(browser)
})
afterEach(() => bench?.stop())

const tree = (page: Page) => page.getByRole('treegrid')
const row = (page: Page, text: string | RegExp) => tree(page).getByRole('row').filter({ hasText: text })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

const said = {
  zh: {
    fact: '年龄',
    added: '年龄不少于 40 岁',
    unsaved: /审阅并保存 1 个文件/,
    saved: '没有未保存的改动',
    moved: /(有据变动|原因不明) \d/,
    passing: /通过 6/,
    operator: '怎样比较',
    value: '直接写的值',
    add: '加入条件',
    first: '首次经营',
    removed: '已删去“首次经营”。',
    undo: /撤销/,
  },
  en: {
    fact: 'age',
    added: 'Age is at least 40 years',
    unsaved: /Review & save 1/,
    saved: 'Nothing unsaved',
    moved: /(Explained|Unexplained) \d/,
    passing: /Passing 6/,
    operator: 'How it is compared',
    value: 'A value written here',
    add: 'Add the condition',
    first: 'Runs a business for the first time',
    removed: 'Removed “Runs a business for the first time”.',
    undo: /Undo/,
  },
} as const

describe.each(['zh', 'en'] as const)('a new condition, in %s', (language) => {
  const t = said[language]
  test('is added with the keyboard alone, moves the cases, and is undone', async () => {
    const page = await bench.open({ language })
    await tree(page).getByRole('row').last().focus()
    await page.keyboard.press('+')
    const form = page.locator('.new-condition')
    await form.waitFor()
    await page.keyboard.type(t.fact, { delay: 10 })
    await page.locator('.fact-option').first().waitFor()
    await page.keyboard.press('Enter')
    await form.getByRole('combobox', { name: t.operator }).selectOption('greaterThanInclusive')
    await form.getByRole('textbox', { name: t.value }).fill('40')
    // It says what it will read before anything is written.
    await form.getByText(t.added).waitFor()
    await page.getByRole('button', { name: t.saved }).waitFor()
    await form.getByRole('button', { name: t.add }).press('Enter')

    await row(page, t.added).waitFor()
    await page.getByRole('button', { name: t.unsaved }).waitFor()
    // Nobody of the cases said how old they are.
    await page.getByRole('heading', { name: t.moved }).waitFor()
    await expect.poll(() => focused(page)).toContain(t.added)

    await page.keyboard.press('ControlOrMeta+z')
    await page.getByRole('button', { name: t.saved }).waitFor()
    await page.getByText(t.passing).first().waitFor()
  })

  test('is removed with Delete, said so, and put back', async () => {
    const page = await bench.open({ language })
    await row(page, t.first).focus()
    await page.keyboard.press('Delete')
    await page.getByText(t.removed).waitFor()
    await expect.poll(() => row(page, t.first).count()).toBe(0)
    await page.locator('.said').getByRole('button', { name: t.undo }).click()
    await row(page, t.first).waitFor()
    await page.getByRole('button', { name: t.saved }).waitFor()
  })
})

describe('the tree of conditions', () => {
  test('is walked and unfolded with arrows, edited with Enter, and left with Escape', async () => {
    const page = await bench.open()
    await tree(page).getByRole('row').first().focus()
    await page.keyboard.press('ArrowRight')
    await row(page, '持有《再就业优惠证》').waitFor()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => focused(page)).toContain('持有《再就业优惠证》')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => focused(page)).toContain('属于城镇登记失业人员')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => focused(page)).toContain('满足一项即可')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: '怎样比较' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => focused(page)).toContain('已享受年数少于 3 年')
  })

  test('writes one line for another operator, and moves the cases at once', async () => {
    const page = await bench.open()
    await row(page, '已经营不少于').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: '怎样比较' }).selectOption('greaterThan')
    await row(page, /超过.*12 个月/).waitFor()
    await page.getByRole('heading', { name: said.zh.moved }).waitFor()
    await page.keyboard.press('ControlOrMeta+s')
    await page.keyboard.press('ControlOrMeta+s')
    await expect.poll(() => bench.diff()).toBe(`1\t1\t${rentFile}`)
    expect(bench.read()).toContain('operated-1y: { fact: months_operated, operator: greaterThan, value:')
  })

  test('makes an alternative of a condition, takes words of the text, and moves a row', async () => {
    const page = await bench.open()
    await row(page, '首次经营').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '或者…' }).click()
    await page.locator('.new-condition').waitFor()
    await page.keyboard.type('属于残疾人员', { delay: 10 })
    await page.locator('.fact-option').first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '加入条件' }).click()
    // The tree takes the focus when the form has gone; a key before that is somebody else's.
    await page.locator('.new-condition').waitFor({ state: 'detached' })
    await row(page, /首次经营.*或属于残疾人员/).waitFor()
    await page.waitForTimeout(500)
    await row(page, /首次经营.*或属于残疾人员/).press('Alt+ArrowUp')
    await expect.poll(() => tree(page).getByRole('row').nth(1).innerText()).toContain('首次经营')
    await expect.poll(() => focused(page)).toContain('首次经营')
  })

  test('refuses what would not load, with the cause', async () => {
    const page = await bench.open()
    await tree(page).getByRole('row').first().focus()
    await page.keyboard.press('Alt+ArrowRight')
    await page.getByRole('alert').filter({ hasText: '有代码的条件不能移进一组' }).waitFor()
    await page.getByRole('button', { name: '没有未保存的改动' }).waitFor()
  })

  test('leads from a step of the amount to the field of its parameter', async () => {
    const page = await bench.open()
    await page.locator('.steps').getByRole('button', { name: '最高不超过' }).click()
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value))
      .toBe('3000')
  })

  test('lights the quoted words and the condition together, from either side', async () => {
    const page = await bench.open()
    await row(page, '首次经营').hover()
    const words = page.locator('.law [data-lit="true"]')
    await expect.poll(() => words.innerText()).toContain('首次经营')
    await page.locator('.law').getByText('满1年以上').hover()
    await expect.poll(() => row(page, '已经营不少于').getAttribute('data-lit')).toBe('true')
    await expect.poll(() => row(page, '首次经营').getAttribute('data-lit')).toBe('false')
  })
})
