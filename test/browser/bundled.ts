import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The browser that `npm ci` brings for Linux, unpacked. */
export interface BundledBrowser {
  readonly path: string
  /** Folder of the system libraries it needs, for machines that lack them. */
  readonly libraries: string
  /** A fontconfig file for machines without any font. */
  readonly fonts: string
}

const folder = fileURLToPath(new URL('../../node_modules/.cache/clausebook-chromium/', import.meta.url))

/** Unpacks the bundled browser, once per installation; null where it cannot run. */
export async function bundledBrowser(): Promise<BundledBrowser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  if (!existsSync(folder)) await unpack()
  return { path: `${folder}chromium`, libraries: `${folder}al2023/lib`, fonts: `${folder}fonts.conf` }
}

/**
 * The package unpacks into the temporary folder and takes whatever is there already, be it half a file. So it
 * gets a folder of its own, which moves to its place when it is whole. A process of its own, because the
 * libraries come only with the variable of a platform set, and the package then changes the environment.
 */
async function unpack(): Promise<void> {
  const cache = join(folder, '..')
  await mkdir(cache, { recursive: true })
  const temporary = await mkdtemp(join(cache, 'unpacking-'))
  const script = "import('@sparticuz/chromium').then((it) => it.default.executablePath())"
  const env = { ...process.env, TMPDIR: temporary, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }
  try {
    await promisify(execFile)(process.execPath, ['--eval', script], { cwd: cache, env, timeout: 60_000 })
    await writeFile(
      join(temporary, 'fonts.conf'),
      `<?xml version="1.0"?>\n<fontconfig><dir>${folder}fonts</dir><cachedir>${folder}fonts-cache</cachedir></fontconfig>\n`,
    )
    await rename(temporary, folder)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    // Another process may have been quicker.
    if (!existsSync(folder)) throw error
  }
}
