import { describe, expect, test } from 'vitest'
import type { Document, Path } from '../engine/document/document.ts'
import {
  applyEdits,
  type EditResult,
  insertItem,
  insertMap,
  removeItem,
  renameKey,
  replaceNode,
  spliceItem,
  swapEntries,
  swapItems,
  unwrapEntry,
  wrapEntries,
} from '../engine/document/edit.ts'
import { documentFromText } from '../engine/document/from-text.ts'

function read(text: string): Document {
  const { document, diagnostics } = documentFromText('file.yaml', text)
  expect(diagnostics).toEqual([])
  return document
}

const edited = (text: string, result: EditResult): string =>
  'edit' in result ? applyEdits(text, [result.edit]) : `refused: ${result.problem.message.en}`

const block = 'a:\n  # of x\n  - x # one\n  # of y\n  - y\nb: 1\n'

describe('insertItem', () => {
  const insert = (text: string, path: Path, index: number, item: string) =>
    edited(text, insertItem(read(text), path, index, item))
  test.each<[string, string, Path, number, string, string]>([
    ['a block list, last', block, ['a'], 2, '{ b: 1 }', block.replace('- y\n', '- y\n  - { b: 1 }\n')],
    ['a block list, between', block, ['a'], 1, 'z', block.replace('# one\n', '# one\n  - z\n')],
    ['a block list, first', block, ['a'], 0, 'z', block.replace('a:\n', 'a:\n  - z\n')],
    ['a list at the column of its key', 'a:\n- x\nb: 1\n', ['a'], 1, 'y', 'a:\n- x\n- y\nb: 1\n'],
    ['a list in a list', '- - x\n  - y\n', [0], 0, 'z', '- - z\n  - x\n  - y\n'],
    ['a flow list, last', 'a: [x, y]\n', ['a'], 2, 'z', 'a: [x, y, z]\n'],
    ['a flow list, first', 'a: [{ x: 1 }]\n', ['a'], 0, '{ y: 1 }', 'a: [{ y: 1 }, { x: 1 }]\n'],
    ['an empty list', 'a: []\n', ['a'], 0, 'z', 'a: [z]\n'],
    ['a text with Windows line ends', 'a:\r\n  - x\r\n', ['a'], 1, 'y', 'a:\r\n  - x\r\n  - y\r\n'],
    ['a text without a last line end', 'a:\n  - x', ['a'], 1, 'y', 'a:\n  - x\n  - y'],
  ])('writes into %s', (_, text, path, index, item, expected) => {
    expect(insert(text, path, index, item)).toBe(expected)
  })
  test.each<[string, string, Path, string, string]>([
    ['a map', 'a: { b: 1 }\n', ['a'], 'x', 'no such item stands at `a`'],
    ['two lines', 'a: [x]\n', ['a'], 'b:\n  c: 1', '`b: c: 1` is no value that fits on one line'],
  ])('refuses %s', (_, text, path, item, expected) => {
    expect(insert(text, path, 0, item)).toBe(`refused: ${expected}`)
  })
})

describe('removeItem', () => {
  test.each<[string, string, Path, number, string]>([
    ['a line', block, ['a'], 0, block.replace('  - x # one\n', '')],
    ['several lines', 'a:\n  - b: 1\n    c: 2\n  - d\n', ['a'], 0, 'a:\n  - d\n'],
    ['the first of a flow list', 'a: [x, y]\n', ['a'], 0, 'a: [y]\n'],
    ['the last of a flow list', 'a: [x, y]\n', ['a'], 1, 'a: [x]\n'],
    ['the first on the line of a dash', '- - x\n  - y\n', [0], 0, '- - y\n'],
    ['the last line, which has no end', 'a:\n  - x\n  - y', ['a'], 1, 'a:\n  - x'],
  ])('takes away %s', (_, text, path, index, expected) => {
    expect(edited(text, removeItem(read(text), path, index))).toBe(expected)
  })
  test('refuses the only item of a block list', () => {
    expect(edited('a:\n  - x\n', removeItem(read('a:\n  - x\n'), ['a'], 0))).toMatch(/^refused/)
  })
})

describe('swapItems and swapEntries', () => {
  test.each<[string, string, Path, number, string]>([
    ['lines with their comments', block, ['a'], 0, 'a:\n  # of y\n  - y\n  # of x\n  - x # one\nb: 1\n'],
    ['pieces of a line', 'a: [x, { y: 1 }, z]\n', ['a'], 0, 'a: [{ y: 1 }, x, z]\n'],
    ['the last, which has no line end', 'a:\n  - x\n  - y', ['a'], 0, 'a:\n  - y\n  - x'],
  ])('lets items change places: %s', (_, text, path, index, expected) => {
    expect(edited(text, swapItems(read(text), path, index))).toBe(expected)
  })
  test.each<[string, string, Path, number, string]>([
    [
      'lines',
      'a:\n  b:\n    - 1\n  # of c\n  c: { d: 1 }\n',
      ['a'],
      0,
      'a:\n  # of c\n  c: { d: 1 }\n  b:\n    - 1\n',
    ],
    ['pieces of a line', 'a: { b: 1, c: [2] }\n', ['a'], 0, 'a: { c: [2], b: 1 }\n'],
  ])('lets entries change places: %s', (_, text, path, index, expected) => {
    expect(edited(text, swapEntries(read(text), path, index))).toBe(expected)
  })
  test('refuses the last', () => {
    expect(edited('a: 1\n', swapEntries(read('a: 1\n'), [], 0))).toMatch(/^refused/)
    expect(edited('[a]\n', swapItems(read('[a]\n'), [], 0))).toMatch(/^refused/)
  })
})

