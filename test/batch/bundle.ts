import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

/** A batch on files as JavaScript of its own, which a process started by Node alone can load. */
export async function bundleBatch(): Promise<{ readonly url: string; readonly remove: () => void }> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const outDir = mkdtempSync(join(tmpdir(), 'clausebook-batch-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      minify: false,
      rolldownOptions: {
        input: { batch: join(root, 'test/batch/on-files.ts') },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  })
  return {
    url: pathToFileURL(join(outDir, 'batch.mjs')).href,
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  }
}
