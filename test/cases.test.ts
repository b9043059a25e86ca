import { describe, expect, test } from 'vitest'
import { type CaseResult, type Decision, type OutputValue, runCasesTwice, suiteOf } from '../engine/index.ts'
import { loadRow, policyWith } from './support/row-policy.ts'
import { flow, mapAt, readTables, type Table } from './support/tables.ts'

/** What running a case under one reading gives beside its passing. */
interface Result {
  readonly reading?: string
  readonly differences?: readonly {
    readonly path: string
    readonly expected: OutputValue
    readonly actual: OutputValue
  }[]
  /** In English. */
  readonly warnings?: readonly string[]
  /** As much of each as the row is about. */
  readonly decisions?: readonly Partial<Decision>[]
}

/** Clauses of one provision over the facts of the rows, cases of them, and what these give. */
interface CaseTable {
  readonly provision: unknown
  readonly rows: readonly {
    readonly name: string
    readonly case: { readonly kind: string }
    readonly results: readonly Result[]
  }[]
}

const suiteFor = ({ exact, name }: Table<CaseTable>, row: number) => {
  const parts = mapAt(exact, ['provision'])?.items ?? []
  const provision = parts.map(({ key, value }) => `${key}: ${flow(value)}\n`).join('')
  const workspace = loadRow([
    ...policyWith(name, `provision: ${name}\n${provision}`),
    {
      path: `rows/cases/${name}.yaml`,
      text: `cases:\n- ${flow(mapAt(exact, ['rows', row, 'case']))}\n`,
    },
  ])
  const suite = suiteOf(workspace)
  expect([...workspace.diagnostics, ...suite.diagnostics]).toEqual([])
  return suite
}

const plain = ({ reading, differences, warnings, decisions }: CaseResult, wanted: Result | undefined) => ({
  ...(reading !== undefined && { reading }),
  differences: differences.map(({ path, expected, actual }) => ({ path, expected, actual })),
  warnings: warnings.map(({ en }) => en),
  ...(wanted?.decisions && { decisions }),
})

for (const table of readTables<CaseTable>('cases'))
  describe(table.file, () => {
    test.each(table.data.rows.map((row, index) => ({ ...row, index })))(
      '$name',
      async ({ case: { kind }, index, results }) => {
        const found = await runCasesTwice(suiteFor(table, index))
        for (const one of found) expect(one.kind).toBe(kind)
        expect(found.map((one, at) => plain(one, results[at]))).toEqual(
          results.map((one) => ({
            differences: [],
            warnings: [],
            ...one,
            ...(one.decisions && {
              decisions: one.decisions.map((decision) => expect.objectContaining(decision)),
            }),
          })),
        )
        for (const { passed, differences } of found) expect(passed).toBe(differences.length === 0)
      },
    )
    test('names each row once', () => {
      expect(new Set(table.data.rows.map(({ name }) => name)).size).toBe(table.data.rows.length)
    })
  })
