import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { lineCounter } from '../engine/base/span.ts'
import { type Document, type Node, nodeAt, type Path } from '../engine/document/document.ts'
import {
  applyEdits,
  type EditResult,
  insertEntry,
  invertEdit,
  removeEntry,
  setScalar,
} from '../engine/document/edit.ts'
import { documentFromText } from '../engine/document/from-text.ts'
import { arbitraryText, arbitraryYaml } from './document/arbitrary-yaml.ts'

const seed = Number(process.env.CLAUSEBOOK_SEED ?? 20260401)

function read(text: string): Document {
  const { document, diagnostics } = documentFromText('file.yaml', text)
  expect(diagnostics).toEqual([])
  return document
}

/** The text after an edit, or the English reason for refusing it. */
const after = (text: string, result: EditResult): string =>
  'edit' in result ? applyEdits(text, [result.edit]) : `refused: ${result.problem.message.en}`

const set = (text: string, path: Path, value: string) => after(text, setScalar(read(text), path, value))

describe('setScalar', () => {
  test.each<[string, string, Path, string, string]>([
    ['a plain number', 'cap: 3000 # 年\n', ['cap'], '3500', 'cap: 3500 # 年\n'],
    ['a rate as typed', 'rate: 0.10\n', ['rate'], '0.20', 'rate: 0.20\n'],
    ['a date in a list', '- 2009-07-01\n- x\n', [0], '2010-01-01', '- 2010-01-01\n- x\n'],
    ['a value in a flow map', 'a: { b: 1, c: 2 }\n', ['a', 'c'], '3', 'a: { b: 1, c: 3 }\n'],
    ['single quotes', "a: 'x'\n", ['a'], "it's", "a: 'it''s'\n"],
    ['double quotes', 'a: "x"\n', ['a'], 'a "b" \\', 'a: "a \\"b\\" \\\\"\n'],
    ['plain text that needs quotes', 'a: x\n', ['a'], 'b: c', "a: 'b: c'\n"],
    ['a comma in a block map', 'a: x\n', ['a'], 'b, c', 'a: b, c\n'],
    ['a comma in a flow map', 'a: {b: x}\n', ['a', 'b'], 'b, c', "a: {b: 'b, c'}\n"],
    ['brackets in a flow list', 'a: [x]\n', ['a', 0], '[1]', "a: ['[1]']\n"],
    ['a number sign', 'a: x\n', ['a'], 'b #c', "a: 'b #c'\n"],
    ['an asterisk', 'a: x\n', ['a'], '*', "a: '*'\n"],
    ['4*0, which is plain', 'a: x\n', ['a'], '4*0', 'a: 4*0\n'],
    ['the empty text', 'a: x\n', ['a'], '', "a: ''\n"],
    ['spaces at the ends', 'a: x\n', ['a'], ' b ', "a: ' b '\n"],
    ['a line break', 'a: x\n', ['a'], 'b\nc', 'a: "b\\nc"\n'],
    ['a line break in single quotes', "a: 'x'\n", ['a'], 'b\nc', 'a: "b\\nc"\n'],
    ['a plain text over two lines', 'a: x\n  y\nb: 1\n', ['a'], 'z', 'a: z\nb: 1\n'],
    ['a literal text', 'a: |\n    x\n    y\nb: 1\n', ['a'], 'z\nw\n', 'a: |\n    z\n    w\nb: 1\n'],
    [
      'a literal text with empty lines',
      'a: | # c\n  x\nb: 1\n',
      ['a'],
      'z\n\nw\n',
      'a: | # c\n  z\n\n  w\nb: 1\n',
    ],
    ['a literal text that loses its last line break', 'a: |\n  x\nb: 1\n', ['a'], 'z', 'a: |-\n  z\nb: 1\n'],
    ['a literal text that begins with a space', 'a: |\n  x\nb: 1\n', ['a'], ' z\n', 'a: |2\n   z\nb: 1\n'],
    ['a folded text', 'a: >\n  x\n  y\nb: 1\n', ['a'], 'z\nw\n', 'a: >\n  z\n\n  w\nb: 1\n'],
    ['a literal text at the end of a text without a line end', 'a: |\n  x', ['a'], 'z\n', 'a: |\n  z'],
    ['a literal text that is cleared', 'a: |\n  x\n\nb: 1\n', ['a'], '', "a: ''\n\nb: 1\n"],
    ['a literal text that becomes a space', 'a: |\n  x\nb: 1\n', ['a'], ' ', "a: ' '\nb: 1\n"],
    ['line ends of Windows', 'a: |\r\n  x\r\nb: 1\r\n', ['a'], 'z\nw\n', 'a: |\r\n  z\r\n  w\r\nb: 1\r\n'],
    ['line ends of old Macs', 'a: 1\rb: 2\r', ['b'], '3', 'a: 1\rb: 3\r'],
    ['a byte order mark', '\ufeffa: 1\nb: 2\n', ['a'], '9', '\ufeffa: 9\nb: 2\n'],
    ['a whole text', 'x # c\n', [], 'y', 'y # c\n'],
  ])('keeps all else around %s', (_, text, path, value, expected) => {
    expect(set(text, path, value)).toBe(expected)
  })

  test.each<[string, string, Path, string]>([
    ['a map', 'a: { b: 1 }\n', ['a'], 'refused: no single value stands at `a`'],
    ['a path that does not exist', 'a: 1\n', ['b', 0], 'refused: no single value stands at `b.0`'],
    ['a key without a value', 'a:\nb: 1\n', ['a'], 'refused: no single value stands at `a`'],
  ])('refuses %s', (_, text, path, expected) => {
    expect(set(text, path, 'x')).toBe(expected)
  })

  test.each(['\u0000', 'a\u0007b', '\ud800'])('refuses the character %j, which no text may hold', (value) => {
    expect(set('a: x\n', ['a'], value)).toMatch(/^refused: this cannot be written here/)
  })

  test('leaves the faults that a text has as they are', () => {
    const { document } = documentFromText('file.yaml', 'a: 1\na: 2\nb: 3\n')
    expect(after(document.text, setScalar(document, ['b'], '4'))).toBe('a: 1\na: 2\nb: 4\n')
  })

  test('points at the nearest place that exists', () => {
    const text = 'a:\n  b: 1\n'
    const result = setScalar(read(text), ['a', 'c'], 'x')
    const problem = 'problem' in result ? result.problem : undefined
    expect(problem?.code).toBe('EDIT_REFUSED')
    expect(lineCounter(text)(problem?.span[0] ?? 0)).toEqual({ line: 2, column: 3 })
  })
})

