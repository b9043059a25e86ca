import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { startBench, typeOver } from './workbench.ts'

const text = readFileSync(
  join(fileURLToPath(new URL('../..', import.meta.url)), 'docs/first-ten-minutes.md'),
  'utf8',
)

/** A step of the page: what it says to press or to look for, and what to type or to see, each in its order. */
interface Step {
  readonly number: number
  readonly bold: readonly string[]
  readonly code: readonly string[]
}

const stepsOf = (half: string): readonly Step[] =>
  [...half.matchAll(/^## (\d+)\. .*\n([\s\S]*?)(?=^## |(?![\s\S]))/gm)].map(([, number, body = '']) => ({
    number: Number(number),
    bold: [...body.matchAll(/\*\*(.+?)\*\*/g)].map(([, label = '']) => label),
    code: [...body.matchAll(/`(.+?)`/g)].map(([, typed = '']) => typed),
  }))

const [zh = '', en = ''] = text.split('# The first ten minutes\n')

/** Does what a step says, with the labels and values that it says it with. */
type Act = (page: Page, step: Step) => Promise<void>

const press = (page: Page, name: string | undefined) =>
  page.getByRole('button', { name: name ?? '', exact: true }).click()
const see = (page: Page, what: string | undefined) =>
  page
    .getByText(what ?? '', { exact: false })
    .filter({ visible: true })
    .first()
    .waitFor()
/** Those that pass stand folded; one that is open already stays open. */
async function openCase(page: Page, title: string | undefined): Promise<void> {
  const row = page
    .locator('#cases .case-row')
    .filter({ hasText: title ?? '' })
    .first()
  const folded = page.locator('#cases button.group-head[aria-expanded="false"]')
  await row.or(folded).first().waitFor()
  if (!(await row.isVisible())) await folded.click()
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.click()
}

const acts: Readonly<Record<number, Act>> = {
  1: (page, { bold: [overview], code: [start] }) => {
    expect(start).toBe('npm start')
    return page.getByRole('heading', { name: overview ?? '', exact: true }).waitFor()
  },
  2: async (page, { bold: [row, clause], code: [wanted] }) => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.locator('.find-dialog input').fill(wanted ?? '')
    await page
      .getByRole('option')
      .filter({ hasText: row ?? '' })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: clause ?? '' }).waitFor()
  },
  3: async (page, { bold: [whole], code: [title, amount] }) => {
    await openCase(page, title)
    await press(page, whole)
    await expect.poll(() => page.locator('.open-case .compare').innerText()).toContain(amount)
  },
  4: async (page, { bold: [row, from, day, value, add, added], code: [date, number] }) => {
    const line = page.locator('tr').filter({ hasText: row ?? '' })
    await line.getByText(from ?? '', { exact: true }).click()
    await page.getByRole('textbox', { name: new RegExp(`^${row}.*${day}$`) }).fill(date ?? '')
    await typeOver(page.getByRole('textbox', { name: new RegExp(`^${row}.*${value}$`) }), number ?? '')
    await press(page, add)
    await page
      .locator('tr')
      .filter({ hasText: date ?? '' })
      .filter({ hasText: added ?? '' })
      .waitFor()
  },
  5: async (page, { bold: [explained], code: [was, is] }) => {
    await page
      .locator('#cases')
      .getByRole('heading', { name: `${explained} 2` })
      .waitFor()
    await expect
      .poll(() => page.locator('.is-explained-group').innerText())
      .toMatch(new RegExp(`2010-07-01[\\s\\S]*${was}\\s*→\\s*${is}`))
  },
  6: async (page, { bold: [accept, name, goOn, told], code: [who] }) => {
    await press(page, accept)
    await page.getByRole('textbox', { name: name ?? '', exact: true }).fill(who ?? '')
    await press(page, goOn)
    await see(page, told)
  },
  7: async (page, { bold: [review, changed], code: [day] }) => {
    await press(page, review)
    await page.getByRole('heading', { name: changed ?? '' }).waitFor()
    await expect.poll(() => page.locator('.changes').innerText()).toContain(day)
  },
  8: async (page, { bold: [save, saved, title, commit] }) => {
    await press(page, save)
    await page
      .getByText(new RegExp((saved ?? '').replaceAll(/\d+/g, '\\d+')))
      .first()
      .waitFor()
    await page
      .getByRole('region', { name: title ?? '' })
      .getByRole('button', { name: commit ?? '' })
      .click()
    await page
      .locator('.save-page')
      .getByText(/[0-9a-f]{7}/)
      .first()
      .waitFor()
  },
  9: async (page, { bold: [back, tryCase, place, day, rent], code: [title, date, typed, amount] }) => {
    await page.getByRole('link', { name: back ?? '' }).click()
    await openCase(page, title)
    await press(page, tryCase)
    await page.getByRole('link', { name: place ?? '', exact: true, includeHidden: false }).waitFor()
    await page
      .locator('.next-question')
      .getByRole('textbox', { name: day ?? '', exact: true })
      .fill(date ?? '')
    const field = page.locator('.trial-group').getByRole('textbox', { name: rent ?? '', exact: true })
    await typeOver(field, typed ?? '')
    await page
      .locator('.sheet-line .line-amount')
      .filter({ hasText: amount ?? '' })
      .first()
      .waitFor()
  },
  10: async (page, { bold: [print, last] }) => {
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'true')
    })
    await press(page, print)
    expect(await page.locator('body').getAttribute('data-printed')).toBe('true')
    expect(await page.locator('.trial-sheet footer').innerText()).toBe(last)
  },
}

let browser: Browser | null = null
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

describe('the first ten minutes', () => {
  test('have the same steps in both languages, each of which is done here', () => {
    const numbers = stepsOf(zh).map(({ number }) => number)
    expect(numbers).toEqual(Object.keys(acts).map(Number))
    expect(stepsOf(en).map(({ number, bold, code }) => [number, bold.length, code.length])).toEqual(
      stepsOf(zh).map(({ number, bold, code }) => [number, bold.length, code.length]),
    )
  })

  test.for([
    ['zh', zh],
    ['en', en],
  ] as const)('go as they are written, in %s', async ([language, half], { skip }) => {
    if (!browser) return skip('no browser here')
    const bench = await startBench(browser, { name: '李', email: 'li@example.org' })
    try {
      const page = await bench.open({ language }, '#/clauses')
      page.setDefaultTimeout(15_000)
      for (const step of stepsOf(half)) await acts[step.number]?.(page, step)
      expect(bench.diff()).toBe('')
      expect(bench.read()).toContain('2010-07-01: 1500')
    } finally {
      await bench.stop()
    }
  })
})
