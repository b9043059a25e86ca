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
import { decidePiece, type PieceDecider, pieceOf } from '../engine/batch/piece.ts'
import { batchFault } from '../engine/cli/batch-faults.ts'
import { batchThreads } from '../engine/files/batch-threads.ts'
import { applicantHeader, applicantMapping, applicantRows, seeded } from './batch/applicants.ts'
import { bundleBatch } from './batch/bundle.ts'
import { files, runIn } from './batch/on-files.ts'
import { smallBatch } from './batch/small.ts'
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

describe('pieces decided elsewhere', () => {
  const { batch } = smallBatch(rentAid, applicantHeader.trimEnd(), { mapping: applicantMapping })

  /** Answers later ones sooner, and fails at the nth. With `fills` it answers none until as many as may be are asked. */
  const scattered = (
    failsAt = Number.POSITIVE_INFINITY,
    fills = false,
  ): PieceDecider & { readonly most: () => number } => {
    let [asked, underWay, most] = [0, 0, 0]
    let isFull = () => {}
    const full = fills ? new Promise<void>((done) => (isFull = done)) : undefined
    return {
      width: 4,
      most: () => most,
      decide: async (piece) => {
        asked++
        underWay++
        most = Math.max(most, underWay)
        const turn = asked
        if (underWay === 4) isFull()
        await full
        await new Promise((done) => setTimeout(done, 4 - (turn % 4)))
        underWay--
        if (turn >= failsAt) throw new Error('a thread ended with 1')
        return decidePiece(batch, piece)
      },
    }
  }

  test('come back in the order of the table, with the same bytes', async () => {
    const { done, written } = await expected()
    for (const pieceSize of [13, 700, 1 << 18]) {
      const decider = scattered(undefined, pieceSize < 1000)
      expect(await runIn(folder, rentAid, { decider, pieceSize })).toEqual(done)
      expect(results()).toEqual(written)
      expect(decider.most()).toBeLessThanOrEqual(4)
      if (pieceSize < 1000) expect(decider.most()).toBe(4)
      expect(left()).toEqual([])
    }
  })

  test('are gone on with, elsewhere or here, where one of them failed', async () => {
    const { written } = await expected()
    for (const failsAt of [1, 2, 9, 15]) {
      for (const name of [files.out, files.refused]) rmSync(join(folder, name), { force: true })
      const failed = runIn(folder, rentAid, { decider: scattered(failsAt), pieceSize: 200 })
      await expect(failed).rejects.toThrow('a thread ended')
      const { resumedAfter } = await runIn(folder, rentAid, failsAt % 2 ? {} : { decider: scattered() })
      if (failsAt > 9) expect(resumedAfter).toBeGreaterThan(0)
      expect(results()).toEqual(written)
      expect(left()).toEqual([])
    }
  })

  test('hold records that are too long, or end inside a quote', () => {
    const text = new TextEncoder().encode('2009-07-01')
    const records = [
      { bytes: text, end: 10, isOpen: false },
      { bytes: null, end: 20, isOpen: false },
      { bytes: text, end: 30, isOpen: true },
    ]
    const said = records.map((record, index) => batch.rowResult(record, 5 + index))
    const { out, refused, decided, refusedRows } = decidePiece(batch, pieceOf(5, records))
    const joined = (isDecided: boolean) =>
      said.flatMap((one) => (one.isDecided === isDecided ? [one.text] : [])).join('')
    expect([out, refused].map((bytes) => new TextDecoder().decode(bytes))).toEqual([
      joined(true),
      joined(false),
    ])
    expect(decided + refusedRows).toBe(3)
  })
})

describe('threads of a batch', () => {
  const script = (text: string) =>
    new URL(
      `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'\n${text}`)}`,
    )
  const piece = () => pieceOf(1, [{ bytes: new Uint8Array(3), end: 3, isOpen: false }])

  test('share the pieces, and tell what went wrong in one', async () => {
    const threads = batchThreads(
      script(`parentPort.on('message', ({ id, piece }) => parentPort.postMessage(
        piece.first === 2
          ? { id, fault: { message: 'changed', code: 'STATE_OTHER' } }
          : { id, result: { out: piece.bytes, refused: piece.bytes, decided: 1, refusedRows: 0 } }))`),
      null,
      2,
    )
    expect(threads.width).toBe(4)
    const answers = await Promise.all([threads.decide(piece()), threads.decide(piece())])
    expect(answers.map(({ decided }) => decided)).toEqual([1, 1])
    await expect(threads.decide({ ...piece(), first: 2 })).rejects.toMatchObject({ code: 'STATE_OTHER' })
    await threads.end()
    await expect(threads.decide(piece())).rejects.toThrow('a thread ended')
  })

  test('that end fail what they were asked', async () => {
    const threads = batchThreads(script("parentPort.on('message', () => process.exit(7))"), null, 1)
    await expect(threads.decide(piece())).rejects.toThrow('a thread ended with 7')
    await threads.end()
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
