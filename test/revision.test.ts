import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readRevision } from '../engine/files/revision.ts'
import { runIn } from './support/transcripts.ts'

const policies = fileURLToPath(new URL('../policies', import.meta.url))
let root: string
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
    cwd: root,
    encoding: 'utf8',
  }).trim()
const rent = 'policies/employment-promotion/provisions/venue-rent.yaml'
const edit = (file: string, from: string, to: string) => {
  const path = join(root, file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'clausebook-revision-')))
  cpSync(policies, join(root, 'policies'), { recursive: true })
  git('init', '--quiet', '--initial-branch', 'main')
  git('add', '.')
  git('commit', '--quiet', '--message', 'first')
  git('tag', 'v1')
  edit(rent, 'undated: 3000', 'undated: 3500')
  git('commit', '--quiet', '--all', '--message', 'second')
  git('branch', 'raised')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('a revision', () => {
  test('is read as its files were, byte for byte', async () => {
    const read = await readRevision('v1', [], root)
    expect(read.ok && read.files.length).toBeGreaterThan(40)
    if (!read.ok) return
    for (const { path, text } of read.files)
      expect(text, path).toBe(readFileSync(join(policies, '..', path), 'utf8'))
  })

  test('may be a commit, a branch or a tag, asked for from a folder inside', async () => {
    for (const revision of ['HEAD~1', 'v1', git('rev-parse', 'v1')])
      expect((await readRevision(revision, ['.'], join(root, 'policies'))).ok, revision).toBe(true)
    const one = await readRevision('raised', ['policies/employment-promotion'], root)
    expect(one.ok && one.files.find(({ path }) => path === rent)?.text).toContain('undated: 3500')
    expect(one.ok && one.files.some(({ path }) => path.startsWith('policies/street-report/provisions'))).toBe(
      false,
    )
  })

  test.each([
    ['nothing that git knows', 'nowhere', 'no-revision'],
    ['what looks like an option', '--all', 'no-revision'],
    ['no name at all', '', 'no-revision'],
  ])('is not %s', async (_, revision, why) => {
    expect(await readRevision(revision, [], root)).toEqual({ ok: false, why })
  })

  test('of other folders has no policy, and a folder without git has no revision', async () => {
    expect(await readRevision('v1', ['elsewhere'], root)).toEqual({ ok: false, why: 'no-policy' })
    expect(await readRevision('v1', [], tmpdir())).toEqual({ ok: false, why: 'no-git' })
  })
})

describe('clausebook diff', () => {
  const small = 'policies/shop-aid/provisions/first.yaml'
  beforeAll(async () => {
    await runIn(root, 'clausebook init shop-aid')
    git('add', '.')
    git('commit', '--quiet', '--message', 'third')
    edit(small, 'undated: 600', 'undated: 700')
    git('commit', '--quiet', '--all', '--message', 'fourth')
  })

  test('compares a revision with the files, and two revisions', async () => {
    const said = async (line: string) => (await runIn(root, `${line} policies/shop-aid --lang zh`)).out
    expect(await said('clausebook diff HEAD~1')).toContain('由 600 元/年改为 700 元/年')
    expect(await said('clausebook diff HEAD~1 main')).toContain('由 600 元/年改为 700 元/年')
    expect(await said('clausebook diff main HEAD~1')).toContain('由 700 元/年改为 600 元/年')
    expect(await said('clausebook diff HEAD')).toBe('没有变化\n')
  })

  test('says of a version with errors what they are', async () => {
    edit(small, 'undated: 700', 'undated: abc')
    const ran = await runIn(root, 'clausebook diff HEAD policies/shop-aid')
    expect([ran.exit, ran.err]).toEqual([1, expect.stringContaining(`${small}:30`)])
  })

  test('compares versions ten thousand commits apart', async () => {
    // Written as git would fetch it: 10,000 commits, each with a line of its own beside the policies.
    const main = git('rev-parse', 'main')
    const commits = Array.from({ length: 10_000 }, (_, index) => {
      const note = `note ${index}\n`
      const parent = index === 0 ? `from ${main}\n` : ''
      return `commit refs/heads/long\ncommitter t <t@example.org> ${1262304000 + index} +0000\ndata 1\n.\n${parent}M 100644 inline notes.txt\ndata ${note.length}\n${note}\n`
    })
    execFileSync('git', ['fast-import', '--quiet'], { cwd: root, input: commits.join('') })
    expect(git('rev-list', '--count', 'long')).toBe(String(10_000 + Number(git('rev-list', '--count', main))))
    const changed = await runIn(root, 'clausebook diff long~10001 long policies/shop-aid --lang zh')
    expect(changed.out).toContain('由 600 元/年改为 700 元/年')
  })
})
