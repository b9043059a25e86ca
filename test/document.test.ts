import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse, parseDocument } from 'yaml'
import type { Diagnostic } from '../engine/base/diagnostic.ts'
import { lineCounter } from '../engine/base/span.ts'
import { entryOf, type Node, nodeAt, type ScalarNode } from '../engine/document/document.ts'
import { documentFromJson } from '../engine/document/from-json.ts'
import { documentFromText } from '../engine/document/from-text.ts'
import { readBoolean, readDate, readNumber, readRate } from '../engine/document/scalar.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const readers = { yaml: documentFromText, json: documentFromJson }

interface Table {
  readonly reader: keyof typeof readers
  readonly texts: readonly { readonly name: string; readonly text: string; readonly expected: unknown }[]
}

/** A diagnostic as the tables write it. */
function told(text: string, { code, span, message, fix, replacement, related }: Diagnostic) {
  const place = (offset: number) => {
    const { line, column } = lineCounter(text)(offset)
    return `${line}:${column}`
  }
  return {
    at: place(span[0]),
    code,
    marks: text.slice(...span).slice(0, 60),
    message,
    fix,
    ...(replacement !== undefined && { replacement }),
    ...(related?.[0] && { related: place(related[0].span[0]) }),
  }
}

for (const file of readdirSync(at('errors/document'))) {
  const { reader, texts } = parse(readFileSync(at(`errors/document/${file}`), 'utf8')) as Table
  describe(`errors/document/${file}`, () => {
    test.each(texts)('$name', ({ text, expected }) => {
      const { diagnostics } = readers[reader]('file', text)
      expect(diagnostics.map((diagnostic) => told(text, diagnostic))).toEqual(expected)
    })
  })
}

/** Code and place of each fault. */
function faultsOf(text: string, reader = documentFromText): readonly string[] {
  return reader('file.yaml', text).diagnostics.map((diagnostic) => {
    const { at: place, code } = told(text, diagnostic)
    return `${place} ${code}`
  })
}

