import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainCell } from '../engine/batch/cell-forms.ts'
import { columnsOf, namedColumns } from '../engine/batch/columns.ts'
import { csvLine } from '../engine/batch/csv.ts'
import { factsFromJson } from '../engine/batch/facts-from-json.ts'
import { factsFromCells } from '../engine/batch/facts-from-row.ts'
import { mappingFromDocument } from '../engine/batch/from-document.ts'
import { headerFrom } from '../engine/batch/header.ts'
import { plainForms } from '../engine/batch/mapping.ts'
import { unitsFor } from '../engine/batch/units.ts'
import { factsForClause, vocabularyOf } from '../engine/decision/facts.ts'
import { decideFacts, documentFromText, type FactDeclaration, Rational, type Value } from '../engine/index.ts'
import type { Problems } from '../engine/policy/problems.ts'
import { smallBatch } from './batch/small.ts'
import { loadRow, policyOf } from './support/row-policy.ts'
import { seed } from './support/seed.ts'

// What a column of a table is, and what its cells come to, for every kind of fact.

describe('the units of a column', () => {
  const of = (type: Parameters<typeof unitsFor>[0]) =>
    Object.fromEntries(Object.entries(unitsFor(type)).map(([unit, factor]) => [unit, factor.toString()]))
  test.each<[string, Parameters<typeof unitsFor>[0], Readonly<Record<string, string>>]>([
    [
      'money',
      { name: 'money', unit: 'CNY' },
      { 元: '1', CNY: '1', 角: '0.1', 分: '0.01', 千元: '1000', 万元: '10000', 亿元: '100000000' },
    ],
    ['a rate', { name: 'rate' }, { '%': '0.01', '‰': '0.001' }],
    ['points', { name: 'number', unit: 'points' }, { 分: '1', points: '1' }],
    ['persons', { name: 'count', unit: 'persons' }, { 人: '1', persons: '1' }],
    ['months', { name: 'duration', unit: 'months' }, { 月: '1', months: '1', 年: '12', years: '12' }],
    ['years', { name: 'duration', unit: 'years' }, { 年: '1', years: '1' }],
    ['days', { name: 'duration', unit: 'days' }, { 天: '1', days: '1' }],
    ['a number', { name: 'number' }, {}],
    ['a year', { name: 'year' }, {}],
    ['a text', { name: 'text' }, {}],
  ])('of %s', (_, type, units) => expect(of(type)).toEqual(units))
})

/** Every fact of the rows, read by one clause. */
const names = (text: string) => [...text.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name as string)
const files = policyOf([
  `refer: { all: { title: { zh: 全, en: all }, when: { any: [${names(policyOf([])[1]?.text ?? '')
    .map((name) => `{ given: ${name} }`)
    .join(', ')}] } } }`,
])
const workspace = loadRow(files)
const clause = workspace.clause('row')
if (!clause) throw new Error('the clause is missing')
const vocabulary = vocabularyOf(clause.facts, [clause])
const byName = new Map(clause.facts.map((fact) => [fact.name, fact]))

const mappingOf = (text: string) => {
  const { document } = documentFromText('mapping.yaml', text)
  return { document, ...mappingFromDocument(document) }
}
const none = { document: null, mapping: { columns: [] }, diagnostics: [] }

