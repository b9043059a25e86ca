import { describe, expect, test } from 'vitest'
import type { PolicyOptions } from '../engine/api/index.ts'
import { caseFacts } from './support/case-facts.ts'
import { type Ways, waysOf } from './support/fast-ways.ts'
import { policies } from './support/policies.ts'
import { readTable } from './support/tables.ts'

// An applicant who takes the exact way is decided the same: only here is it seen who does.

interface Row {
  readonly policy: string
  readonly options?: PolicyOptions
  readonly ways: Ways
}

const { data } = readTable<{ readonly rows: readonly Row[] }>('api-fast.yaml')

describe('the fast way decides', () => {
  test.each(data.rows)('$policy', ({ policy, options, ways }) => {
    const provisions = policies.policies.find(({ id }) => id === policy)?.provisions ?? []
    const clauses = provisions.flatMap((one) => one.clauses)
    const ids = new Set(clauses.map(({ id }) => id))
    const applicants = caseFacts
      .filter(({ clause }, at) => ids.has(clause) && at % 15 === 0)
      .map(({ facts }) => facts)
    expect(waysOf(clauses, applicants, options)).toEqual(ways)
  })
  test('the cases of every policy', () => {
    expect(new Set(data.rows.map(({ policy }) => policy))).toEqual(
      new Set(policies.policies.map(({ id }) => id)),
    )
  })
})
