import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { plainCell } from '../engine/batch/cell-forms.ts'
import { cellsOf, csvLine, safeCell } from '../engine/batch/csv.ts'
import { encodingFrom, looker, readerOf } from '../engine/batch/encoding.ts'
import { type CellForms, plainForms } from '../engine/batch/mapping.ts'
import { longestRecord, recordReader } from '../engine/batch/record-bytes.ts'
import { unitsFor } from '../engine/batch/units.ts'
import { decideFacts, documentFromJson } from '../engine/index.ts'
import { applicantHeader, applicantMapping, applicantRows, seeded } from './batch/applicants.ts'
import { smallBatch } from './batch/small.ts'
import { rentAid } from './support/rent-aid.ts'

const table = <T>(name: string) =>
  parse(readFileSync(fileURLToPath(new URL(`batch/${name}`, import.meta.url)), 'utf8')) as readonly T[]
const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('a record', () => {
  const rows = table<{ name: string; text: string; cells?: readonly string[]; reason?: string }>('cells.yaml')
  test.each(rows)('$name', ({ text, cells, reason }) => {
    const read = cellsOf(text)
    expect('reason' in read ? read.reason.en : read).toEqual(reason ?? cells)
  })
  test('written and read again is the same', () => {
    for (const cells of [
      ['a', 'b'],
      ['a,b', '"', ' x '],
      ['', '\r\n'],
      ['名', '1'],
    ])
      expect(cellsOf(csvLine(cells).replace(/\r\n$/, ''))).toEqual(cells)
  })
  test.each(['=1', '+1', '-1', '@x', '\tx', '\rx', '＝1'])('%j is kept from being a formula', (text) =>
    expect(safeCell(text)).toBe(`'${text}`),
  )
  test.each(['1', 'a=1', '', '110101199003078888', '0001'])('%j stays as it is', (text) =>
    expect(safeCell(text)).toBe(text),
  )
})

describe('records of a file', () => {
  const whole = (text: string, quotes: boolean, cuts: readonly number[], from = 0) => {
    const bytes = bytesOf(text)
    const reader = recordReader(quotes, from)
    const found: { text: string | null; end: number }[] = []
    const take = () => {
      for (let record = reader.next(); record; record = reader.next())
        found.push({ text: record.bytes && new TextDecoder().decode(record.bytes), end: record.end })
    }
    for (const [index, cut] of [from, ...cuts].entries()) {
      reader.push(bytes.slice(cut, cuts[index] ?? bytes.length))
      take()
    }
    reader.finish()
    take()
    return found
  }
  const text = 'a,b\r\n"x\r\n,""y",2\n\n\r\nz"q,3\n"o"p,4\n中,"文\n"\nlast,"open'

  test('are the same wherever the file is cut, and from every record on', () => {
    const expected = whole(text, true, [])
    expect(expected.map((one) => one.text)).toEqual([
      'a,b',
      '"x\r\n,""y",2',
      'z"q,3',
      '"o"p,4',
      '中,"文\n"',
      'last,"open',
    ])
    const length = bytesOf(text).length
    for (let one = 1; one < length; one++) {
      expect(whole(text, true, [one])).toEqual(expected)
      for (let two = one; two < length; two += 7) expect(whole(text, true, [one, two])).toEqual(expected)
    }
    for (const [index, { end }] of expected.entries())
      expect(whole(text, true, [], end)).toEqual(expected.slice(index + 1))
  })
  test('without quotes end at line ends alone', () =>
    expect(whole('{"a":1}\n\n{"b"\n', false, [3]).map((one) => one.text)).toEqual(['{"a":1}', '{"b"']))
  test.each([
    ['the longest', 0, longestRecord],
    ['one byte longer than any is read', 1, undefined],
  ])('are as long as %s, and those after it not', (_, more, length) => {
    const long = 'x'.repeat(longestRecord + more)
    const reader = recordReader(true)
    reader.push(bytesOf(`y${long.slice(0, longestRecord - 1)}\n${long}\nb\n`))
    const found: (number | undefined)[] = []
    for (let record = reader.next(); record; record = reader.next()) found.push(record.bytes?.length)
    expect(found).toEqual([longestRecord, length, 1])
  })
  test('that never end are given up, and do not fill the memory', () => {
    const reader = recordReader(true)
    reader.push(bytesOf('a\n"'))
    const piece = bytesOf('x'.repeat(1 << 18))
    const found: (number | undefined)[] = []
    for (let pieces = 0; pieces < 40; pieces++) {
      reader.push(piece)
      for (let record = reader.next(); record; record = reader.next()) found.push(record.bytes?.length)
    }
    reader.push(bytesOf('"\nb\n'))
    for (let record = reader.next(); record; record = reader.next()) found.push(record.bytes?.length)
    expect(40 * piece.length).toBeGreaterThan(longestRecord)
    expect(found).toEqual([1, undefined, 1])
  })
})

