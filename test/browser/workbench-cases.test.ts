import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type Bench, startBench, typeOver } from './workbench.ts'

let browser: Browser | null = null
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

const policy = 'policies/employment-promotion'
const read = (bench: Bench, path: string) => readFileSync(join(bench.folder, policy, path), 'utf8')

/** The officer's words, as the screen says them. */
const screens = [
  {
    language: 'zh',
    addFrom: '年最高限额：加一个自某日起的新值',
    fromDate: '年最高限额，起算日',
    newValue: '年最高限额，新值',
    add: '加入新值',
    explained: /有据变动 2/,
    because: '年最高限额 自 2010-07-01 1,500 元',
    accept: '接受 2 个新期望值',
    name: '你的姓名',
    told: '已接受 2 个新期望值',
    asOf: '判定日',
    ask: '改按这一天判定',
    moved: '按所问变动',
    keepFor: '存为 2010-08-01 的用例',
    title: '名称',
    english: '英文名称',
    keep: '核对无误，存为用例',
    unexplained: '原因不明 1',
    look: '逐一查看',
    reason: /为什么接受/,
    keepAs: /保留 2,998\.00，记为问题/,
    wrong: '哪里有问题',
    flag: '记为问题',
    flagged: /王敏 \d{4}-\d\d-\d\d 记为问题：来信人数有误/,
    saved: /已保存/,
  },
  {
    language: 'en',
    addFrom: 'Yearly cap: add a value from a date',
    fromDate: 'Yearly cap, From date',
    newValue: 'Yearly cap, New value',
    add: 'Add the value',
    explained: /Explained 2/,
    because: 'Yearly cap 1,500 CNY from 2010-07-01',
    accept: 'Accept 2 new values',
    name: 'Your name',
    told: '2 new values accepted',
    asOf: 'As of',
    ask: 'Decide as of this day',
    moved: 'Moved as asked',
    keepFor: 'Keep as a case of 2010-08-01',
    title: 'Name',
    english: 'Chinese name',
    keep: 'It is right: keep the case',
    unexplained: 'Unexplained 1',
    look: 'Look',
    reason: /Why .* is right/,
    keepAs: /Keep 2,998\.00, flag it/,
    wrong: 'What is wrong',
    flag: 'Flag it',
    flagged: /Flagged by 王敏 on \d{4}-\d\d-\d\d: 来信人数有误/,
    saved: /Saved \d/,
  },
] as const

const fill = async (page: Page, label: string, text: string) => {
  const field = page.getByRole('textbox', { name: label, exact: true })
  await field.fill(text)
}

const save = async (page: Page, saved: RegExp) => {
  await page.locator('h1').click()
  await page.keyboard.press('ControlOrMeta+s')
  await page.locator('.save-page').waitFor()
  await page.keyboard.press('ControlOrMeta+s')
  await page.getByText(saved).first().waitFor()
}

