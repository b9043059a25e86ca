// From the address typed to a page that can be used: each time a new browser profile, nothing kept.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { median } from '../harness/race.mjs'
import { figure } from '../harness/table.mjs'
import { inBrowser } from './browser.mjs'

export const title = 'first view'

const editor = fileURLToPath(new URL('../../dist/editor/', import.meta.url))
const rounds = 5

export const measure = () =>
  inBrowser(async (browser, url) => {
    const views = []
    for (let round = 0; round < rounds; round++) views.push(await open(browser, url))
    const middle = (what) => median(views.map((view) => view[what]))
    const [{ asked }] = views
    const size = (wanted) =>
      asked.filter(wanted).reduce((sum, path) => sum + gzipSync(readFileSync(editor + path)).length / 1000, 0)
    const isWorker = (path) => /worker/.test(path)
    const isScript = (path) => path.endsWith('.js') && !isWorker(path)
    return [
      figure('script of the first view', size(isScript), 'kB', { note: 'gzip' }),
      figure(
        'style of the first view',
        size((path) => path.endsWith('.css')),
        'kB',
        { note: 'gzip' },
      ),
      figure('script of its workers, beside it', size(isWorker), 'kB', { note: 'gzip' }),
      figure('address to first paint', middle('painted'), 'ms', { note: `in Chromium; median of ${rounds}` }),
      figure('address to all verdicts, and a field that takes keys', middle('interactive'), 'ms', {
        note: 'time to interactive',
      }),
    ]
  })

/** One opening: what was asked for, and when it was painted and could be used, by the page's own clock. */
async function open(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  try {
    const first = await context.newPage()
    // The key in the printed address becomes a cookie.
    await first.goto(url)
    await first.close()
    const page = await context.newPage()
    const asked = new Set()
    page.on('request', (request) => {
      const path = new URL(request.url()).pathname.slice(1)
      if (/\.(js|css)$/.test(path)) asked.add(path)
    })
    await page.goto(`${new URL(url).origin}/#/clauses/venue-rent.government-market`)
    const times = await page.evaluate(usable)
    return { ...times, asked: [...asked] }
  } finally {
    await context.close()
  }
}

/** Runs in the page: resolves in the frame after verdicts and fields are there. */
function usable() {
  return new Promise((resolve) => {
    const look = () => {
      const isThere =
        document.querySelector('#cases[data-verdict-version] .case-row, #cases .group-head') &&
        document.querySelector('.value-field input')
      if (!isThere) return requestAnimationFrame(look)
      requestAnimationFrame(() => {
        const [paint] = performance.getEntriesByName('first-contentful-paint')
        resolve({ painted: paint?.startTime ?? Number.NaN, interactive: performance.now() })
      })
    }
    look()
  })
}
