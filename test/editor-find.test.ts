import { describe, expect, test } from 'vitest'
import { type Findable, find } from '../editor/state/findable.ts'
import { findablesOf } from '../editor/worker/findable.ts'
import { policies } from './support/policies.ts'

const all = findablesOf(policies)
const kinds = (wanted: string, list: readonly Findable[] = all) =>
  find(list, wanted).map(({ kind, found }) => [kind, found.map(({ clause }) => clause)] as const)
const clauses = (wanted: string, kind: Findable['kind']) =>
  kinds(wanted).find(([name]) => name === kind)?.[1] ?? []

describe('finding', () => {
  test('goes by words of either language, by id and by section', () => {
    for (const wanted of ['商贸市场', 'government-built', 'VENUE-RENT.gov', '三(二)3 市场', '三（二）3 市场'])
      expect(clauses(wanted, 'clause'), wanted).toContain('venue-rent.government-market')
    expect(find(all, '商贸市场 nothing')).toEqual([])
    expect(find(all, '  ')).toEqual([])
  })

  test('goes by number, with and without commas, and never by a part of one', () => {
    for (const wanted of ['3000 年最高', '3,000 年最高', '３０００ 年最高'])
      expect(clauses(wanted, 'parameter'), wanted).toContain('venue-rent.government-market')
    for (const { found } of find(all, '300'))
      for (const one of found)
        expect(`${one.title.zh} ${one.text.zh} ${one.title.en} ${one.more}`.replaceAll(',', '')).toMatch(
          /(?<!\d)300(?!\d)/,
        )
    expect(clauses('10% 优惠比例', 'parameter')).toContain('venue-rent.government-market')
  })

  test('goes by fact to every clause that reads it', () => {
    const reading = policies.policies.flatMap(({ provisions }) =>
      provisions.flatMap((provision) =>
        provision.clauses.filter(({ facts }) => facts.some(({ name }) => name === 'annual_rent')),
      ),
    )
    expect(new Set(clauses('annual_rent', 'fact'))).toEqual(new Set(reading.map(({ id }) => id)))
  })

  test('puts a title that begins with the word first, and counts the rest', () => {
    const one = (zh: string): Findable => ({
      kind: 'clause',
      clause: zh,
      case: null,
      title: { zh, en: 'x' },
      text: { zh: '', en: '' },
      more: '',
    })
    const list = [...Array.from({ length: 11 }, (_, n) => one(`第${n}项补贴`)), one('补贴标准')]
    const [group] = find(list, '补贴')
    expect([group?.count, group?.found.length, group?.found[0]?.clause]).toEqual([12, 8, '补贴标准'])
  })
})