describe('a mapping', () => {
  const csv = (header: string, mapping: string) => {
    const read = mappingOf(mapping)
    const bytes = new TextEncoder().encode(header)
    const table = headerFrom({ bytes, end: bytes.length, isOpen: false }, 'utf-8', 'table.csv')
    if ('reason' in table) throw new Error(table.reason.en)
    const { columns, diagnostics } = columnsOf(table, read.mapping, read.document, vocabulary)
    return { columns, told: [...read.diagnostics, ...diagnostics] }
  }
  const named = (mapping: string) => {
    const read = mappingOf(mapping)
    const { columns, diagnostics } = namedColumns(read.mapping, read.document, vocabulary)
    return { columns, told: [...read.diagnostics, ...diagnostics] }
  }
  const words = ({ told }: Pick<ReturnType<typeof csv>, 'told'>) =>
    told.map(({ code, message, fix }) => `${code} ${message.en}; ${fix.en}`)

  test.each<[string, string, string, readonly string[]]>([
    ['nothing wrong', 'x', 'columns: { x: { fact: rent, carry: true } }', []],
    ['a fact that is called otherwise', 'x', 'columns: { x: { fact: rent } }', []],
    ['a column that is only carried', 'x', 'columns: { x: { carry: true } }', []],
    ['a column that is ignored', 'x', 'columns: { x: { ignore: true } }', []],
    [
      'a column that is ignored and a fact',
      'x',
      'columns: { x: { ignore: true, fact: rent } }',
      ['KEY_UNKNOWN a column that is ignored is no fact and is not carried; remove `ignore`'],
    ],
    [
      'a column that is ignored and carried',
      'x',
      'columns: { x: { ignore: true, carry: true } }',
      ['KEY_UNKNOWN a column that is ignored is no fact and is not carried; remove `ignore`'],
    ],
    [
      'codes of what is carried',
      'x',
      'columns: { x: { carry: true, codes: { 1: a } } }',
      ['KEY_UNKNOWN without a fact, `codes` says nothing; add `fact`, or remove `codes`'],
    ],
    [
      'a separator of what is carried',
      'x',
      'columns: { x: { carry: true, separator: "," } }',
      ['KEY_UNKNOWN without a fact, `separator` says nothing; add `fact`, or remove `separator`'],
    ],
    ['a code table', 'x', 'code_tables: { t: { 1: market } }\ncolumns: { x: { fact: place, codes: t } }', []],
    [
      'a misspelt code table',
      'x',
      'code_tables: { table: { 1: market } }\ncolumns: { x: { fact: place, codes: tabel } }',
      ['NAME_UNKNOWN `tabel` is not defined (a code table); did you mean `table`?'],
    ],
    [
      'two columns of one fact',
      'x,y',
      'columns: { x: { fact: rent }, y: { fact: rent } }',
      [
        'KEY_DUPLICATE `y` and `x` are both the fact `rent`; give each fact one column',
        'KEY_DUPLICATE `y` and `x` are both the fact `rent`; give each fact one column',
      ],
    ],
    [
      'a fact that a column is named after, and another',
      'rent,x',
      'columns: { x: { fact: rent } }',
      ['KEY_DUPLICATE `x` and `rent` are both the fact `rent`; give each fact one column'],
    ],
    [
      'a fact that is misspelt',
      'x',
      'columns: { x: { fact: rnet } }',
      ['FACT_UNKNOWN `rnet` is not defined (a fact); did you mean `rent`?'],
    ],
    [
      'a fact that resembles none',
      'x',
      'columns: { x: { fact: something_else } }',
      ['FACT_UNKNOWN `something_else` is not defined (a fact); define it first, or correct the name'],
    ],
    ['a field of a record', 'x', 'columns: { x: { fact: fees.licence } }', []],
    ['a field of a record in a record', 'x', 'columns: { x: { fact: guarantor.home.since } }', []],
    [
      'a misspelt field',
      'x',
      'columns: { x: { fact: fees.licens } }',
      ['FACT_UNKNOWN `fees.licens` is not defined (a fact); did you mean `fees.licence`?'],
    ],
    [
      'a field of what has none',
      'x',
      'columns: { x: { fact: rent.licence } }',
      ['FACT_UNKNOWN `rent.licence` is not defined (a fact); did you mean `fees.licence`?'],
    ],
    [
      'a record in one cell',
      'x',
      'columns: { x: { fact: fees } }',
      ['FACT_TYPE one cell cannot hold `fees`; give each field a column, such as `fees.management`'],
    ],
    [
      'a list of records in one cell',
      'x',
      'columns: { x: { fact: visitors } }',
      ['FACT_TYPE one cell cannot hold `visitors`; use NDJSON'],
    ],
    ['a list of names', 'x', 'columns: { x: { fact: papers } }', []],
    ['days for a list of days', 'x', 'columns: { x: { fact: dates, dates: [Y/M/D] } }', []],
    ['numbers for a list of sums', 'x', 'columns: { x: { fact: sums, numbers: [grouped] } }', []],
    [
      'days for a list of names',
      'x',
      'columns: { x: { fact: papers, dates: [Y/M/D] } }',
      ['TYPE_MISMATCH `papers` is not a date; remove `dates`'],
    ],
    [
      'numbers for a text',
      'x',
      'columns: { x: { fact: name, numbers: [grouped] } }',
      ['TYPE_MISMATCH `name` is not a number; remove `numbers`'],
    ],
    [
      'a unit of a number without one',
      'x',
      'columns: { x: { fact: done, unit: 元 } }',
      ['UNIT_MISMATCH `done` is not counted in `元`; remove `unit`'],
    ],
    [
      'another unit',
      'x',
      'columns: { x: { fact: days, unit: 月 } }',
      ['UNIT_MISMATCH `days` is not counted in `月`; use one of `天`, `days`'],
    ],
    [
      'a code that is no value',
      'x',
      'columns: { x: { fact: papers, codes: { 1: permit, 2: permits } } }',
      ['VALUE_NOT_ALLOWED `permits` is not a value of `papers`; did you mean `permit`?'],
    ],
    [
      'a code of another type',
      'x',
      'columns: { x: { fact: a, codes: { 1: true, 0: market } } }',
      ['VALUE_TYPE `a` takes true or false, not `market`; write true or false'],
    ],
    [
      'a column that the table does not have',
      'rent',
      'columns: { rnet: { carry: true } }',
      ['NAME_UNKNOWN `rnet` is not defined (a column of the table); did you mean `rent`?'],
    ],
  ])('with %s', (_, header, mapping, told) => expect(words(csv(header, mapping))).toEqual(told))

  test.each<[string, string, readonly string[]]>([
    ['a record', 'columns: { x: { fact: fees } }', []],
    ['a list of records', 'columns: { x: { fact: visitors } }', []],
    ['a name that is carried', 'columns: { x: { carry: true } }', []],
    [
      'a misspelt fact',
      'columns: { x: { fact: rnet } }',
      ['FACT_UNKNOWN `rnet` is not defined (a fact); did you mean `rent`?'],
    ],
  ])('of NDJSON with %s', (_, mapping, told) => expect(words(named(mapping))).toEqual(told))

  test('says where each column stands and what becomes of it', () => {
    const { columns } = csv(
      'id,x,skip,rent',
      'columns: { id: { carry: true }, x: { fact: fees.licence, carry: true }, skip: { ignore: true } }',
    )
    expect(columns.names).toEqual(['id', 'x', 'skip', 'rent'])
    expect(columns.carried).toEqual([
      { name: 'id', index: 0 },
      { name: 'x', index: 1 },
    ])
    expect(columns.facts.map(({ name, index, path }) => [name, index, path])).toEqual([
      ['x', 1, ['fees', 'licence']],
      ['rent', 3, ['rent']],
    ])
    expect(named('columns: { id: { carry: true }, x: { fact: rent } }').columns).toMatchObject({
      names: ['id', 'x'],
      carried: [{ name: 'id', index: -1 }],
      facts: [{ name: 'x', index: -1, path: ['rent'] }],
    })
  })
})

