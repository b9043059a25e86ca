import { execFile, fork } from 'node:child_process'
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
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockPath } from '../engine/files/lock.ts'
import { hashOf, readText, sizeLimit } from '../engine/files/read.ts'
import { saveFile } from '../engine/files/save.ts'
import { readWorkspace } from '../engine/files/workspace.ts'

const savedBuild = fileURLToPath(new URL('../dist/engine/files/save.js', import.meta.url))
const saver = fileURLToPath(new URL('support/saver.mjs', import.meta.url))

let root: string
let file: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clausebook-files-'))
  file = join(root, 'rent.yaml')
  writeFileSync(file, 'cap: 3000\n')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

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

  test('breaks the lock of a process that is gone, and sweeps up after it', async () => {
    // A process that has ended: its number is free again.
    const { pid } = await new Promise<{ pid: number }>((resolve) => {
      const child = execFile(process.execPath, ['-e', ''], () => resolve({ pid: child.pid as number }))
    })
    writeFileSync(lockPath(file), `${pid} 00`)
    writeFileSync(join(root, '.rent.yaml.0000.tmp'), 'half a te')
    expect(await saveFile(file, 'cap: 3500\n', hashOf(textNow()), root)).toMatchObject({ saved: true })
    expect(others()).toEqual([])
  })

  test('of two processes that save at once exactly one wins', async () => {
    expect(existsSync(savedBuild), 'npm run build comes first').toBe(true)
    const run = promisify(execFile)
    for (let round = 0; round < 8; round++) {
      const text = `cap: ${round}\n`
      writeFileSync(file, text)
      const save = (who: string) =>
        run(process.execPath, [saver, savedBuild, file, `${who}: ${round}\n`, hashOf(text), root])
      const results = (await Promise.all([save('a'), save('b')])).map(
        ({ stdout }) => JSON.parse(stdout) as { saved: boolean },
      )
      expect(results.filter(({ saved }) => saved)).toHaveLength(1)
      const winner = results[0]?.saved ? 'a' : 'b'
      expect(textNow()).toBe(`${winner}: ${round}\n`)
    }
  })

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
