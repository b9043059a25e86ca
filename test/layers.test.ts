import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { faultsOf, type Import, type Imports, importsOf, rooms } from './layers.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { dependencies: object }
const packages = Object.keys(dependencies)

const sources = (folder: string): readonly string[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.(ts|tsx|js)$/.test(path) && !path.endsWith('.d.ts'))

describe('the project', () => {
  const imports: Imports = new Map(
    [...sources('engine'), ...sources('editor')].map((path) => [
      path,
      importsOf(path, readFileSync(root + path, 'utf8')),
    ]),
  )

  test('imports along the flow only, without cycles', () => {
    expect(faultsOf(imports, packages)).toEqual([])
  })

  test('is read whole: its interface reaches every room that a browser can run', () => {
    const reached = (imports.get('engine/index.ts') ?? []).map(({ from }) => from.split('/')[1])
    expect(reached).toEqual(expect.arrayContaining(['base', 'document', 'policy', 'decision']))
  })
})

/** What the check says of files that import these, by path. */
const faults = (files: Record<string, readonly (string | Import)[]>) =>
  faultsOf(
    new Map(
      Object.entries(files).map(([path, list]) => [
        path,
        list.map((one): Import => (typeof one === 'string' ? { from: one, kind: 'value' } : one)),
      ]),
    ),
    ['yaml', 'commander'],
  )

const type = (from: string): Import => ({ from, kind: 'type' })
const lazy = (from: string): Import => ({ from, kind: 'lazy' })

describe('the check', () => {
  test.each<[string, Record<string, readonly (string | Import)[]>]>([
    ['leftwards', { 'engine/plan/plan.ts': ['../policy/policy.ts', '../base/span.ts'] }],
    ['within a room', { 'engine/plan/plan.ts': ['./from-policy.ts'] }],
    [
      'the machine, from where it is touched',
      { 'engine/files/read.ts': ['node:fs/promises', '../index.ts'] },
    ],
    ['a dependency', { 'engine/document/from-text.ts': ['yaml'] }],
    [
      'the interface, from the editor',
      { 'editor/app.tsx': ['react', '../engine/index.ts', './state/store.ts'] },
    ],
    ['a schema, from the editor', { 'editor/monaco/setup.ts': ['../../schemas/policy.schema.json'] }],
    ['types in a loop', { 'engine/plan/a.ts': ['./b.ts'], 'engine/plan/b.ts': [type('./a.ts')] }],
    ['a later load in a loop', { 'editor/a.ts': ['./b.ts'], 'editor/b.ts': [lazy('./a.ts')] }],
  ])('lets pass %s', (_, files) => expect(faults(files)).toEqual([]))

  test.each<[string, string, string | Import, string]>([
    ['rightwards', 'engine/policy/policy.ts', '../plan/plan.ts', '`plan` does not stand before `policy`'],
    [
      'a type from the right',
      'engine/base/span.ts',
      type('../cli/print.ts'),
      '`cli` does not stand before `base`',
    ],
    ['beside it', 'engine/cases/run.ts', '../compare/change.ts', '`compare` does not stand before `cases`'],
    ['the barrel', 'engine/decision/ask.ts', '../index.ts', '`index` does not stand before `decision`'],
    ['the machine', 'engine/policy/policy.ts', 'node:fs', 'only files, server, cli touch the machine'],
    [
      'the machine by its old name',
      'engine/plan/plan.ts',
      'fs/promises',
      'only files, server, cli touch the machine',
    ],
    ['React', 'engine/cli/serve.ts', 'react', 'the library does not depend on `react`'],
    ['Monaco', 'engine/index.ts', 'monaco-editor/editor', 'the library does not depend on `monaco-editor`'],
    ['a scope', 'engine/base/span.ts', '@mantine/core/x', 'the library does not depend on `@mantine/core`'],
    ['the machine from the editor', 'editor/app.tsx', 'node:fs', 'only files, server, cli touch the machine'],
    ['the editor', 'engine/server/server.ts', '../../editor/app.tsx', 'the engine stands alone'],
    [
      'from an unknown room',
      'engine/utils/x.ts',
      '../base/span.ts',
      'the room `utils` has no place in the flow',
    ],
    ['an unknown room', 'engine/cli/main.ts', '../utils/x.ts', 'the room `utils` has no place in the flow'],
    [
      'the inside of the engine from the editor',
      'editor/app.tsx',
      lazy('../engine/policy/policy.ts?raw'),
      'of the rest, the editor sees engine/index.ts and schemas/ only',
    ],
  ])('refuses %s', (_, path, one, fault) => {
    const from = typeof one === 'string' ? one : one.from
    expect(faults({ [path]: [one] })).toEqual([`${path} imports ${from}: ${fault}`])
  })

  test('refuses a cycle, and names its files', () => {
    const files = {
      'engine/plan/a.ts': ['./b.ts'],
      'engine/plan/b.ts': ['./c.ts'],
      'engine/plan/c.ts': ['./b.ts'],
    }
    expect(faults(files)).toEqual(['a cycle: engine/plan/b.ts → engine/plan/c.ts → engine/plan/b.ts'])
  })

  test('sees every way to import', () => {
    const text = `
      // import './comment.ts'
      import a, { type B } from './value.ts'
      import type { C } from './type.ts'
      import './effect.ts'
      export { d } from './export.ts'
      export * from './star.ts'
      export type { E } from './export-type.ts'
      const f: import('./type-of.ts').F = await import('./lazy.ts')
      const g = "import './text.ts'"
    `
    expect(importsOf('engine/a.ts', text)).toEqual([
      { from: './value.ts', kind: 'value' },
      { from: './type.ts', kind: 'type' },
      { from: './effect.ts', kind: 'value' },
      { from: './export.ts', kind: 'value' },
      { from: './star.ts', kind: 'value' },
      { from: './export-type.ts', kind: 'type' },
      { from: './type-of.ts', kind: 'type' },
      { from: './lazy.ts', kind: 'lazy' },
    ])
  })

  test('knows every room once', () => {
    expect(new Set(rooms.flat()).size).toBe(rooms.flat().length)
  })
})
