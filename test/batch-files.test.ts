import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { batchFault } from '../engine/cli/batch-faults.ts'
import { applicantHeader, applicantRows, seeded } from './batch/applicants.ts'
import { bundleBatch } from './batch/bundle.ts'
import { files, runIn } from './batch/on-files.ts'
import { rentAid } from './support/rent-aid.ts'

const seed = Number(process.env.CLAUSEBOOK_SEED ?? 20260401)
const rows = applicantRows(150, seeded(seed))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clausebook-batch-'))
  writeFileSync(join(folder, files.in), applicantHeader + rows.join(''))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const results = () => ({
  out: readFileSync(join(folder, files.out), 'utf8'),
  refused: readFileSync(join(folder, files.refused), 'utf8'),
})
const left = () => readdirSync(folder).filter((name) => !(Object.values(files) as string[]).includes(name))

/** What an undisturbed run writes. */
async function expected() {
  const done = await runIn(folder, rentAid)
  const written = results()
  for (const name of [files.out, files.refused]) rmSync(join(folder, name))
  return { done, written }
}

/** Makes one call on a file after the other fail, from the nth on. */
async function failing(name: 'write' | 'sync', from: number) {
  const handle = await open(join(folder, files.in))
  const prototype = Object.getPrototypeOf(handle) as Record<typeof name, (...args: unknown[]) => unknown>
  await handle.close()
  const original = prototype[name]
  let step = 0
  return vi.spyOn(prototype, name).mockImplementation(function (this: unknown, ...args) {
    if (++step < from) return original.apply(this, args)
    return Promise.reject(Object.assign(new Error('made to fail'), { code: 'ENOSPC' }))
  })
}

test('every row is decided or refused, and nothing else is left', async () => {
  const { done } = await expected()
  expect(done.rows.in).toBe(rows.length)
  expect(done.rows.decided + done.rows.refused).toBe(rows.length)
  expect(Math.min(done.rows.decided, done.rows.refused)).toBeGreaterThan(10)
  expect(left()).toEqual([])
})

test('the pieces a table is read by make no difference', async () => {
  const { written } = await expected()
  for (const pieceSize of [1, 13, 1 << 18]) {
    await runIn(folder, rentAid, { pieceSize, keepEvery: 10_000 })
    expect(results()).toEqual(written)
  }
})

describe('a run that was killed', () => {
  let bundle: Awaited<ReturnType<typeof bundleBatch>>
  beforeAll(async () => {
    bundle = await bundleBatch()
  })
  afterAll(() => bundle.remove())

  const batcher = fileURLToPath(new URL('batch/batcher.mjs', import.meta.url))
  const run = (at: number) => {
    const policy = join(tmpdir(), `${folder.split(/[\\/]/).at(-1)}.json`)
    writeFileSync(policy, JSON.stringify(rentAid))
    const ran = spawnSync(process.execPath, [batcher, bundle.url, folder, policy, String(at)], {
      encoding: 'utf8',
    })
    rmSync(policy)
    if (ran.signal !== 'SIGKILL') expect(ran.stderr).toBe('')
    return ran.signal === 'SIGKILL'
      ? null
      : (JSON.parse(ran.stdout) as { resumedAfter: number; steps: number })
  }

  test(`goes on with the same bytes, killed at every few steps (seed ${seed})`, async () => {
    const { written } = await expected()
    const random = seeded(seed)
    let kills = 0
    for (let at = 30; ; at = 15 + Math.floor(random() * 60)) {
      const done = run(at)
      if (done) break
      kills++
      expect(kills, 'it comes to an end').toBeLessThan(60)
    }
    expect(kills).toBeGreaterThan(3)
    expect(results()).toEqual(written)
    expect(left()).toEqual([])
  }, 180_000)

  test('goes on with the same bytes, killed at each of the last steps', async () => {
    const { written } = await expected()
    const steps = run(0)?.steps ?? 0
    expect(steps).toBeGreaterThan(50)
    for (let at = steps - 25; at <= steps; at += 5) {
      for (const name of [files.out, files.refused]) rmSync(join(folder, name), { force: true })
      expect(run(at), `step ${at}`).toBeNull()
      await runIn(folder, rentAid)
      expect(results()).toEqual(written)
      expect(left()).toEqual([])
    }
  }, 180_000)
})

describe('a run that fails', () => {
  test.each([
    ['write', 1],
    ['write', 9],
    ['sync', 4],
    ['sync', 15],
  ] as const)('at call %s %i says so, and the next goes on with the same bytes', async (name, from) => {
    const { written } = await expected()
    const spy = await failing(name, from)
    const fault = await runIn(folder, rentAid).catch((thrown: unknown) => thrown)
    spy.mockRestore()
    expect(fault).toMatchObject({ code: 'ENOSPC' })
    expect(batchFault(fault, 'results.csv', 'zh')).toEqual({
      callFault: 'results.csv: 磁盘满了',
      fix: '改正后用同一条命令接着做；已写的结果还在',
    })
    expect(readdirSync(folder)).not.toContain(files.out)
    await runIn(folder, rentAid)
    expect(results()).toEqual(written)
  })
})

describe('what a killed run has left', () => {
  /** Leaves a run unfinished, after some rows. */
  async function unfinished() {
    const spy = await failing('sync', 12)
    await expect(runIn(folder, rentAid)).rejects.toThrow()
    spy.mockRestore()
    expect(left()).toContain(`${files.out}.state.json`)
  }
  const code = (name: string) => expect.objectContaining({ code: name })

  test('is not gone on with by another policy, mapping or option', async () => {
    await unfinished()
    await expect(runIn(folder, rentAid, { binding: 'two' })).rejects.toEqual(code('STATE_OTHER'))
  })
  test('is not gone on with on another table', async () => {
    await unfinished()
    const text = readFileSync(join(folder, files.in), 'utf8')
    writeFileSync(join(folder, files.in), text.replace('0', '1'))
    await expect(runIn(folder, rentAid)).rejects.toEqual(code('INPUT_CHANGED'))
    truncateSync(join(folder, files.in), 10)
    await expect(runIn(folder, rentAid)).rejects.toEqual(code('INPUT_CHANGED'))
  })
  test('is gone on with where rows were added behind what was read', async () => {
    await unfinished()
    appendFileSync(join(folder, files.in), rows[0] as string)
    expect((await runIn(folder, rentAid)).rows.in).toBe(rows.length + 1)
  })
  test('is not gone on with when it was cut', async () => {
    await unfinished()
    truncateSync(join(folder, `${files.out}.part`), 10)
    await expect(runIn(folder, rentAid)).rejects.toEqual(code('PART_SHORT'))
  })
  test('is nothing to one that begins again', async () => {
    const { written } = await expected()
    await unfinished()
    expect(await runIn(folder, rentAid, { binding: 'two', restart: true })).toHaveProperty('resumedAfter', 0)
    expect(results()).toEqual(written)
    expect(left()).toEqual([])
  })
})
