import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The built workbench, served as a person starts it. */
export interface ServedWorkbench {
  /** With the key of this start: open it once per browser context. */
  readonly url: string
  /** The folder it was started in: a copy, which tests may change. */
  readonly folder: string
  readonly stop: () => Promise<void>
}

/** Starts `clausebook serve` on a copy of a folder of policies, on any free port. */
export async function serveWorkbench(policies = join(root, 'policies')): Promise<ServedWorkbench> {
  const folder = await mkdtemp(join(tmpdir(), 'clausebook-'))
  await cp(policies, join(folder, 'policies'), { recursive: true })
  const server = spawn(process.execPath, [join(root, 'dist/engine/cli/main.js'), 'serve', '--port', '0'], {
    cwd: folder,
  })
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null && server.kill()) await once(server, 'exit')
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { url: await printedUrl(server), folder, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The first address that the server prints. */
function printedUrl(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const fail = (why: string) => reject(new Error(`the server ${why}: ${printed || 'it printed nothing'}`))
    const timer = setTimeout(() => fail('printed no address within 20 s'), 20_000)
    const listen = (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      // Up to a blank: an address may arrive in two parts.
      const url = /http:\/\/\S+(?=\s)/.exec(printed)?.[0]
      if (!url) return
      clearTimeout(timer)
      resolve(url)
    }
    server.stdout?.on('data', listen)
    server.stderr?.on('data', listen)
    server.once('error', (error) => fail(`did not start (${error.message})`))
    server.once('exit', (code) => {
      clearTimeout(timer)
      fail(`ended with code ${code}`)
    })
  })
}