describe('replaceNode', () => {
  test.each<[string, string, Path, string, string]>([
    ['a text by a map', 'a: { b: 1, c: 2 } # d\n', ['a', 'b'], '{ e: f }', 'a: { b: { e: f }, c: 2 } # d\n'],
    ['a map by a text', 'a: { b: { e: f } }\n', ['a', 'b'], '1', 'a: { b: 1 }\n'],
    ['a block map by a text', 'a:\n  b: 1\n  # c\nd: 2\n', ['a'], '3', 'a: 3\n  # c\nd: 2\n'],
    ['an item', '- a\n- b\n', [1], '[c, d]', '- a\n- [c, d]\n'],
  ])('puts %s', (_, text, path, value, expected) => {
    expect(edited(text, replaceNode(read(text), path, value))).toBe(expected)
  })
})

describe('renameKey', () => {
  test.each<[string, string, Path, string, string, string]>([
    ['in a block', 'a:\n  any: # why\n    - x\n', ['a'], 'any', 'all', 'a:\n  all: # why\n    - x\n'],
    ['in a flow', "a: { 'b': 1 }\n", ['a'], 'b', 'c', "a: { 'c': 1 }\n"],
  ])('%s', (_, text, path, key, now, expected) => {
    expect(edited(text, renameKey(read(text), path, key, now))).toBe(expected)
  })
  test('refuses a key that is there', () => {
    expect(edited('a: 1\nb: 2\n', renameKey(read('a: 1\nb: 2\n'), [], 'a', 'b'))).toBe(
      'refused: the key `b` is there already',
    )
  })
})

describe('wrapEntries and unwrapEntry', () => {
  const wraps: readonly (readonly [string, string, Path, readonly string[], boolean, string])[] = [
    [
      'a flow into a list',
      "c: { f: a, v: 1, quote: 'q' }\n",
      ['c'],
      ['f', 'v'],
      true,
      "c: { any: [{ f: a, v: 1 }], quote: 'q' }\n",
    ],
    ['a flow into a map', '- { f: a }\n', [0], ['f'], false, '- { any: { f: a } }\n'],
    [
      'a block into a list',
      'c:\n  f: a # b\n\n  v: 1\n  quote: q\n',
      ['c'],
      ['f', 'v'],
      true,
      'c:\n  any:\n    - f: a # b\n\n      v: 1\n  quote: q\n',
    ],
    [
      'a block list of a block',
      '- all:\n    - x\n    - y\n- z\n',
      [0],
      ['all'],
      true,
      '- any:\n    - all:\n        - x\n        - y\n- z\n',
    ],
  ]
  test.each(wraps)('%s, and back', (_, text, path, keys, inList, expected) => {
    const wrapped = edited(text, wrapEntries(read(text), path, keys, 'any', { inList }))
    expect(wrapped).toBe(expected)
    expect(edited(wrapped, unwrapEntry(read(wrapped), path, 'any'))).toBe(text)
  })
  test('takes the flow of one item into the lines of its map', () => {
    const text = 'c:\n  any:\n    - { f: a, v: 1 }\n  quote: q\n'
    expect(edited(text, unwrapEntry(read(text), ['c'], 'any'))).toBe('c:\n  f: a\n  v: 1\n  quote: q\n')
  })
  test.each<[string, string, string]>([
    ['several items', 'c: { any: [{ a: 1 }, { b: 1 }] }\n', 'this does not hold one thing alone'],
    [
      'a key that is there',
      'c: { any: [{ a: 1 }], a: 2 }\n',
      'this cannot be written here without changing something else',
    ],
  ])('does not take out %s', (_, text, expected) => {
    expect(edited(text, unwrapEntry(read(text), ['c'], 'any'))).toBe(`refused: ${expected}`)
  })
  test('does not wrap what stands apart', () => {
    const text = 'c: { f: a, quote: q, v: 1 }\n'
    expect(edited(text, wrapEntries(read(text), ['c'], ['f', 'v'], 'any', { inList: true }))).toBe(
      'refused: f, v do not stand together',
    )
  })
})

describe('spliceItem', () => {
  test.each<[string, string, Path, number, string]>([
    ['a block', '- all:\n    - x # 1\n    # c\n    - y\n- z\n', [], 0, '- x # 1\n# c\n- y\n- z\n'],
    ['a flow', '[{ all: [x, y] }, z]\n', [], 0, '[x, y, z]\n'],
    ['a flow inside a block', 'a:\n  - { all: [x, y] }\n', ['a'], 0, 'a:\n  - x\n  - y\n'],
  ])('puts items in the place of their list: %s', (_, text, path, index, expected) => {
    expect(edited(text, spliceItem(read(text), path, index))).toBe(expected)
  })
})

describe('insertMap', () => {
  const insert = (text: string, path: Path, last: string | null) =>
    edited(text, insertMap(read(text), path, 'e', { key: 'c', value: '{ f: a }' }, last))
  test.each<[string, string, Path, string | null, string]>([
    ['a block', 'a:\n  b: 1\n  d: 2\n', ['a'], 'b', 'a:\n  b: 1\n  e:\n    c: { f: a }\n  d: 2\n'],
    ['a flow', 'a: { b: 1 }\n', ['a'], 'b', 'a: { b: 1, e: { c: { f: a } } }\n'],
  ])('writes two lines into %s', (_, text, path, last, expected) => {
    expect(insert(text, path, last)).toBe(expected)
  })
})
