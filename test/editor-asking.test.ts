import { describe, expect, test } from 'vitest'
import { askingFromHash, plainAsking, withAsking, withReading } from '../editor/state/asked.ts'
import { createDeriver } from '../editor/worker/deriver.ts'
import { policyFiles } from './support/policies.ts'

describe('what is asked', () => {
  test.for([
    ['#/clauses', plainAsking, '#/clauses'],
    [
      '#/clauses/a.b?case=a.b/01',
      { asOf: '2010-01-01', readings: [] },
      '#/clauses/a.b?case=a.b/01&day=2010-01-01',
    ],
    [
      '#/yearly/p?from=2010-01-01',
      { asOf: null, readings: ['AMB-22=whole'] },
      '#/yearly/p?from=2010-01-01&readings=AMB-22=whole',
    ],
    ['#/try/p?day=2009-01-01&readings=AMB-1=x', plainAsking, '#/try/p'],
    [
      '#/save',
      { asOf: '2010-01-01', readings: ['AMB-1=a', 'AMB-2=b'] },
      '#/save?day=2010-01-01&readings=AMB-1=a,AMB-2=b',
    ],
  ] as const)('%s asked with %j is %s', ([hash, asked, wanted]) => {
    expect(withAsking(hash, asked)).toBe(wanted)
    expect(askingFromHash(wanted)).toEqual(asked)
  })

  test('leaves out a day that does not exist and a second reading of a question', () => {
    expect(askingFromHash('#/clauses?day=2010-02-30&readings=AMB-1=a,AMB-1=b,,AMB-2=c')).toEqual({
      asOf: null,
      readings: ['AMB-1=a', 'AMB-2=c'],
    })
  })

  test('reads a question one way at a time', () => {
    const once = withReading(plainAsking, 'AMB-22', 'whole')
    expect(withReading(once, 'AMB-22', 'other').readings).toEqual(['AMB-22=other'])
    expect(withReading(once, 'AMB-22', null)).toEqual(plainAsking)
  })

  test('can be chosen from the days and open questions of a policy', async () => {
    const deriver = createDeriver()
    await deriver.derive({
      version: 1,
      texts: policyFiles,
      saved: policyFiles,
      clause: null,
      case: null,
      source: null,
      taken: null,
    })
    const { days, readings } = deriver.askable('employment-promotion')
    expect(days).toEqual(days.toSorted((a, b) => (a.day < b.day ? 1 : -1)))
    expect(readings.find(({ id }) => id === 'AMB-22')).toMatchObject({
      clauses: ['venue-rent.hardship-micro'],
      alternatives: [{ computed: true }],
    })
    expect(readings.find(({ id }) => id === 'AMB-64')?.clauses).toEqual([])
    expect(deriver.askable('nothing')).toEqual({ days: [], readings: [] })
  })
})
