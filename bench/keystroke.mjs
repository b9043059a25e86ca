// From key press to painted verdicts of all cases of the policy, in a real browser, in the form. Beside it, in the same run, the time of an empty frame: what any page takes to show any change.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { startServer } from '../dist/engine/server/server.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const rounds = Number(process.env.CLAUSEBOOK_ROUNDS ?? 60)
const programs = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome']
const executablePath = programs.find((path) => path && existsSync(path))
if (!executablePath) {
  console.error('no browser: install Chromium, or set CHROMIUM_PATH')
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'clausebook-bench-'))
cpSync(join(root, 'policies'), join(folder, 'policies'), { recursive: true })
const server = await startServer({
  folders: [],
  cwd: folder,
  editorDir: join(root, 'dist/editor/'),
  port: 0,
})
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', ...sandbox] })
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  await page.goto(server.url)
  const fields = [
    ['venue-rent.government-market', '年最高限额', 'form'],
    ['startup-loan.limit', '最高贷款额', 'form, in the longest file'],
  ]
  const measured = []
  for (const [clause, label, name] of fields) {
    await page.goto(`${new URL(server.url).origin}/#/clauses/${clause}`)
    await page.locator('.clause-head .code', { hasText: clause }).waitFor()
    const field = page.getByRole('textbox', { name: new RegExp(`^${label}，`) }).first()
    measured.push([name, await measure(page, field, rounds)])
  }
  const frame = await page.evaluate(emptyFrame, rounds)
  const cases = await page.locator('.rail-foot').first().textContent()
  console.log(`verdicts after each key press: ${cases?.trim().replaceAll(/\s+/g, ' ')}`)
  for (const [name, times] of measured) report(`${name}: key press to painted verdicts`, times, frame)
  report('empty frame', frame, frame)
} finally {
  await browser.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
}

/** Types digits and deletes them; each key press is timed by the page's own clock. */
async function measure(page, field, count) {
  await field.click()
  await page.keyboard.press('End')
  const times = []
  for (let round = 0; round < count; round++) {
    // Listening before the key is sent: input and scripts reach the page by different ways.
    await page.evaluate(listen)
    await page.keyboard.press(round % 2 === 0 ? '5' : 'Backspace')
    times.push(await page.evaluate(() => window.paintedVerdict))
    await page.waitForTimeout(40)
  }
  // The first presses compile and fetch.
  return times.slice(Math.min(10, Math.floor(count / 4)))
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

async function emptyFrame(count) {
  const times = []
  for (let round = 0; round < count; round++) {
    const start = performance.now()
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
    times.push(performance.now() - start)
  }
  return times
}

function report(name, times, base) {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  const baseMedian = [...base].sort((a, b) => a - b)[Math.floor(base.length / 2)]
  const ratio = (at(0.5) / baseMedian).toFixed(1)
  console.log(
    `${name}: median ${at(0.5).toFixed(1)} ms, 90 % ${at(0.9).toFixed(1)} ms, most ${at(1).toFixed(1)} ms (${times.length} presses, ${ratio} empty frames)`,
  )
}
