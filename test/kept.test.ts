import { describe, expect, test } from 'vitest'
import { decidingMeaning } from '../engine/compare/meaning.ts'
import {
  type DocumentCache,
  type KeptResults,
  loadWorkspace,
  runCases,
  type SourceFile,
  suiteOf,
} from '../engine/index.ts'
import { clausesOf } from '../engine/policy/workspace.ts'
import { policyFiles } from './support/policies.ts'

const promotion = 'policies/employment-promotion'

/** Edits of one file after another, each of what the one before left: what a person types. */
const edits: readonly (readonly [what: string, path: string, from: string | RegExp, to: string])[] = [
  ['a cap', 'provisions/venue-rent.yaml', 'undated: 3000', 'undated: 3500'],
  ['a cap back', 'provisions/venue-rent.yaml', 'undated: 3500', 'undated: 3000'],
  [
    'a list that another provision reads',
    'provisions/micro-service-post-subsidy.yaml',
    'elder-care',
    'x-care',
  ],
  ['the end of a file', 'provisions/venue-rent.yaml', /\n$/, '\n      AMB-99: ['],
  ['the end of the file back', 'provisions/venue-rent.yaml', '\n      AMB-99: [', '\n'],
  ['a name that is not there', 'provisions/venue-rent.yaml', '- cap: cap', '- cap: cpa'],
  ['the name back', 'provisions/venue-rent.yaml', '- cap: cpa', '- cap: cap'],
  [
    'the name of a clause that another opens',
    'provisions/venue-rent.yaml',
    '  hardship-micro:',
    '  hardship-mini:',
  ],
  ['a reading', 'provisions/venue-rent.yaml', 'operator: greaterThanInclusive\n', 'operator: lessThan\n'],
  ['an assumption', 'facts.yaml', 'absent: false', 'absent: true'],
  ['a rounding', 'policy.yaml', 'CNY: { to: 0.01', 'CNY: { to: 0.1'],
  ['what a case expects', 'cases/venue-rent.yaml', 'amount: 3000.00', 'amount: 3001.00'],
  ['a word of the text', 'source/employment-promotion.txt', '期限最长不超过3年', '期限最长不超过5年'],
]

const apply = (files: readonly SourceFile[], path: string, from: string | RegExp, to: string) =>
  files.map((file) =>
    file.path === `${promotion}/${path}` ? { path: file.path, text: file.text.replace(from, to) } : file,
  )

const outcome = (files: readonly SourceFile[], cache?: DocumentCache, kept?: KeptResults) => {
  const workspace = loadWorkspace(files, cache ? { cache } : {})
  const suite = suiteOf(workspace)
  return {
    diagnostics: [...workspace.diagnostics, ...suite.diagnostics],
    policies: JSON.stringify(workspace.policies, (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
    results: workspace.diagnostics.length === 0 ? runCases(suite, kept) : [],
  }
}

describe('what is kept between loads', () => {
  test('gives what reading everything anew gives, edit after edit', () => {
    const cache: DocumentCache = new Map()
    const kept: KeptResults = new Map()
    let files: readonly SourceFile[] = policyFiles
    outcome(files, cache, kept)
    for (const [what, path, from, to] of edits) {
      const edited = apply(files, path, from, to)
      const changed = edited.filter(({ text }, index) => text !== files[index]?.text)
      expect(
        changed.map((file) => file.path),
        what,
      ).toEqual([`${promotion}/${path}`])
      files = edited
      expect(outcome(files, cache, kept), what).toEqual(outcome(files))
    }
  })

  test('is the same objects wherever nothing that was edited can be seen', () => {
    const cache: DocumentCache = new Map()
    const kept: KeptResults = new Map()
    const load = (files: readonly SourceFile[]) => {
      const workspace = loadWorkspace(files, { cache })
      return { workspace, results: runCases(suiteOf(workspace), kept) }
    }
    const before = load(policyFiles)
    expect(before.workspace.diagnostics).toEqual([])
    const after = load(apply(policyFiles, 'provisions/venue-rent.yaml', 'undated: 3000', 'undated: 3500'))
    const others = before.workspace.policies
      .flatMap(({ provisions }) => provisions)
      .flatMap(({ clauses }) => clauses)
      .filter(({ id }) => after.workspace.clause(id) !== before.workspace.clause(id))
    expect(new Set(others.map(({ provision }) => provision))).toEqual(new Set(['venue-rent']))
    const anew = after.results.filter((result) => !before.results.includes(result))
    expect(anew.length).toBeGreaterThan(0)
    expect(anew.every(({ clauses }) => clauses.some((id) => id.startsWith('venue-rent')))).toBe(true)
  })

  test('of one version is not taken for another that shares files with it', () => {
    const cache: DocumentCache = new Map()
    loadWorkspace(policyFiles, { cache })
    // The award asks of each unit whether it meets the ranking.
    const asked = 'policies/recruit-assessment/provisions/recruit-ranking.yaml'
    const edited = policyFiles.map((file) =>
      file.path === asked
        ? { ...file, text: file.text.replace(/operator: (?:greater|less)Than\w*/, 'operator: equal') }
        : file,
    )
    expect(edited).not.toEqual(policyFiles)
    loadWorkspace(edited, { cache: new Map(cache) })
    const again = loadWorkspace(policyFiles, { cache: new Map(cache) })
    const anew = loadWorkspace(policyFiles)
    for (const { id } of clausesOf(anew)) {
      const [one, other] = [again.clause(id), anew.clause(id)]
      expect(one && other && decidingMeaning(one) === decidingMeaning(other), id).toBe(true)
    }
  })
})
