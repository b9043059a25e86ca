import { describe, expect, test } from 'vitest'
import { mechanisms } from '../engine/index.ts'
import { checkRow, type RowTable } from './support/rows.ts'
import { readTables } from './support/tables.ts'

const mechanismTables = readTables<RowTable>('mechanisms')

for (const table of mechanismTables)
  describe(table.file, () => {
    test.each(table.data.rows.map((row, index) => ({ ...row, index })))('$name', ({ index }) => checkRow(table, index))
  })

describe('mechanisms/', () => {
  test('has a table for every mechanism, and no other', () => {
    expect(mechanismTables.map(({ name }) => name)).toEqual(mechanisms.map(({ name }) => name).sort())
  })
  test.each(mechanismTables)('$file uses its mechanism, with unknown facts and wrong types too', ({ name, data, exact }) => {
    expect(exact.toString()).toMatch(new RegExp(`\\b${name}:`))
    const { rows } = data
    expect(rows.filter(({ expected }) => expected?.needs).length, 'rows with an unknown fact').toBeGreaterThan(0)
    expect(rows.filter(({ refused }) => refused).length, 'refused rows').toBeGreaterThan(0)
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length)
  })
})
