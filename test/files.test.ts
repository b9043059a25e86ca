import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { lockPath, withLock } from '../engine/files/lock.ts'
import { hashOf, readText, sizeLimit } from '../engine/files/read.ts'
import { saveFile } from '../engine/files/save.ts'
import { readWorkspace } from '../engine/files/workspace.ts'

/** Steps of a save that fail while a test says so. */
const failing = vi.hoisted(() => ({ link: false, sync: false, syncs: 0 }))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const failure = (code: string) => Promise.reject(Object.assign(new Error(code), { code }))
  return {
    ...real,
    link: (from: string, to: string) => (failing.link ? failure('EPERM') : real.link(from, to)),
    open: async (path: string, flags: string, mode?: number) => {
      const handle = await real.open(path, flags, mode)
      if (failing.sync)
        handle.sync = () => {
          failing.syncs++
          return failure('EIO')
        }
      return handle
    },
  }
})

let root: string
let file: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clausebook-files-'))
  file = join(root, 'rent.yaml')
  writeFileSync(file, 'cap: 3000\n')
})
afterEach(() => {
  Object.assign(failing, { link: false, sync: false, syncs: 0 })
  rmSync(root, { recursive: true, force: true })
})

const textNow = () => readFileSync(file, 'utf8')
const others = () => readdirSync(root).filter((name) => name !== 'rent.yaml')

describe('reading', () => {
  test('keeps a byte-order mark and line ends as they are', async () => {
    const text = '\ufeffcap: 3000\r\n'
    writeFileSync(file, text)
    expect(await readText(file)).toEqual({ ok: true, text, hash: hashOf(text) })
  })

  test.each([
    ['GBK', [0x63, 0x61, 0x70, 0xb5, 0xd8], 3],
    ['UTF-16', [0xff, 0xfe, 0x63, 0x00], 0],
    ['half a character at the end', [0x63, 0xe7, 0xa7], 1],
    ['half a character, then others', [0xe7, 0xa7, 0x9f, 0xe7, 0xa7, 0x63, 0x61], 3],
    ['a character of its own for what is wrong, then what is wrong', [0xef, 0xbf, 0xbd, 0xff], 3],
    ['a surrogate', [0x63, 0xed, 0xa0, 0x80], 1],
  ])('refuses what is not UTF-8, and says from which byte: %s', async (_, bytes, offset) => {
    writeFileSync(file, Uint8Array.from(bytes))
    expect(await readText(file)).toEqual({ ok: false, code: 'FILE_NOT_UTF8', offset })
  })

  test('refuses a file past the limit, and takes one at it', async () => {
    writeFileSync(file, 'x'.repeat(sizeLimit.yaml + 1))
    expect(await readText(file)).toEqual({ ok: false, code: 'FILE_TOO_LARGE' })
    writeFileSync(file, 'x'.repeat(sizeLimit.yaml))
    expect(await readText(file)).toMatchObject({ ok: true })
  })

  test('refuses a symbolic link, a folder and what is not there', async () => {
    symlinkSync(file, join(root, 'link.yaml'))
    expect(await readText(join(root, 'link.yaml'))).toEqual({ ok: false, code: 'FILE_SYMLINK' })
    expect(await readText(root)).toEqual({ ok: false, code: 'FILE_UNREADABLE' })
    expect(await readText(join(root, 'none.yaml'))).toEqual({ ok: false, code: 'FILE_UNREADABLE' })
  })

  test('finds the policies of a folder, and says when there are none', async () => {
    const policy = join(root, 'policies/rent-aid')
    mkdirSync(join(policy, 'provisions'), { recursive: true })
    writeFileSync(join(policy, 'policy.yaml'), 'language: 1\n')
    writeFileSync(join(policy, 'provisions/venue.yaml'), 'provision: venue\n')
    writeFileSync(join(policy, 'notes.md'), 'not a policy file')
    const { files, problems } = await readWorkspace([], root)
    expect(problems).toEqual([])
    expect(files.map(({ path, kind }) => [path, kind])).toEqual([
      ['policies/rent-aid/policy.yaml', 'policy'],
      ['policies/rent-aid/provisions/venue.yaml', 'provision'],
    ])
    expect((await readWorkspace(['elsewhere'], root)).problems).toEqual([
      { path: 'elsewhere', code: 'FOLDER_WITHOUT_POLICY' },
    ])
  })

  describe('a policy', () => {
    const policy = () => join(root, 'policies/rent-aid')
    beforeEach(() => {
      mkdirSync(policy(), { recursive: true })
      writeFileSync(join(policy(), 'policy.yaml'), 'language: 1\n')
    })

    test('is found once, whether its folder is named, the one around it, or both', async () => {
      for (const folders of [['policies'], ['policies/rent-aid'], ['policies', 'policies/rent-aid/']])
        expect((await readWorkspace(folders, root)).files.map(({ path }) => path)).toEqual([
          'policies/rent-aid/policy.yaml',
        ])
    })

    test('is not read in part without a word: a folder that cannot be listed is a problem', async () => {
      writeFileSync(join(policy(), 'provisions'), 'no folder')
      expect((await readWorkspace([], root)).problems).toEqual([
        { path: 'policies/rent-aid/provisions', code: 'FILE_UNREADABLE' },
      ])
    })

    test('says what it reaches by links, and does not follow them', async () => {
      mkdirSync(join(root, 'elsewhere'))
      writeFileSync(join(root, 'elsewhere/venue.yaml'), 'provision: venue\n')
      symlinkSync(join(root, 'elsewhere'), join(policy(), 'provisions'))
      symlinkSync(join(root, 'nowhere'), join(policy(), 'facts.yaml'))
      symlinkSync(policy(), join(root, 'policies/twin'))
      const { files, problems } = await readWorkspace([], root)
      expect(files.map(({ path }) => path)).toEqual(['policies/rent-aid/policy.yaml'])
      expect(problems).toEqual(
        ['policies/twin', 'policies/rent-aid/provisions', 'policies/rent-aid/facts.yaml'].map((path) => ({
          path,
          code: 'FILE_SYMLINK',
        })),
      )
    })

    test('has a wider limit for promulgated texts than for YAML', async () => {
      mkdirSync(join(policy(), 'source'))
      writeFileSync(join(policy(), 'source/rent-aid.txt'), 'x'.repeat(sizeLimit.source))
      writeFileSync(join(policy(), 'facts.yaml'), 'x'.repeat(sizeLimit.yaml + 1))
      const { files, problems } = await readWorkspace([], root)
      expect(files.map(({ kind }) => kind)).toEqual(['policy', 'source'])
      expect(problems).toEqual([{ path: 'policies/rent-aid/facts.yaml', code: 'FILE_TOO_LARGE' }])
    })
  })
})

