import { describe, expect, test } from 'vitest'
import { citationsOf, sourcesOf } from '../engine/citations/from-workspace.ts'
import { itemAt } from '../engine/citations/outline.ts'
import { placesOf } from '../engine/citations/places.ts'
import {
  amendedFiles,
  applyEdits,
  citationFaults,
  type Document,
  type DocumentCache,
  draftAmendment,
  type EditResult,
  formatDate,
  insertEntry,
  loadWorkspace,
  type Parameter,
  parseDate,
  partsOf,
  Rational,
  removeEntry,
  replaceNode,
  type SourceFile,
  type Value,
  type Workspace,
} from '../engine/index.ts'
import { clausesOf } from '../engine/policy/workspace.ts'
import { policies, policyFiles } from './support/policies.ts'

const folders = ['policies/employment-promotion/', 'policies/recruit-assessment/']
const seed: readonly SourceFile[] = policyFiles.filter(
  ({ path, kind }) => folders.some((folder) => path.startsWith(folder)) && kind !== 'cases',
)
const cache: DocumentCache = new Map()
const before = loadWorkspace(seed, { cache })

describe('the numbering of the seed texts', () => {
  test('leads to the sections that clauses say they quote', () => {
    let checked = 0
    for (const clause of clausesOf(policies))
      for (const { document, section, quote } of sourcesOf(clause)) {
        const text = policies.sources.find(({ id }) => id === document)?.text ?? ''
        const levels = policies.policies.find(({ documents }) =>
          documents.some(({ id }) => id === document),
        )?.levels
        if (!levels || levels.length === 0 || section === null || quote === null) continue
        const found = placesOf(quote, text).map(([start]) => itemAt(text, levels, start)?.path.join(''))
        expect(found, clause.id).toContain(section)
        checked++
      }
    expect(checked).toBeGreaterThan(80)
  })
})

