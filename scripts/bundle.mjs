// Bundles the library: an entry for each part of it, with what they share in files beside them, so that an
// exact number of one is one of the other. Nothing is left to be resolved but Node's own modules.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { libraryEntries } from './library.mjs'
import { licenceNotice } from './licences.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** All that `clausebook` itself takes: one file, which is smaller than what others share of it in several. */
const core = new Set()
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  plugins: [
    {
      name: 'clausebook:core',
      generateBundle() {
        for (const id of this.getModuleIds()) core.add(id)
      },
    },
  ],
  build: { write: false, target: 'es2022', lib: { entry: root + libraryEntries.index, formats: ['es'] } },
})

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  plugins: [licenceNotice().writer],
  build: {
    outDir: 'dist/library',
    emptyOutDir: true,
    target: 'es2022',
    minify: 'oxc',
    modulePreload: false,
    lib: {
      entry: Object.fromEntries(Object.entries(libraryEntries).map(([name, path]) => [name, root + path])),
      formats: ['es'],
    },
    rolldownOptions: {
      external: /^node:/,
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'shared/[name]-[hash].js',
        codeSplitting: { groups: [{ name: 'core', test: (id) => core.has(id) }] },
        // Of a library, Vite leaves the white space in.
        minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } },
      },
    },
  },
})