/** What one clause makes of facts that a row gives. */
function taken(facts: Parameters<typeof factsForClause>[0]) {
  const problems: Problems = { found: [], documents: new Map() }
  const values = factsForClause(facts, { facts: clause?.facts ?? [] }, vocabulary, problems)
  return { values, codes: problems.found.map(({ code }) => code) }
}

const fromCell = (name: string, cell: string, mapping?: string) => {
  const read = mapping === undefined ? none : mappingOf(`columns: { x: { fact: ${name}, ${mapping} } }`)
  const header = mapping === undefined ? name : 'x'
  const bytes = new TextEncoder().encode(header)
  const table = headerFrom({ bytes, end: bytes.length, isOpen: false }, 'utf-8', 'table.csv')
  if ('reason' in table) throw new Error(table.reason.en)
  const { columns, diagnostics } = columnsOf(table, read.mapping, read.document, vocabulary)
  expect([...read.diagnostics, ...diagnostics]).toEqual([])
  const row = factsFromCells([cell], columns, 'table.csv')
  return row.ok ? taken(row.row.facts) : row.faults.map(({ reason }) => reason.en)
}

const fromLine = (line: string, mapping?: string) => {
  const read = mapping === undefined ? none : mappingOf(mapping)
  const { columns, diagnostics } = namedColumns(read.mapping, read.document, vocabulary)
  expect([...read.diagnostics, ...diagnostics]).toEqual([])
  const row = factsFromJson(line, columns, vocabulary, 'table.ndjson')
  return row.ok
    ? { ...taken(row.row.facts), carried: row.row.carried }
    : row.faults.map(({ column, value, reason }) => [column, value, reason.en])
}

