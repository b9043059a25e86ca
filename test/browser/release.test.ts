import { execFile, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const pack = () => execFileSync(process.execPath, [join(root, 'scripts/release.mjs')], { encoding: 'utf8' })
const archive = () => {
  const folder = join(root, 'dist/release')
  const [name = ''] = readdirSync(folder)
  return readFileSync(join(folder, name))
}

let folder: string
let top: string
let entries: Record<string, Uint8Array>

beforeAll(() => {
  // A blank and Chinese letters stand in many a path.
  folder = mkdtempSync(join(tmpdir(), '条款簿 release-'))
  pack()
  entries = unzipSync(archive())
  for (const [path, bytes] of Object.entries(entries)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  top = join(folder, Object.keys(entries)[0]?.split('/')[0] ?? '')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Node is all there is: no npm, no home, no node_modules above. */
const env = { PATH: dirname(process.execPath) }

describe('the release', () => {
  test('is the same bytes from the same sources', () => {
    const hash = () => createHash('sha256').update(archive()).digest('hex')
    const before = hash()
    pack()
    expect(hash()).toBe(before)
  })

  test('checks and decides where it was unpacked', async () => {
    const main = join(top, 'dist/engine/cli/main.js')
    const run = (...args: readonly string[]) =>
      promisify(execFile)(process.execPath, [main, ...args], { cwd: top, env })
    expect((await run('check')).stdout).toContain('0 errors, 0 warnings')
    expect((await run('test', 'policies/recruit-assessment')).stdout).toContain(' 0 failed')
    expect((await run('init', 'shop-aid', folder)).stdout).toContain('+ ')
  })

  test.skipIf(process.platform === 'win32')('has a command that runs from anywhere', async () => {
    const command = join(top, 'clausebook')
    chmodSync(command, 0o755)
    const { stdout } = await promisify(execFile)(command, ['--version'], {
      cwd: '/',
      env: { PATH: `${env.PATH}:/usr/bin:/bin` },
    })
    expect(`${stdout}`).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  test('has commands that Windows reads', () => {
    for (const name of ['clausebook.cmd', 'start.cmd']) {
      const text = readFileSync(join(top, name), 'utf8')
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      expect(text).toContain('"%~dp0dist\\engine\\cli\\main.js"')
    }
    // What Windows takes for a device, or cannot write.
    for (const path of Object.keys(entries))
      expect(path).not.toMatch(/[<>:"|?*\\]|(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)|[ .](\/|$)/i)
  })

  test('opens the workbench', async () => {
    const server = spawn(process.execPath, [join(top, 'dist/engine/cli/main.js'), 'serve', '--port', '0'], {
      cwd: top,
      env,
    })
    try {
      const url = await new Promise<string>((resolve, reject) => {
        let printed = ''
        server.stdout.on('data', (chunk: Buffer) => {
          printed += chunk.toString()
          const found = /http:\/\/\S+(?=\s)/.exec(printed)?.[0]
          if (found) resolve(found)
        })
        server.on('exit', () => reject(new Error(`ended: ${printed}`)))
      })
      const entry = await fetch(url, { redirect: 'manual' })
      const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? ''
      const page = await fetch(new URL('/', url), { headers: { cookie } })
      expect(await page.text()).toContain('<div id="workbench">')
      const workspace = await fetch(new URL('/api/workspace', url), { headers: { cookie } })
      expect(((await workspace.json()) as { files: unknown[] }).files.length).toBeGreaterThan(20)
    } finally {
      server.kill()
    }
  })
})
