import { describe, expect, test } from 'vitest'
import { comparisons, loadWorkspace, mechanisms } from '../engine/index.ts'
import {
  checked,
  codesIn,
  type ErrorTable,
  expectedForm,
  type FactsTable,
  goodPolicy,
  policyOfFacts,
  refusedFacts,
} from './support/errors.ts'
import { type Change, changed } from './support/rent-aid.ts'
import { checkRow, type RowTable } from './support/rows.ts'
import { readTables } from './support/tables.ts'

const mechanismTables = readTables<RowTable>('mechanisms')
const conditionTables = readTables<RowTable>('conditions')

for (const table of [...mechanismTables, ...conditionTables])
  describe(table.file, () => {
    test.each(table.data.rows.map((row, index) => ({ ...row, index })))('$name', ({ index }) =>
      checkRow(table, index),
    )
    test('names each row once', () => {
      expect(new Set(table.data.rows.map(({ name }) => name)).size).toBe(table.data.rows.length)
    })
  })

describe('mechanisms/', () => {
  test('has a table for every mechanism, and no other', () => {
    expect(mechanismTables.map(({ name }) => name).sort()).toEqual(mechanisms.map(({ name }) => name).sort())
  })
  test.each(mechanismTables)(
    '$file uses its mechanism, with unknown facts and wrong types too',
    ({ name, data, exact }) => {
      expect(exact.toString()).toMatch(new RegExp(`\\b${name}:`))
      expect(
        data.rows.some(({ expected }) => expected?.needs),
        'a row with an unknown fact',
      ).toBe(true)
      expect(
        data.rows.some(({ refused }) => refused),
        'a row that is refused',
      ).toBe(true)
    },
  )
})

describe('conditions/', () => {
  const operatorTables = conditionTables.filter(({ name }) =>
    (comparisons as readonly string[]).includes(name),
  )
  test('has a table for every operator', () => {
    expect(operatorTables.map(({ name }) => name)).toEqual([...comparisons].sort())
  })
  test.each(operatorTables)(
    '$file has its operator hold, fail, be unknown and be refused',
    ({ name, data, exact }) => {
      expect(exact.toString()).toContain(`operator: ${name},`)
      const outcomes = data.rows.map(({ holds, refused }) =>
        refused ? 'refused' : typeof holds === 'object' ? 'unknown' : holds,
      )
      expect(new Set(outcomes)).toEqual(new Set([true, false, 'unknown', 'refused']))
    },
  )
})

const allPolicyTables = readTables<ErrorTable>('errors/policy')
const policyTables = allPolicyTables.filter(({ name }) => name !== 'good')
const factsTables = readTables<FactsTable>('errors/facts')

test.each(allPolicyTables.filter(({ data }) => data.files))(
  '$file begins with a policy without a fault',
  ({ data }) => {
    expect(checked(goodPolicy(data))).toEqual([])
  },
)

for (const { file, data } of policyTables)
  describe(file, () => {
    test.each(data.rows)('$name', (row) => {
      const good = goodPolicy(data)
      const files = [
        ...(row.file === undefined ? good : changed(good, row as Change)),
        ...addedFiles(row.add),
      ]
      expect(expectedForm(checked(files, row.as_of), files)).toEqual(row.expected)
    })
  })

const addedFiles = (add: Readonly<Record<string, string>> = {}) =>
  Object.entries(add).map(([path, text]) => ({ path, text }))

for (const { file, data } of factsTables)
  describe(file, () => {
    const policy = policyOfFacts(data)
    const workspace = loadWorkspace(policy)
    const refused = (text: string) =>
      expectedForm(refusedFacts(workspace, data.file, text), [...policy, { path: data.file, text }])
    test('begins with facts that are taken', () => {
      expect(refused(data.text)).toEqual([])
    })
    test.each(data.rows)('$name', (row) => {
      expect(data.text.split(row.replace), 'the passage stands once').toHaveLength(2)
      expect(refused(data.text.replace(row.replace, () => row.with))).toEqual(row.expected)
    })
  })

describe('errors/', () => {
  const rows = [
    ...policyTables.flatMap(({ data }) => data.rows),
    ...factsTables.flatMap(({ data }) => data.rows),
  ]
  test('gives one diagnostic for each fault', () => {
    expect(rows.filter(({ expected }) => expected.length !== 1).map(({ name }) => name)).toEqual([])
  })
  test('has every code that policies, cases and decisions report', () => {
    const stored = new Set(rows.flatMap(({ expected }) => expected.map(({ code }) => code)))
    expect(codesIn(['policy', 'cases', 'decision']).filter((code) => !stored.has(code))).toEqual([])
  })
})