describe('insertEntry', () => {
  const insert = (text: string, path: Path, key: string, value: string, place?: string | null) =>
    after(text, insertEntry(read(text), path, key, value, place === undefined ? {} : { after: place }))

  const dated =
    'values:\n  # the notice of 2009\n  2009-07-01: 3000 # 年\n  # later\n  2012-01-01: 3200\nnext: 1\n'
  test.each<[string, string, string | null | undefined, string]>([
    ['last', dated, undefined, dated.replace('3200\n', '3200\n  2015-01-01: 3500\n')],
    ['after a key', dated, '2009-07-01', dated.replace('# 年\n', '# 年\n  2015-01-01: 3500\n')],
    [
      'first, above the comment of the first',
      dated,
      null,
      dated.replace('values:\n', 'values:\n  2015-01-01: 3500\n'),
    ],
  ])('puts a dated value %s', (_, text, place, expected) => {
    expect(insert(text, ['values'], '2015-01-01', '3500', place)).toBe(expected)
  })

  test.each<[string, string, Path, string, string, string | null | undefined, string]>([
    ['a flow map, last', 'a: { b: 1 }\n', ['a'], 'c', '2', undefined, 'a: { b: 1, c: 2 }\n'],
    ['a flow map, first', 'a: {b: 1}\n', ['a'], 'c', '2', null, 'a: {c: 2, b: 1}\n'],
    ['a flow map, between', 'a: {b: 1, d: 3}\n', ['a'], 'c', '2', 'b', 'a: {b: 1, c: 2, d: 3}\n'],
    [
      'a flow map over lines',
      'a: {\n  b: 1, # c\n  d: 2 }\n',
      ['a'],
      'c',
      '2',
      'b',
      'a: {\n  b: 1, c: 2, # c\n  d: 2 }\n',
    ],
    ['an empty flow map', 'a: {}\n', ['a'], 'c', '2', undefined, 'a: {c: 2}\n'],
    ['a map of a list', '- a: 1\n  b: 2\n', [0], 'c', '3', undefined, '- a: 1\n  b: 2\n  c: 3\n'],
    ['a map of a list, first', '- a: 1\n  b: 2\n', [0], 'c', '3', null, '- c: 3\n  a: 1\n  b: 2\n'],
    ['a text without a last line end', 'a: 1', [], 'b', '2', undefined, 'a: 1\nb: 2'],
    [
      'a text with Windows line ends',
      'a:\r\n  b: 1\r\nc: 2\r\n',
      ['a'],
      'd',
      '3',
      undefined,
      'a:\r\n  b: 1\r\n  d: 3\r\nc: 2\r\n',
    ],
    ['a text with a byte order mark, first', '\ufeffa: 1\n', [], 'b', '2', null, '\ufeffb: 2\na: 1\n'],
    ['a text that opens with a comment', '# all\na: 1\n', [], 'b', '2', null, '# all\nb: 2\na: 1\n'],
    [
      'after a nested map and its comments',
      'a:\n  b: 1\n  # of a\n# of c\nc: 2\n',
      [],
      'd',
      '3',
      'a',
      'a:\n  b: 1\n  # of a\nd: 3\n# of c\nc: 2\n',
    ],
    ['after a literal text', 'a: |\n  x\nc: 2\n', [], 'd', '3', 'a', 'a: |\n  x\nd: 3\nc: 2\n'],
    ['after a key without a value', 'a: # none\nc: 2\n', [], 'd', '3', 'a', 'a: # none\nd: 3\nc: 2\n'],
    [
      'a map as the value',
      'a:\n  b: 1\n',
      ['a'],
      'c',
      '{ value: 2, published: 2010-01-01 }',
      undefined,
      'a:\n  b: 1\n  c: { value: 2, published: 2010-01-01 }\n',
    ],
    ['a key that needs quotes', 'a: 1\n', [], 'b: c', '2', undefined, "a: 1\n'b: c': 2\n"],
    [
      'a text with a comma in a flow map',
      'a: {b: 1}\n',
      ['a'],
      'c',
      'x, y',
      undefined,
      "a: {b: 1, c: 'x, y'}\n",
    ],
    ['a value with a comment', 'a: 1\n', [], 'b', '2 # two', undefined, 'a: 1\nb: 2 # two\n'],
  ])('writes into %s', (_, text, path, key, value, place, expected) => {
    expect(insert(text, path, key, value, place)).toBe(expected)
  })

  test.each<[string, string, Path, string, string, string | null | undefined, string]>([
    ['a key that is there', 'a: 1\n', [], 'a', '2', undefined, 'the key `a` is there already'],
    ['a place after no key', 'a: 1\n', [], 'b', '2', 'c', 'there is no key `c`'],
    ['a list', '[a]\n', [], 'b', '2', undefined, 'no map stands at ``'],
    ['two lines', 'a: 1\n', [], 'b', 'c:\n  d: 1', undefined, '`c: d: 1` is no value that fits on one line'],
    ['broken text', 'a: 1\n', [], 'b', '[', undefined, '`[` is no value that fits on one line'],
    [
      'a block map on the line',
      'a: 1\n',
      [],
      'b',
      'c: d',
      undefined,
      'this cannot be written here without changing something else',
    ],
    [
      'a key that no map may have',
      'a: 1\n',
      [],
      '__proto__',
      '1',
      undefined,
      'this cannot be written here without changing something else',
    ],
    [
      'a pair in a flow list',
      '[a: 1]\n',
      [0],
      'b',
      '2',
      undefined,
      'this cannot be written here without changing something else',
    ],
  ])('refuses %s', (_, text, path, key, value, place, expected) => {
    expect(insert(text, path, key, value, place)).toBe(`refused: ${expected}`)
  })
})

