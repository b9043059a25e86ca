import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tasksOf } from '../engine/cases/tasks.ts'
import {
  type Document,
  decideFacts,
  decideWithReceipts,
  documentFromJson,
  documentFromText,
  engineVersion,
  loadWorkspace,
  parseDate,
  parseReading,
  type Receipt,
  type ReceiptOptions,
  receiptsFromDocument,
  suiteOf,
  type Value,
  verifyReceipt,
  type Workspace,
} from '../engine/index.ts'
import { clausesOf } from '../engine/policy/workspace.ts'
import { canonicalJson, canonicalValue, type Plain } from '../engine/receipts/canonical.ts'
import { hashOf, hashOfText } from '../engine/receipts/hash.ts'
import { policies, policyFiles } from './support/policies.ts'
import { type Change, changed, rentAid, rentAidFolder } from './support/rent-aid.ts'
import { runs, seed } from './support/seed.ts'
import { readTable, testFolder } from './support/tables.ts'

const json = (text: string): Document => documentFromJson('applicant.json', text).document

/** The receipt of one clause. */
function receiptOf(workspace: Workspace, facts: Document, clause: string, options: ReceiptOptions = {}) {
  const asked = decideWithReceipts(workspace, facts, { clauses: [clause], ...options })
  if (!asked.ok) throw new Error(asked.problems.map(({ message }) => message.en).join('\n'))
  return asked.answers.find((answer) => answer.clause.id === clause)?.receipt() as Receipt
}

describe('SHA-256', () => {
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('is that of FIPS 180-4', (text, hash) => expect(hashOfText(text)).toBe(hash))
  test('is that of the machine, of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(hashOfText(text)).toBe(createHash('sha256').update(text).digest('hex'))
      }),
      { seed },
    )
  })
})

describe('canonical JSON', () => {
  const { rows } = readTable<{
    rows: readonly { name: string; json: string; canonical: string; hash: string }[]
  }>('receipts/canonical.yaml').data
  test.each(rows)('$name', ({ json: text, canonical, hash }) => {
    const data = JSON.parse(text) as Plain
    expect(canonicalJson(data)).toBe(canonical)
    expect(hashOf(data)).toBe(hash)
  })
  test.each([0.5, 2 ** 53, Number.NaN])('refuses %s, which has no one spelling', (number) => {
    expect(() => canonicalJson(number)).toThrow(RangeError)
  })
  test('is read as the same data, and is the same of it', () => {
    const data = fc.jsonValue().filter((one) => !/[\d.]e|\d\.|-0|\d{16}/.test(JSON.stringify(one)))
    fc.assert(
      fc.property(data, (one) => {
        const text = canonicalJson(one as Plain)
        expect(JSON.parse(text)).toEqual(one)
        expect(canonicalJson(JSON.parse(text) as Plain)).toBe(text)
      }),
      { seed },
    )
  })
})

const workspace = loadWorkspace(rentAid)

describe('facts written another way', () => {
  const { facts, rows } = readTable<{
    facts: string
    rows: readonly { name: string; replace: string; with: string; clause: string; same: boolean }[]
  }>('receipts/facts.yaml').data
  test.each(rows)('$name: the same is $same', ({ replace, with: put, clause, same }) => {
    expect(facts.split(replace)).toHaveLength(2)
    const before = receiptOf(workspace, json(facts), clause)
    const now = receiptOf(workspace, json(facts.replace(replace, () => put)), clause)
    expect(now.hash === before.hash).toBe(same)
    expect(now.facts.hash === before.facts.hash).toBe(same)
  })
  test('YAML or JSON', () => {
    const yaml = 'registered: true\nshare: 10.0% # a tenth\nhires: 12\n'
    const text = '{ "hires": 12, "share": 0.1, "registered": true }'
    const [a, b] = [documentFromText('facts.yaml', yaml).document, json(text)]
    const clause = 'skill-aid.any-level'
    expect(receiptOf(workspace, a, clause)).toEqual(receiptOf(workspace, b, clause))
    expect(receiptOf(workspace, a, clause, { includeFacts: true }).facts.values).toHaveProperty(
      'share',
      '0.1',
    )
  })
})

