import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type Bench, fieldOf, goToLine, openYaml, startBench, typeOver, yaml } from './workbench.ts'

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

const cap = 'undated: 3000'

describe('form and text are one', () => {
  test('typing in the text moves form and verdicts', async () => {
    const page = await bench.open()
    await openYaml(page)
    await typeOver(fieldOf(page, '年最高限额'), '3200')
    await page.getByRole('heading', { name: '有据变动 1' }).waitFor()
    // The form's edit stands in the text; the text's edit stands in the form.
    await goToLine(page, 'undated: 3200')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('500')
    await page.locator('.steps tr.hit').filter({ hasText: '3,500' }).waitFor()
    await expect.poll(() => fieldOf(page, '年最高限额').inputValue()).toBe('3,500')
  })

  test('undo goes back through both, to the very text that was there', async () => {
    const page = await bench.open()
    const field = fieldOf(page, '年最高限额')
    const save = page.getByRole('button', { name: /审阅并保存|没有未保存的改动/ })
    await openYaml(page)
    await typeOver(field, '3500')
    await page.getByRole('heading', { name: '有据变动 1' }).waitFor()
    await goToLine(page, 'undated: 3500')
    await page.keyboard.type('0', { delay: 20 })
    await page.getByText('最高不超过 3,000 35,000').first().waitFor()

    // In the text: takes back what was typed there.
    await page.keyboard.press('ControlOrMeta+z')
    await page.locator('.steps tr.hit').filter({ hasText: '3,500' }).waitFor()
    await expect.poll(() => field.inputValue()).toBe('3,500')
    // Again: takes back what was typed into the form, in one step.
    await page.keyboard.press('ControlOrMeta+z')
    await page.getByRole('button', { name: '没有未保存的改动' }).waitFor()
    await expect.poll(() => save.isDisabled()).toBe(true)
    await expect.poll(() => field.inputValue()).toBe('3,000')
    await yaml(page).getByText(cap).waitFor()
    // And forward, from the form's side.
    await field.click()
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await page.getByText('最高不超过 3,000 35,000').first().waitFor()
    await expect.poll(() => field.inputValue()).toBe('35000')
  })

  test('a misspelling is marked and keeps the last valid result', async () => {
    const page = await bench.open()
    await typeOver(fieldOf(page, '年最高限额'), '3500')
    await page.getByRole('heading', { name: '有据变动 1' }).waitFor()
    await openYaml(page)
    await goToLine(page, 'undated: 3500')
    await page.keyboard.type(' [', { delay: 20 })

    await page.locator('.monaco-editor .squiggly-error').first().waitFor()
    const stale = page.locator('.clause-head').getByText('上次有效结果')
    await stale.waitFor()
    // The result of before stands, said to be of before.
    await expect.poll(() => page.locator('.steps tr.hit').innerText()).toContain('3,500')
    await expect.poll(() => page.locator('#cases').innerText()).toContain('上次有效结果')
    await page.getByRole('tab', { name: /问题 1/ }).click()
    await page.locator('.problem').first().click()
    await yaml(page).waitFor()
    await page.keyboard.press('ControlOrMeta+z')
    await stale.waitFor({ state: 'detached' })
  })

  test('offers names of the policy with their titles, and words of the language', async () => {
    const page = await bench.open()
    await openYaml(page)
    await goToLine(page, '- cap: cap')
    await page.keyboard.press('Enter')
    await page.keyboard.type('- r', { delay: 20 })
    const suggestions = page.locator('.suggest-widget.visible')
    // Where a step begins: the mechanisms of the language, no names.
    await suggestions.getByText('round').first().waitFor()
    await expect.poll(() => suggestions.innerText()).not.toContain('reemployment_permit')
    await page.keyboard.press('Escape')
    await page.keyboard.type('ound: ', { delay: 20 })
    await page.keyboard.press('ControlOrMeta+Space')
    await suggestions.getByText('max_years').first().waitFor()
    await expect.poll(() => suggestions.innerText()).toContain('最长年限')
  })
})

describe('names in the text', () => {
  test('operators and values come from the fact, with their words', async () => {
    const page = await bench.open()
    await openYaml(page)
    await goToLine(page, 'first-time: {')
    await page.keyboard.press('Enter')
    await page.keyboard.type('x: { fact: venue, operator: ', { delay: 20 })
    const suggestions = page.locator('.suggest-widget.visible')
    await suggestions.getByText('notIn').first().waitFor()
    await expect.poll(() => suggestions.innerText()).toContain('不属于')
    await expect.poll(() => suggestions.innerText()).not.toContain('lessThan')
    await page.keyboard.press('Escape')
    await page.keyboard.type('equal, value: ', { delay: 20 })
    await page.keyboard.press('ControlOrMeta+Space')
    await suggestions.getByText('government-market').first().waitFor()
  })

  test.each([
    ['zh', /^最短经营期/, '自始：12 个月'],
    ['en', /^Months at least/, 'from the start: 12 months'],
  ] as const)('tell what they mean, in %s', async (language, title, value) => {
    const page = await bench.open({ language })
    await openYaml(page)
    await goToLine(page, 'operated-1y')
    const word = yaml(page).getByText('min_months').last()
    const hover = page.locator('.monaco-hover').filter({ hasText: title })
    // The text may still be laid out under the pointer.
    await expect
      .poll(
        async () => {
          await page.mouse.move(0, 0)
          await word.hover()
          await hover
            .first()
            .waitFor({ timeout: 2000 })
            .catch(() => {})
          return (await hover.count()) > 0 ? hover.first().innerText() : ''
        },
        { timeout: 20_000 },
      )
      .toContain(value)
  })

  test('get another name everywhere in one step, which one undo takes back', async () => {
    const page = await bench.open()
    await openYaml(page)
    // A code, spelt like the clause and like what the venue is: those keep their names.
    await goToLine(page, 'government-market: {')
    const line = page.locator('.monaco-editor .view-line').filter({ hasText: /government-market:.\{/ })
    await line.getByText('government-market').first().click()
    await page.keyboard.press('F2')
    const box = page.locator('.rename-input:visible').first()
    await box.waitFor()
    await box.fill('in-market')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /审阅并保存 1 个文件/ }).waitFor()
    await page.locator('.conditions .code').filter({ hasText: 'in-market' }).waitFor()
    await yaml(page)
      .getByText('value: government-market')
      .or(yaml(page).getByText('government-market'))
      .first()
      .waitFor()
    await page
      .getByText(/通过 6/)
      .first()
      .waitFor()
    await page.locator('h1').click()
    await page.keyboard.press('ControlOrMeta+z')
    await page.getByRole('button', { name: '没有未保存的改动' }).waitFor()
  })

  test('lead to their definition in another file', async () => {
    const page = await bench.open()
    await openYaml(page)
    await goToLine(page, 'first_time_operator')
    await yaml(page).getByText('first_time_operator').first().click()
    await page.keyboard.press('F12')
    await expect.poll(() => page.getByRole('combobox', { name: 'YAML' }).inputValue()).toMatch(/facts\.yaml$/)
  })

  test('that are misspelt are mended by a quick fix', async () => {
    const page = await bench.open()
    await openYaml(page)
    await goToLine(page, '- cap: cap')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('b', { delay: 20 })
    await page.locator('.monaco-editor .squiggly-error').first().waitFor()
    await page.keyboard.press('ControlOrMeta+.')
    await page.getByText(/改正/).last().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '没有未保存的改动' }).waitFor()
  })
})