const n = (text: string) => Rational.parse(text) as Rational

describe('a cell', () => {
  test.each<[string, string, string | undefined, Value]>([
    ['rent', '1500.5', undefined, n('1500.5')],
    ['rent', '1,500.5', 'numbers: [grouped]', n('1500.5')],
    ['rent', '0.15', 'unit: 万元', n('1500')],
    ['months', '2', 'unit: 年', n('24')],
    ['months', '7', 'unit: 月', n('7')],
    ['years', '2', 'unit: 年', n('2')],
    ['days', '9', 'unit: 天', n('9')],
    ['hires', '3', 'unit: 人', n('3')],
    ['score', '88.5', 'unit: 分', n('88.5')],
    ['share', '12.5', 'unit: "%"', n('0.125')],
    ['share', '3', 'unit: ‰', n('0.003')],
    ['a', '是', 'codes: { 是: true, 否: false }', true],
    ['a', '否', 'codes: { 是: true, 否: false }', false],
    ['place', '2', 'codes: { 1: market, 2: street }', 'street'],
    ['name', 'null', undefined, 'null'],
    ['name', '001', undefined, '001'],
    ['papers', 'permit|proof', undefined, ['permit', 'proof']],
    ['papers', 'permit', undefined, ['permit']],
    ['papers', '证;照', 'separator: ";", codes: { 证: permit, 照: licence }', ['permit', 'licence']],
    ['sums', '1,000|2,000', 'numbers: [grouped]', [n('1000'), n('2000')]],
    ['fees.licence', '5', undefined, { fields: { licence: n('5') } }],
  ])('of %s with %j is that value', (name, cell, mapping, value) => {
    const fact = name.split('.')[0] as string
    expect(fromCell(name, cell, mapping)).toEqual({ values: new Map([[fact, value]]), codes: [] })
  })
  test('that is empty gives nothing', () =>
    expect(fromCell('rent', '')).toEqual({ values: new Map(), codes: [] }))
  test.each<[string, string, string | undefined, readonly string[]]>([
    ['rent', '1,500', undefined, ['FACT_TYPE']],
    ['months', '1.5', undefined, ['FACT_TYPE']],
    ['fee', '10000.01', undefined, ['FACT_VALUE']],
    ['place', 'garden', undefined, ['FACT_VALUE']],
    ['a', 'yes', undefined, ['FACT_TYPE']],
    ['papers', 'permit||proof', undefined, ['FACT_VALUE']],
  ])('of %s with %j is refused as a fact is', (name, cell, mapping, codes) =>
    expect(fromCell(name, cell, mapping)).toEqual({ values: new Map(), codes }),
  )
  test.each<[string, string, string, string]>([
    ['a', '也许', 'codes: { 是: true, 否: false }', '`也许` is not in the code table'],
    ['day', '2009/2/30', 'dates: [Y/M/D]', '`2009/2/30` is not a date of the form Y/M/D'],
    ['rent', '1,500', 'unit: 万元', '`1,500` is not a number'],
    ['papers', '证|本', 'codes: { 证: permit }', '`本` is not in the code table'],
  ])('of %s with %j is refused by its form', (name, cell, mapping, reason) =>
    expect(fromCell(name, cell, mapping)).toEqual([reason]),
  )
})

