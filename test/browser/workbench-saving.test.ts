import { execFileSync } from 'node:child_process'
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

const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'core.quotePath=false', ...args], { cwd: bench.folder, encoding: 'utf8' }).trim()

describe('saving', () => {
  test('says in words what changed, saves what is chosen, and commits it on a branch', async () => {
    git('config', 'user.name', '李')
    git('config', 'user.email', 'li@example.org')
    const page = await bench.open()
    await typeOver(fieldOf(page, '年最高限额'), '3500')
    await page.getByRole('button', { name: '审阅并保存 1 个文件' }).click()
    const row = page.locator('.changes tr')
    await expect
      .poll(() => row.allInnerTexts())
      .toEqual([
        expect.stringMatching(
          /政府投资商贸市场内首次经营 · 年最高限额\s+由 3,000 元\/年改为 3,500 元\/年\s+金额/,
        ),
      ])
    // A file that is left out stays unsaved.
    await page.getByRole('checkbox', { name: `保存 ${rentFile}` }).uncheck()
    expect(await page.getByRole('button', { name: '选要保存的文件' }).isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: `保存 ${rentFile}` }).check()
    await giveReason(page)
    await page.getByRole('button', { name: '保存 2 个文件' }).click()
    const commit = page.getByRole('region', { name: '提交到 git' })
    await commit.waitFor()
    expect(await commit.getByLabel('说明').inputValue()).toBe(
      '政府投资商贸市场内首次经营 · 年最高限额：由 3,000 元/年改为 3,500 元/年',
    )
    await commit.getByRole('radio', { name: '新分支' }).check()
    await commit.getByRole('textbox', { name: '新分支的名称' }).fill('rates/2010')
    await commit.getByRole('button', { name: '提交 2 个文件' }).click()
    await page.getByText(/已提交 [0-9a-f]+，在分支 rates\/2010/).waitFor()
    expect(git('log', '-1', '--format=%an|%D|%s')).toBe(
      '李|HEAD -> rates/2010|政府投资商贸市场内首次经营 · 年最高限额：由 3,000 元/年改为 3,500 元/年',
    )
    expect(git('show', '--name-only', '--format=').split('\n')).toEqual([
      'policies/employment-promotion/log.yaml',
      rentFile,
    ])
    expect(git('status', '--porcelain')).toBe('')
    // The repository is asked anew; then nothing is left to commit.
    await expect.poll(() => commit.count()).toBe(0)
  })

  test('offers no commit where the folder has no git', async () => {
    execFileSync('rm', ['-rf', '.git'], { cwd: bench.folder })
    const page = await bench.open({ language: 'en' })
    await typeOver(fieldOf(page, 'Yearly cap'), '3500')
    await page.getByRole('button', { name: 'Review & save 1' }).click()
    await giveReason(page, 'en')
    await page.getByRole('button', { name: 'Save 2 files' }).click()
    await page.getByText(/Written to/).waitFor()
    expect(await page.getByRole('region', { name: 'Commit to git' }).count()).toBe(0)
  })
})

describe('another branch', () => {
  test('switched to while something is edited is said, and overwrites nothing', async () => {
    git('switch', '--quiet', '--create', 'next')
    bench.write(bench.read().replace('undated: 3000', 'undated: 4000'))
    git(
      '-c',
      'user.name=t',
      '-c',
      'user.email=t@example.org',
      'commit',
      '--quiet',
      '--all',
      '--message',
      'next',
    )
    git('switch', '--quiet', '-')
    const page = await bench.open()
    await typeOver(fieldOf(page, '年最高限额'), '3500')
    await page.waitForTimeout(3500)
    git('switch', '--quiet', 'next')
    await page.getByRole('alert').filter({ hasText: '文件夹换到了 next' }).waitFor()
    const conflict = page.getByRole('alert').filter({ hasText: 'venue-rent.yaml 在磁盘上另有改动' })
    await conflict.waitFor()
    await expect.poll(() => fieldOf(page, '年最高限额').inputValue()).toMatch(/^3,?500$/)
    expect(bench.read()).toContain('undated: 4000')
    expect(git('status', '--porcelain')).toBe('')
    await page.getByRole('alert').filter({ hasText: '文件夹换到了' }).getByRole('button').click()
    await expect.poll(() => page.getByText('文件夹换到了').count()).toBe(0)
  })

  test('opened in two tabs, one saves and the other is told', async () => {
    const page = await bench.open()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await fieldOf(other, '年最高限额').waitFor()
    await typeOver(fieldOf(page, '年最高限额'), '3500')
    await typeOver(fieldOf(other, '年最高限额'), '3600')
    await page.getByRole('button', { name: '审阅并保存 1 个文件' }).click()
    await giveReason(page)
    await page.getByRole('button', { name: '保存 2 个文件' }).click()
    await page.getByText(/已写入/).waitFor()
    await other.getByRole('button', { name: '审阅并保存 1 个文件' }).click()
    const conflict = other.getByRole('region', { name: 'venue-rent.yaml 在磁盘上另有改动' })
    await conflict.waitFor()
    expect(bench.read()).toContain('undated: 3500')
    await expect.poll(() => conflict.innerText()).toMatch(/3500[\s\S]*3600/)
  })
})

describe('finding', () => {
  test('by number leads to the clause, by keys alone', async () => {
    const page = await bench.open({ language: 'en' }, '#/clauses')
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    await page.keyboard.press('ControlOrMeta+k')
    const field = page.getByRole('combobox', { name: 'Find clauses, words, numbers, facts' })
    await field.fill('3000 market')
    await page
      .getByRole('option', { name: /Yearly cap 3,000/ })
      .first()
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'First venture in a government-built market' }).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.goBack()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
  })
})
