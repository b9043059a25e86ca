import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Decided } from '../engine/decision/decide.ts'
import {
  type CaseResult,
  documentFromText,
  runCases,
  runCasesTwice,
  type Suite,
  suiteOf,
} from '../engine/index.ts'
import { policies, policyFiles } from './support/policies.ts'

const suite = suiteOf(policies)
const results = await runCasesTwice(suite)
const label = ({ id, reading }: CaseResult) => (reading === undefined ? id : `${id} under ${reading}`)

describe('the policies', () => {
  test('have no faults', () => {
    expect(policies.diagnostics).toEqual([])
    expect(suite.diagnostics).toEqual([])
    expect(suite.cases.length).toBeGreaterThan(50)
  })
  test('have a case for every clause', () => {
    const tried = new Set(results.flatMap(({ clauses }) => clauses))
    const clauses = policies.policies.flatMap(({ provisions }) =>
      provisions.flatMap((provision) => provision.clauses),
    )
    expect(clauses.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([])
  })
  test('and their cases are read as they are written', () => {
    const written = (path: string) => parse(policyFiles.find((file) => file.path === path)?.text ?? '')
    for (const { id, title, version, undated, origin } of policies.policies) {
      const { policy, ...rest } = written(origin.file)
      expect({ id, title, version, undated }).toEqual({
        id: policy,
        title: rest.title,
        version: rest.version,
        undated: rest.undated ?? null,
      })
    }
    const cases = policies.caseDocuments.flatMap(({ file }) => written(file).cases)
    const wanted = cases.map(({ id, kind, title, clause }) => ({
      id,
      kind,
      title: title ?? null,
      clause: clause ?? null,
    }))
    expect(suite.cases.map(({ id, kind, title, clause }) => ({ id, kind, title, clause }))).toEqual(wanted)
  })
  test('state their open questions in words, in both languages', () => {
    const readings = policies.policies
      .flatMap(({ provisions }) => provisions.flatMap((provision) => provision.clauses))
      .flatMap((clause) => clause.readings)
    expect(readings.length).toBeGreaterThan(0)
    for (const { id, question, because, alternatives } of readings)
      for (const { zh, en } of [question, because, ...alternatives.map((one) => one.because)]) {
        expect(zh, id).toMatch(/\p{Script=Han}/u)
        expect(en, id).toMatch(/^[^\p{Script=Han}]{8,}$/u)
      }
  })
  test.each(results.map((result) => ({ name: label(result), result })))(
    '$name, by both executions',
    ({ result }) => {
      expect(result.differences).toEqual([])
      expect(result.passed).toBe(true)
    },
  )
})

/** The cases of one file, of which the text is given; what is compiled stays. */
function suiteWith(path: string, text: string): Suite {
  const turned = suiteOf(policies, [documentFromText(path, text).document])
  for (const [key, decider] of suite.context.deciders) turned.context.deciders.set(key, decider)
  return turned
}

/** The suites that come of changing each passage a pattern finds in a case file, one at a time. */
function* changedOnce(
  pattern: RegExp,
  change: (passage: string) => string,
): Generator<readonly [what: string, turned: Suite]> {
  for (const { file, text } of policies.caseDocuments)
    for (const { 0: passage, index } of text.matchAll(pattern)) {
      const put = change(passage)
      yield [
        `${file}: ${passage} → ${put}`,
        suiteWith(file, text.slice(0, index) + put + text.slice(index + passage.length)),
      ]
    }
}

const failures = (turned: Suite) => runCases(turned).filter(({ passed }) => !passed)

/** By the smallest unit, in the last digit that the case writes. */
const aFenMore = (passage: string): string => {
  const [, key = '', amount = ''] = /^(.*?)(-?[\d.]+)$/.exec(passage) ?? []
  return `${key}${(Math.round(Number(amount) * 100) + 1) / 100}`
}

describe('the test of the tests', () => {
  test('an expected amount that is off by 0.01 fails its case alone', { timeout: 60_000 }, () => {
    let tried = 0
    for (const [changed, turned] of changedOnce(/\bamount: -?\d+(?:\.\d+)?/g, aFenMore)) {
      tried++
      expect(turned.diagnostics).toEqual([])
      const failed = failures(turned)
      expect(
        failed.map(({ differences }) => differences.length),
        changed,
      ).toEqual([1])
      expect(failed[0]?.differences[0]?.path, changed).toMatch(/(^|\.)amount$/)
    }
    expect(tried).toBeGreaterThan(50)
  })

  test.each([
    [
      'eligible',
      'turned',
      /\beligible: (?:true|false)/g,
      (passage: string) => passage.replace(/true|false/, (word) => String(word !== 'true')),
    ],
    ['unit', 'replaced', /(?<=expected: .*)\bunit: CNY/g, () => 'unit: USD'],
    ['failed', 'emptied', /\bfailed: \[[^\]]+\]/g, () => 'failed: []'],
    ['refer', 'emptied', /\brefer: \[[^\]]+\]/g, () => 'refer: []'],
    ['failed', 'left out', /, failed: \[[^\]]+\]/g, () => ''],
    ['refer', 'left out', /, refer: \[[^\]]+\]/g, () => ''],
    ['outputs', 'changed', /(?<=outputs: \{ \w+: )[\w.]+/g, (passage: string) => `${passage}1`],
  ])('each expected %s that is %s is a difference', (key, _how, pattern, change) => {
    let tried = 0
    for (const { file, text } of policies.caseDocuments) {
      const passages = [...text.matchAll(pattern)].length
      const failed = failures(suiteWith(file, text.replaceAll(pattern, change)))
      const paths = failed.flatMap(({ differences }) => differences.map(({ path }) => path))
      expect(paths, file).toHaveLength(passages)
      for (const path of paths) expect(path, file).toContain(key)
      tried += passages
    }
    expect(tried).toBeGreaterThan(0)
  })

  /** A suite whose compiled execution answers with something else; the plans, and so the explanations, stay. */
  async function withDecisions(change: (decided: Decided) => Decided): Promise<readonly CaseResult[]> {
    const other = suiteOf(policies)
    runCases(other)
    const { deciders, prepared } = other.context
    prepared.clear()
    expect(deciders.size).toBeGreaterThan(10)
    for (const [key, decider] of deciders)
      deciders.set(key, { ...decider, decide: (facts, how) => change(decider.decide(facts, how)) })
    return runCasesTwice(other)
  }
  const disagreements = (all: readonly CaseResult[]) =>
    all.flatMap(({ passed, differences }) =>
      differences.flatMap(({ path }) => (passed ? [] : (path.match(/executions\.\w+/) ?? []))),
    )

  test('a compiled amount that differs from the explained one fails the case', async () => {
    const all = await withDecisions(({ decision, undated }) => ({
      decision: {
        ...decision,
        amount: decision.amount?.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)) ?? null,
      },
      undated,
    }))
    expect(new Set(disagreements(all))).toEqual(new Set(['executions.amount']))
    expect(disagreements(all).length).toBeGreaterThan(50)
  })
  test('so does every other part of a decision', async () => {
    for (const [key, value] of Object.entries({
      eligible: null,
      failed: ['other'],
      refer: ['other'],
      needs: ['other'],
      assumed: ['other'],
      outputs: { other: 1 },
    })) {
      const all = await withDecisions(({ decision, undated }) => ({
        decision: { ...decision, [key]: value },
        undated,
      }))
      expect(new Set(disagreements(all)), key).toEqual(new Set([`executions.${key}`]))
    }
  })
  test('and without a change nothing does', async () => {
    expect(disagreements(await withDecisions((decided) => decided))).toEqual([])
  })
})

describe('an alternative', () => {
  test('under a reading that its clause does not state fails, though the default would give the same', async () => {
    const { document } = documentFromText(
      'cases.yaml',
      `cases:
- id: rent/01
  clause: venue-rent.hardship-micro
  kind: typical
  facts: { hardship: true, project: elder-care, annual_rent: 100, benefit_years_used: 0 }
  expected: { eligible: true, amount: 15 }
  alt: [{ reading: AMB-99, expected: { amount: 15 } }, { reading: AMB-22=none, expected: { amount: 15 } }]
`,
    )
    const results = await runCasesTwice(suiteOf(policies, [document]))
    expect(results.map(({ passed, differences }) => [passed, differences.map(({ path }) => path)])).toEqual([
      [true, []],
      [false, ['reading']],
      [false, ['reading']],
    ])
  })
})