describe('the encoding', () => {
  const gb = (...bytes: readonly number[]) => new Uint8Array(bytes)
  const told = (bytes: Uint8Array, cut = 1) => {
    const look = (encoding: 'utf-8' | 'gb18030') => {
      const one = looker(encoding)
      for (let at = 0; at < bytes.length; at += cut) one.push(bytes.slice(at, at + cut))
      return one.look()
    }
    return encodingFrom(look('utf-8'), look('gb18030'))
  }
  test.each<[string, Uint8Array, string | undefined]>([
    ['plain letters', bytesOf('a,b\n1,2\n'), 'utf-8'],
    ['Chinese in UTF-8', bytesOf('姓名,租金\n张三,1\n'), 'utf-8'],
    ['Chinese in UTF-8 with a mark', bytesOf('\ufeff中,文\n'), 'utf-8'],
    ['Chinese in GB18030', gb(0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd7, 0xe2, 0xbd, 0xf0), 'gb18030'],
    ['bytes that are both', gb(0xc4, 0xa3, 0x2c, 0xd0, 0xb0), undefined],
    ['bytes that are neither', gb(0xff, 0xfe, 0x41, 0x00), undefined],
    ['nothing', gb(), 'utf-8'],
  ])('of %s', (_, bytes, expected) => {
    for (const cut of [1, 2, 3, 100]) expect(told(bytes, cut)).toBe(expected)
  })
})

