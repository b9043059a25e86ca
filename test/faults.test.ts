import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faultsIn, idOf } from '../proof/faults/candidates.ts'
import { chosen } from '../proof/faults/choose.ts'
import { equivalents } from '../proof/faults/equivalent.ts'
import { decidingFiles } from '../proof/faults/files.ts'
import { testFolder } from './support/tables.ts'

const root = join(testFolder, '..')
const known = equivalents(root)
const possible = new Map(decidingFiles(root).map((file) => [file, faultsIn(root, file)]))

describe('changes that change nothing', () => {
  test.each(known)('$file:$line is still there: $change', ({ file, line, change, because }) => {
    expect(existsSync(join(root, file)), `${file} is gone`).toBe(true)
    const lines = (possible.get(file) ?? []).filter((one) => one.change === change).map((one) => one.line)
    expect(lines, `\`npm run faults -- --renumber\` finds where it stands now`).toContain(line)
    expect(because.length).toBeGreaterThan(10)
  })
  test('are named once', () => {
    expect(new Set(known.map(idOf)).size).toBe(known.length)
  })
})

describe('faults that are planted', () => {
  test('are in every file that has anything to get wrong', () => {
    const picked = chosen([...possible.values()], 600, 1)
    expect(picked).toHaveLength(600)
    const within = new Set(picked.map(({ file }) => file))
    for (const [file, faults] of possible) expect([file, within.has(file)]).toEqual([file, faults.length > 0])
  })
  test('are the same for the same seed', () => {
    const ids = (seed: number) => chosen([...possible.values()], 50, seed).map(idOf)
    expect(ids(7)).toEqual(ids(7))
    expect(ids(7)).not.toEqual(ids(8))
  })
  test('change the text that they say', () => {
    for (const faults of possible.values())
      for (const { start, end, line } of faults) expect([end > start, line > 0]).toEqual([true, true])
  })
})
