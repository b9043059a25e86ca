import { describe, expect, test } from 'vitest'
import { loadRow, rowPolicy } from './support/row-policy.ts'
import type { RowTable } from './support/rows.ts'
import { readTables } from './support/tables.ts'

// Wherever a name is misspelt, that is said once: it gives no second fault, and never one of the program.

/** Words, units and texts that facts are compared with, in which no name stands. */
const wordy = /\{ zh: [^}]*\}|unit: \w+|operator: \w+, value: \w+/g
const blank = (text: string) => ' '.repeat(text.length)

/** Where a text names one of these, by itself or at the beginning of a path. */
const usesOf = (text: string, names: ReadonlySet<string>) =>
  [...text.replace(wordy, blank).matchAll(/(?<=[:[,] |\[)([a-z_]+)(?:\.([a-z_]+))?(?=[ ,\]}\n])/g)].flatMap(
    (use) => {
      const [whole, name = '', field] = use
      if (!names.has(name)) return []
      const from = use.index + (field === undefined ? 0 : name.length + 1)
      return [{ from, to: use.index + whole.length, misspelt: field ?? name }]
    },
  )

describe.each([...readTables<RowTable>('mechanisms'), ...readTables<RowTable>('conditions')])(
  '$file',
  (table) => {
    const texts = new Map<string, ReturnType<typeof rowPolicy>>()
    for (const [index, { refused }] of table.data.rows.entries()) {
      const files = rowPolicy(table.exact, index)
      const [facts, provision] = [files[1]?.text ?? '', files.at(-1)]
      if (refused || !provision) continue
      const names = new Set([...facts.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name as string))
      for (const { from, to } of usesOf(provision.text, names)) {
        const text = `${provision.text.slice(0, from)}nobody${provision.text.slice(to)}`
        texts.set(text, [...files.slice(0, -1), { path: provision.path, text }])
      }
    }
    test(`says so once of each of ${texts.size} misspelt names`, () => {
      for (const [text, files] of texts) {
        const codes = loadRow(files).diagnostics.map(({ code }) => code)
        expect(codes.length, text).toBeGreaterThan(0)
        expect(new Set(codes), text).toEqual(new Set(['NAME_UNKNOWN']))
      }
    })
  },
)
