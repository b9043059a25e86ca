import { type ChildProcess, fork, spawnSync } from 'node:child_process'
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
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { lockPath } from '../engine/files/lock.ts'
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

/** What other processes run: bundled here, so that it is never an older build. */
let bundles: string
let savedBuild: string
let racer: string
beforeAll(async () => {
  bundles = mkdtempSync(join(tmpdir(), 'clausebook-bundle-'))
  savedBuild = join(bundles, 'save.mjs')
  await build({
    configFile: false,
    root: bundles,
    logLevel: 'error',
    build: {
      outDir: bundles,
      emptyOutDir: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('../engine/files/save.ts', import.meta.url)),
        formats: ['es'],
        fileName: () => 'save.mjs',
      },
      rolldownOptions: { external: /^node:/ },
    },
  })
  racer = join(bundles, 'racer.mjs')
  writeFileSync(
    racer,
    `import { saveFile } from './save.mjs'
    process.on('message', async ({ file, texts, expected, root }) =>
      process.send(await Promise.all(texts.map((text) => saveFile(file, text, expected, root)))))
    process.send('ready')`,
  )
})
afterAll(() => rmSync(bundles, { recursive: true, force: true }))

const saver = fileURLToPath(new URL('support/saver.mjs', import.meta.url))

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

  test('refuses what is not UTF-8', async () => {
    writeFileSync(file, Uint8Array.of(0xb5, 0xd8))
    expect(await readText(file)).toEqual({ ok: false, code: 'FILE_NOT_UTF8' })
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

  test('leaves the files of a neighbour with a longer name alone', async () => {
    const theirs = join(root, '.rent.yaml.yaml.0123456789ab.tmp')
    writeFileSync(theirs, 'in use')
    expect(await saveFile(file, 'cap: 3500\n', hashOf(textNow()), root)).toMatchObject({ saved: true })
    expect(existsSync(theirs)).toBe(true)
  })
})

describe('other processes', () => {
  const answerOf = <T>(child: ChildProcess) =>
    new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)))

  /** Lets processes save at once, and gives the texts that were acknowledged. */
  async function race(racers: number, texts: readonly string[], rounds: number, left?: number) {
    const children = Array.from({ length: racers }, () => fork(racer))
    try {
      await Promise.all(children.map(answerOf))
      for (let round = 0; round < rounds; round++) {
        writeFileSync(file, `round ${round}\n`)
        if (left) writeFileSync(lockPath(file), `${left} ${Date.now()} 00`)
        const expected = hashOf(textNow())
        const answers = await Promise.all(
          children.map(async (child, n) => {
            const mine = texts.map((text) => `${round} ${n} ${text}\n`)
            const answer = answerOf<{ saved: boolean }[]>(child)
            child.send({ file, texts: mine, expected, root })
            return (await answer).map(({ saved }, at) => (saved ? mine[at] : undefined))
          }),
        )
        const won = answers.flat().filter((text) => text !== undefined)
        expect(won, `round ${round}`).toEqual([textNow()])
        expect(others()).toEqual([])
      }
    } finally {
      for (const child of children) child.kill()
    }
  }

  test('that save at once: exactly one of two wins, 30 times', () => race(2, ['a'], 30))

  test('that all find the lock of a process that is gone: exactly one wins, 20 times', () =>
    race(4, ['a', 'b'], 20, deadPid()))

  test('killed at any moment leaves the old text or the new one, whole (seed 7)', async () => {
    let seed = 7
    const random = () => {
      seed = (seed * 48271) % 2147483647
      return seed / 2147483647
    }
    const old = 'o'.repeat(400_000)
    const texts = [old, 'n'.repeat(400_000)]
    writeFileSync(file, old)
    for (let round = 0; round < 20; round++) {
      const child = fork(saver, [savedBuild, file, '', '', root, 'forever'], { stdio: 'ignore' })
      await new Promise((resolve) => child.once('message', resolve))
      await new Promise((resolve) => setTimeout(resolve, random() * 40))
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('exit', resolve))
      expect(texts.includes(textNow()), `round ${round}`).toBe(true)
    }
    // The next save is not held up by what the killed ones left.
    expect(await saveFile(file, 'cap: 1\n', hashOf(textNow()), root)).toMatchObject({ saved: true })
    expect(others()).toEqual([])
  })
})
