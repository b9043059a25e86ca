import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lockPath } from '../../engine/files/lock.ts'
import { hashOf } from '../../engine/files/read.ts'
import { saveFile } from '../../engine/files/save.ts'
import { bundleSaving } from './bundle.ts'
import { type Saver, startSaver } from './saver.ts'

const seed = Number(process.env.CLAUSEBOOK_SEED ?? 20260401)

let bundle: Awaited<ReturnType<typeof bundleSaving>>
beforeAll(async () => {
  bundle = await bundleSaving()
})
afterAll(() => bundle.remove())

let root: string
const savers: Saver[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clausebook-processes-'))
})
afterEach(async () => {
  await Promise.all(savers.splice(0).map((saver) => saver.kill()))
  rmSync(root, { recursive: true, force: true })
})

async function start(): Promise<Saver> {
  const saver = await startSaver(bundle.url)
  savers.push(saver)
  return saver
}

/** A file in a folder of its own. */
function newFile(name: string, text: string) {
  const folder = join(root, name)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'rent.yaml')
  writeFileSync(file, text)
  return {
    file,
    text: () => readFileSync(file, 'utf8'),
    others: () => readdirSync(folder).filter((other) => other !== 'rent.yaml'),
  }
}

/** What a save leaves must not hold the next one up. */
async function expectSaves({ file, text, others }: ReturnType<typeof newFile>): Promise<void> {
  expect(await saveFile(file, 'cap: 1\n', hashOf(text()), root)).toMatchObject({ saved: true })
  expect(text()).toBe('cap: 1\n')
  expect(others()).toEqual([])
}

describe('processes that save at once', () => {
  /** In every round exactly one text is acknowledged, and it is the one in the file. */
  async function race(racers: number, savesEach: number, rounds: number, left?: string) {
    const children = await Promise.all(Array.from({ length: racers }, start))
    for (let round = 0; round < rounds; round++) {
      const { file, text, others } = newFile('race', `round ${round}\n`)
      if (left) writeFileSync(lockPath(file), left)
      const expected = hashOf(text())
      const startAt = Date.now() + 5
      const outcomes = await Promise.all(
        children.map(async (child, n) => {
          const texts = Array.from({ length: savesEach }, (_, m) => `${round} ${n} ${m}\n`)
          const outcome = await child.save({ file, root, texts, expected, start: startAt })
          return (outcome?.results ?? []).map((result, m) => ({ result, text: texts[m] }))
        }),
      )
      const winners = outcomes.flat().filter(({ result }) => result.saved)
      const losers = outcomes.flat().filter(({ result }) => !result.saved)
      expect(winners.map((winner) => winner.text)).toEqual([text()])
      expect(losers).toHaveLength(racers * savesEach - 1)
      // Whoever loses is shown the winner's text, to decide between them.
      for (const { result } of losers) expect(result).toMatchObject({ reason: 'changed', text: text() })
      expect(others()).toEqual([])
    }
  }

  test('get exactly one winner of two, 50 times', () => race(2, 1, 50))

  test('get exactly one winner of twelve where a dead process left its lock, 20 times', () => {
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    return race(3, 4, 20, `${pid} ${Date.now()} 00`)
  })
})

test(`a process killed at any moment leaves what it acknowledged or what it was writing, whole, 20 times (seed ${seed})`, async () => {
  let state = seed
  const random = () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
  const numbered = (n: number) => `${n}\n`.repeat(50_000)
  const saved = newFile('killed', numbered(0))
  let acknowledged = 0
  for (let round = 0; round < 20; round++) {
    const saver = await start()
    const timer = setTimeout(() => saver.kill(), random() * 40)
    let sent = acknowledged
    for (;;) {
      sent = acknowledged + 1
      const expected = hashOf(numbered(acknowledged))
      const outcome = await saver.save({ file: saved.file, root, texts: [numbered(sent)], expected })
      if (!outcome) break
      expect(outcome.results).toMatchObject([{ saved: true }])
      acknowledged = sent
    }
    clearTimeout(timer)
    const now = saved.text()
    expect([numbered(acknowledged), numbered(sent)].indexOf(now), `round ${round}`).not.toBe(-1)
    if (now === numbered(sent)) acknowledged = sent
  }
  await expectSaves(saved)
})

describe('at every step of a save', () => {
  const [before, after] = ['cap: 3000\n', 'cap: 3500\n']
  const order = { texts: [after], expected: hashOf(before) }

  /** How many steps there are; fewer than these and the counting itself is broken. */
  async function countSteps(): Promise<number> {
    const counted = newFile('counted', before)
    const outcome = await (await start()).save({ ...order, file: counted.file, root })
    expect(outcome?.results).toMatchObject([{ saved: true }])
    expect(outcome?.steps).toBeGreaterThan(15)
    return outcome?.steps ?? 0
  }

  test('a process may be killed: the text is the old or the new, and the next save works', async () => {
    const steps = await countSteps()
    const texts: string[] = []
    const dieAt = async (at: number) => {
      const saved = newFile(`step-${at}`, before)
      const saver = await start()
      expect(await saver.save({ ...order, file: saved.file, root, at, code: 'SIGKILL' })).toBeUndefined()
      texts[at - 1] = saved.text()
      await expectSaves(saved)
    }
    for (let at = 1; at <= steps; at += 4)
      await Promise.all([at, at + 1, at + 2, at + 3].filter((step) => step <= steps).map(dieAt))
    // Old up to one step, new from there on.
    expect(new Set(texts)).toEqual(new Set([before, after]))
    expect(texts).toEqual([...texts].sort())
  })

  test.each(['EIO', 'ENOSPC', 'EMFILE'])(
    'a call may fail with %s: it is saved or said, and the next save works',
    async (code) => {
      const steps = await countSteps()
      const saver = await start()
      let said = 0
      for (let at = 1; at <= steps; at++) {
        const saved = newFile(`step-${at}`, before)
        const [result] = (await saver.save({ ...order, file: saved.file, root, at, code }))?.results ?? []
        if (result?.saved) expect(saved.text()).toBe(after)
        else {
          said++
          expect(result).toHaveProperty('code')
          expect([before, after]).toContain(saved.text())
        }
        // The process still lives: its lock must be gone.
        await expectSaves(saved)
      }
      expect(said).toBeGreaterThan(5)
    },
  )
})
