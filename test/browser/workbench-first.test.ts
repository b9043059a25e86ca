import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { serveWorkbench } from './server.ts'

const editor = fileURLToPath(new URL('../../dist/editor/', import.meta.url))
const kilobytes = (path: string) => gzipSync(readFileSync(join(editor, path))).length / 1000

let browser: Browser | null = null
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

describe('the first view', () => {
  test('needs at most 150 kB of script and style, and no Monaco', async ({ skip }) => {
    if (!browser) return skip('no browser here')
    const served = await serveWorkbench()
    try {
      const page = await (await browser.newContext()).newPage()
      const asked = new Set<string>()
      page.on('request', (request) => {
        const path = new URL(request.url()).pathname.slice(1)
        if (/\.(js|css)$/.test(path)) asked.add(path)
      })
      await page.goto(served.url)
      await page.goto(new URL('/#/clauses/venue-rent.government-market', served.url).href)
      await page.locator('#cases[data-verdict-version]').waitFor()
      const files = [...asked]
      expect(files.filter((path) => /yaml-editor|yaml\.worker|editor\.worker/.test(path))).toEqual([])
      // The engine's workers load beside it and keep nobody from reading.
      const own = files.filter((path) => !/worker/.test(path))
      expect(own.length).toBeGreaterThan(1)
      const size = own.reduce((sum, path) => sum + kilobytes(path), 0)
      expect(size, `${own.join(', ')}: ${size.toFixed(0)} kB gzip`).toBeLessThanOrEqual(150)
    } finally {
      await served.stop()
    }
  })
})
