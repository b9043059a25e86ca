import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../editor/words/', import.meta.url))

/** The keys that a table writes, in quotes or without. */
const keysOf = (text: string): readonly string[] =>
  [...text.matchAll(/^ {2}(?:'([^']+)'|(\w+)): (?:\{|$)/gm)].map(([, quoted, bare]) => quoted ?? bare ?? '')

test('no two tables of words have the same key: the last would silence the others', () => {
  const tables = readdirSync(folder).filter((name) => /words\.ts$/.test(name) && !name.startsWith('use-'))
  const places = new Map<string, string[]>()
  for (const name of tables)
    for (const key of keysOf(readFileSync(folder + name, 'utf8')))
      places.set(key, [...(places.get(key) ?? []), name])
  expect(tables.length).toBeGreaterThan(5)
  expect(places.size).toBeGreaterThan(300)
  expect([...places].filter(([, names]) => names.length > 1)).toEqual([])
})
