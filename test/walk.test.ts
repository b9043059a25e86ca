import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandNames } from '../engine/cli/index.ts'
import { placedPatch } from './support/patches.ts'
import { runIn } from './support/transcripts.ts'
import { blocksOf, fileOf, rewriteBlocks, walk } from './support/walk.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** `CLAUSEBOOK_UPDATE=1 npx vitest run test/walk.test.ts` writes down what is so now. */
const update = process.env.CLAUSEBOOK_UPDATE === '1'

function expectPage(path: string, now: string): void {
  if (update) writeFileSync(join(root, path), now)
  else expect(now).toBe(read(path))
}

describe('docs/add-a-clause.md', () => {
  const path = 'docs/add-a-clause.md'
  const page = read(path)
  const blocks = blocksOf(page)
  let folder = ''
  let now = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clausebook-walk-'))
    cpSync(join(root, 'policies'), join(folder, 'policies'), { recursive: true })
    now = await walk(page, folder)
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('shows what its commands write, step by step', () => expectPage(path, now))
  test('shows nothing that is not tried', () => {
    for (const { info } of blocks)
      expect(info).toMatch(/^(console|sh|(text|yaml) file \S+|diff policies\/\S+)$/)
  })
  test('adds texts to a policy of its own, and says which before each', () => {
    for (const block of blocks) {
      const file = fileOf(block)
      if (file === undefined) continue
      expect(file).toMatch(/^(policies\/shop-aid\/.+\.(yaml|txt)|applicant\.yaml)$/)
      if (!block.info.startsWith('diff')) expect(block.before.split(`\`${file}\``)).toHaveLength(3)
    }
  })
  test('comes to a clause that stands beside all other policies', async () => {
    const { out } = await runIn(folder, 'clausebook check --json')
    const faults = JSON.parse(out) as readonly { file: string }[]
    expect(faults.filter(({ file }) => file.startsWith('policies/shop-aid'))).toEqual([])
    expect((await runIn(folder, 'clausebook test policies/shop-aid')).exit).toBe(0)
  })
  test('asks every command in Chinese and in English', () => {
    for (const { info, text } of blocks) {
      const lines = [...text.matchAll(/^\$ (.*)$/gm)].map(([, line = '']) => line)
      if (info === 'console') expect(lines).toEqual([`${lines[1]} --lang zh`, lines[1]])
    }
  })
  test('names commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    for (const [, name] of page.matchAll(/\bnpm (?:run )?(?!ci\b)([a-z]+)/g))
      expect(Object.keys(scripts)).toContain(name)
    for (const [, name] of page.matchAll(/npx clausebook ([a-z]+)/g)) expect(commandNames).toContain(name)
  })
  test('links to what exists', () => {
    for (const [, target = ''] of page.matchAll(/\]\(([^)\s]+)\)/g)) {
      const [file = '', anchor] = target.split('#')
      const to = normalize(join(dirname(path), file))
      expect(existsSync(join(root, to)), target).toBe(true)
      if (anchor !== undefined)
        expect(read(to).toLowerCase(), target).toMatch(new RegExp(`^#+ ${anchor.replaceAll('-', ' ')}$`, 'm'))
    }
  })
})

/** The first clause of a provision file, whole. */
const firstClause = (provision: string): string =>
  `${/^clauses:\n(?: {2}#.*\n)*((?: {2}\S.*\n)(?: {3,}.*\n|\n)*)/m.exec(provision)?.[1]?.trimEnd()}\n`

describe('README.md', () => {
  const source = 'policies/employment-promotion/provisions/venue-rent.yaml'

  test('shows the first clause of venue-rent.yaml whole', async () => {
    const page = read('README.md')
    const shown = `yaml excerpt ${source}`
    expect(blocksOf(page).filter(({ info }) => info === shown)).toHaveLength(1)
    expectPage(
      'README.md',
      await rewriteBlocks(page, ({ info, text }) => (info === shown ? firstClause(read(source)) : text)),
    )
  })
})

describe.each(['README.md', 'docs/reviewers.md', 'docs/errors.md'])('%s', (path) => {
  test('places its changes of a policy where they stand in the file', async () => {
    const placed = await rewriteBlocks(read(path), ({ info, text }) => {
      const file = info === 'diff' ? /^--- a\/(\S+)\n/.exec(text)?.[1] : undefined
      return file === undefined ? text : placedPatch(text, read(file))
    })
    expectPage(path, placed)
  })
})

describe('a patch that is placed anew', () => {
  const patch = (at: number, lines: readonly string[]) =>
    [
      '--- a/f',
      '+++ b/f',
      `@@ -${at},${lines.length - 1} +${at},${lines.length - 1} @@ f:`,
      ...lines,
      '',
    ].join('\n')
  const file = ['a', 'b', 'c', 'x', 'd', 'e', 'f', ''].join('\n')
  const there = patch(1, [' a', ' b', ' c', '-x', '+y', ' d', ' e', ' f'])

  test('stays where it is right', () => expect(placedPatch(there, file)).toBe(there))
  test('moves with its lines', () => {
    expect(placedPatch(there, `\n${file}`)).toBe(patch(2, [' a', ' b', ' c', '-x', '+y', ' d', ' e', ' f']))
  })
  test('takes the place whose surroundings are the same, though another is nearer', () => {
    const moved = placedPatch(there, `x\n1\n2\n3\nx\n${file}`)
    expect(moved).toBe(patch(6, [' a', ' b', ' c', '-x', '+y', ' d', ' e', ' f']))
  })
  test('shows what stands around it now', () => {
    expect(placedPatch(there, file.replace('d\n', 'new\n'))).toBe(
      patch(1, [' a', ' b', ' c', '-x', '+y', ' new', ' e', ' f']),
    )
  })
  test('adds lines between those it was added between', () => {
    const added = '--- a/f\n+++ b/f\n@@ -2,4 +2,5 @@\n b\n c\n+y\n x\n d\n'
    expect(placedPatch(added, file)).toBe('--- a/f\n+++ b/f\n@@ -1,6 +1,7 @@\n a\n b\n c\n+y\n x\n d\n e\n')
  })
  test('is refused where its lines are gone', () => {
    expect(() => placedPatch(there, file.replace('x', 'z'))).toThrow('stand nowhere')
  })
})