describe('removeEntry', () => {
  const remove = (text: string, path: Path, key: string) => after(text, removeEntry(read(text), path, key))

  test.each<[string, string, Path, string, string]>([
    ['a line', 'a: 1\nb: 2 # two\nc: 3\n', [], 'b', 'a: 1\nc: 3\n'],
    [
      'lines, and leaves the comment above',
      'a: 1\n# of b\nb:\n  - 1\n  - 2\nc: 3\n',
      [],
      'b',
      'a: 1\n# of b\nc: 3\n',
    ],
    ['the first of a flow map', 'a: { b: 1, c: 2 }\n', ['a'], 'b', 'a: { c: 2 }\n'],
    ['the last of a flow map', 'a: { b: 1, c: 2 }\n', ['a'], 'c', 'a: { b: 1 }\n'],
    ['the only one of a flow map', 'a: { b: 1 }\n', ['a'], 'b', 'a: {}\n'],
    ['the first on the line of a dash', '- a: 1\n  b: 2\n', [0], 'a', '- b: 2\n'],
    ['the last line, which has no end', 'a: 1\r\nb: 2', [], 'b', 'a: 1'],
    ['the first after a byte order mark', '\ufeffa: 1\nb: 2\n', [], 'a', '\ufeffb: 2\n'],
    ['a literal text', 'a: |\n  x\n\n  y\nb: 2\n', [], 'a', 'b: 2\n'],
  ])('takes away %s', (_, text, path, key, expected) => {
    expect(remove(text, path, key)).toBe(expected)
  })

  test.each<[string, string, Path, string, string]>([
    [
      'the only one of a block map',
      'a:\n  b: 1\n',
      ['a'],
      'b',
      'this cannot be written here without changing something else',
    ],
    ['one that is not there', 'a: 1\n', [], 'b', 'there is no key `b`'],
  ])('refuses %s', (_, text, path, key, expected) => {
    expect(remove(text, path, key)).toBe(`refused: ${expected}`)
  })
})

