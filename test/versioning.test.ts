import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { changeKinds, loadWorkspace, parseDate, versionFaults } from '../engine/index.ts'
import { bumpFor } from '../engine/versioning/required.ts'
import { compareVersions, leastAfter, parseVersion } from '../engine/versioning/version.ts'
import { type Change, changed, rentAid, rentAidFolder } from './support/rent-aid.ts'
import { readTable, testFolder } from './support/tables.ts'

interface Row {
  readonly name: string
  readonly from?: string
  readonly changes: readonly Change[]
  readonly log?: string
  readonly faults: readonly string[]
}

const rows = readTable<{ readonly rows: readonly Row[] }>('versioning/faults.yaml').data.rows
const today = parseDate('2009-12-01')
/** Files stand four deeper in the table they were copied from. */
const outdented = (text: string) => text.replaceAll(/^ {4}(?= )/gm, '')

describe('a release of', () => {
  test.each(rows)('$name', ({ from, changes, log, faults }) => {
    const old = from ? changed(rentAid, { file: 'policy.yaml', replace: '1.0.0', with: from }) : rentAid
    const before = loadWorkspace(old)
    const now = changes.reduce(
      (files, one) => changed(files, { ...one, replace: outdented(one.replace), with: outdented(one.with) }),
      old,
    )
    const after = loadWorkspace([
      ...now,
      ...(log === undefined ? [] : [{ path: `${rentAidFolder}/log.yaml`, text: log }]),
    ])
    expect(after.diagnostics).toEqual([])
    const found = versionFaults(before, after, today ? { today } : {})
    expect(found.map(({ code, message }) => `${code} ${message.en}`).sort()).toEqual([...faults].sort())
    for (const { message, fix } of found)
      for (const text of [message.zh, message.en, fix.zh, fix.en])
        expect(text).not.toMatch(/undefined|\[object/)
  })
  test('nothing that reaches back is asked without a day', () => {
    const after = loadWorkspace(
      changed(rentAid, {
        file: 'provisions/venue-aid.yaml',
        replace: '2009-01-01: 3000',
        with: '2009-01-01: 3200',
      }),
    )
    const codes = versionFaults(loadWorkspace(rentAid), after).map(({ code }) => code)
    expect(codes).toEqual(expect.not.arrayContaining(['VALUE_RETROACTIVE']))
  })
})

test('every kind of change is told in docs/review.md with what it asks of the version', () => {
  const page = readFileSync(`${testFolder}../docs/review.md`, 'utf8')
  const origin = { file: '', path: [], span: [0, 0] as const }
  const words = { zh: '', en: '' }
  for (const kind of changeKinds) {
    const bump = bumpFor({
      kind,
      effect: 'decision',
      policy: '',
      clause: null,
      subject: 'effective',
      title: words,
      words,
      origin,
      side: 'new',
    })
    const line = page.split('\n').find((one) => one.includes(`\`${kind}\``)) ?? ''
    expect(
      line.split('|').map((cell) => cell.trim()),
      kind,
    ).toContain(bump)
  }
})

describe('the least version after a change', () => {
  test.each([
    ['1.2.3', 'none', '1.2.3'],
    ['1.2.3', 'patch', '1.2.4'],
    ['1.2.3', 'minor', '1.3.0'],
    ['1.2.3', 'major', '2.0.0'],
    ['0.2.3', 'major', '0.3.0'],
    ['0.2.3', 'minor', '0.3.0'],
    ['0.2.3', 'patch', '0.2.4'],
  ] as const)('of %s by %s is %s', (from, bump, to) => {
    const [was, is] = [parseVersion(from), parseVersion(to)]
    if (!was || !is) throw new Error('no version')
    expect(compareVersions(leastAfter(was, bump), is)).toBe(0)
  })
  test.each(['1.0', 'v1.0.0', '1.0.0-rc.1', '01.0.0', '1.0.0.0', ''])('%s is no version', (text) => {
    expect(parseVersion(text)).toBeUndefined()
  })
})