interface ChangeRow extends Partial<Change> {
  readonly name: string
  readonly clause: string
  readonly facts?: string
  readonly readings?: readonly string[]
  readonly changes: readonly { readonly part: string; readonly name: string | null }[]
}

describe('verify finds', () => {
  const table = readTable<{ facts: string; rows: readonly ChangeRow[] }>('receipts/changes.yaml').data
  test.each(table.rows)('$name', ({ clause, facts = table.facts, readings = [], changes, ...change }) => {
    const options = { includeFacts: true, readings: readings.map(parseReading) }
    const receipt = receiptOf(workspace, json(facts), clause, options)
    const isFact = change.file === 'applicant.json'
    if (isFact) expect(facts.split(change.replace as string)).toHaveLength(2)
    const text = isFact ? facts.replace(change.replace as string, change.with as string) : facts
    const files = change.file && !isFact ? changed(rentAid, change as Change) : rentAid
    const verified = verifyReceipt(receipt, loadWorkspace(files), json(text))
    expect(verified).toMatchObject({ ok: true, changes })
    expect(verified.ok && verified.changes.length).toBe(changes.length)
    expect(verified.ok && verified.now?.hash === receipt.hash).toBe(changes.length === 0)
  })
  const receipt = receiptOf(workspace, json(table.facts), 'venue-aid.market')

  test('that facts are others, where the receipt does not hold them', () => {
    expect(receipt.facts).not.toHaveProperty('values')
    const verified = verifyReceipt(receipt, workspace, json(table.facts.replace('30010', '30020')))
    expect(verified.ok && verified.changes).toEqual([
      { part: 'facts', name: null, from: receipt.facts.hash, to: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
  })
  test('another engine', () => {
    const verified = verifyReceipt({ ...receipt, engine: '0.0.9' }, workspace, json(table.facts))
    expect(verified.ok && verified.changes).toEqual([
      { part: 'engine', name: null, from: '0.0.9', to: engineVersion },
    ])
  })
  test('facts that are refused', () => {
    const verified = verifyReceipt(receipt, workspace, json('{ "annual_rent": "1" }'))
    expect(verified).toMatchObject({ ok: false, problems: [{ code: 'FACT_TYPE' }] })
  })
})

describe('a receipt', () => {
  const facts = json('{ "registered": true, "levels": ["junior", "senior"] }')
  const clause = 'skill-aid.by-level'

  test('says the version of the package', () => {
    const { version } = JSON.parse(readFileSync(`${testFolder}../package.json`, 'utf8')) as {
      version: string
    }
    expect(engineVersion).toBe(version)
  })
  test('is the same with the facts in it', () => {
    const { facts: held, ...rest } = receiptOf(workspace, facts, clause, { includeFacts: true })
    const { facts: hashed, ...others } = receiptOf(workspace, facts, clause)
    expect(rest).toEqual(others)
    expect(held).toEqual({ ...hashed, values: { levels: ['junior', 'senior'], registered: true } })
  })
  test('is made when it is first asked for, once', () => {
    const asked = decideWithReceipts(workspace, facts)
    const [first] = asked.ok ? asked.answers : []
    expect(first?.receipt()).toBe(first?.receipt())
  })
  test('does not hang on where the policies lie, nor on what else is decided', () => {
    const moved = rentAid.map(({ path, text }) => ({
      path: path.replace(rentAidFolder, '../elsewhere/r'),
      text,
    }))
    const bare = rentAid.map(({ path, text }) => ({ path: path.replace(`${rentAidFolder}/`, ''), text }))
    const here = receiptOf(workspace, facts, clause)
    expect(receiptOf(loadWorkspace(moved), facts, clause)).toEqual(here)
    expect(receiptOf(loadWorkspace(bare), facts, clause)).toEqual(here)
    const all = decideWithReceipts(workspace, facts)
    expect(all.ok && all.answers.find((one) => one.clause.id === clause)?.receipt()).toEqual(here)
  })
  test('names a reading by its alternative, and leaves out those it does not state', () => {
    const under = (...readings: readonly string[]) =>
      receiptOf(workspace, facts, clause, { readings: readings.map(parseReading) })
    expect(under('AMB-58').readings).toEqual(['AMB-58=each-level'])
    expect(under('AMB-58=each-level')).toEqual(under('AMB-58', 'AMB-1'))
    expect(under().hash).not.toBe(under('AMB-58').hash)
  })
  test('says who said the day', () => {
    const market = { ...JSON.parse('{ "registered": true, "venue": "market", "months_operated": 12 }') }
    const ask = (given: object, day?: string) => {
      const asOf = day === undefined ? undefined : parseDate(day)
      return receiptOf(workspace, json(JSON.stringify(given)), 'venue-aid.market', { ...(asOf && { asOf }) })
    }
    const byCall = ask(market, '2010-01-01')
    const byFact = ask({ ...market, as_of: '2010-01-01' })
    expect(byCall.asOf).toEqual({ day: '2010-01-01', from: 'call' })
    expect(byFact.asOf).toEqual({ day: '2010-01-01', from: 'facts' })
    // A day in the facts that the call overrides is not read.
    expect(ask({ ...market, as_of: '2009-01-01' }, '2010-01-01')).toEqual(byCall)
    const again = json(JSON.stringify({ ...market, as_of: '2009-01-01' }))
    expect(verifyReceipt(byCall, workspace, again)).toMatchObject({ ok: true, changes: [] })
  })
  test('tells assuming from leaving unknown', () => {
    const none = json('{}')
    const [a, b] = [
      receiptOf(workspace, none, clause),
      receiptOf(workspace, none, clause, { assume: 'none' }),
    ]
    expect([a.assumed, b.assumed]).toEqual([{ registered: false }, {}])
    expect(verifyReceipt(b, workspace, none)).toMatchObject({ ok: true, changes: [] })
  })
})

describe('a receipt that is read', () => {
  const receipt = receiptOf(workspace, json('{ "registered": true }'), 'venue-aid.market', {
    includeFacts: true,
  })
  const read = (data: unknown) => receiptsFromDocument(json(JSON.stringify(data)))

  test('is the one that was written', () => {
    expect(read({ receipts: [receipt, receipt] })).toEqual({ ok: true, receipts: [receipt, receipt] })
    expect(read(receipt)).toEqual({ ok: true, receipts: [receipt] })
  })
  test.each(Object.keys(receipt))('without `%s` is none', (key) => {
    const { [key as keyof Receipt]: _, ...rest } = receipt
    expect(read({ receipts: [rest] })).toMatchObject({ ok: false, problems: [{ code: 'RECEIPT_SHAPE' }] })
  })
  test.each(Object.keys(receipt))('with something else for `%s` is none', (key) => {
    const problems = [{ code: 'RECEIPT_SHAPE', message: { en: expect.stringContaining(`\`${key}\``) } }]
    for (const other of [7, [[]], { hash: 1 }].filter((one) => key !== 'assumed' || !('hash' in Object(one))))
      expect(read({ receipts: [{ ...receipt, [key]: other }] })).toMatchObject({ ok: false, problems })
  })
  test.each([
    ['the engine', { engine: '0.0.9' }, 'hash'],
    ['the policy', { policy: { id: 'rent-aid', version: '2' } }, 'hash'],
    ['the day', { asOf: { day: '2010-01-01', from: 'call' } }, 'hash'],
    ['an assumption', { assumed: { registered: true } }, 'hash'],
    ['the amount', { decision: { ...receipt.decision, amount: '1.00' } }, 'hash'],
    ['something more', { note: 'paid' }, 'hash'],
    ['a fact', { facts: { ...receipt.facts, values: { registered: false } } }, 'facts'],
    ['the hash of the facts', { facts: { hash: receipt.content } }, 'hash'],
    ['a text', { texts: receipt.texts.slice(1) }, 'texts'],
    ['the hash', { hash: receipt.content }, 'hash'],
  ])('with %s changed is found out', (_, change, part) => {
    const message = { en: expect.stringContaining(part) }
    expect(read({ receipts: [{ ...receipt, ...change }] })).toMatchObject({
      ok: false,
      problems: [{ code: 'RECEIPT_ALTERED', message }],
    })
  })
  test.each(['[]', '{ "receipts": [] }', '7', '{ "receipts": [1.5] }', '{ "receipts": { "receipt": 1 } }'])(
    '%s is none',
    (text) => {
      expect(receiptsFromDocument(json(text))).toMatchObject({ ok: false })
    },
  )
  test.each(['', 'abc', receipt.content.toUpperCase(), receipt.content.slice(1), `${receipt.content}0`])(
    'with `%s` for a hash is none',
    (hash) => {
      for (const odd of [
        { ...receipt, hash },
        { ...receipt, content: hash },
        { ...receipt, facts: { hash } },
      ])
        expect(read(odd)).toMatchObject({ ok: false, problems: [{ code: 'RECEIPT_SHAPE' }] })
    },
  )
  test('with a fraction, which we never write, is none', () => {
    const odd = { ...receipt, decision: { ...receipt.decision, outputs: { share: 0.5 } } }
    expect(read(odd)).toMatchObject({ ok: false, problems: [{ code: 'RECEIPT_SHAPE' }] })
  })
})

/** A value as facts write it. */
const written = (value: Value): unknown => {
  const plain = canonicalValue(value)
  return typeof value === 'object' && value !== null && 'numerator' in value
    ? Number(plain)
    : deep(value, plain)
}
const deep = (value: Value, plain: Plain): unknown => {
  if (Array.isArray(value)) return value.map((one) => written(one as Value))
  if (typeof value !== 'object' || value === null) return plain
  if ('fields' in value)
    return Object.fromEntries(Object.entries(value.fields).map(([key, one]) => [key, written(one)]))
  if ('dated' in value)
    return value.dated.map(({ from, value: each }) => {
      const inner = written(each)
      const day = from && canonicalValue(from)
      return typeof inner === 'object' ? { from: day, ...inner } : { from: day, value: inner }
    })
  return plain
}

const suite = suiteOf(policies)

/** Every part of every case: a clause and the facts it is decided on, as JSON. */
const subjects = suite.cases.flatMap((one) =>
  tasksOf(one, [], suite.context).tasks.map(({ clause, facts }, index) => ({
    name: `${one.id} ${index}`,
    clause,
    facts: Object.fromEntries([...facts].map(([name, value]) => [name, written(value)])) as Record<
      string,
      unknown
    >,
  })),
)

const shuffled = (facts: unknown): unknown =>
  Array.isArray(facts)
    ? facts.map(shuffled)
    : typeof facts === 'object' && facts !== null
      ? Object.fromEntries(
          Object.entries(facts)
            .reverse()
            .map(([key, value]) => [key, shuffled(value)]),
        )
      : facts

/** JSON with `.00` after each number. */
const longNumbers = (facts: unknown): string =>
  JSON.stringify(facts).replaceAll(/(?<=[:[,])(-?\d+)(\.\d+)?(?=[,\]}])/g, (_, whole, fraction = '.') => {
    return `${whole}${fraction}00`
  })

describe('of every case of the policies', () => {
  const options: readonly ReceiptOptions[] = [{}, { chain: true }, { assume: 'none', chain: true }]
  const decided = subjects.flatMap(({ name, clause, facts }, index) => {
    const how = options[index % options.length] as ReceiptOptions
    const document = json(JSON.stringify(facts))
    const asked = decideWithReceipts(policies, document, { clauses: [clause], ...how })
    return asked.ok
      ? [{ name, clause, facts, how, document, receipt: asked.answers[0]?.receipt() as Receipt }]
      : []
  })
  /** One of each clause, for what takes long. */
  const some = [...new Map(decided.map((one) => [one.clause, one])).values()]

  test('there are some', () => {
    expect(decided.length).toBeGreaterThan(300)
    expect(new Set(decided.map(({ clause }) => clause)).size).toBe(clausesOf(policies).length)
    expect(decided.filter(({ receipt }) => receipt.texts.length > 3).length).toBeGreaterThan(10)
  })
  test('it is reproduced, from its own JSON too', () => {
    for (const { name, document, receipt } of decided) {
      const read = receiptsFromDocument(json(JSON.stringify({ receipts: [receipt] })))
      expect(read, name).toEqual({ ok: true, receipts: [receipt] })
      expect(verifyReceipt(receipt, policies, document), name).toMatchObject({ ok: true, changes: [] })
    }
  })
  test('the order of keys and the spelling of numbers do not matter', () => {
    for (const { name, clause, facts, how, receipt } of decided) {
      expect(receiptOf(policies, json(JSON.stringify(shuffled(facts))), clause, how), name).toEqual(receipt)
      const wide = decideWithReceipts(policies, json(longNumbers(facts)), { clauses: [clause], ...how })
      expect(wide.ok && wide.answers[0]?.receipt(), name).toEqual(receipt)
    }
  })
  test('each fact that the clause reads matters: another value or none gives another receipt', () => {
    for (const { name, clause, facts, how, receipt } of some) {
      const read = policies.clause(clause)?.facts.map((fact) => fact.name) ?? []
      for (const fact of read.filter((one) => Object.hasOwn(facts, one))) {
        const { [fact]: value, ...rest } = facts
        const others = [rest, ...otherValues(value).map((other) => ({ ...facts, [fact]: other }))]
        for (const other of others) {
          const document = json(JSON.stringify(other))
          const asked = decideWithReceipts(policies, document, { clauses: [clause], ...how })
          if (asked.ok) expect(asked.answers[0]?.receipt().hash, `${name} ${fact}`).not.toBe(receipt.hash)
        }
      }
    }
  })
  test('the texts it names are all it rests on: with them alone it is decided the same', () => {
    const loaded = new Map<string, Workspace>()
    for (const { name, clause, document, how, receipt } of decided) {
      const key = receipt.texts.map(({ file }) => file).join(' ')
      const named = ({ path, kind }: (typeof policyFiles)[number]) =>
        kind === 'source' || receipt.texts.some(({ file }) => path === `policies/${file}`)
      const alone = loaded.get(key) ?? loadWorkspace(policyFiles.filter(named))
      loaded.set(key, alone)
      // What other provisions are lacking is no fault of these.
      const sound = { ...alone, diagnostics: [] }
      const asked = decideFacts(sound, document, { clauses: [clause], ...how })
      expect(asked, name).toEqual({ ok: true, answers: [receipt.decision] })
    }
  })
})

/** Other values of the same kind. */
function otherValues(value: unknown): readonly unknown[] {
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'number') return [value + 1, value - 1]
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\d$/.test(value)
      ? [value.replace(/^\d{4}/, '2011')].filter((one) => one !== value)
      : [`${value}x`]
  if (Array.isArray(value))
    return value.length === 0
      ? []
      : [value.slice(1), ...otherValues(value[0]).map((one) => [one, ...value.slice(1)])]
  return Object.entries(value as object).flatMap(([key, one]) =>
    otherValues(one).map((other) => ({ ...(value as object), [key]: other })),
  )
}

describe('any byte of a text it rests on', () => {
  const facts = json('{ "hardship": true, "annual_rent": 9600 }')
  const clause = 'venue-rent.hardship-micro'
  const before = receiptOf(policies, facts, clause, { chain: true })
  const paths = before.texts.map(({ file }) => `policies/${file}`)

  /** The same policies with another text for a file, which is hashed and not read. */
  const withText = (path: string, text: string): Workspace => {
    const document = policies.documents.get(path) as Document
    return { ...policies, documents: new Map([...policies.documents, [path, { ...document, text }]]) }
  }
  test('gives another receipt', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        (path, at, put) => {
          const { text } = policies.documents.get(path) as Document
          const place = at % text.length
          const edited = text.slice(0, place) + put + text.slice(place + 1)
          const now = receiptOf(withText(path, edited), facts, clause, { chain: true })
          expect(now.hash === before.hash).toBe(edited === text)
        },
      ),
      { seed, numRuns: runs(200) },
    )
  })
  test('of any other text gives the same', () => {
    const others = [...policies.documents.keys()].filter((path) => !paths.includes(path))
    expect(others.length).toBeGreaterThan(20)
    for (const path of others)
      expect(receiptOf(withText(path, '#'), facts, clause, { chain: true })).toEqual(before)
  })
  test('is hashed as the file is', () => {
    for (const { file, hash } of before.texts) {
      const bytes = readFileSync(`${testFolder}../policies/${file}`)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
    }
  })
})