describe('hostile texts', () => {
  const many = (count: number, piece: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => piece(i)).join('')
  const limit = 1 << 20
  const texts: readonly (readonly [string, string, readonly string[]])[] = [
    ['[ 900 times', '['.repeat(900), ['1:65 TEXT_TOO_DEEP']],
    ['[ 900 times, again', '['.repeat(900), ['1:65 TEXT_TOO_DEEP']],
    ['[ and ] 900 times', '['.repeat(900) + ']'.repeat(900), ['1:65 TEXT_TOO_DEEP']],
    ['[ a million times', '['.repeat(limit), ['1:65 TEXT_TOO_DEEP']],
    ['{a: 900 times', '{a: '.repeat(900), ['1:257 TEXT_TOO_DEEP']],
    ['? 500 times', '? '.repeat(500), ['1:129 TEXT_TOO_DEEP']],
    ['- 500 times', '- '.repeat(500), ['1:129 TEXT_TOO_DEEP']],
    [': 500 times', ': '.repeat(500), ['1:1 KEY_EMPTY']],
    ['a: 500 times', 'a: '.repeat(500), ['1:194 TEXT_TOO_DEEP']],
    ['a: 50 times', 'a: '.repeat(50), ['1:4 YAML_SYNTAX']],
    ['keys nested 500 deep', many(500, (i) => `${' '.repeat(i)}a:\n`), ['65:66 TEXT_TOO_DEEP']],
    [
      'lists nested by dashes on their own lines',
      many(500, (i) => `${' '.repeat(i)}-\n`),
      ['65:65 TEXT_TOO_DEEP'],
    ],
    ['40,000 keys', many(40_000, (i) => `key${i}: ${i}\n`), ['16000:16 TEXT_TOO_LARGE']],
    ['15,000 keys', many(15_000, (i) => `key${i}: ${i}\n`), []],
    [
      '15,000 keys, the last one twice',
      `${many(15_000, (i) => `key${i}: ${i}\n`)}key7: 0\n`,
      ['15001:1 KEY_DUPLICATE'],
    ],
    ['one character more than the limit', 'a'.repeat(limit + 1), ['1:1048577 TEXT_TOO_LARGE']],
    ['one word as long as the limit', 'a'.repeat(limit), []],
    ['one quoted text as long as the limit', `'${'a'.repeat(limit - 2)}'`, []],
    ['quotes of backslashes', `"${'\\'.repeat(500_000)}"`, []],
    ['an open quote of backslashes', `"${'\\'.repeat(500_001)}"`, ['1:1 YAML_SYNTAX']],
    ['an open quote of quotes', `'${"'".repeat(500_000)}`, ['1:1 YAML_SYNTAX']],
    ['only line breaks', '\n'.repeat(limit), ['80001:1 TEXT_TOO_LARGE']],
    ['only carriage returns', '\r'.repeat(70_000), []],
    ['a line of spaces', ' '.repeat(limit), []],
    ['a literal block as long as the limit', `a: |\n${' b\n'.repeat(300_000)}`, []],
    [
      'aliases that multiply',
      `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n`,
      [
        '1:4 YAML_ANCHOR',
        '2:4 YAML_ANCHOR',
        '2:8 YAML_ALIAS',
        '2:12 YAML_ALIAS',
        '3:5 YAML_ALIAS',
        '3:9 YAML_ALIAS',
      ],
    ],
    ['NUL', '\0', ['1:1 TEXT_CHARACTER']],
    ['marks of the lexer', 'a: \u0002\u0018\u001f', ['1:4 TEXT_CHARACTER']],
  ]

  test.each(texts)('%s', (_, text, expected) => {
    expect(faultsOf(text)).toEqual(expected)
  })

  // A quarter of a second on the machine this was measured on. Counted is what the processor did for this process,
  // not the clock: other tests run beside.
  test('take no more time than twice the longest ordinary text', () => {
    const timeOf = (text: string): number => {
      const times = [1, 2, 3].map(() => {
        const start = process.cpuUsage()
        documentFromText('file.yaml', text)
        const { user, system } = process.cpuUsage(start)
        return (user + system) / 1000
      })
      return Math.min(...times)
    }
    const ordinary = timeOf(many(15_000, (i) => `key${i}: ${i}\n`))
    const slow = texts.filter(([, text]) => timeOf(text) > 2 * ordinary + 50).map(([name]) => name)
    expect(slow).toEqual([])
  })

  test('pollute nothing', () => {
    documentFromText(
      'file.yaml',
      '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\n',
    )
    documentFromJson('file.json', '{ "__proto__": { "polluted": true } }')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('report a hundred faults at most', () => {
    expect(faultsOf(many(500, () => 'a: 1\n'))).toHaveLength(100)
  })
})

describe('documentFromText', () => {
  const rootOf = (text: string): Node | null => {
    const { document, diagnostics } = documentFromText('file.yaml', text)
    expect(diagnostics).toEqual([])
    return document.root
  }

  test('keeps every scalar as it stands', () => {
    const text =
      'a: 010\nb: 0.10\nc: \'0.10\'\nd: "x\\u0041"\ne: |\n  x\n  y\nf: >-\n  x\n  y\ng: 12345678901234567890.10\n'
    const scalars = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(
      (key) => nodeAt(rootOf(text), [key]) as ScalarNode,
    )
    expect(scalars.map(({ text, source, style }) => [text, source, style])).toEqual([
      ['010', '010', 'plain'],
      ['0.10', '0.10', 'plain'],
      ['0.10', "'0.10'", 'single'],
      ['xA', '"x\\u0041"', 'double'],
      ['x\ny\n', '|\n  x\n  y\n', 'literal'],
      ['x y', '>-\n  x\n  y\n', 'folded'],
      ['12345678901234567890.10', '12345678901234567890.10', 'plain'],
    ])
    for (const { span, source } of scalars) expect(text.slice(...span)).toBe(source)
  })

  test('tells flow from block, and gives their spans', () => {
    const text = 'a: { b: [1, 2] }\nc:\n  - d\n'
    const root = rootOf(text)
    expect(nodeAt(root, ['a'])).toMatchObject({ kind: 'map', flow: true, span: [3, 16] })
    expect(nodeAt(root, ['a', 'b'])).toMatchObject({ kind: 'list', flow: true, span: [8, 14] })
    expect(nodeAt(root, ['c'])).toMatchObject({ kind: 'list', flow: false })
    expect(root).toMatchObject({ kind: 'map', flow: false })
  })

  test('gives null for a key of a block map without a value', () => {
    const root = rootOf('a:\nb: # none\nc: ~\n')
    expect(entryOf(root, 'a')?.value).toBeNull()
    expect(entryOf(root, 'b')?.value).toBeNull()
    expect(entryOf(root, 'c')?.value).toMatchObject({ text: '~' })
  })

  test.each([
    ['nothing', ''],
    ['space', ' \n\n'],
    ['comments', '# a\n# b\n'],
    ['a byte order mark', '\ufeff'],
    ['three dashes', '---\n'],
    ['three dots', '...\n'],
  ])('finds no root in %s', (_, text) => {
    expect(rootOf(text)).toBeNull()
  })

  test.each([
    ['\n', '\n'],
    ['\r\n', '\r\n'],
    ['a lone \r', '\r'],
  ])('reads line ends of %j', (_, eol) => {
    const text = [
      '# c',
      'a: 1 # d',
      'b:',
      '  - x',
      "  - 'y'",
      'c: |',
      '  p',
      '  q',
      'd: {e: f,',
      '  g: h}',
      '',
    ].join(eol)
    const root = rootOf(text)
    expect(nodeAt(root, ['a'])).toMatchObject({ text: '1' })
    expect(nodeAt(root, ['b', 1])).toMatchObject({ text: 'y' })
    expect(nodeAt(root, ['c'])).toMatchObject({ text: 'p\nq\n', source: ['|', '  p', '  q', ''].join(eol) })
    expect(nodeAt(root, ['d', 'g'])).toMatchObject({ text: 'h' })
    expect(entryOf(root, 'd')?.key.span[0]).toBe(text.indexOf('d: {'))
  })

  test('counts the byte order mark as a character', () => {
    const root = rootOf('\ufeffa: 1\n')
    expect(entryOf(root, 'a')?.key.span).toEqual([1, 2])
    expect(faultsOf('\ufeffa: 1\na: 2\n')).toEqual(['2:1 KEY_DUPLICATE'])
  })

  test('keeps what could be read beside a fault', () => {
    const { document } = documentFromText('file.yaml', 'a: 1\nb: *x\na: 2\n')
    expect(nodeAt(document.root, ['a'])).toMatchObject({ text: '1' })
    expect(nodeAt(document.root, ['b'])).toMatchObject({ text: '*x' })
  })
})

describe('numbers, rates, dates and yes or no', () => {
  const plain = (text: string): ScalarNode => ({
    kind: 'scalar',
    text,
    source: text,
    style: 'plain',
    span: [0, text.length],
  })
  const quoted = (text: string): ScalarNode => ({ ...plain(text), source: `'${text}'`, style: 'single' })

  test.each(['0', '0.5', '3000', '-1', '-0.5', '0.10', '10.00', '12345678901234567890.12'])(
    'reads %s as a number',
    (text) => {
      expect(readNumber(plain(text))).toEqual({ ok: true, text })
    },
  )

  test.each([
    ['010', '10'],
    ['00', '0'],
    ['-007.50', '-7.50'],
    ['1_000', '1000'],
    ['1_000.5', '1000.5'],
    ['1,000', '1000'],
    ['1,234,567.8', '1234567.8'],
    ['1 000', '1000'],
    ['1,00', ''],
    ['1,5', ''],
    ['1e3', '1000'],
    ['1E3', '1000'],
    ['1.5e3', '1500'],
    ['15e-1', '1.5'],
    ['-1e-2', '-0.01'],
    ['1.0e2', '100'],
    ['1e400', ''],
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['5.', '5'],
    ['.', ''],
    ['-', ''],
    ['0x1F', '31'],
    ['0o17', '15'],
    ['0b101', '5'],
    ['+5', '5'],
    ['-0', '0'],
    ['-0.0', '0'],
    ['３０００', '3000'],
    ['３，０００．５', '3000.5'],
    ['−5', '-5'],
    [' 5 ', '5'],
    ['5元', ''],
    ['abc', ''],
    ['', ''],
    ['NaN', ''],
    ['Infinity', ''],
    ['10%', ''],
    ['1/3', ''],
    ['9'.repeat(1001), ''],
  ])('refuses %s as a number and suggests %j', (text, fix) => {
    expect(readNumber(plain(text))).toEqual({ ok: false, fix })
  })

  test('takes a number in quotes for text', () => {
    expect(readNumber(quoted('3000'))).toEqual({ ok: false, fix: '3000' })
    expect(readRate(quoted('10%'))).toEqual({ ok: false, fix: '10%' })
    expect(readBoolean(quoted('true'))).toEqual({ ok: false, fix: 'true' })
  })

  test.each(['10%', '0.5%', '0.10', '0', '100%', '-5%'])('reads %s as a rate', (text) => {
    expect(readRate(plain(text))).toEqual({ ok: true, text })
  })

  test.each([
    ['010%', '10%'],
    ['10 %', '10%'],
    ['１０％', '10%'],
    ['.5%', '0.5%'],
    ['%', ''],
    ['%10', ''],
    ['10%%', ''],
    ['1e-1', '0.1'],
  ])('refuses %s as a rate and suggests %j', (text, fix) => {
    expect(readRate(plain(text))).toEqual({ ok: false, fix })
  })

  test.each(['2009-07-01', '2024-02-29', '2000-02-29', '1900-01-01', '9999-12-31'])(
    'reads %s as a date',
    (text) => {
      expect(readDate(plain(text))).toEqual({ ok: true, text })
      expect(readDate(quoted(text))).toEqual({ ok: true, text })
    },
  )

  test.each([
    ['2009-7-1', '2009-07-01'],
    ['2009/7/1', '2009-07-01'],
    ['2009.07.01', '2009-07-01'],
    ['2009年7月1日', '2009-07-01'],
    ['20090701', '2009-07-01'],
    ['２００９－０７－０１', '2009-07-01'],
    ['2009-07-01T00:00:00Z', '2009-07-01'],
    ['2009-07-01 12:30', '2009-07-01'],
    ['2023-02-29', ''],
    ['1900-02-29', ''],
    ['2024-02-30', ''],
    ['2024-13-01', ''],
    ['2024-00-10', ''],
    ['0000-01-01', ''],
    ['2009-07', ''],
    ['09-07-01', ''],
    ['', ''],
  ])('refuses %s as a date and suggests %j', (text, fix) => {
    expect(readDate(plain(text))).toEqual({ ok: false, fix })
  })

  test.each(['true', 'false'])('reads %s', (text) => {
    expect(readBoolean(plain(text))).toEqual({ ok: true, text })
  })

  test.each([
    ['yes', 'true'],
    ['No', 'false'],
    ['是', 'true'],
    ['否', 'false'],
    ['TRUE', 'true'],
    ['on', 'true'],
    ['1', ''],
    ['', ''],
  ])('refuses %s as yes or no and suggests %j', (text, fix) => {
    expect(readBoolean(plain(text))).toEqual({ ok: false, fix })
  })
})

describe('a realistic provision', () => {
  const provision = readFileSync(at('document/provision.yaml'), 'utf8')
  const libraryReads = (text: string): unknown =>
    parseDocument(text.replaceAll(/\r(?!\n)/g, '\n'), { schema: 'failsafe', uniqueKeys: false }).toJS()

  /** As the library gives it: an empty value is the empty text. */
  function plainFrom(node: Node | null): unknown {
    if (node === null) return ''
    if (node.kind === 'scalar') return node.text
    if (node.kind === 'list') return node.items.map(plainFrom)
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plainFrom(value)]))
  }

  test('of 400 lines is read whole', () => {
    const [head = '', clause = ''] = provision.split('clauses:\n')
    const clauses = Array.from({ length: 10 }, (_, i) => clause.replace('government-market:', `market-${i}:`))
    const text = `${head}clauses:\n${clauses.join('')}`
    expect(text.split('\n').length).toBeGreaterThan(400)
    const { document, diagnostics } = documentFromText('file.yaml', text)
    expect(diagnostics).toEqual([])
    expect(plainFrom(document.root)).toEqual(libraryReads(text))
  })

  const seed = Number(process.env.CLAUSEBOOK_SEED ?? 20260401)

  test(`damaged 2,000 times is refused with a place, or read as the library reads it (seed ${seed})`, () => {
    const damage = damager(seed)
    let read = 0
    for (let i = 0; i < 2000; i++) {
      const text = damage(provision)
      const { document, diagnostics } = documentFromText('file.yaml', text)
      for (const { span, message, fix, related } of diagnostics) {
        for (const [start, end] of [span, ...(related ?? []).map((place) => place.span)]) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(end).toBeLessThanOrEqual(text.length)
        }
        for (const words of [message, fix]) {
          expect(words.en).toMatch(/^[^A-Z]/)
          expect(words.en).not.toMatch(/\.$|undefined|\[object/)
          expect(words.zh).not.toMatch(/[。.]$|undefined|\[object/)
        }
      }
      if (diagnostics.length > 0) continue
      read++
      expect(plainFrom(document.root)).toEqual(libraryReads(text))
    }
    // Most damage breaks the form; a letter changed in a word does not.
    expect(read).toBeGreaterThan(200)
    expect(read).toBeLessThan(1800)
  })
})