/** Another value of the same type, in force from 2010: a share more, a day a year later. */
function otherValue(
  { value }: { readonly value: Value },
  type: Parameter['type'],
  step: bigint,
): string | null {
  if (value instanceof Rational) {
    if (type.name === 'rate') return value.plus(Rational.of(step, 100n)).toString()
    if (type.name === 'money') return value.times(Rational.of(10n + step, 10n)).toString()
    return value.plus(Rational.of(step)).toString()
  }
  if (typeof value !== 'object' || value === null || !('day' in value)) return null
  const { year, month, dayOfMonth } = partsOf(value)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${year + Number(step)}-${two(month)}-${two(dayOfMonth)}`
}

/** The seed with another value from 2010 for every parameter that is a number of the text. */
function raised(step: bigint) {
  const texts = new Map(seed.map(({ path, text }) => [path, text]))
  const changed: string[] = []
  const stated = new Map(
    citationsOf(before).list.flatMap((one) =>
      one.outcome.kind === 'stated' ? [[one.parameter.name, one] as const] : [],
    ),
  )
  for (const [name, { parameter, value }] of stated) {
    const other = otherValue(value, parameter.type, step)
    const { file, path } = value.origin
    const at = path.lastIndexOf('values')
    const document = loadWorkspace([{ path: file, text: texts.get(file) ?? '' }]).documents.get(file)
    if (other === null || at < 0 || !document) continue
    const result = insertEntry(document, path.slice(0, at + 1), '2010-01-01', other)
    if ('problem' in result) throw new Error(result.problem.message.en)
    texts.set(file, applyEdits(document.text, [result.edit]))
    changed.push(name)
  }
  return { files: [...texts].map(([path, text]) => ({ path, text })), changed }
}

const errorsOf = (workspace: Workspace) =>
  workspace.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)

describe('every number of the seed changed at once', () => {
  test.each([1n, 2n, 5n])('by %s: each is drafted and read back, or named with the reason', (step) => {
    const { files, changed } = raised(step)
    const after = loadWorkspace(files)
    expect(errorsOf(after)).toEqual([])
    expect(changed.length).toBeGreaterThan(90)
    const amendment = draftAmendment(before, after)
    const stated = amendment.documents.flatMap((one) => one.stated.map(({ parameter }) => parameter))
    const left = new Set(amendment.undrafted.map(({ subject }) => subject))
    expect(changed.filter((name) => !stated.includes(name) && !left.has(name))).toEqual([])
    expect(stated.filter((name) => left.has(name))).toEqual([])
    // Most can be said; what cannot is a matter of the text, not of chance.
    expect(stated.length / changed.length).toBeGreaterThan(0.85)

    const made = amendedFiles(amendment, after)
    if (!made.ok) throw new Error(made.problem.message.en)
    const kept = files.filter(({ path }) => !made.files.some((file) => file.path === path))
    const next = loadWorkspace([...kept, ...made.files])
    expect(errorsOf(next)).toEqual([])
    const outcomes = new Map(
      citationsOf(next)
        .list.filter(({ value }) => value.from && formatDate(value.from) === '2010-01-01')
        .map(({ parameter, outcome }) => [parameter.name, outcome.kind]),
    )
    expect(stated.map((name) => [name, outcomes.get(name)])).toEqual(stated.map((name) => [name, 'stated']))
    expect(citationFaults(next).filter(({ code }) => code === 'CITATION_DIFFERS')).toEqual([])
    // No word but the numbers is another: struck of digits, the two texts are one.
    for (const { document, text, articles } of amendment.documents) {
      expect(articles.length).toBeGreaterThan(0)
      const bare = (words: string) =>
        words.replaceAll(/[\d.%百零〇一二三四五六七八九十两千万亿年个月日倍分之半]/g, '')
      expect(bare(text)).toBe(bare(document.text))
    }
  })
})

const rent = 'policies/employment-promotion/provisions/venue-rent.yaml'
const capPath = ['clauses', 'government-market', 'parameters', 'cap', 'values']

/** The seed with one edit of a file made in it. */
function edited(files: readonly SourceFile[], path: string, make: (document: Document) => EditResult) {
  const file = files.find((one) => one.path === path)
  const document = loadWorkspace(files).documents.get(path)
  if (!file || !document) throw new Error(`no ${path}`)
  const result = make(document)
  if ('problem' in result) throw new Error(result.problem.message.en)
  return files.map((one) => (one === file ? { path, text: applyEdits(file.text, [result.edit]) } : one))
}

describe('an amendment of an amended text', () => {
  const first = edited(seed, rent, (document) => insertEntry(document, capPath, '2010-01-01', '3500'))
  const made = amendedFiles(draftAmendment(before, loadWorkspace(first)), loadWorkspace(first))
  if (!made.ok) throw new Error(made.problem.message.en)
  const once = [...first.filter(({ path }) => !made.files.some((file) => file.path === path)), ...made.files]

  test('goes on from the version before it, also for what that left alone', () => {
    const was = loadWorkspace(once)
    const cap = edited(once, rent, (document) => insertEntry(document, capPath, '2011-01-01', '4000'))
    const both = edited(cap, rent, (document) =>
      insertEntry(document, ['clauses', 'other-venue', 'parameters', 'cap', 'values'], '2011-01-01', '2500'),
    )
    const now = loadWorkspace(both)
    const amendment = draftAmendment(was, now)
    expect(amendment.undrafted).toEqual([])
    expect(
      amendment.documents.map(({ document, newId, articles }) => [
        document.id,
        newId,
        ...articles.map(({ words }) => words.zh),
      ]),
    ).toEqual([
      [
        'employment-promotion-2010-01-01',
        'employment-promotion-2011-01-01',
        '将第三部分第(二)项第3目中“3500元”修改为“4000元”',
        '将第三部分第(二)项第3目中“2000元”修改为“2500元”',
      ],
    ])
    const again = amendedFiles(amendment, now)
    if (!again.ok) throw new Error(again.problem.message.en)
    const next = loadWorkspace([
      ...both.filter(({ path }) => !again.files.some((file) => file.path === path)),
      ...again.files,
    ])
    expect(errorsOf(next)).toEqual([])
    expect(citationFaults(next)).toEqual([])
    const policy = again.files.find(({ path }) => path.endsWith('policy.yaml'))?.text ?? ''
    expect(policy).toContain('amends: employment-promotion-2010-01-01 }')
  })

  test('that is carried out already has no more files to write', () => {
    const now = loadWorkspace(once)
    const amendment = draftAmendment(before, now)
    expect(amendment.documents).toHaveLength(1)
    expect(amendedFiles(amendment, now)).toEqual({ ok: true, files: [] })
  })
})

describe('words that go', () => {
  const notice = 'policies/employment-promotion/provisions/layoff-notice.yaml'
  const eligibility = ['clauses', 'lead-time', 'eligibility']

  test('are in force from the day that is given, where the change names none', () => {
    const after = loadWorkspace(
      edited(seed, notice, (document) => removeEntry(document, eligibility, 'opinions-heard')),
    )
    const effective = parseDate('2010-01-01')
    const [one] = draftAmendment(before, after, effective ? { effective } : {}).documents
    expect(one?.closing.zh).toBe('本决定自2010年1月1日起施行。')
    expect(one?.newId).toBe('employment-promotion-2010-01-01')
    expect(one?.text).toContain('向工会或全体职工说明,向当地劳动保障行政部门报告')
  })

  test('of a whole clause go where nothing else rests on them', () => {
    const path = 'policies/employment-promotion/provisions/overseas-placement.yaml'
    const gone = seed.filter((file) => file.path !== path)
    const after = loadWorkspace(gone)
    expect(errorsOf(after)).toEqual([])
    const { documents, undrafted } = draftAmendment(before, after)
    expect(undrafted).toEqual([])
    expect(documents.flatMap(({ articles }) => articles.map(({ words }) => words.zh))).toEqual([
      '删去第五部分第(二)项中的“境外输出机构成功输出本地人员就业的,按就业困难人员每人600元,其他人员每人300元的标准给予境外劳务输出补贴。”',
    ])
  })
})

test('what stays is never replaced by what the edit of a file cannot hold', () => {
  const flow = edited(seed, rent, (document) =>
    replaceNode(document, capPath, '{ undated: 3000, 2010-01-01: 3500 }'),
  )
  const after = loadWorkspace(flow)
  const made = amendedFiles(draftAmendment(before, after), after)
  if (!made.ok) throw new Error(made.problem.message.en)
  expect(made.files.find(({ path }) => path === rent)?.text).toContain(
    "values: { undated: 3000, 2010-01-01: { value: 3500, source: { document: employment-promotion-2010-01-01, section: 三(二)3, quote: '年优惠最高不超过3500元' } } }",
  )
})
