import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

// In pieces, because this file is bundled by itself too.
const ownUrl = ['import', 'meta', 'url'].join('.')

/**
 * One program of a tree as one file, with the packages outside it. A module keeps the URL of its own source;
 * `replaced` gives some files another text, `aliases` some names another module.
 *
 * @param {{ root: string, entry: string, out: string, replaced?: ReadonlyMap<string, string>, aliases?: Record<string, string>, splitting?: boolean }} options
 * @returns {Promise<string>} the file
 */
export async function bundle({ root, entry, out, replaced = new Map(), aliases = {}, splitting = false }) {
  await mkdir(dirname(out), { recursive: true })
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: aliases },
    plugins: [
      {
        name: 'another-text',
        enforce: 'pre',
        transform: (code, id) => {
          const text = replaced.get(id) ?? code
          const url = JSON.stringify(pathToFileURL(id).href)
          // A test file is there for what it does, not for what it exports.
          return { code: text.replaceAll(ownUrl, url), map: null, moduleSideEffects: true }
        },
      },
    ],
    build: {
      ssr: entry,
      outDir: dirname(out),
      emptyOutDir: false,
      minify: false,
      sourcemap: replaced.size === 0 ? 'inline' : false,
      target: 'node20',
      reportCompressedSize: false,
      copyPublicDir: false,
      rollupOptions: {
        output: {
          format: 'es',
          entryFileNames: `${out.slice(dirname(out).length + 1)}.mjs`,
          codeSplitting: splitting,
        },
      },
    },
  })
  return `${out}.mjs`
}
