import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { licenceNotice } from './scripts/licences.mjs'

const notice = licenceNotice()

/** Tests that put another module in the place of one: they would do so for every test that follows. */
const faking = ['test/files.test.ts']
const unit = { root: '.', environment: 'node', testTimeout: 60_000 } as const

export default defineConfig({
  root: 'editor',
  base: './',
  cacheDir: '../node_modules/.vite',
  plugins: [react(), notice.writer],
  resolve: {
    // monaco-yaml's worker still asks for the paths of Monaco before 0.56.
    alias: [{ find: /^monaco-editor\/esm\/vs\//, replacement: 'monaco-editor/' }],
  },
  worker: { format: 'es', plugins: () => [notice.collector] },
  optimizeDeps: {
    include: [
      'monaco-editor/editor',
      'monaco-editor/features/register.all',
      'monaco-editor/languages/definitions/yaml/register',
      'monaco-editor/nls/lang/zh-cn',
      'monaco-yaml',
      'monaco-yaml/yaml.worker.js',
      'comlink',
      'yaml',
      'json-rules-engine',
    ],
  },
  build: {
    outDir: '../dist/editor',
    emptyOutDir: true,
    chunkSizeWarningLimit: 4500,
  },
  test: {
    // All cores: without it one is left idle, which is half of two.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...unit,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', ...faking],
          // One load of the engine for all tests of a worker, not one for each file.
          isolate: false,
        },
      },
      { test: { ...unit, name: 'faking', include: faking } },
      {
        test: {
          name: 'browser',
          root: '.',
          include: ['test/browser/**/*.test.ts'],
          environment: 'node',
          globalSetup: fileURLToPath(new URL('test/browser/global-setup.ts', import.meta.url)),
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A page answers when it answers: a second is little on a machine with other work.
          expect: { poll: { timeout: 20_000 } },
          // Once more where nobody watches: two browsers on two cores now and then overtake a key. It is told.
          retry: process.env.CI ? 1 : 0,
        },
      },
    ],
  },
})