test.each<[string, string]>([
  ['1', 'use one of `是`, `否`'],
  ['是的', 'did you mean `是`?'],
])('where %s is no code, that is the fix: %s', (cell, fix) => {
  const place = (text: string) => ({
    node: { kind: 'scalar', text, source: text, style: 'plain', span: [0, 0] } as const,
    file: '',
    path: [],
    keySpan: [0, 0] as const,
  })
  const read = plainCell(
    cell,
    {
      ...plainForms,
      codes: new Map([
        ['是', place('true')],
        ['否', place('false')],
      ]),
    },
    null,
  )
  expect(read.ok ? '' : read.fix.en).toBe(fix)
})

describe('a line of NDJSON', () => {
  test.each<[string, string, string | undefined, unknown]>([
    ['facts by their names', '{"rent":1500.50,"a":true}', undefined, { rent: n('1500.5'), a: true }],
    ['a record', '{"fees":{"licence":5}}', undefined, { fees: { fields: { licence: n('5') } } }],
    ['a text that says null', '{"name":"null"}', undefined, { name: 'null' }],
    ['nothing in a column', '{"x":null}', 'columns: { x: { fact: rent } }', {}],
    ['a text that says null in a column', '{"x":"null"}', 'columns: { x: { fact: name } }', { name: 'null' }],
    ['a column’s number', '{"x":0.15}', 'columns: { x: { fact: rent, unit: 万元 } }', { rent: n('1500') }],
    [
      'a column’s text',
      '{"x":"1,500"}',
      'columns: { x: { fact: rent, numbers: [grouped] } }',
      { rent: n('1500') },
    ],
    [
      'a list in a column',
      '{"x":["证","证"]}',
      'columns: { x: { fact: papers, codes: { 证: permit } } }',
      { papers: ['permit', 'permit'] },
    ],
    ['a list as it is', '{"x":["permit"]}', 'columns: { x: { fact: papers } }', { papers: ['permit'] }],
    [
      'a record in a column',
      '{"x":{"licence":5}}',
      'columns: { x: { fact: fees } }',
      { fees: { fields: { licence: n('5') } } },
    ],
    [
      'fields in columns',
      '{"x":5,"y":6}',
      'columns: { x: { fact: fees.licence }, y: { fact: fees.management } }',
      { fees: { fields: { licence: n('5'), management: n('6') } } },
    ],
  ])('with %s', (_, line, mapping, facts) =>
    expect(fromLine(line, mapping)).toMatchObject({
      values: new Map(Object.entries(facts as object)),
      codes: [],
    }),
  )
  test('carries texts without their quotes and all else as it stands', () => {
    const mapping =
      'columns: { a1: { carry: true }, b1: { carry: true }, c1: { carry: true }, d1: { carry: true }, e1: { carry: true } }'
    expect(
      fromLine('{"a1":"x","b1":007.0e0,"c1":[1, 2],"d1":null}'.replace('007', '7'), mapping),
    ).toMatchObject({
      carried: ['x', '7.0e0', '[1, 2]', '', ''],
    })
  })
  test.each<[string, string, string | undefined, readonly (readonly string[])[]]>([
    ['an unknown name', '{"rnet":1}', undefined, [['rnet', '1', '`rnet` is not defined (a fact)']]],
    ['no object', '[1]', undefined, [['', '[1]', 'the line is not a JSON object']]],
    [
      'a cell in no form',
      '{"x":"y"}',
      'columns: { x: { fact: rent, unit: 元 } }',
      [['x', '"y"', '`y` is not a number']],
    ],
    [
      'one of a list in no form',
      '{"x":["证","本"]}',
      'columns: { x: { fact: papers, codes: { 证: permit } } }',
      [['x', '["证","本"]', '`本` is not in the code table']],
    ],
    [
      'two of them',
      '{"rnet":1,"x":"y"}',
      'columns: { x: { fact: rent, unit: 元 } }',
      [
        ['x', '"y"', '`y` is not a number'],
        ['rnet', '1', '`rnet` is not defined (a fact)'],
      ],
    ],
  ])('with %s is refused', (_, line, mapping, faults) => expect(fromLine(line, mapping)).toEqual(faults))
})

