import { describe, expect, test } from 'vitest'
import type { PolicyOptions } from '../engine/api/index.ts'
import type { Clause } from '../engine/index.ts'
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

/** The first case of every fourth clause. */
const applicantsOf = (clauses: readonly Clause[]) =>
  clauses
    .filter((_, at) => at % 4 === 0)
    .flatMap(({ id }) => caseFacts.filter(({ clause }) => clause === id).slice(0, 1))
    .map(({ facts }) => facts)

const { data } = readTable<{ readonly rows: readonly Row[] }>('api-fast.yaml')

describe('the fast way decides', () => {
  test.each(data.rows)('$policy', ({ policy, options, ways }) => {
    const provisions = policies.policies.find(({ id }) => id === policy)?.provisions ?? []
    const clauses = provisions.flatMap((one) => one.clauses)
    expect(waysOf(clauses, applicantsOf(clauses), options)).toEqual(ways)
  })
  test('the cases of every policy', () => {
    expect(new Set(data.rows.map(({ policy }) => policy))).toEqual(
      new Set(policies.policies.map(({ id }) => id)),
    )
  })
})
