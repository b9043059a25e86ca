import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readWorkspace } from '../../engine/files/workspace.ts'
import { reviewFromText, standingOf } from '../../engine/index.ts'
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

const words = {
  zh: {
    title: '政府投资商贸市场内首次经营 · 年最高限额',
    check: '核对此处，看下一处',
    sign: '签署',
    signNow: '签署并导出',
    signAs: '签署人',
    note: '对这处变动的意见',
    left: '签署，还差 1 处',
    void: '核对已作废：文件改过',
    rest: '其余 100 条已证明不变',
    added: '本次新增 1',
    none: '两版没有差别。换一版，或先改一个值。',
    newVersion: '新版',
  },
  en: {
    title: 'First venture in a government-built market · Yearly cap',
    check: 'Check this, see the next',
    sign: 'Sign',
    signNow: 'Sign and export',
    signAs: 'Signed by',
    note: 'Note on this change',
    left: 'Sign: 1 left',
    void: 'Tick void: its file has changed',
    rest: 'The other 100 clauses are proven unchanged',
    added: 'New 1',
    none: 'The versions are the same. Choose another, or change a value first.',
    newVersion: 'New version',
  },
} as const

afterEach(() => bench?.restore())

/** What was handed out, by the end of its name. */
async function downloads(page: Page, act: () => Promise<void>): Promise<ReadonlyMap<string, string>> {
  const found: Promise<readonly [string, string]>[] = []
  page.on('download', (file) =>
    found.push(file.path().then((path) => [file.suggestedFilename(), readFileSync(path, 'utf8')] as const)),
  )
  await act()
  await expect.poll(() => found.length, { timeout: 20_000 }).toBe(2)
  return new Map((await Promise.all(found)).map(([name, text]) => [name.split('.').at(-1) ?? '', text]))
}

describe('a review of two versions', () => {
  test.for(['zh', 'en'] as const)('is checked, signed and exported (%s)', async (language, { skip }) => {
    if (!bench) return skip('no browser here')
    const say = words[language]
    const before = bench.read()
    bench.write(before.replace('undated: 3000\n', 'undated: 3000\n          2010-01-01: 3500\n'))
    const page = await bench.open({ language }, '#/review')
    const detail = page.locator('.review-detail')
    await detail
      .locator('h1')
      .waitFor({ timeout: 20000 })
      .catch(async (e) => {
        console.log(await page.locator('body').innerText())
        throw e
      })
    expect(await detail.locator('h1').textContent()).toBe(say.title)
    // The smallest applicant, by both versions, and what is proven to stay.
    const witness = detail.locator('.compare')
    await expect
      .poll(() => witness.locator('.sum').innerText(), { timeout: 20_000 })
      .toMatch(/3,000\.00\s+3,000\.01/)
    expect(await detail.locator('.witness-facts').innerText()).toContain('30,000.05')
    expect(await detail.locator('.review-effects').innerText()).toMatch(
      /500\.00[\s\S]*2009-12-31[\s\S]*30,000\.04/,
    )
    expect(await page.locator('.review-rest').innerText()).toContain(say.rest)
    expect(await detail.locator('.law.amended').last().innerText()).toContain(
      '将第三部分第(二)项第3目中“年优惠最高不超过3000元”修改为“年优惠最高不超过3500元”',
    )
    expect(await detail.locator('.line-diff tr.new').count()).toBe(1)
    // The witness becomes a case that passes, and the cases that both versions decide alike stay as many.
    await detail.locator('.witness-foot .button').click()
    await detail
      .locator('.witness-foot [role="status"]')
      .filter({ hasText: 'venue-rent.government-market/' })
      .waitFor()
    await detail.locator('.effects').filter({ hasText: say.added }).waitFor()
    expect(await page.getByRole('button', { name: say.left }).isDisabled()).toBe(true)
    await page.getByLabel(say.note).fill('as the notice says')
    await page.getByRole('button', { name: say.check }).click()
    await page.getByRole('button', { name: say.sign, exact: true }).click()
    await page.getByLabel(say.signAs).fill('王敏')
    const files = await downloads(page, () => page.getByRole('button', { name: say.signNow }).click())
    const read = reviewFromText(files.get('json') ?? '')
    expect(read.ok && [read.review.by, read.review.changes.map(({ kind, note }) => [kind, note])]).toEqual([
      '王敏',
      [
        ['policy-changed', ''],
        ['value-added', 'as the notice says'],
      ],
    ])
    expect(files.get('html')).toContain('as the notice says')
    // The version and the log are written as any edit: unsaved until she saves.
    expect(bench.diff().split('\n')).toHaveLength(1)
    await page.locator('.sign-form a.button').click()
    await page.locator('.save-page .save-foot .button.first').click()
    await page.locator('.save-page [role="status"].is-passing').waitFor()
    const policy = join(bench.folder, 'policies/employment-promotion')
    expect(readFileSync(join(policy, 'policy.yaml'), 'utf8')).toMatch(/^version: 1\.1\.0$/m)
    expect(readFileSync(join(policy, 'log.yaml'), 'utf8')).toMatch(
      /what: review, changes: \[\{ path: version, was: 1\.0\.0, value: 1\.1\.0, review: [0-9a-f]{64} \}\]/,
    )
    // What was signed is what stands on the disk now.
    const texts = async () =>
      new Map((await readWorkspace([], bench?.folder ?? '')).files.map(({ path, text }) => [path, text]))
    const standing = read.ok ? standingOf(read.review, await texts()) : null
    expect([standing?.isWhole, standing?.changes.flatMap(({ altered }) => altered)]).toEqual([true, []])
    // A file that changes after it voids the tick.
    bench.write(bench.read().replace('2010-01-01: 3500', '2010-01-01: 3500 # again'))
    await page.goto(new URL('/#/review', page.url()).href)
    await page.reload()
    await page.getByText(say.void).first().waitFor()
    const after = read.ok ? standingOf(read.review, await texts()) : null
    expect(after?.changes.flatMap(({ altered }) => altered.map(({ now }) => now))).toEqual(['changed'])
    // The same version twice has nothing to review.
    await page.getByLabel(say.newVersion).selectOption('HEAD')
    await page.getByText(say.none).waitFor()
    await page.context().close()
  })
})
