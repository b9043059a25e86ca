import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'
import { faultsIn, faultsInText, idOf } from '../proof/faults/candidates.ts'
import { chosen } from '../proof/faults/choose.ts'
import { equivalents } from '../proof/faults/equivalent.ts'
import { decidingFiles } from '../proof/faults/files.ts'
import { switched } from '../proof/faults/switched.ts'
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

describe('of two that are compared', () => {
  const operators = (text: string) =>
    faultsInText('f.ts', text)
      .filter(({ kind }) => kind === 'another operator')
      .map(({ change }) => change)
  test.each([
    ['export const f = (a, b) => (a < b ? a : b)', []],
    ['export const f = (a, b) => (b.compare(a) > 0 ? a : b)', []],
    ['export const f = (a, b) => (less(a, b) < 0 ? b : a)', []],
    ['export const f = (a, b) => (a < b ? a : 0)', ['a < b → a <= b']],
    ['export const f = (a, b) => (a < b ? 1 : 2)', ['a < b → a <= b']],
    ['export const f = (a, b) => a < b', ['a < b → a <= b']],
  ])('the lesser is either where they are equal: %s', (text, expected) =>
    expect(operators(text)).toEqual(expected),
  )
})

describe('a text with all its faults in it', () => {
  const numbered = (file: string) => (possible.get(file) ?? []).map((fault, number) => ({ ...fault, number }))
  test('is a program', () => {
    for (const file of possible.keys()) {
      const text = switched(readFileSync(join(root, file), 'utf8'), numbered(file))
      expect(parseSync(file, text).errors, file).toEqual([])
    }
  })
  const text = `
    const most = 3
    export function f(list) {
      const seen = []
      if (list?.length > most) return 'long'
      list?.filter((x) => x > 1).forEach((x) => seen.push(x - 1))
      let count = 0
      for (const x of seen) if (x > 0 && x !== 2) count++
      else seen.reverse()
      return \`\${count} \${seen.join()}\`
    }`
  const run = (source: string, planted: number) =>
    (
      new Function('isPlanted', `${source.replace('export ', '')}; return f`) as (
        isPlanted: (number: number) => boolean,
      ) => (list: readonly number[] | undefined) => string
    )((number) => number === planted)
  const lists = [undefined, [], [1, 2, 3], [3, 1], [2, 2, 2, 2], [5, 3, 2]]
  const said = (source: string, planted: number) =>
    lists.map((list) => {
      try {
        return run(source, planted)(list)
      } catch (fault) {
        return (fault as Error).name
      }
    })
  const faults = faultsInText('f.ts', text).map((fault, number) => ({ ...fault, number }))
  const all = switched(text, faults)
  test('does as the text does while none is planted', () => {
    expect(faults.length).toBeGreaterThan(15)
    expect(said(all, -1)).toEqual(said(text, -1))
  })
  test.each(faults)('does with one planted as that one alone: $change', ({ number, start, end, now }) => {
    const alone = `${text.slice(0, start)}${now}${text.slice(end)}`
    expect(said(all, number)).toEqual(said(alone, -1))
  })
})
