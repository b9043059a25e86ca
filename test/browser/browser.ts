import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { bundledBrowser } from './bundled.ts'

const { CHROMIUM_PATH, CI, HOME, LOCALAPPDATA, PROGRAMFILES } = process.env

/** Where Chromium is when people install it, on Linux, macOS and Windows. */
const wellKnown = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  `${HOME}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  `${PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${LOCALAPPDATA}\\Google\\Chrome\\Application\\chrome.exe`,
  `${PROGRAMFILES} (x86)\\Microsoft\\Edge\\Application\\msedge.exe`,
]

type Variables = Readonly<Record<string, string>>

/**
 * A browser without a window: the one `CHROMIUM_PATH` names, else the first that starts, else null.
 *
 * Throws where there must be one: in a CI, or when `CHROMIUM_PATH` is set.
 */
export async function launchBrowser(): Promise<Browser | null> {
  const installed = CHROMIUM_PATH ? [CHROMIUM_PATH] : wellKnown.filter((path) => existsSync(path))
  const failures: string[] = []
  for (const open of [
    ...installed.map((path) => () => launch(path)),
    ...(CHROMIUM_PATH ? [] : [launchBundled]),
  ]) {
    try {
      const browser = await open()
      if (browser) return browser
    } catch (error) {
      failures.push(String(error).replace(/\s*Call log:.*/s, ''))
    }
  }
  const lines = ['no Chromium starts here', ...failures, 'fix: install Chromium, or set CHROMIUM_PATH to one']
  if (CI || CHROMIUM_PATH) throw new Error(lines.join('\n'))
  console.warn(lines.join('\n'))
  return null
}

/** The browser that `npm ci` brought; null where it does not run. */
export async function launchBundled(): Promise<Browser | null> {
  const bundled = await bundledBrowser()
  if (!bundled) return null
  const { path, libraries, fonts } = bundled
  const own: Variables = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: fonts }
  const lent: Variables = { ...own, LD_LIBRARY_PATH: libraries }
  const variables = [own, lent].find((some) => starts(path, some))
  // An unpacked browser has no privileged helper to build its sandbox; the pages it opens are ours.
  return variables ? launch(path, variables, ['--no-sandbox']) : null
}

/** Whether the program finds its libraries, such as libnss3. */
const starts = (path: string, variables: Variables): boolean =>
  spawnSync(path, ['--version', '--no-sandbox'], { env: { ...process.env, ...variables } }).status === 0

const launch = (path: string, variables: Variables = {}, more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: path,
    env: { ...process.env, ...variables },
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  })