describe('saving', () => {
  test('writes the text, keeps the mode, leaves nothing behind', async () => {
    chmodSync(file, 0o640)
    const text = '\ufeffcap: 3500\r\n'
    expect(await saveFile(file, text, hashOf(textNow()), root)).toEqual({ saved: true, hash: hashOf(text) })
    expect(textNow()).toBe(text)
    expect(statSync(file).mode & 0o777).toBe(0o640)
    expect(others()).toEqual([])
  })

  test('refuses when the file is no longer what was read, and gives what it is now', async () => {
    const seen = hashOf(textNow())
    writeFileSync(file, 'cap: 3200\n')
    expect(await saveFile(file, 'cap: 3500\n', seen, root)).toEqual({
      saved: false,
      reason: 'changed',
      text: 'cap: 3200\n',
      hash: hashOf('cap: 3200\n'),
    })
    expect(textNow()).toBe('cap: 3200\n')
    expect(others()).toEqual([])
  })

  test('does not bring a deleted file back', async () => {
    const seen = hashOf(textNow())
    rmSync(file)
    expect(await saveFile(file, 'cap: 3500\n', seen, root)).toEqual({ saved: false, reason: 'deleted' })
    expect(existsSync(file)).toBe(false)
  })

  test('refuses links on the way and files outside', async () => {
    const inner = join(root, 'inner')
    mkdirSync(inner)
    symlinkSync(root, join(inner, 'out'))
    const seen = hashOf(textNow())
    await expect(saveFile(join(inner, 'out/rent.yaml'), 'x', seen, inner)).rejects.toMatchObject({
      code: 'FILE_SYMLINK',
    })
    await expect(saveFile(file, 'x', seen, inner)).rejects.toMatchObject({ code: 'FILE_OUTSIDE' })
    expect(textNow()).toBe('cap: 3000\n')
  })

  test('finds a file deleted with its folder deleted, at once', async () => {
    const folder = join(root, 'provisions')
    expect(await saveFile(join(folder, 'venue.yaml'), 'x', hashOf('x'), root)).toEqual({
      saved: false,
      reason: 'deleted',
    })
  })

  test('does not show a newer file that is not UTF-8 with its characters replaced', async () => {
    const seen = hashOf(textNow())
    writeFileSync(file, Uint8Array.of(0xd7, 0xe2, 0xbd, 0xf0))
    await expect(saveFile(file, 'cap: 3500\n', seen, root)).rejects.toMatchObject({ code: 'FILE_NOT_UTF8' })
    expect(readFileSync(file)).toEqual(Buffer.of(0xd7, 0xe2, 0xbd, 0xf0))
  })

  // The super-user may write whatever its mode says.
  test.skipIf(process.getuid?.() === 0)('leaves a file alone that is kept from writing', async () => {
    chmodSync(file, 0o444)
    await expect(saveFile(file, 'cap: 3500\n', hashOf(textNow()), root)).rejects.toMatchObject({
      code: 'EACCES',
    })
    expect(textNow()).toBe('cap: 3000\n')
    expect(others()).toEqual([])
  })

  test('reports a disk that does not write, once, and keeps the old text', async () => {
    failing.sync = true
    await expect(saveFile(file, 'cap: 3500\n', hashOf(textNow()), root)).rejects.toMatchObject({
      code: 'EIO',
    })
    expect(failing.syncs).toBe(1)
    expect(textNow()).toBe('cap: 3000\n')
    expect(others()).toEqual([])
  })

  test('locks where the file system has no hard links', async () => {
    failing.link = true
    const seen = hashOf(textNow())
    const saves = ['a\n', 'b\n', 'c\n'].map((text) => saveFile(file, text, seen, root))
    expect((await Promise.all(saves)).filter(({ saved }) => saved)).toHaveLength(1)
    expect(others()).toEqual([])
  })
})

