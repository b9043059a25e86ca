// The built workbench on a copy of the policies, in a real browser.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { startServer } from '../../dist/engine/server/server.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What a measurement of a browser and the address of the workbench gives; none where there is no browser. */
export async function inBrowser(measure) {
  const programs = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome']
  const executablePath = programs.find((path) => path && existsSync(path))
  if (!executablePath) {
    process.stderr.write('no browser: install Chromium, or set CHROMIUM_PATH, to time what is painted\n')
    return []
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
    return await measure(browser, server.url)
  } finally {
    await browser.close()
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
