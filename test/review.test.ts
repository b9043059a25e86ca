import { describe, expect, test } from 'vitest'
import {
  changesBetween,
  fileOf,
  filesOfChange,
  loadWorkspace,
  reviewFromText,
  reviewText,
  type SignedReview,
  signed,
  standingOf,
  versionHash,
} from '../engine/index.ts'
import { policyFiles } from './support/policies.ts'

const before = new Map(policyFiles.map(({ path, text }) => [path, text]))
const rent = [...before.keys()].find((path) =>
  path.endsWith('employment-promotion/provisions/venue-rent.yaml'),
) as string
const edited = (path: string, from: string, to: string, texts = before) => {
  const text = texts.get(path) as string
  expect(text).toContain(from)
  return new Map([...texts, [path, text.replace(from, to)]])
}
const workspaceOf = (texts: ReadonlyMap<string, string>) =>
  loadWorkspace([...texts].map(([path, text]) => ({ path, text })))

const after = edited(rent, 'undated: 3000', 'undated: 3500')
const sides = { before: workspaceOf(before), after: workspaceOf(after) }
const review: SignedReview = signed({
  review: 1,
  by: '王敏',
  at: '2026-01-05T10:42:00+08:00',
  before: { name: 'v1', content: versionHash(before) },
  after: { name: 'files', content: versionHash(after) },
  changes: changesBetween(sides.before, sides.after).map((change) => ({
    kind: change.kind,
    effect: change.effect,
    policy: change.policy,
    clause: change.clause,
    subject: change.subject,
    title: change.title,
    words: change.words,
    files: filesOfChange(change, sides, { before, after }),
    ticked: '2026-01-05T10:40:00+08:00',
    note: '',
  })),
  note: '',
})

describe('a signed review', () => {
  test('names the file of each change with its hash in both versions', () => {
    expect(review.changes.map(({ subject }) => subject)).toEqual(['venue-rent.government-market.cap'])
    const [file] = review.changes[0]?.files ?? []
    expect(file?.file).toBe('employment-promotion/provisions/venue-rent.yaml')
    expect(file?.before).toMatch(/^[0-9a-f]{64}$/)
    expect(file?.after).not.toBe(file?.before)
  })

  test('is read as it was written', () => {
    expect(reviewFromText(reviewText(review))).toEqual({ ok: true, review })
  })

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['no JSON', '{', /no JSON/],
    ['other JSON', '{ "review": 1 }', /no signed review/],
    ['a list', '[]', /no signed review/],
    ['one name altered', reviewText(review).replace('王敏', '李四'), /altered/],
    ['one hash altered', reviewText(review).replace(/"before": "[0-9a-f]/, '"before": "x'), /altered/],
    ['a change taken out', reviewText({ ...review, changes: [] }), /altered/],
  ]
  test.each(refused)('that is %s is refused', (_, text, why) => {
    const read = reviewFromText(text)
    expect(read.ok ? '' : read.why.en).toMatch(why)
  })

  test('stands while its files are those that were signed, wherever the folder lies', () => {
    expect(standingOf(review, after)).toMatchObject({ isWhole: true, changes: [{ altered: [] }] })
    const moved = new Map([...after].map(([path, text]) => [`elsewhere/${path}`, text]))
    expect(standingOf(review, moved)).toMatchObject({ isWhole: true, changes: [{ altered: [] }] })
  })

  test('loses the tick whose file is another, and no other', () => {
    const again = edited(rent, 'undated: 3500', 'undated: 3501', after)
    expect(standingOf(review, again)).toMatchObject({
      isWhole: false,
      changes: [{ altered: [{ file: fileOf(rent), now: 'changed' }] }],
    })
    const gone = new Map([...after].filter(([path]) => path !== rent))
    expect(standingOf(review, gone).changes[0]?.altered).toEqual([{ file: fileOf(rent), now: 'gone' }])
    const other = new Map([...after, [rent.replace('venue-rent', 'other'), 'x']])
    expect(standingOf(review, other)).toMatchObject({ isWhole: false, changes: [{ altered: [] }] })
  })

  test('is not touched by what the log says of it', () => {
    const noted = new Map([...after, [rent.replace('provisions/venue-rent', 'log'), '- note\n']])
    expect(standingOf(review, noted).isWhole).toBe(true)
  })
})