describe('rows of random facts', () => {
  /** Facts that one cell holds, as plain text. */
  const cells: readonly (readonly [string, fc.Arbitrary<string>])[] = [...byName.values()].flatMap(
    ({ name, type }: FactDeclaration) => {
      const of = type.name === 'list' ? type.of : type
      const word = of?.values ? fc.constantFrom(...Object.keys(of.values)) : fc.constantFrom('x', '1', 'true')
      const one: Readonly<Record<string, fc.Arbitrary<string>>> = {
        boolean: fc.constantFrom('true', 'false'),
        date: fc.constantFrom('2009-07-01', '2012-02-29'),
        'month-day': fc.constantFrom('02-29', '12-31'),
        money: fc.constantFrom('0', '12.34', '9999'),
        number: fc.constantFrom('0', '1.5'),
        rate: fc.constantFrom('0.1', '1'),
        count: fc.constantFrom('0', '7'),
        duration: fc.constantFrom('0', '13'),
        year: fc.constantFrom('2009', '1999'),
        category: word,
      }
      const cell = of && one[of.name]
      if (!cell || type.series) return []
      return [
        [
          name,
          type.name === 'list'
            ? fc.array(cell, { minLength: 1, maxLength: 3 }).map((all) => all.join('|'))
            : cell,
        ],
      ]
    },
  )
  test('are the facts that they are as YAML', () => {
    const rows = fc.record(Object.fromEntries(cells), { requiredKeys: [] })
    fc.assert(
      fc.property(rows, (row) => {
        const header = new TextEncoder().encode(Object.keys(row).join(','))
        fc.pre(header.length > 0)
        const table = headerFrom({ bytes: header, end: header.length, isOpen: false }, 'utf-8', 't.csv')
        if ('reason' in table) throw new Error(table.reason.en)
        const { columns } = columnsOf(table, none.mapping, null, vocabulary)
        const read = factsFromCells(Object.values(row) as string[], columns, 't.csv')
        if (!read.ok) throw new Error(read.faults[0]?.reason.en)
        const text = Object.entries(row).map(([name, cell]) => {
          const isList = byName.get(name)?.type.name === 'list'
          return `${name}: ${isList ? `[${(cell as string).replaceAll('|', ', ')}]` : cell}`
        })
        const { document } = documentFromText('facts.yaml', text.join('\n'))
        const entries = document.root?.kind === 'map' ? document.root.entries : []
        const written = new Map(
          entries.map(({ key, value }) => [
            key.text,
            { file: 'facts.yaml', path: [key.text], node: value, keySpan: key.span },
          ]),
        )
        expect(taken(read.row.facts)).toEqual(taken(written))
      }),
      { seed, numRuns: 100 },
    )
  })
})

test('what one clause pays counts for the next in a row as in one claim', () => {
  const other = [
    'amount: [value: rent]',
    'unit: CNY',
    'eligibility: { it: { fact: a, operator: equal, value: true } }',
  ]
  const parts = ['amount: [value: paid, less: { clause: row.other, count: hires }]', 'unit: CNY']
  const header = 'a,rent,paid,hires'
  const {
    workspace: both,
    batch,
    diagnostics,
  } = smallBatch(policyOf(parts, { other }), header, { output: 'ndjson' })
  expect(diagnostics).toEqual([])
  const told = new Set<string>()
  for (const a of ['true', 'false', ''])
    for (const hires of ['0', '1', '']) {
      const cells = [a, '30', '100', hires]
      const row = csvLine(cells).replace(/\r\n$/, '')
      const result = batch.rowResult({ bytes: new TextEncoder().encode(row), end: 0, isOpen: false }, 1)
      const facts = header
        .split(',')
        .flatMap((name, index) => (cells[index] === '' ? [] : [`${name}: ${cells[index]}`]))
      const asked = decideFacts(both, documentFromText('facts.yaml', facts.join('\n')).document)
      if (!asked.ok) throw new Error(asked.problems[0]?.message.en)
      const { decisions } = JSON.parse(result.text) as { decisions: readonly { amount: string }[] }
      expect(decisions.map(({ amount }) => amount)).toEqual(asked.answers.map(({ amount }) => amount))
      told.add(String(asked.answers[0]?.amount))
    }
  expect(told.size).toBeGreaterThan(1)
})
