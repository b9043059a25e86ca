import { describe, expect, test } from 'vitest'
import { changesBetween, loadWorkspace } from '../engine/index.ts'
import { policies, policyFiles } from './support/policies.ts'
import { type Change, changed, rentAid } from './support/rent-aid.ts'
import { readTable } from './support/tables.ts'

interface Row extends Change {
  readonly name: string
  /** Kind, subject and effect of each. */
  readonly changes: readonly string[]
  /** Of the first. */
  readonly words?: string
}

const before = loadWorkspace(rentAid)
const outdented = (text: string) => text.replaceAll(/^ {4}(?= )/gm, '')
const indented = ({ replace, with: put, ...row }: Row): Row => ({
  ...row,
  // Files stand four deeper in the table they were copied from.
  replace: outdented(replace),
  with: outdented(put),
})

describe('a change', () => {
  test.each(readTable<{ readonly rows: readonly Row[] }>('compare/changes.yaml').data.rows.map(indented))(
    'of $name is told',
    (row) => {
      const after = loadWorkspace(changed(rentAid, row))
      expect(after.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      const changes = changesBetween(before, after)
      expect(
        changes.map(({ kind, subject, effect }) =>
          kind === 'no-effect' ? `${kind} ${subject}` : `${kind} ${subject} ${effect}`,
        ),
      ).toEqual(row.changes)
      if (row.words !== undefined) expect(changes[0]?.words.zh).toBe(row.words)
      for (const { title, words } of changes)
        for (const text of [title.zh, title.en, words.zh, words.en])
          expect(text).not.toMatch(/undefined|\[object/)
    },
  )

  test('turned round is told turned round', () => {
    const kinds = (from: typeof before, to: typeof before) => changesBetween(from, to).map(({ kind }) => kind)
    const more = loadWorkspace(
      changed(rentAid, {
        file: 'provisions/venue-aid.yaml',
        replace: '2009-01-01: 3000\n',
        with: '2009-01-01: 3000\n          2009-07-01: 3100\n',
      }),
    )
    expect([kinds(before, more), kinds(more, before)]).toEqual([['value-added'], ['value-repealed']])
  })
})

describe('the policies of this repository', () => {
  test('do not differ from themselves', () => {
    expect(changesBetween(policies, policies)).toEqual([])
    expect(changesBetween(policies, loadWorkspace(policyFiles))).toEqual([])
  })
  test('differ in everything from none', () => {
    const none = loadWorkspace([])
    const clauses = policies.policies.flatMap(({ provisions }) => provisions.flatMap((one) => one.clauses))
    const kinds = (changes: ReturnType<typeof changesBetween>, kind: string) =>
      changes.filter((change) => change.kind === kind).length
    expect(kinds(changesBetween(none, policies), 'clause-added')).toBe(clauses.length)
    expect(kinds(changesBetween(policies, none), 'clause-repealed')).toBe(clauses.length)
  })
})
