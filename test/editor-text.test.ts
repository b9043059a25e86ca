import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indexOf, matching, structureOf } from '../editor/panels/rail-index.ts'
import { marksIn, paragraphsOf } from '../editor/state/law-pieces.ts'
import { blocksOf, chapterOf, headingOf } from '../editor/state/law-text.ts'
import type { NumberView } from '../editor/state/source-view.ts'
import type { PolicyNode } from '../editor/state/view.ts'
import { policies } from './support/policies.ts'

const text = `一、强化责任

(一)健全制度。每年认定一次。
1.创业培训:对有意向的给予1500元。
2、完成任务50分。完成的得满分;
(1)及时上报得2分;
没有编号的一段。
二、改善环境
(一)推进工作`

describe('a text', () => {
  test('is read by its numbering, with first sentences as headings where they are some', () => {
    expect(
      blocksOf(text).map(({ start, level, label, headingEnd }) => [
        level,
        label,
        text.slice(start, headingEnd),
      ]),
    ).toEqual([
      [1, '一', '一、强化责任'],
      [2, '(一)', '(一)健全制度。'],
      [3, '1', '1.创业培训'],
      [3, '2', '2、'],
      [4, '(1)', '(1)'],
      [0, '', ''],
      [1, '二', '二、改善环境'],
      [2, '(一)', '(一)推进工作'],
    ])
  })

  test('says what stands over a section', () => {
    expect(['三(二)3', '三(一)', '(四)', '二1', '四(一)2(1)'].map(chapterOf)).toEqual([
      '三(二)',
      '三(一)',
      '(四)',
      '二',
      '四(一)',
    ])
    expect(['一', '一(一)', '二(一)', '三(一)', '(一)'].map((section) => headingOf(text, section))).toEqual([
      '强化责任',
      '健全制度',
      '推进工作',
      null,
      null,
    ])
  })

  const number = (start: number, end: number): NumberView => ({
    start,
    end,
    status: 'encoded',
    parameters: [],
    reason: null,
    because: null,
  })

  test('is cut without losing a character, whatever is marked in it', () => {
    const ranges = fc.array(
      fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 30 })).map(([start, length]) => ({
        start,
        end: Math.min(text.length, start + length),
      })),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(ranges, ranges, ranges, (passages, numbers, marks) => {
        const paragraphs = paragraphsOf(text, {
          passages: passages.map((range, index) => ({ ...range, id: String(index % 2) })),
          numbers: numbers.map(({ start, end }) => number(start, end)),
          marks: marks.map((range, index) => ({ ...range, number: index, differs: false })),
        })
        for (const { block, runs } of paragraphs)
          expect(
            runs
              .flatMap(({ pieces }) => pieces)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(text.slice(block.start, block.end))
      }),
    )
  })

  test('has words that several clauses quote as one run, the narrowest clause first', () => {
    const at = text.indexOf('1500元')
    const [, , paragraph] = paragraphsOf(text, {
      passages: [
        { id: 'wide', start: at - 5, end: at + 6 },
        { id: 'narrow', start: at - 2, end: at + 5 },
      ],
      numbers: [number(at, at + 5)],
      marks: [],
    })
    const shared = paragraph?.runs.find(({ clauses }) => clauses.length === 2)
    expect(shared?.clauses).toEqual(['narrow', 'wide'])
    expect(shared?.pieces.map((piece) => [piece.text, piece.number !== null])).toEqual([
      ['给予', false],
      ['1500元', true],
    ])
  })

  test('has the marks of a clause where its quotes stand', () => {
    const marks = marksIn(text, [
      { quote: '完成的得满分', marks: [{ start: 0, end: 2, number: 1, differs: false }] },
      { quote: '不在文中', marks: [{ start: 0, end: 2, number: 2, differs: false }] },
    ])
    expect(marks.map(({ start, end, number: mark }) => [text.slice(start, end), mark])).toEqual([['完成', 1]])
  })
})

describe('finding a clause', () => {
  const counts = { passing: 0, explained: 0, unexplained: 0 }
  const nodes: readonly PolicyNode[] = policies.policies.map(({ id, title, provisions }) => ({
    id,
    title,
    folder: id,
    version: '1.0.0',
    counts,
    stale: false,
    provisions: provisions.map((provision) => ({
      ...provision,
      counts,
      opens: null,
      clauses: provision.clauses.map((clause) => ({
        id: clause.id,
        title: clause.title,
        section: clause.source?.section ?? null,
        file: provision.file,
        unsaved: 0,
        due: null,
        counts,
      })),
    })),
  }))
  const tree = structureOf(nodes)
  const found = (wanted: string) =>
    matching(tree, indexOf(nodes), wanted).flatMap(
      ({ children }) => children?.flatMap((node) => node.children ?? [node]) ?? [],
    )

  test('goes by words of either language, ids and sections, all of them', () => {
    const market = 'clause:venue-rent.government-market'
    for (const wanted of ['商贸市场', 'government-built', 'VENUE-RENT.gov', '三(二)3 市场'])
      expect(
        found(wanted).map(({ value }) => value),
        wanted,
      ).toContain(market)
    expect(found('商贸市场 nothing')).toEqual([])
  })

  test('brings a provision with its clauses, and counts the titles above', () => {
    expect(found('租费补贴').map(({ value }) => value)).toEqual(
      expect.arrayContaining(['clause:venue-rent.government-market', 'clause:venue-rent.other-venue']),
    )
    expect(found('招工服务考核 总分').map(({ value }) => value)).toEqual(['clause:recruit-score.total'])
  })

  test('has one entry for a provision of one clause', () => {
    expect(found('定额减免税').map(({ value }) => value)).toEqual(['provision:tax-credit'])
    expect(found('持证人员个体经营').map(({ value }) => value)).toEqual(['provision:tax-credit'])
  })
})