describe('a name with two meanings', () => {
  const files = Object.entries({
    'policy.yaml':
      'language: 1\npolicy: two\ntitle: { zh: 两义, en: Two }\nversion: 1.0.0\ndocuments: {}\nundated: { zh: 无, en: None }\n',
    'facts.yaml': `facts:
  mark: { title: { zh: 标记, en: Mark }, type: number }
  fit: { title: { zh: 合格, en: Fit }, type: boolean, from: { clause: two.fit } }
`,
    'provisions/two.yaml': `provision: two
title: { zh: 两义, en: Two }
clauses:
  paid:
    title: { zh: 给付, en: Paid }
    eligibility:
      fit: { fact: fit, operator: equal, value: true }
      mark: { fact: mark, operator: equal, value: 10 }
    pays: none
  fit:
    title: { zh: 合格, en: Fit }
    facts: { mark: { type: text } }
    eligibility:
      mark: { fact: mark, operator: notEqual, value: '' }
    pays: none
`,
  }).map(([path, text]) => ({ path: `policies/two/${path}`, text }))
  const two = loadWorkspace(files)
  const facts = (text: string) =>
    receiptOf(two, documentFromText('facts.yaml', text).document, 'two.paid', {
      chain: true,
      includeFacts: true,
    }).facts

  test('is hashed by both where they differ', () => {
    expect(two.diagnostics).toEqual([])
    expect(facts('mark: 10').values).toEqual({ mark: '10' })
    expect(facts('mark: 10.0').values).toEqual({ mark: '10', 'mark@two.fit': '10.0' })
    expect(facts('mark: 10.00').hash).not.toBe(facts('mark: 10.0').hash)
  })
})

