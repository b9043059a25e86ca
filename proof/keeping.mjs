// Kills the browser at random moments while somebody types, and looks what is left: at most one second of
// typing may be lost.
//
//   npm --prefix proof run keeping -- --kills 20 --seed 7
//
// Uses the last build, and Chromium as it is installed, or where CHROMIUM_PATH says. Exits 1 where more is lost.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { startServer } from '../dist/engine/server/server.js'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '20260401' },
  },
})
const root = fileURLToPath(new URL('..', import.meta.url))
const path = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (one) => one && existsSync(one),
)
if (!path) {
  console.error('no browser: install Chromium, or set CHROMIUM_PATH')
  process.exit(2)
}
const most = 1000
let state = Number(values.seed)
const random = () => {
  state = (state * 48271) % 2147483647
  return state / 2147483647
}
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const folder = mkdtempSync(join(tmpdir(), 'clausebook-keeping-'))
cpSync(join(root, 'policies'), join(folder, 'policies'), { recursive: true })
const server = await startServer({ folders: [], cwd: folder, editorDir: join(root, 'dist/editor/'), port: 0 })
const clause = `${new URL(server.url).origin}/#/clauses/venue-rent.government-market`

const running = new Set()
const kill = (pid) => {
  running.delete(pid)
  process.kill(-pid, 'SIGKILL')
}

/** A browser of its own process group, which a kill takes whole. */
async function open(profile) {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(
    path,
    [
      '--headless=new',
      '--disable-gpu',
      ...sandbox,
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--lang=zh-CN',
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  running.add(child.pid)
  const address = await new Promise((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
      const found = /ws:\/\/\S+/.exec(said)?.[0]
      if (found) resolve(found)
    })
    child.on('exit', () => reject(new Error(`the browser ended: ${said}`)))
  })
  const browser = await chromium.connectOverCDP(address)
  const context = browser.contexts()[0] ?? (await browser.newContext())
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(server.url)
  await page.goto(clause)
  const field = page
    .locator('.parameters')
    .getByRole('textbox', { name: /^(年最高限额|Yearly cap)/ })
    .first()
  await field.waitFor({ timeout: 60_000 })
  return { child, browser, page, field, kill: () => kill(child.pid) }
}

let worst = 0
try {
  for (let number = 1; number <= Number(values.kills); number++) {
    const profile = join(folder, `profile-${number}`)
    mkdirSync(profile)
    const first = await open(profile)
    await first.field.click()
    const typed = []
    const until = performance.now() + 800 + random() * 4000
    let killed = false
    const killing = pause(until - performance.now()).then(() => {
      first.kill()
      killed = true
      return performance.now()
    })
    for (let value = 3001; !killed; value++) {
      try {
        await first.page.keyboard.press('ControlOrMeta+A')
        await first.page.keyboard.insertText(String(value))
        if (!killed) typed.push({ value, at: performance.now() })
        await pause(40 + random() * 160)
      } catch {
        break
      }
    }
    const at = await killing
    await pause(300)
    const second = await open(profile)
    const offer = second.page.getByRole('button', { name: /^(恢复|Put back)$/ })
    const restored = second.page.getByText(
      /恢复了上次未保存的改动|Unsaved changes from last time were put back/,
    )
    // What was typed in the last moments alone may be gone, and with it every trace of a draft.
    const isFound = await offer
      .or(restored)
      .first()
      .waitFor({ timeout: 20_000 })
      .then(
        () => true,
        () => false,
      )
    if (await offer.count()) await offer.click()
    if (isFound)
      await second.page.waitForFunction(() =>
        [...document.querySelectorAll('.parameters input')].some((input) =>
          /^3,0\d[1-9]|^3,0[1-9]\d/.test(input.value),
        ),
      )
    const shown = await second.field.inputValue()
    const kept = Number(shown.replaceAll(',', ''))
    if (!(kept >= 3000)) throw new Error(`the field shows ${shown}`)
    const lostFrom = typed.find(({ value }) => value > kept)?.at ?? at
    const lost = Math.max(0, at - lostFrom)
    worst = Math.max(worst, lost)
    console.log(
      `kill ${number}: ${typed.length} values typed, the last ${typed.at(-1)?.value}, kept ${kept}, ${lost.toFixed(0)} ms lost`,
    )
    await second.browser.close().catch(() => {})
    second.kill()
    await pause(200)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
} finally {
  for (const pid of running) kill(pid)
  await pause(300)
  await server.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
console.log(`${values.kills} kills, seed ${values.seed}: at most ${worst.toFixed(0)} ms of typing lost`)
process.exit(worst > most ? 1 : 0)
