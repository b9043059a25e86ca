import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { launchBrowser, launchBundled } from './browser.ts'

/** The width and height a PNG says it has. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]

async function visit(browser: Browser) {
  const page = await browser.newPage({ viewport: { width: 320, height: 200 } })
  await page.goto('data:text/html;charset=utf-8,<h1>条款 Clause</h1>')
  const picture = await page.screenshot()
  const { width } = (await page.locator('h1').boundingBox()) ?? { width: 0 }
  return { title: await page.textContent('h1'), size: sizeOf(picture), isWide: width > 100 }
}

const seen = { title: '条款 Clause', size: [320, 200], isWide: true }

describe('the browser', () => {
  test.for([
    ['found on this machine', launchBrowser],
    ['brought by the installation', launchBundled],
  ] as const)('%s opens a page and takes its picture', async ([, open], { skip }) => {
    const browser = await open()
    if (!browser) return skip('no such browser here')
    try {
      expect(await visit(browser)).toEqual(seen)
    } finally {
      await browser.close()
    }
  })
})
