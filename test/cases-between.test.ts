import { describe, expect, test } from 'vitest'
import { caseGroups } from '../engine/cli/diff-cases.ts'
import { casesBetween, changesBetween, type DocumentCache, loadWorkspace } from '../engine/index.ts'
import { policyFiles } from './support/policies.ts'

const cache: DocumentCache = new Map()
const before = loadWorkspace(policyFiles, { cache })

type Edit = readonly [file: string, from: string, to: string]

const edited = (...edits: readonly Edit[]) =>
  loadWorkspace(
    policyFiles.map((one) => {
      const text = edits
        .filter(([file]) => one.path.endsWith(file))
        .reduce((all, [, from, to]) => {
          expect(all).toContain(from)
          return all.replace(from, to)
        }, one.text)
      return { ...one, text }
    }),
    { cache: new Map(cache) },
  )

const rules = 'provisions/venue-rent.yaml'
const cases = 'cases/venue-rent.yaml'
const cap: Edit = [rules, 'undated: 3000\n', 'undated: 3500\n']
const months: Edit = [rules, 'undated: 12\n', 'undated: 13\n']

/** `2 decided otherwise because …`. */
const told = (...edits: readonly Edit[]): readonly string[] => {
  const now = edited(...edits)
  return caseGroups(casesBetween(before, now), changesBetween(before, now)).map(
    ({ words, cases: list, isOpen }) => `${isOpen ? '!' : ''}${list.length} ${words.en}`,
  )
}

describe('the cases of both versions', () => {
  test('pass where nothing changed, each decided once', () => {
    const all = casesBetween(before, before)
    expect(all.every(({ alike, edit }) => alike === true && edit === null)).toBe(true)
    expect(told()).toEqual([`${all.length} pass in both versions`])
  })

  test('are explained by the change without which they are as before', () => {
    expect(told(cap, months)).toEqual([
      '!1 decided otherwise because First venture in a government-built market · Months at least: 12 months became 13 months',
      '!1 decided otherwise because First venture in a government-built market · Yearly cap: 3,000 CNY/yr became 3,500 CNY/yr',
      '393 pass in both versions',
    ])
  })

  test('that were edited with the rules are not open any more', () => {
    const id = 'venue-rent.government-market/02-above-cap'
    const now = edited(cap, [
      cases,
      'annual_rent: 30010, benefit_years_used: 1 }\n  expected: { eligible: true, amount: 3000.00',
      'annual_rent: 30010, benefit_years_used: 1 }\n  expected: { eligible: true, amount: 3001.00',
    ])
    const one = casesBetween(before, now).find((found) => found.id === id)
    expect(one).toMatchObject({
      edit: 'edited',
      alike: false,
      passed: { before: true, after: true },
      causes: [{ key: 'value venue-rent.government-market.cap ' }],
    })
    expect(one?.decisions.before[0]?.amount).toBe('3000.00')
    expect(one?.decisions.after[0]?.amount).toBe('3001.00')
  })

  test('may be added, taken away, or fail in both', () => {
    const renamed = casesBetween(
      before,
      edited([cases, 'venue-rent.government-market/01-at-cap', 'venue-rent.government-market/99-at-cap']),
    )
    expect(renamed.filter(({ edit }) => edit !== null).map(({ id, edit }) => `${edit} ${id}`)).toEqual([
      'added venue-rent.government-market/99-at-cap',
      'removed venue-rent.government-market/01-at-cap',
    ])
    expect(told([cases, 'amount: 3000.00', 'amount: 3000.01'])[0]).toBe(
      '!1 fail, though both versions decide alike',
    )
  })

  test('of a clause that is gone are decided by the version that has it', () => {
    const only = loadWorkspace(
      policyFiles.filter(({ path }) => !path.endsWith(rules) && !path.endsWith(cases)),
    )
    const lost = casesBetween(before, only).filter(({ edit }) => edit === 'removed')
    expect(lost.length).toBe(19)
    expect(lost.every(({ alike, passed }) => alike === null && passed.after === null)).toBe(true)
  })
})