describe('what other clauses say', () => {
  const filesOf = (receipt: Receipt) => receipt.texts.map(({ file }) => file.replace(/^.*provisions\//, ''))

  test('is rested on where they decide a fact, and not where it is given', () => {
    const clause = 'venue-rent.hardship-micro'
    const open = json('{ "local_hukou": true }')
    const chained = receiptOf(policies, open, clause, { chain: true, includeFacts: true })
    expect(filesOf(chained)).toContain('hardship.yaml')
    expect(chained.facts.values).toEqual({ local_hukou: true })
    expect(filesOf(receiptOf(policies, open, clause))).not.toContain('hardship.yaml')
    const given = receiptOf(policies, json('{ "hardship": true }'), clause, { chain: true })
    expect(filesOf(given)).not.toContain('hardship.yaml')
  })
  test('is rested on where a list’s entries are asked about it', () => {
    const receipt = receiptOf(policies, json('{ "units": [] }'), 'recruit-award.advanced-unit')
    expect(filesOf(receipt)).toContain('recruit-ranking.yaml')
  })
  test('is rested on where it was paid for earlier in the claim', () => {
    const [clause, earlier] = ['new-post-award', 'employer-hire.new-post-award']
    const readings = [parseReading('AMB-42=thousand-only')]
    const none = json('{}')
    const both = receiptOf(policies, none, clause, { clauses: [clause, earlier], readings })
    const alone = receiptOf(policies, none, clause, { readings })
    expect([both.claim, alone.claim]).toEqual([[earlier], []])
    expect(filesOf(both)).toContain('employer-hire.yaml')
    expect(filesOf(alone)).not.toContain('employer-hire.yaml')
    expect(verifyReceipt(both, policies, none)).toMatchObject({ ok: true, changes: [] })
    // Without the reading, that clause does not matter.
    expect(receiptOf(policies, none, clause, { clauses: [clause, earlier] }).claim).toEqual([])
  })
})

test('a receipt does not depend on the order that files are loaded in', () => {
  const facts = json('{ "as_of": "2009-07-01", "registered": true }')
  const receipt = (files: typeof rentAid) => receiptOf(loadWorkspace(files), facts, 'venue-aid.market')
  const { texts } = receipt(rentAid)
  expect(texts.length).toBeGreaterThan(2)
  expect(texts.map(({ file }) => file)).toEqual(texts.map(({ file }) => file).toSorted())
  expect(receipt([...rentAid].reverse())).toEqual(receipt(rentAid))
})
