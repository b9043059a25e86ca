import { describe, expect, test } from 'vitest'
import {
  citationFaults,
  coverageOf,
  lineCounter,
  loadWorkspace,
  numbersIn,
  type Parameter,
  type Policy,
  type QuotedPlace,
  Rational,
  type SourceFile,
  type Value,
} from '../engine/index.ts'
import { policies } from './support/policies.ts'
import { readTable } from './support/tables.ts'

interface FaultTable {
  readonly files: Readonly<Record<string, string>>
  readonly rows: readonly {
    readonly name: string
    readonly replace: string
    readonly with: string
    readonly expected: readonly unknown[]
  }[]
}

const table = readTable<FaultTable>('citations/faults.yaml').data
const folder = 'policies/aid'
const provision = `${folder}/provisions/aid.yaml`
const aid: readonly SourceFile[] = Object.entries(table.files).map(([path, text]) => ({
  path: `${folder}/${path}`,
  text,
}))

/** The small policy with one passage of one of its files changed. */
const changed = (file: string, from: string, to: string): readonly SourceFile[] =>
  aid.map((one) => {
    if (one.path !== file) return one
    expect(one.text.split(from), `the passage stands once in ${file}`).toHaveLength(2)
    return { ...one, text: one.text.replace(from, () => to) }
  })

const loaded = (files: readonly SourceFile[]) => {
  const workspace = loadWorkspace(files)
  expect(workspace.diagnostics).toEqual([])
  return workspace
}

describe('citations/faults.yaml', () => {
  test('begins with a policy whose values are the numbers of their quotes', () => {
    expect(citationFaults(loaded(aid))).toEqual([])
  })
  test.each(table.rows)('$name', ({ replace, with: put, expected }) => {
    const files = changed(provision, replace, put)
    const place = lineCounter(files.find(({ path }) => path === provision)?.text ?? '')
    const found = citationFaults(loaded(files)).map(({ span, ...one }) => ({ ...one, ...place(span[0]) }))
    expect(found).toMatchObject(expected as typeof found)
    expect(found.map(({ severity, file }) => [severity, file])).toEqual(
      expected.map(() => ['warning', provision]),
    )
  })
})

/** Each number of a document: its text, then the parameters that state it or why it is set aside. */
const coverage = (files: readonly SourceFile[]) =>
  coverageOf(loaded(files), 'aid')?.documents.map(({ document, numbers, counts }) => ({
    id: document.id,
    counts,
    numbers: numbers.map(({ number, status, parameters, reason }) =>
      [number.text, ...(status === 'unexplained' ? ['?'] : [reason ?? parameters.join(' ')])].join(' '),
    ),
  }))

const policy = `${folder}/policy.yaml`
const stated = '{ title: { zh: 补贴办法, en: Aid measures } }'
const entry = (more: string) => `{ title: { zh: 补贴办法, en: Aid measures }, ${more} }`

test('a value may be quoted from a text whose policy is not loaded', () => {
  const quoted = "document: other, quote: '最高不超过3500元'"
  const files = changed(provision, "document: aid, quote: '2010年起最高不超过3500元'", quoted)
  const other = (text: string) => [...files, { path: 'policies/other/source/other.txt', text }]
  expect(citationFaults(loaded(other('最高不超过3500元。')))).toEqual([])
  expect(coverage(other('最高不超过3500元。'))?.map(({ id }) => id)).toEqual(['aid'])
})

