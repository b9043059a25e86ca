import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { repositoryOf } from '../engine/server/repository.ts'

let root: string
const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
const file = (name: string, text: string) => {
  const path = join(root, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}
const author = { name: '王敏', email: 'wang@example.org' }

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'clausebook-git-')))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const start = () => {
  git('init', '--quiet', '--initial-branch', 'main')
  git('config', 'user.name', 'Li')
  git('config', 'user.email', 'li@example.org')
  git('config', 'commit.gpgsign', 'false')
  file('policies/a.yaml', 'a: 1\n')
  file('policies/b.yaml', 'b: 1\n')
  git('add', '.')
  git('commit', '--quiet', '--message', 'first')
  return repositoryOf(['policies'], root)
}

describe('a folder without git', () => {
  test('has no repository, and that is no fault', async () => {
    const repository = repositoryOf([], root)
    expect(await repository.state()).toBeNull()
    expect(await repository.head()).toBeNull()
    expect(
      await repository.commit({ paths: [file('a.yaml', '')], message: 'm', branch: null, author: null }),
    ).toMatchObject({ ok: false, code: 'GIT_ABSENT' })
  })
  test('has one once somebody makes it', async () => {
    const repository = repositoryOf([], root)
    expect(await repository.state()).toBeNull()
    git('init', '--quiet', '--initial-branch', 'main')
    expect(await repository.state()).toMatchObject({ branch: 'main', branches: [], head: null })
  })
})

describe('a repository', () => {
  test('tells its branches, where it stands and who commits', async () => {
    const repository = start()
    git('branch', 'other')
    expect(await repository.state()).toEqual({
      branch: 'main',
      branches: ['main', 'other'],
      head: git('rev-parse', '--short', 'HEAD'),
      author: { name: 'Li', email: 'li@example.org' },
    })
    const before = await repository.head()
    git('switch', '--quiet', 'other')
    expect(await repository.head()).not.toBe(before)
    git('switch', '--quiet', '--detach')
    expect(await repository.state()).toMatchObject({ branch: null })
  })

  test('commits the named files and leaves all else as it is, staged or not', async () => {
    const repository = start()
    const a = file('policies/a.yaml', 'a: 2\n')
    file('policies/b.yaml', 'b: 2\n')
    file('staged.txt', 'staged')
    git('add', 'staged.txt')
    const message = '上限 3000 → 3500\n\n自 2010-01-01 起；"引号" $(rm -rf x) `x`'
    expect(await repository.commit({ paths: [a], message, branch: 'main', author: null })).toEqual({
      ok: true,
      commit: git('rev-parse', '--short', 'HEAD'),
      branch: 'main',
    })
    expect(git('show', '--name-only', '--format=%an%n%B', 'HEAD').split('\n')).toEqual([
      'Li',
      ...message.split('\n'),
      '',
      '',
      'policies/a.yaml',
    ])
    expect(git('status', '--porcelain')).toBe('M policies/b.yaml\nA  staged.txt')
  })

  test('tells which files differ from the last commit', async () => {
    const repository = start()
    const a = file('policies/a.yaml', 'a: 2\n')
    const b = join(root, 'policies/b.yaml')
    const log = file('policies/日志 2.yaml', '- {}\n')
    expect(await repository.uncommitted([b, a, log, join(root, 'policies/gone.yaml'), tmpdir()])).toEqual([
      a,
      log,
    ])
    git('add', '.')
    expect(await repository.uncommitted([a, b, log])).toEqual([a, log])
    git('commit', '--quiet', '--message', 'second')
    expect(await repository.uncommitted([a, b, log])).toEqual([])
  })

  test('takes files that are new, and a branch that is not there yet', async () => {
    const repository = start()
    const log = file('policies/日志.yaml', '- {}\n')
    const wanted = { paths: [log], message: 'new', branch: '年度更新/2010', author }
    expect(await repository.commit(wanted)).toMatchObject({ ok: true, branch: '年度更新/2010' })
    expect(git('log', '-1', '--format=%an %ae|%cn')).toBe('王敏 wang@example.org|王敏')
    expect(git('rev-parse', 'main')).toBe(git('rev-parse', 'HEAD~1'))
  })

  test.each([
    ['a branch that exists', 'other', 'GIT_BRANCH'],
    ['a name that git does not take', '--force', 'GIT_BRANCH'],
    ['another such name', 'a..b', 'GIT_BRANCH'],
  ])('refuses %s', async (_, branch, code) => {
    const repository = start()
    git('branch', 'other')
    const head = git('rev-parse', 'HEAD')
    const a = file('policies/a.yaml', 'a: 2\n')
    expect(await repository.commit({ paths: [a], message: 'm', branch, author })).toMatchObject({
      ok: false,
      code,
    })
    expect([git('rev-parse', 'HEAD'), git('symbolic-ref', '--short', 'HEAD')]).toEqual([head, 'main'])
  })

  test('refuses files outside of it, and files without a change', async () => {
    const repository = start()
    const same = { message: 'm', branch: null, author: null }
    expect(await repository.commit({ ...same, paths: [join(root, 'policies/a.yaml')] })).toMatchObject({
      code: 'GIT_NOTHING',
    })
    expect(await repository.commit({ ...same, paths: [tmpdir()] })).toMatchObject({ code: 'GIT_NOTHING' })
  })

  test('says what a hook said, and stands where it stood', async () => {
    const repository = start()
    const hook = file('.git/hooks/pre-commit', '#!/bin/sh\necho "no commits on Friday" >&2\nexit 1\n')
    chmodSync(hook, 0o755)
    const a = file('policies/a.yaml', 'a: 2\n')
    const refused = await repository.commit({ paths: [a], message: 'm', branch: 'next', author })
    expect(refused).toMatchObject({ ok: false, code: 'GIT_REFUSED' })
    expect(JSON.stringify(refused)).toContain('no commits on Friday')
    expect(git('branch', '--format=%(refname:short)')).toBe('main')
    expect(git('diff', '--name-only', 'HEAD')).toBe('policies/a.yaml')
  })

  test('starts no program that its settings name while it is looked at', async () => {
    const repository = start()
    const trap = join(root, 'trapped')
    const program = file('trap.sh', `#!/bin/sh\ntouch ${trap}\n`)
    chmodSync(program, 0o755)
    git('config', 'core.fsmonitor', program)
    await repository.state()
    await repository.commit({
      paths: [file('policies/a.yaml', 'a: 2\n')],
      message: 'm',
      branch: null,
      author,
    })
    expect(() => realpathSync(trap)).toThrow()
  })
})