/** A process that has ended: its number is free again. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid

describe('a lock left behind', () => {
  const saves = async () => {
    expect(await saveFile(file, 'cap: 3500\n', hashOf(textNow()), root)).toMatchObject({ saved: true })
    expect(others()).toEqual([])
  }

  test('by a process that is gone is broken, and what else it left is swept up', async () => {
    writeFileSync(lockPath(file), `${deadPid()} ${Date.now()} 00`)
    writeFileSync(join(root, '.rent.yaml.0123456789ab.tmp'), 'half a te')
    await saves()
  })

  test('by two, the second gone while it broke the lock of the first, is broken', async () => {
    const owner = `${deadPid()} ${Date.now()} 00`
    writeFileSync(lockPath(file), owner)
    writeFileSync(
      join(root, `.rent.yaml.${hashOf(owner).slice(0, 12)}.lock`),
      `${deadPid()} ${Date.now()} 01`,
    )
    await saves()
  })

  test('by a power cut, which kept its name alone, is broken', async () => {
    writeFileSync(lockPath(file), '')
    utimesSync(lockPath(file), new Date(0), new Date(0))
    await saves()
  })

  test.each([
    ['this one now has, as in a container that began again', process.pid],
    ['another now has, since the machine began again', process.ppid],
  ])('by a process whose number %s is broken', async (_, pid) => {
    writeFileSync(lockPath(file), `${pid} ${Date.parse('2020-01-01')} 00`)
    await saves()
  })

  test('by a process of another machine or container is broken after a minute', async () => {
    writeFileSync(lockPath(file), `${process.pid} ${Date.now()} 00 0123456789ab`)
    const minuteAgo = new Date(Date.now() - 61_000)
    utimesSync(lockPath(file), minuteAgo, minuteAgo)
    await saves()
  })

  test('leaves the files of a neighbour with a longer name alone', async () => {
    const theirs = join(root, '.rent.yaml.yaml.0123456789ab.tmp')
    writeFileSync(theirs, 'in use')
    expect(await saveFile(file, 'cap: 3500\n', hashOf(textNow()), root)).toMatchObject({ saved: true })
    expect(existsSync(theirs)).toBe(true)
  })
})

describe('a lock that is held', () => {
  test('is waited for: by this process', async () => {
    const order: string[] = []
    const hold = withLock(file, async () => {
      order.push('held')
      await new Promise((resolve) => setTimeout(resolve, 100))
      order.push('let go')
    })
    while (!existsSync(lockPath(file))) await new Promise((resolve) => setTimeout(resolve, 1))
    await withLock(file, async () => order.push('next'))
    await hold
    expect(order).toEqual(['held', 'let go', 'next'])
  })

  test('is not broken where its process cannot be asked, and the wait for it ends', async () => {
    // No process here has this number; on the other machine one may.
    const owner = `${deadPid()} ${Date.now()} 00 0123456789ab`
    writeFileSync(lockPath(file), owner)
    await expect(saveFile(file, 'cap: 3500\n', hashOf(textNow()), root)).rejects.toMatchObject({
      code: 'LOCK_BUSY',
    })
    expect(textNow()).toBe('cap: 3000\n')
    expect(readFileSync(lockPath(file), 'utf8')).toBe(owner)
  })
})