describe('applyEdits', () => {
  test('makes several edits at the places of the given text', () => {
    const edits = [
      { span: [4, 5], text: 'XX' },
      { span: [0, 0], text: '-' },
      { span: [1, 3], text: '' },
    ] as const
    expect(applyEdits('abcdef', edits)).toBe('-adXXf')
  })

  test('throws for edits that overlap', () => {
    const edits = [
      { span: [0, 2], text: '' },
      { span: [1, 3], text: '' },
    ] as const
    expect(() => applyEdits('abcdef', edits)).toThrow(RangeError)
  })
})

/** Every scalar with its path; an address no other has, so that two texts can be compared. */
function scalarsOf(
  node: Node | null,
  path: Path = [],
): readonly { readonly path: Path; readonly text: string }[] {
  if (node === null) return []
  if (node.kind === 'scalar') return [{ path, text: node.text }]
  if (node.kind === 'list') return node.items.flatMap((item, i) => scalarsOf(item, [...path, i]))
  return node.entries.flatMap(({ key, value }) => scalarsOf(value, [...path, key.text]))
}

/** What the library alone makes of a text. */
const libraryReads = (text: string): unknown =>
  parseDocument(text.replaceAll(/\r(?!\n)/g, '\n'), { schema: 'failsafe' }).toJS()

describe(`random documents (seed ${seed})`, () => {
  test('a scalar is replaced, all else is untouched, and the inverse restores the text', () => {
    const property = fc.property(arbitraryYaml, arbitraryText, fc.nat(), (text, value, pick) => {
      const document = read(text)
      const scalars = scalarsOf(document.root)
      fc.pre(scalars.length > 0)
      const { path } = scalars[pick % scalars.length] as { path: Path }
      const before = nodeAt(document.root, path)
      const result = setScalar(document, path, value)
      if ('problem' in result) return expect.unreachable(result.problem.message.en)
      const { edit } = result
      const edited = applyEdits(text, [edit])
      expect(edit.span).toEqual(before?.span)
      expect(edited).toBe(text.slice(0, edit.span[0]) + edit.text + text.slice(edit.span[1]))
      const same = (at: Path) => JSON.stringify(at) === JSON.stringify(path)
      expect(scalarsOf(read(edited).root)).toEqual(
        scalars.map((scalar) => (same(scalar.path) ? { path, text: value } : scalar)),
      )
      expect(applyEdits(edited, [invertEdit(text, edit)])).toBe(text)
    })
    fc.assert(property, { seed, numRuns: 1000 })
  })

  test('an entry that is put in and taken out again leaves the text as it was', () => {
    const property = fc.property(
      arbitraryYaml,
      arbitraryText,
      fc.nat(),
      fc.nat(),
      (text, value, pick, place) => {
        const document = read(text)
        const paths = mapsOf(document.root)
        const path = paths[pick % paths.length] as Path
        const map = nodeAt(document.root, path)
        const keys = map?.kind === 'map' ? map.entries.map(({ key }) => key.text) : []
        const position = place % (keys.length + 1)
        const quoted = JSON.stringify(value)
        const result = insertEntry(document, path, 'put in', quoted, { after: keys[position - 1] ?? null })
        if ('problem' in result) return expect(quoted).toMatch(/\\u|\ud800/)
        const edited = applyEdits(text, [result.edit])
        const within = nodeAt(read(edited).root, path)
        expect(within?.kind === 'map' && within.entries[position]?.key.text).toBe('put in')
        expect(nodeAt(read(edited).root, [...path, 'put in'])).toMatchObject({ text: value })
        const back = removeEntry(read(edited), path, 'put in')
        expect('edit' in back && libraryReads(applyEdits(edited, [back.edit]))).toEqual(libraryReads(text))
        if (position > 0 && 'edit' in back) expect(applyEdits(edited, [back.edit])).toBe(text)
      },
    )
    fc.assert(property, { seed, numRuns: 300 })
  })
})

function mapsOf(node: Node | null, path: Path = []): readonly Path[] {
  if (node === null || node.kind === 'scalar') return []
  if (node.kind === 'list') return node.items.flatMap((item, i) => mapsOf(item, [...path, i]))
  return [path, ...node.entries.flatMap(({ key, value }) => mapsOf(value, [...path, key.text]))]
}
