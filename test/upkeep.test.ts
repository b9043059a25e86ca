import { describe, expect, test } from 'vitest'
import {
  documentFromText,
  formatDate,
  loadWorkspace,
  parseDate,
  upkeepFaults,
  upkeepOf,
} from '../engine/index.ts'
import { askTwice } from './support/decide-twice.ts'
import { changed, rentAid } from './support/rent-aid.ts'

/** The small policy with other values of one parameter. */
const withValues = (values: string) =>
  loadWorkspace(
    changed(rentAid, {
      file: 'provisions/venue-aid.yaml',
      replace: 'values: { undated: 12 }',
      with: `values: ${values}`,
    }),
  )

const on = (text: string) => parseDate(text) ?? { day: Number.NaN }

describe('what has to be looked at', () => {
  const cases: readonly (readonly [string, string, string, readonly string[], readonly string[]])[] = [
    // values · day · within 90 days · late
    ['{ undated: { value: 12, valid_until: 2010-01-01 } }', '2009-10-02', [], []],
    ['{ undated: { value: 12, valid_until: 2010-01-01 } }', '2009-10-03', ['runs-out 90'], []],
    ['{ undated: { value: 12, valid_until: 2010-01-01 } }', '2009-12-31', ['runs-out 1'], []],
    ['{ undated: { value: 12, valid_until: 2010-01-01 } }', '2010-01-01', ['runs-out 0'], ['VALUE_EXPIRED']],
    ['{ undated: { value: 12, valid_until: 2010-01-01 }, 2010-01-01: 6 }', '2009-12-31', [], []],
    ['{ undated: { value: 12, valid_until: 2010-01-01 }, 2010-01-01: null }', '2010-02-01', [], []],
    ['{ undated: { value: 12, valid_until: 2010-01-01 }, 2010-01-02: 6 }', '2009-12-31', ['runs-out 1'], []],
    ['{ undated: { value: 12, valid_until: 2010-01-01 }, 2010-01-02: 6 }', '2010-01-02', [], []],
    ['{ undated: { value: 12, review_by: 2010-12-31 } }', '2010-12-31', ['review 0'], []],
    ['{ undated: { value: 12, review_by: 2010-12-31 } }', '2011-01-01', ['review -1'], ['REVIEW_DUE']],
    ['{ undated: { value: 12, review_by: 2010-12-31 }, 2011-01-01: 6 }', '2011-01-01', [], []],
    ['{ 2010-01-01: { value: 12, review_by: 2010-12-31 } }', '2009-12-31', [], []],
  ].map((row) => row as never)
  test.each(cases)('of %s on %s', (values, day, soon, late) => {
    const workspace = withValues(values)
    expect(workspace.diagnostics).toEqual([])
    expect(upkeepOf(workspace, on(day)).map(({ kind, days }) => `${kind} ${days}`)).toEqual(soon)
    expect(upkeepFaults(workspace, on(day)).map(({ code }) => code)).toEqual(late)
  })

  test('says which day it is about', () => {
    const [found] = upkeepOf(
      withValues('{ undated: { value: 12, valid_until: 2010-01-01 } }'),
      on('2009-12-22'),
    )
    expect(found).toMatchObject({
      name: 'venue-aid.market.min_months',
      title: { zh: '最短经营期' },
      days: 10,
    })
    expect(found && formatDate(found.on)).toBe('2010-01-01')
  })
})

describe('a value that has run out', () => {
  const facts = (asOf: string) =>
    documentFromText(
      'facts.yaml',
      `{ as_of: ${asOf}, registered: true, venue: market, months_operated: 12, annual_rent: 20000 }`,
    ).document
  const asked = (values: string, day: string) =>
    askTwice(withValues(values), facts(day), { clauses: ['venue-aid.market'] })

  test.each([
    ['2009-12-31', true],
    ['2010-01-01', null],
    ['2010-02-28', null],
    ['2010-03-01', true],
  ])('decides nobody without a value: %s', async (day, eligible) => {
    const values = '{ undated: { value: 12, valid_until: 2010-01-01 }, 2010-03-01: 6 }'
    const answer = await asked(values, day)
    if (eligible === null)
      expect(!answer.ok && answer.problems.map(({ code }) => code)).toEqual(['PARAMETER_UNDATED'])
    else expect(answer.ok && answer.answers[0]?.eligible).toBe(true)
  })
})
