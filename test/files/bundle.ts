import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

/** The saving of files as JavaScript of its own, which a process started by Node alone can load. */
export async function bundleSaving(): Promise<{ readonly url: string; readonly remove: () => void }> {
  const outDir = mkdtempSync(join(tmpdir(), 'clausebook-saving-'))
  const root = fileURLToPath(new URL('../..', import.meta.url))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      minify: false,
      rolldownOptions: {
        input: { save: join(root, 'engine/files/save.ts') },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  })
  return {
    url: pathToFileURL(join(outDir, 'save.mjs')).href,
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  }
}