describe('a cell', () => {
  interface Row extends Partial<Omit<CellForms, 'codes'>> {
    readonly cell: string
    readonly codes?: Readonly<Record<string, unknown>>
    readonly text: string | null
  }
  test.each(table<Row>('forms.yaml'))('$cell is $text', ({ cell, text, codes, unit, ...forms }) => {
    const place = (value: unknown) => ({
      node: { kind: 'scalar', text: String(value), source: '', style: 'plain', span: [0, 0] } as const,
      file: '',
      path: [],
      keySpan: [0, 0] as const,
    })
    const table = codes && new Map(Object.entries(codes).map(([key, value]) => [key, place(value)]))
    const factor = unit ? (unitsFor({ name: 'money', unit: 'CNY' })[unit] ?? null) : null
    const read = plainCell(cell, { ...plainForms, ...forms, codes: table ?? null }, factor)
    expect(read.ok ? read.text : null).toBe(text)
    if (!read.ok) {
      expect(read.reason.zh).toMatch(/\p{Script=Han}/u)
      expect(read.fix.en.replaceAll(/`[^`]*`/g, '')).not.toMatch(/\p{Script=Han}/u)
    }
  })
})

const record = (text: string) => ({ bytes: bytesOf(text), end: 0, isOpen: false })

describe('a row', () => {
  const header = applicantHeader.trimEnd()
  const { workspace, batch, diagnostics } = smallBatch(rentAid, header, {
    mapping: applicantMapping,
    output: 'ndjson',
  })
  test('is decided as one applicant is, or refused as one is', () => {
    expect(diagnostics).toEqual([])
    const names = header.split(',')
    const counts = { decided: 0, refused: 0 }
    for (const row of applicantRows(600, seeded(7))) {
      const text = row.replace(/\r\n$/, '')
      const cells = cellsOf(text)
      if ('reason' in cells) throw new Error(cells.reason.en)
      const given = cells.flatMap((cell, index) => {
        const name = names[index] as string
        if (cell === '' || name === 'id') return []
        const isBare = /^(true|false|-?\d+(\.\d+)?)$/.test(cell)
        const value =
          name === 'levels' ? JSON.stringify(cell.split('|')) : isBare ? cell : JSON.stringify(cell)
        return [`${JSON.stringify(name)}: ${value}`]
      })
      const asked = decideFacts(workspace, documentFromJson('one.json', `{ ${given.join(', ')} }`).document)
      const result = batch.rowResult(record(text), 5)
      const written = JSON.parse(result.text) as Record<string, unknown>
      expect(result.isDecided, row).toBe(asked.ok)
      counts[asked.ok ? 'decided' : 'refused']++
      if (!asked.ok) continue
      expect(written).toEqual({
        row: 5,
        carried: { id: cells[0] },
        decisions: asked.answers.map(({ clause, eligible, amount, failed, refer, needs }) => ({
          clause,
          eligible,
          amount,
          failed,
          refer,
          needs,
        })),
      })
    }
    expect(Math.min(counts.decided, counts.refused)).toBeGreaterThan(50)
  })

  const refused = (text: string) => {
    const result = batch.rowResult(record(text), 3)
    expect(result.isDecided).toBe(false)
    const { column, value, reason } = JSON.parse(result.text) as Record<string, string>
    return [column, value, reason]
  }
  test.each<[string, string, readonly [string, string, string]]>([
    ['too few cells', '1,true', ['', '', 'the row has 2 cells, and the header 8']],
    [
      'a number in another form',
      '1,true,market,12,"30,010",,2009-07-01,',
      [
        'annual_rent',
        '30,010',
        '`annual_rent` takes an amount of money such as 3000 or 29999.95, not `30,010`',
      ],
    ],
    [
      'a date in another form',
      '1,true,market,12,30010,,2009/7/1,',
      ['as_of', '2009/7/1', '`as_of` takes a date such as 2009-07-01, not `2009/7/1`'],
    ],
    [
      'one name of a list',
      '1,true,market,12,30010,junior|seinor,2009-07-01,',
      ['levels', 'junior|seinor', '`seinor` is not a value of `levels`'],
    ],
    [
      'a control character',
      '\u0001,true,market,12,,,2009-07-01,',
      ['id', '\u0001', 'it holds the character U+0001, which is not allowed'],
    ],
    [
      'a parameter without a value',
      '1,true,market,12,30010,,2008-12-31,',
      ['', '', 'parameter `venue-aid.market.cap` has no value on 2008-12-31'],
    ],
  ])('with %s is refused by its cell', (_, text, expected) => expect(refused(text)).toEqual(expected))
})

describe('columns', () => {
  const faults = (header: string, mapping?: string) =>
    smallBatch(rentAid, header, mapping === undefined ? {} : { mapping }).diagnostics.map(
      ({ code, message }) => `${code} ${message.en}`,
    )
  test.each<[string, string, string | undefined, readonly string[]]>([
    [
      'a name that is no fact',
      'anual_rent',
      undefined,
      ['FACT_UNKNOWN `anual_rent` is not defined (a fact)'],
    ],
    ['a name twice', 'note,note', undefined, ['KEY_DUPLICATE two columns are called `note`']],
    ['no name', 'note,', undefined, ['KEY_EMPTY a column has no name']],
    [
      'a fact twice',
      'note,备注',
      'columns: { 备注: { fact: note } }',
      ['KEY_DUPLICATE `备注` and `note` are both the fact `note`'],
    ],
    [
      'a unit of another kind',
      '租金',
      'columns: { 租金: { fact: annual_rent, unit: 年 } }',
      ['UNIT_MISMATCH `annual_rent` is not counted in `年`'],
    ],
    [
      'dates for what is none',
      '租金',
      'columns: { 租金: { fact: annual_rent, dates: [Y/M/D] } }',
      ['TYPE_MISMATCH `annual_rent` is not a date'],
    ],
    [
      'a code for no value',
      '场所',
      'columns: { 场所: { fact: venue, codes: { 1: markt } } }',
      ['VALUE_NOT_ALLOWED `markt` is not a value of `venue`'],
    ],
    [
      'a code table that is not there',
      '场所',
      'columns: { 场所: { fact: venue, codes: venues } }',
      ['NAME_UNKNOWN `venues` is not defined (a code table)'],
    ],
    [
      'a column that is not there',
      'note',
      'columns: { 租金: { fact: annual_rent } }',
      ['NAME_UNKNOWN `租金` is not defined (a column of the table)'],
    ],
    [
      'nothing said of a column',
      'x',
      'columns: { x: { unit: 元 } }',
      ['KEY_MISSING nothing says what `x` is', 'KEY_UNKNOWN without a fact, `unit` says nothing'],
    ],
    [
      'an unknown key',
      'x',
      'columns: { x: { cary: true } }',
      ['KEY_UNKNOWN there is no key `cary` here', 'FACT_UNKNOWN the column `x` is not a fact'],
    ],
  ])('with %s are refused', (_, header, mapping, expected) =>
    expect(faults(header, mapping)).toEqual(expected),
  )
})

test('the rows of NDJSON hold lists, records and series; each may name other facts', () => {
  const { batch } = smallBatch(rentAid, null, { output: 'ndjson' })
  const result = (line: string) =>
    JSON.parse(batch.rowResult(record(line), 1).text) as Record<string, unknown>
  const facts =
    '{"as_of":"2009-07-01","registered":true,"levels":["junior","senior"],"average_wage":[{"from":"2009-01-01","value":2000}]}'
  expect(result(facts)).toHaveProperty('decisions')
  expect(result('{"anual_rent":1}')).toMatchObject({ column: 'anual_rent', value: '1' })
  expect(result('[1]')).toMatchObject({ reason: 'the line is not a JSON object' })
  expect(result('{"note":')).toHaveProperty('reason')
})

describe('bytes of an encoding', () => {
  const read = (encoding: 'utf-8' | 'gb18030', ...bytes: readonly number[]) =>
    readerOf(encoding)(new Uint8Array(bytes))
  test('are read all of them or not at all', () => {
    expect(read('utf-8', 0x61, 0xff)).toBeUndefined()
    expect(read('gb18030', 0x61, 0xff)).toBeUndefined()
    expect(read('gb18030', 0xd0, 0xd5)).toBe('姓')
  })
  test('keep a mark that does not begin the file', () =>
    expect(read('utf-8', 0xef, 0xbb, 0xbf, 0x61)).toBe('\ufeffa'))
})
