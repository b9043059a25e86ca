import { beforeEach, describe, expect, test } from 'vitest'
import { groupsOf } from '../editor/state/case-groups.ts'
import { edited, editorDeriver } from './support/deriving.ts'
import { policyFiles } from './support/policies.ts'
import { readTable } from './support/tables.ts'

interface Row {
  readonly name: string
  readonly edits: readonly (readonly [path: string, from: string, to: string])[]
  readonly asking?: { readonly asOf: string | null; readonly readings: readonly string[] }
  readonly cases: Readonly<Record<string, readonly string[]>>
}

const { derive } = await editorDeriver()

beforeEach(async () => {
  await derive({ texts: policyFiles })
})

describe('a case that differs owes it to what it passes without:', () => {
  test.for(readTable<{ readonly rows: readonly Row[] }>('editor-causes.yaml').data.rows)(
    '$name',
    async ({ edits, asking, cases }) => {
      const derived = await derive({ texts: edited(edits), ...(asking && { asking }) })
      const words = new Map(derived.causes.map((cause) => [cause.key, cause.words.zh]))
      const found = derived.cases.flatMap((row): [string, readonly string[]][] => {
        const told = (keys: readonly string[]) => keys.map((key) => words.get(key) ?? key)
        if (row.cause !== 'passing') return [[row.key, [row.cause, ...told(row.causes)]]]
        return row.moved ? [[row.key, ['moved', ...told(row.moved.cause.split(' + '))]]] : []
      })
      expect(Object.fromEntries(found)).toEqual(cases)
    },
  )

  test('one change of a condition that several clauses share is told at each, with the cases of the others', async () => {
    const derived = await derive({
      texts: edited([
        ['provisions/public-welfare-post.yaml', 'values: { undated: 12 }', 'values: { undated: 13 }'],
      ]),
    })
    const moved = derived.cases.filter(({ cause }) => cause === 'explained')
    const clauses = [...new Set(moved.flatMap((row) => row.clauses))]
    expect(clauses.length).toBeGreaterThan(1)
    for (const clause of clauses) {
      const [group, ...more] = groupsOf(derived.cases, derived.causes, clause).filter(
        ({ kind }) => kind === 'explained',
      )
      expect(more).toEqual([])
      const told = [...(group?.rows ?? []), ...(group?.elsewhere ?? [])]
      expect(new Set(told)).toEqual(new Set(moved))
      expect(told.length).toBe(moved.length)
    }
  })

  test('a case that moves as it is asked still passes, and says by how much', async () => {
    const { cases, counts } = await derive({
      texts: [],
      asking: { asOf: null, readings: ['AMB-22=whole-item'] },
    })
    const row = cases.find(({ moved }) => moved !== null)
    expect([row?.cause, counts.unexplained]).toEqual(['passing', 0])
    expect(row?.moved).toMatchObject({
      expected: { zh: '1,440.00' },
      actual: { zh: '不享受' },
      change: '−1,440.00',
      reason: { zh: '已经营：5 个月' },
    })
    expect((await derive({})).cases.some(({ moved }) => moved !== null)).toBe(false)
  })
})
