import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type Bench, fieldOf, giveReason, rentFile, startBench, typeOver } from './workbench.ts'

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

const cap = '年最高限额'

describe('unsaved text', () => {
  test('survives a reload', async () => {
    const page = await bench.open()
    await typeOver(fieldOf(page, cap), '3500')
    await page.waitForTimeout(1000)
    await page.reload()
    await page.getByText('恢复了上次未保存的改动：venue-rent.yaml。').waitFor()
    await page.getByRole('heading', { name: '有据变动 1' }).waitFor()
    await expect.poll(() => fieldOf(page, cap).inputValue()).toBe('3,500')
    // Put back as one step: undo leads to the saved text.
    await page.getByRole('button', { name: /^撤销/ }).click()
    await page.getByRole('button', { name: '没有未保存的改动' }).waitFor()
    expect(bench.diff()).toBe('')
  })

  test('of a window that was closed is offered, not put back unasked', async () => {
    const page = await bench.open()
    await typeOver(fieldOf(page, cap), '3500')
    await page.waitForTimeout(1000)
    const context = page.context()
    await page.close()
    const next = await context.newPage()
    await next.goto(page.url())
    const offer = next.locator('.strip').filter({ hasText: '上次的窗口留下未保存的改动：venue-rent.yaml' })
    await offer.waitFor()
    await expect.poll(() => offer.innerText()).toContain('与磁盘相差 1 行')
    await expect.poll(() => fieldOf(next, cap).inputValue()).toBe('3,000')
    await offer.getByRole('button', { name: '恢复' }).click()
    await next.getByRole('heading', { name: '有据变动 1' }).waitFor()
  })

  test('stays when the server is gone, and says so', async () => {
    const page = await bench.open()
    await typeOver(fieldOf(page, cap), '3500')
    await page.route('**/api/files/*', (route) => route.abort())
    await page.getByRole('button', { name: '审阅并保存 1 个文件' }).click()
    await giveReason(page)
    await page.getByRole('button', { name: '保存 2 个文件' }).click()
    const trouble = page.getByRole('alert').filter({ hasText: '没有保存' })
    await trouble.waitFor()
    await expect.poll(() => trouble.innerText()).toContain('你的改动还在这台电脑上')
    expect(await page.getByText(/已保存/).count()).toBe(0)
    await page.unroute('**/api/files/*')
    await trouble.getByRole('button', { name: '重试' }).click()
    await page.getByText(/已保存/).waitFor()
    expect(bench.diff()).toBe(`1\t1\t${rentFile}`)
  })
})

describe('a file that changed on disk', () => {
  const theirs = (text: string) => text.replace('undated: 3000', 'undated: 4000')

  test('is taken when nothing was edited here', async () => {
    const page = await bench.open()
    bench.write(theirs(bench.read()))
    await page.getByText('最高不超过 4,000').first().waitFor()
    await expect.poll(() => fieldOf(page, cap).inputValue()).toBe('4,000')
    await page.getByRole('button', { name: '没有未保存的改动' }).waitFor()
  })

  test('is a conflict when it was: both texts stand there and nothing is overwritten', async () => {
    const page = await bench.open()
    await typeOver(fieldOf(page, cap), '3500')
    const onDisk = theirs(bench.read())
    bench.write(onDisk)
    await page.getByRole('button', { name: '看两份文字' }).click()
    const conflict = page.getByRole('region', { name: 'venue-rent.yaml 在磁盘上另有改动' })
    await expect.poll(() => conflict.innerText()).toMatch(/undated: 4000[\s\S]*undated: 3500/)
    expect(bench.read()).toBe(onDisk)
    await giveReason(page)
    await conflict.getByRole('button', { name: '用我的写入磁盘' }).click()
    await page.getByRole('button', { name: '保存 1 个文件' }).click()
    await page.getByText(/已保存/).waitFor()
    expect(bench.read()).toContain('undated: 3500')
  })

  test('between review and save is not overwritten either', async () => {
    const page = await bench.open()
    await typeOver(fieldOf(page, cap), '3500')
    // Polling is held back, so that the save itself runs into the newer text.
    await page.route('**/api/hashes', (route) => route.abort())
    await page.getByRole('button', { name: '审阅并保存 1 个文件' }).click()
    const onDisk = theirs(bench.read())
    bench.write(onDisk)
    await giveReason(page)
    await page.getByRole('button', { name: '保存 2 个文件' }).click()
    const conflict = page.getByRole('region', { name: 'venue-rent.yaml 在磁盘上另有改动' })
    await conflict.waitFor()
    expect(bench.read()).toBe(onDisk)
    // Theirs is taken; undo has mine.
    await conflict.getByRole('button', { name: '采用磁盘上的' }).click()
    await page.getByRole('link', { name: '返回条款' }).click()
    await page.getByText('最高不超过 4,000').first().waitFor()
    await page.locator('h1').click()
    await page.keyboard.press('ControlOrMeta+z')
    await page.locator('.steps tr.hit').filter({ hasText: '3,500' }).waitFor()
    expect(bench.read()).toBe(onDisk)
  })
})
