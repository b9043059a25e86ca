import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runIn } from '../support/transcripts.ts'
import { launchBrowser } from './browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const policies = fileURLToPath(new URL('../../policies', import.meta.url))

const policy = 'employment-promotion'

let browser: Browser | null = null
let root: string
beforeAll(async () => {
  browser = await launchBrowser()
  root = mkdtempSync(join(tmpdir(), 'clausebook-page-'))
  for (const version of ['old', 'new'])
    cpSync(join(policies, policy), join(root, version, policy), { recursive: true })
  const rent = join(root, 'new', policy, 'provisions/venue-rent.yaml')
  writeFileSync(
    rent,
    readFileSync(rent, 'utf8')
      .replace('undated: 3000\n', 'undated: 3000\n          2010-01-01: 3500\n')
      .replace('undated: 12\n', 'undated: 13\n'),
  )
  for (const language of ['zh', 'en'])
    expect(
      (await runIn(root, `clausebook diff old new --html ${language}.html --lang ${language}`)).exit,
    ).toBe(0)
})
afterAll(async () => {
  await browser?.close()
  rmSync(root, { recursive: true, force: true })
})

describe('the page to sign', () => {
  test.each(['zh', 'en'])('stands alone in %s: no scripts, no other files', (language) => {
    const text = readFileSync(join(root, `${language}.html`), 'utf8')
    expect(text).not.toMatch(/<script|<link|src=|url\(|https?:/)
    expect(text).not.toMatch(/undefined|\[object|NaN/)
    expect(text).toContain(language === 'zh' ? '已证明不变' : 'proven unchanged')
    expect(text.match(/[0-9a-f]{32}<wbr>[0-9a-f]{32}/g)).toHaveLength(2)
  })

  test.each([
    ['zh', 1440],
    ['en', 1024],
    ['zh', 420],
  ] as const)(
    'in %s, %i pixels wide, has nothing that axe finds and nothing cut off',
    async (language, width) => {
      if (!browser) return
      const page = await browser.newPage({ viewport: { width, height: 900 } })
      await page.goto(pathToFileURL(join(root, `${language}.html`)).href)
      await page.evaluate(axe)
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: {
            run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
          }
        }
        const { violations } = await axe.run({ resultTypes: ['violations'] })
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
      })
      expect(found).toEqual([])
      const room = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(room).toBeLessThanOrEqual(0)
      await page.close()
    },
  )

  test('is printed on A4', async () => {
    if (!browser) return
    const page = await browser.newPage()
    await page.goto(pathToFileURL(join(root, 'zh.html')).href)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    // 210 × 297 mm in points.
    expect(pdf.toString('latin1')).toMatch(/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/)
    await page.close()
  })
})
