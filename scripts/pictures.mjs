// Makes the pictures of the documentation: the workbench with the cap of the government market raised to 3500.
// Names choose some of them. Run after a build, on a machine with Chromium and Chinese fonts (Debian: chromium, fonts-noto-cjk).
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { startServer } from '../dist/engine/server/server.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const pictures = join(root, 'docs/pictures')
const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
)
if (!executablePath) {
  console.error('no browser: install Chromium, or set CHROMIUM_PATH')
  process.exit(2)
}

const shots = [
  { name: 'clause-zh', locale: 'zh-CN', width: 1440, colorScheme: 'light' },
  { name: 'clause-en', locale: 'en-US', width: 1440, colorScheme: 'light' },
  { name: 'clause-dark', locale: 'zh-CN', width: 1440, colorScheme: 'dark' },
  { name: 'clause-1024', locale: 'zh-CN', width: 1024, colorScheme: 'light' },
  { name: 'clause-yaml', locale: 'zh-CN', width: 1440, colorScheme: 'light', yaml: true },
  { name: 'yearly-zh', locale: 'zh-CN', width: 1440, colorScheme: 'light', page: yearly },
  { name: 'try-en', locale: 'en-US', width: 1440, colorScheme: 'light', page: trial },
  // Last: it needs another text on the disk.
  { name: 'review-zh', locale: 'zh-CN', width: 1440, colorScheme: 'light', page: review },
]

/** Next year's cap is typed, and the row says what it does. */
async function yearly(page, origin) {
  await page.goto(`${origin}/#/yearly/employment-promotion?from=2010-01-01`)
  const row = page.locator('.yearly-table tr').filter({ hasText: '年最高限额' }).first()
  await row.scrollIntoViewIfNeeded()
  await row.getByRole('textbox').fill('3500')
  await page.waitForTimeout(2000)
}

/** Somebody in a government-built market asks for the rent subsidy. */
async function trial(page, origin) {
  await page.goto(`${origin}/#/try/employment-promotion?about=venue-rent`)
  await page.locator('.next-question').waitFor()
  const fill = (name, value) => page.getByRole('textbox', { name }).first().fill(value)
  await page
    .getByRole('group', { name: /Holds a re-employment permit/ })
    .first()
    .getByRole('button')
    .first()
    .click()
  await page
    .getByRole('combobox', { name: /Place of business/ })
    .first()
    .selectOption('government-market')
  await page
    .getByRole('group', { name: /first time/ })
    .first()
    .getByRole('button')
    .first()
    .click()
  await fill(/Months operated/, '20')
  await fill(/Years already paid/, '1')
  await fill(/Annual rent/, '30010')
  await page.getByText('3,000.00').first().waitFor()
  await page.waitForTimeout(1500)
}

/** The cap of 2010 stands in the files, and not in the last commit. */
async function review(page, origin) {
  const file = join(folder, 'policies/employment-promotion/provisions/venue-rent.yaml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('undated: 3000\n', 'undated: 3000\n          2010-01-01: 3500\n'))
  await page.goto(`${origin}/#/review`)
  await page.reload()
  await page.locator('.review-detail .compare').waitFor()
  await page.waitForTimeout(1500)
}

mkdirSync(pictures, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'clausebook-pictures-'))
cpSync(join(root, 'policies'), join(folder, 'policies'), { recursive: true })
const git = (...args) => execFileSync('git', args, { cwd: folder })
git('init', '--quiet', '--initial-branch', 'main')
git('add', '.')
git(
  '-c',
  'user.name=王敏',
  '-c',
  'user.email=wang@example.org',
  'commit',
  '--quiet',
  '--message',
  '促进就业 1.0.0',
)
const editorDir = join(root, 'dist/editor/')
const server = await startServer({ folders: [], cwd: folder, editorDir, port: 0 })
const args = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
const browser = await chromium.launch({ executablePath, args })
try {
  const wanted = process.argv.slice(2)
  for (const { name, locale, width, colorScheme, yaml, page: other } of shots) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale, colorScheme })
    const page = await context.newPage()
    await page.goto(server.url)
    if (other) {
      await other(page, new URL(server.url).origin)
      await page.screenshot({ path: join(pictures, `${name}.png`) })
      await context.close()
      console.log(`docs/pictures/${name}.png`)
      continue
    }
    await page.goto(`${new URL(server.url).origin}/#/clauses/venue-rent.government-market`)
    const field = page.getByRole('textbox', { name: /^(年最高限额|Yearly cap)/ }).first()
    await field.click()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('3500')
    await page.getByText('3,001.00').first().waitFor()
    if (yaml) {
      // The field that was typed in holds the keys; the page itself takes them back.
      await page.evaluate(() => document.activeElement?.blur())
      await page.keyboard.press('`')
      await page.locator('.monaco-editor .view-line').first().waitFor()
    }
    await page.waitForTimeout(yaml ? 1500 : 400)
    await page.screenshot({ path: join(pictures, `${name}.png`) })
    await context.close()
    console.log(`docs/pictures/${name}.png`)
  }
} finally {
  await browser.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
}