describe('coverage', () => {
  const plain = coverage(aid)?.[0]
  test('says of every number which parameters state it, or that nothing explains it', () => {
    expect(plain?.numbers).toEqual([
      '1年 aid.rent.months',
      '10% aid.rent.rate',
      '3000元 aid.rent.cap',
      '500元 aid.rent.floor',
      '500元 aid.rent.floor',
      '20人 aid.hires',
      '1 aid.rest.least',
      '5万元 aid.rest.most',
      '300元 aid.rest.table.junior',
      '700元 aid.rest.table.senior',
      '4050 ?',
      '2009年底 aid.rest.deadline aid.rest.year',
      '2010年 aid.rest.from',
      '1月 aid.rest.month',
      '12月25日 aid.rest.cutoff',
      '一年 ?',
      '一次 aid.rest.times',
      '2分 aid.rest.points',
      '2010年 ?',
      '3500元 aid.rent.cap',
    ])
    expect(plain?.counts).toEqual({ encoded: 17, 'set-aside': 0, unexplained: 3 })
  })
  test('sets a passage aside wherever it stands, but not what a parameter states', () => {
    const files = changed(policy, stated, entry("set_aside: [{ passage: '2010年起', reason: date }]"))
    const now = coverage(files)?.[0]
    expect(now?.numbers.filter((text) => text.startsWith('2010'))).toEqual([
      '2010年 aid.rest.from',
      '2010年 date',
    ])
    expect(now?.counts).toEqual({ encoded: 17, 'set-aside': 1, unexplained: 2 })
  })
  test('sets nothing aside of which a passage has a part', () => {
    const files = changed(policy, stated, entry("set_aside: [{ passage: '一', reason: unit }]"))
    expect(coverage(files)?.[0]?.counts.unexplained).toBe(3)
  })
  test.each([
    ['cap', 'undated: 3000', 'undated: 3100', '3000元 ?'],
    ['rate', 'undated: 10%', 'undated: 12%', '10% ?'],
    ['row of a table', 'undated: 700', 'undated: 800', '700元 ?'],
    ['quote', "quote: '得2分'", "quote: '按时上报'", '2分 ?'],
  ])('explains a number no longer by a %s that does not state it', (_, from, to, expected) => {
    expect(coverage(changed(provision, from, to))?.[0]?.numbers).toContain(expected)
  })
  test('counts every number of a text once', () => {
    expect(plain?.numbers).toHaveLength(numbersIn(table.files['source/aid.txt'] ?? '').length)
  })
  test('lets a parameter quoted from a passage that stands twice state both', () => {
    const twice = aid.map((one) =>
      one.path.endsWith('.txt') ? { ...one, text: `${one.text}\n${one.text}` } : one,
    )
    expect(coverage(twice)?.[0]?.counts).toEqual({ encoded: 34, 'set-aside': 0, unexplained: 6 })
  })
  test('takes numbering for what it is', () => {
    const text = '一、补贴\n1.见三(二)3。依据东政发〔2006〕82号、第5条。'
    const files = [...aid, { path: `${folder}/source/more.txt`, text }]
    expect(coverage(files)?.find(({ id }) => id === 'more')?.numbers).toEqual([
      '一、 numbering',
      '1. numbering',
      '三(二)3 numbering',
      '〔2006〕82号 document-number',
      '第5 numbering',
    ])
  })
  test('reads nothing in a reprint', () => {
    const title = 'title: { zh: 转载件, en: Reprint }'
    const documents = `${stated}\n  again: { ${title}, reprint_of: aid }`
    const text = table.files['source/aid.txt'] ?? ''
    const files = [...changed(policy, stated, documents), { path: `${folder}/source/again.txt`, text }]
    const reprint = coverage(files)?.find(({ id }) => id === 'again')
    expect(new Set(reprint?.numbers.map((one) => one.split(' ').at(-1)))).toEqual(new Set(['reprint']))
  })
  test('lists the parameters whose value is no number of their quote', () => {
    expect(coverageOf(loaded(aid), 'aid')?.exceptions).toEqual([
      { parameter: 'aid.rest.age', reason: { zh: '名称', en: 'A label' } },
    ])
  })
  test('knows where clauses and parameters are quoted from', () => {
    const [document] = coverageOf(loaded(aid), 'aid')?.documents ?? []
    const words = (places: readonly QuotedPlace[] = []) =>
      places.map(({ id, span }) => `${id} ${document?.document.text.slice(...span)}`)
    expect(words(document?.clauses).map((one) => one.slice(0, 14))).toEqual([
      'aid.rent 经营满1年',
      'aid.rest 招用20人',
      'aid.rest 审批截止日',
    ])
    expect(words(document?.parameters)).toContain('aid.rest.most 贷款额度1-5万元')
  })
  test('is nothing of a policy that is not loaded', () => {
    expect(coverageOf(loaded(aid), 'other')).toBeUndefined()
  })
})

describe('the policies of this repository', () => {
  const coverages = policies.policies.map(({ id }) => coverageOf(policies, id))
  test('state the numbers of their quotes', () => {
    expect(citationFaults(policies)).toEqual([])
  })
  test('leave no number of their texts unexplained', () => {
    const numbers = coverages.flatMap((one) => one?.documents ?? []).flatMap((one) => one.numbers)
    expect(numbers.filter(({ status }) => status === 'unexplained')).toEqual([])
    expect(numbers.filter(({ status }) => status === 'encoded').length).toBeGreaterThan(120)
  })
  test('have few values that are no number of their quote', () => {
    expect(coverages.flatMap((one) => one?.exceptions ?? []).length).toBeLessThanOrEqual(15)
  })

  const parametersOf = ({ provisions }: Policy) =>
    provisions.flatMap(({ parameters, clauses }) => [
      ...parameters,
      ...clauses.flatMap((clause) => clause.parameters),
    ])
  const all = policies.policies.flatMap(parametersOf)
  test('quote words for every parameter', () => {
    const silent = all.filter(({ quote, values }) => quote === null && !values[0]?.source?.quote)
    expect(silent.map(({ name }) => name)).toEqual([])
  })

  /** The policies with another value of one parameter. */
  const withValue = (changed: Parameter, value: Value): typeof policies => {
    const change = (one: Parameter): Parameter =>
      one === changed ? { ...one, values: one.values.map((dated) => ({ ...dated, value })) } : one
    return {
      ...policies,
      policies: policies.policies.map((policy) => ({
        ...policy,
        provisions: policy.provisions.map((provision) => ({
          ...provision,
          parameters: provision.parameters.map(change),
          clauses: provision.clauses.map((clause) => ({
            ...clause,
            parameters: clause.parameters.map(change),
          })),
        })),
      })),
    }
  }
  test('do not change a number unnoticed', { timeout: 60_000 }, () => {
    const unnoticed = all.filter((parameter) => {
      const value = parameter.values[0]?.value
      if (!(value instanceof Rational) || parameter.notInQuote) return false
      const faults = citationFaults(withValue(parameter, value.plus(Rational.of(1, 100))))
      return !(faults.length === 1 && faults[0]?.code === 'CITATION_DIFFERS')
    })
    expect(unnoticed.map(({ name }) => name)).toEqual([])
  })
})