/** Takes bytes away, doubles them, puts others in, swaps lines: up to four times, by a seed. */
function damager(seed: number): (text: string) => string {
  let state = seed
  // Source: mulberry32, Tommy Ettinger
  const random = (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
  const pieces = [
    '{', '}', '[', ']', ':', ': ', ',', '-', '- ', '? ', '#', ' #', "'", '"', '|', '>', '&a ', '*a', '!t ', '%', '@', '`',
    '\\', '\t', '\n', '\r', '\r\n', '\n\n', '---\n', '...\n', ' ', '  ', '：', '，', '\u00a0', '\u200b', '\ufeff', '<<: ', '0',
  ] // biome-ignore format: a table of pieces
  return (text) => {
    let bytes = Buffer.from(text)
    for (let times = 1 + random(4); times > 0; times--) {
      const from = random(bytes.length)
      const to = Math.min(bytes.length, from + 1 + random(random(8) === 0 ? 200 : 4))
      const part = bytes.subarray(from, to)
      const put = random(3) === 0 ? part : Buffer.from(pieces[random(pieces.length)] ?? '')
      const middle = random(3) === 0 ? [] : random(2) === 0 ? [put] : [part, put]
      bytes = Buffer.concat([bytes.subarray(0, from), ...middle, bytes.subarray(to)])
    }
    return bytes.toString('utf8')
  }
}
