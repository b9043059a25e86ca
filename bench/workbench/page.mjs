// From key press to painted verdicts of all cases, in a real browser, in the form. Beside it, in the same run,
// an empty frame: what any page takes to show any change.
import { median } from '../harness/race.mjs'
import { figure } from '../harness/table.mjs'
import { inBrowser } from './browser.mjs'

export const title = 'keystroke, painted'

const rounds = 60
const fields = [
  ['venue-rent.government-market', '年最高限额', 'a key in the form, to painted verdicts'],
  ['startup-loan.limit', '最高贷款额', 'the same, in the longest file'],
]

export const measure = () =>
  inBrowser(async (browser, url) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    await page.goto(url)
    const rows = []
    for (const [clause, label, name] of fields) {
      await page.goto(`${new URL(url).origin}/#/clauses/${clause}`)
      await page.locator('.clause-head .code', { hasText: clause }).waitFor()
      const field = page.getByRole('textbox', { name: new RegExp(`^${label}，`) }).first()
      rows.push([name, await presses(page, field)])
    }
    const frame = median(await page.evaluate(emptyFrames, rounds))
    return rows.map(([name, times]) => {
      const most = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.9)]
      return figure(name, median(times), 'ms', {
        note: `in Chromium; 90 % within ${most.toFixed(0)} ms; an empty frame takes ${frame.toFixed(1)} ms`,
      })
    })
  })

/** Types digits and deletes them; each key press is timed by the page's own clock. */
async function presses(page, field) {
  await field.click()
  await page.keyboard.press('End')
  const times = []
  for (let round = 0; round < rounds; round++) {
    // Listening before the key is sent: input and scripts reach the page by different ways.
    await page.evaluate(listen)
    await page.keyboard.press(round % 2 === 0 ? '5' : 'Backspace')
    times.push(await page.evaluate(() => window.paintedVerdict))
    await page.waitForTimeout(40)
  }
  // The first presses compile and fetch.
  return times.slice(10)
}

/** Runs in the page: milliseconds from the next key press to the frame after its verdicts are in place. */
function listen() {
  window.paintedVerdict = new Promise((resolve) => {
    let pressed = 0
    const onKey = (event) => {
      pressed = event.timeStamp
    }
    window.addEventListener('keydown', onKey, { capture: true, once: true })
    const observer = new MutationObserver(() => {
      if (pressed === 0) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed), 0))
    })
    observer.observe(document.body, {
      attributes: true,
      subtree: true,
      attributeFilter: ['data-verdict-version'],
    })
  })
}

async function emptyFrames(count) {
  const times = []
  for (let round = 0; round < count; round++) {
    const start = performance.now()
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
    times.push(performance.now() - start)
  }
  return times
}