describe('one amendment in the middle of the year', () => {
  test.for(screens)('from the new value to the case that guards it, in $language', async (say, { skip }) => {
    if (!browser) return skip('no browser here')
    const bench = await startBench(browser)
    try {
      const page = await bench.open({ language: say.language }, '#/clauses/venue-rent.other-venue')
      const cases = page.locator('#cases')
      await page.getByRole('button', { name: say.addFrom }).click()
      await fill(page, say.fromDate, '2010-07-01')
      await typeOver(page.getByRole('textbox', { name: say.newValue, exact: true }), '1500')
      await page.getByRole('button', { name: say.add, exact: true }).click()

      // Only the case that states a later day differs, by its default and by its other reading.
      await cases.getByRole('heading', { name: say.explained }).waitFor()
      await expect.poll(() => cases.locator('.is-explained-group').innerText()).toContain(say.because)
      await cases.getByRole('button', { name: say.accept }).click()
      await fill(page, say.name, '王敏')
      await page.keyboard.press('Enter')
      await cases.getByText(say.told).waitFor()
      await expect.poll(() => cases.locator('.is-explained-group').count()).toBe(0)

      // One undo takes the acceptance back whole, one redo makes it again.
      await page.locator('h1').click()
      await page.keyboard.press('ControlOrMeta+z')
      await cases.getByRole('heading', { name: say.explained }).waitFor()
      await page.keyboard.press('ControlOrMeta+Shift+z')
      await expect.poll(() => cases.locator('.is-explained-group').count()).toBe(0)

      // Cases without a day move when they are asked for one after it; that is no failure.
      await page.getByRole('button', { name: new RegExp(`^${say.asOf}`) }).click()
      await fill(page, say.asOf, '2010-08-01')
      await page.getByRole('button', { name: say.ask }).click()
      await cases.getByRole('heading', { name: new RegExp(say.moved) }).waitFor()
      expect(page.url()).toContain('day=2010-08-01')
      const moved = cases.locator('.is-moved-group')
      await expect.poll(() => moved.innerText()).toContain(say.because)
      await expect.poll(() => moved.innerText()).toMatch(/2,000\.00\s*→\s*1,500\.00\s*−500\.00/)

      // One of them is kept as a case of that day, which a person confirms.
      if ((await cases.getByRole('button', { name: say.keepFor }).count()) === 0)
        await moved.locator('.case-row').first().click()
      await cases.getByRole('button', { name: say.keepFor }).click()
      await fill(page, say.title, say.language === 'zh' ? '新限额' : 'The new cap')
      if (say.language === 'zh') await fill(page, say.english, 'The new cap')
      await expect.poll(() => cases.locator('.proposed b').innerText()).toBe('1,500.00')
      await cases.getByRole('button', { name: say.keep }).click()
      await cases.locator('.new-case').waitFor({ state: 'detached' })

      await save(page, say.saved)
      const kept = read(bench, 'cases/venue-rent.yaml')
      expect(kept).toMatch(
        /\n- id: venue-rent\.other-venue\/\d\d-the-new-cap\n {2}title: .*\n {2}clause: venue-rent\.other-venue\n {2}kind: effective-date\n {2}facts: \{ .*as_of: 2010-08-01.* \}\n {2}expected: \{ eligible: true, amount: 1500\.00, unit: CNY \}\n/,
      )
      expect(read(bench, 'cases/multi.yaml')).toContain(
        'in_total: false, expected: { eligible: true, amount: 1500.00',
      )
      expect(read(bench, 'provisions/venue-rent.yaml')).toContain('2010-07-01: 1500\n')
      const log = read(bench, 'log.yaml')
      expect(log).toMatch(
        /by: 王敏, what: rebase, changes: \[\{ parameter: venue-rent\.other-venue\.cap, from: 2010-07-01, value: 1500 \}/,
      )
      expect(log).toContain('case: multi/02-rent-tiers-do-not-stack, path: parts.0.expected.amount')
    } finally {
      await bench.stop()
    }
  })
})

describe('a review', () => {
  test.for(screens)('looks at what nothing explains one by one, in $language', async (say, { skip }) => {
    if (!browser) return skip('no browser here')
    const bench = await startBench(browser)
    try {
      const path = join(bench.folder, policy, 'cases/venue-rent.yaml')
      const text = readFileSync(path, 'utf8')
      writeFileSync(path, text.replace('amount: 2999.00', 'amount: 2998.00'))
      const page = await bench.open({ language: say.language })
      const cases = page.locator('#cases')
      await cases.getByRole('heading', { name: say.unexplained }).waitFor()
      // Nothing accepts it unseen: the key accepts what is explained, and there is nothing.
      await page.locator('h1').click()
      await page.keyboard.press('a')
      await cases.getByRole('button', { name: say.look, exact: true }).click()
      await cases.locator('.open-case').waitFor()

      // Kept as it is, with what is wrong: the log says so, and the row too.
      await cases.getByRole('button', { name: say.keepAs }).click()
      await fill(page, say.wrong, '来信人数有误')
      await cases.locator('.reason').getByRole('button', { name: say.flag }).click()
      await fill(page, say.name, '王敏')
      await page.keyboard.press('Enter')
      await expect.poll(() => cases.locator('.open-case').innerText()).toMatch(say.flagged)
      await cases.getByRole('heading', { name: say.unexplained }).waitFor()

      // Accepted after all, with a reason that has to be given.
      await cases.locator('.open-case .button.edge-accent').click()
      const accept = cases.locator('.reason .button.edge-accent')
      expect(await accept.isDisabled()).toBe(true)
      await page.getByRole('textbox', { name: say.reason }).fill('29990 × 10%')
      await accept.click()
      await expect.poll(() => cases.locator('.is-unexplained-group').count()).toBe(0)
      await save(page, say.saved)
      expect(readFileSync(path, 'utf8')).toContain('amount: 2999.00')
      const log = read(bench, 'log.yaml').trim().split('\n')
      expect(log.map((line) => /what: (\w+)/.exec(line)?.[1])).toEqual(['issue', 'rebase'])
      expect(log[1]).toContain('basis: "29990 × 10%"')
    } finally {
      await bench.stop()
    }
  })

  test('a case is opened, run step by step, copied and taken away; keys open and accept', async ({
    skip,
  }) => {
    if (!browser) return skip('no browser here')
    const bench = await startBench(browser)
    try {
      const page = await bench.open({}, '#/clauses/venue-rent.government-market?case=')
      const cases = page.locator('#cases')
      await page.locator('h1').click()
      await page.keyboard.press('Enter')
      await cases.locator('.open-case').waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await expect.poll(() => page.url()).toContain('04-eleven-months')
      await cases.getByRole('button', { name: '逐步看' }).click()
      await expect.poll(() => cases.locator('.open-case').innerText()).toContain('条件逐条')
      await cases.getByRole('button', { name: '怎样才能享受' }).click()
      await expect.poll(() => cases.locator('.would-change').innerText()).toContain('12 个月')
      await cases.getByRole('button', { name: '复制' }).click()
      await page.getByRole('textbox', { name: '已经营' }).fill('12')
      await expect.poll(() => cases.locator('.proposed b').innerText()).toBe('2,400.00')
      await fill(page, '名称', '恰满一年')
      await cases.getByRole('button', { name: '核对无误，存为用例' }).click()
      await expect.poll(() => page.url()).toContain('venue-rent.government-market/07')
      await expect.poll(() => cases.locator('.cases-head').innerText()).toContain('7 例')
      await cases.getByRole('button', { name: '删去' }).click()
      await expect.poll(() => cases.locator('.cases-head').innerText()).toContain('6 例')
      await page.locator('h1').click()
      await page.keyboard.press('ControlOrMeta+z')
      await expect.poll(() => cases.locator('.cases-head').innerText()).toContain('7 例')
    } finally {
      await bench.stop()
    }
  })

  test('a reading is switched where it stands, and the case that it moves says what it is worth', async ({
    skip,
  }) => {
    if (!browser) return skip('no browser here')
    const bench = await startBench(browser)
    try {
      const page = await bench.open({}, '#/clauses/venue-rent.hardship-micro')
      const question = page.locator('.readings > li').filter({ hasText: 'AMB-22' })
      await question.getByRole('radio').nth(1).check()
      await expect.poll(() => question.innerText()).toContain('1 例变动，合计 −1,440.00')
      expect(page.url()).toContain('readings=AMB-22=whole-item')
      const moved = page.locator('.is-moved-group')
      await expect.poll(() => moved.innerText()).toMatch(/1,440\.00\s*→\s*不享受/)
      await page.goBack()
      await moved.waitFor({ state: 'detached' })
      expect(await question.getByRole('radio').nth(0).isChecked()).toBe(true)
    } finally {
      await bench.stop()
    }
  })
})
