import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { serveWorkbench } from './server.ts'

export interface Look {
  readonly language?: 'zh' | 'en'
  readonly theme?: 'light' | 'dark'
  readonly width?: number
}

/** A workbench on a copy of the policies in a git repository. */
export interface Bench {
  readonly folder: string
  readonly open: (look?: Look, hash?: string) => Promise<Page>
  /** `git diff --numstat`, without the names' folder. */
  readonly diff: () => string
  readonly read: () => string
  readonly write: (text: string) => void
  /** Every file as the last commit has it. */
  readonly restore: () => void
  readonly stop: () => Promise<void>
}

export const rentFile = 'policies/employment-promotion/provisions/venue-rent.yaml'
export const marketClause = '#/clauses/venue-rent.government-market'

/** `author`: whom git knows as the one who commits. */
export async function startBench(
  browser: Browser,
  author?: { readonly name: string; readonly email: string },
): Promise<Bench> {
  const served = await serveWorkbench()
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], {
      cwd: served.folder,
      encoding: 'utf8',
    })
  git('init', '--quiet')
  if (author) for (const [key, value] of Object.entries(author)) git('config', `user.${key}`, value)
  git('add', '.')
  git('commit', '--quiet', '-m', 'policies')
  const file = join(served.folder, rentFile)
  return {
    folder: served.folder,
    open: async ({ language = 'zh', theme = 'light', width = 1440 } = {}, hash = marketClause) => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        locale: language === 'zh' ? 'zh-CN' : 'en-GB',
        colorScheme: theme,
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      // The key in the printed address becomes a cookie; deep links work from then on.
      await page.goto(served.url)
      await page.goto(new URL(`/${hash}`, served.url).href)
      await page
        .locator(
          '#cases[data-verdict-version], .law-page, .yearly-table, .save-page, .overview, .trial-page, .review-page',
        )
        .first()
        .waitFor()
      return page
    },
    diff: () => git('diff', '--numstat').trim(),
    read: () => readFileSync(file, 'utf8'),
    write: (text) => writeFileSync(file, text),
    restore: () => {
      git('checkout', '--quiet', '.')
      git('clean', '--quiet', '--force', '-d')
    },
    stop: served.stop,
  }
}

/** The field of a value in the table of parameters. */
export const fieldOf = (page: Page, name: string): Locator =>
  page.getByRole('table').getByRole('textbox', { name: new RegExp(`^${name}[，,]`) })

/** Types over what stands in a field, key by key, as a person does. */
export async function typeOver(field: Locator, text: string): Promise<void> {
  await field.click()
  await field.press('ControlOrMeta+a')
  await field.pressSequentially(text, { delay: 20 })
}

/** On the page of saving: who corrects and why, without which a correction is not saved. */
export async function giveReason(page: Page, language: 'zh' | 'en' = 'zh'): Promise<void> {
  const [name, reason, keep] =
    language === 'zh' ? ['姓名', '更正理由', '记下更正理由'] : ['Your name', 'Reason', 'Keep the reason']
  const asked = page.locator('.save-page .correction')
  await asked.getByRole('textbox', { name, exact: true }).fill('王敏')
  await asked.getByRole('textbox', { name: reason, exact: true }).fill('录入时多写了一个零')
  await asked.getByRole('button', { name: keep }).click()
  await asked.waitFor({ state: 'detached' })
}

export const yaml = (page: Page): Locator => page.locator('.monaco-editor .view-lines')

/** Opens the drawer with the text and waits for Monaco. */
export async function openYaml(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'YAML' }).click()
  await yaml(page).waitFor({ timeout: 30_000 })
}

/** Puts the cursor at the end of the first line with a text, by the editor's own search. */
export async function goToLine(page: Page, text: string): Promise<void> {
  await page.locator('.monaco-editor .native-edit-context').first().focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('ControlOrMeta+f')
  const find = page.locator('.find-widget.visible textarea').first()
  await find.fill(text)
  await find.press('Enter')
  await page.keyboard.press('Escape')
  await page.locator('.monaco-editor .view-line').filter({ hasText: text }).first().waitFor()
  await page.keyboard.press('End')
}
