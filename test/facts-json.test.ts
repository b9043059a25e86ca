import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineCounter } from '../engine/base/span.ts'
import { type Node, nodeAt, type ScalarNode } from '../engine/document/document.ts'
import { documentFromJson } from '../engine/document/from-json.ts'
import { documentFromText } from '../engine/document/from-text.ts'
import { readNumber } from '../engine/document/scalar.ts'

// Each refusal, with its whole message, stands in errors/document/json.yaml.

const seed = Number(process.env.CLAUSEBOOK_SEED ?? 20260401)

function rootOf(text: string): Node | null {
  const { document, diagnostics } = documentFromJson('facts.json', text)
  expect(diagnostics).toEqual([])
  return document.root
}

/** Code and place of each fault. */
function faultsOf(text: string): readonly string[] {
  const placeOf = lineCounter(text)
  return documentFromJson('facts.json', text).diagnostics.map(({ code, span }) => {
    const { line, column } = placeOf(span[0])
    return `${line}:${column} ${code}`
  })
}

/** As JSON.parse gives it; keys cannot reach a prototype. */
function plainFrom(node: Node | null): unknown {
  if (node === null) return undefined
  if (node.kind === 'list') return node.items.map(plainFrom)
  if (node.kind === 'map')
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plainFrom(value)]))
  return node.style === 'double' ? node.text : JSON.parse(node.text)
}

describe('documentFromJson', () => {
  test('keeps the digits of every number', () => {
    const text = '{ "a": 12345678901234567890.10, "b": -0, "c": 1e5, "d": 1E+5, "e": 0.10, "f": 1e999 }'
    const scalars = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => nodeAt(rootOf(text), [key]) as ScalarNode)
    expect(scalars.map(({ text: digits, source, style }) => [digits, source, style])).toEqual(
      ['12345678901234567890.10', '-0', '1e5', '1E+5', '0.10', '1e999'].map((digits) => [
        digits,
        digits,
        'plain',
      ]),
    )
    expect(scalars.map(readNumber)).toEqual([
      { ok: true, text: '12345678901234567890.10' },
      { ok: false, fix: '0' },
      { ok: false, fix: '100000' },
      { ok: false, fix: '100000' },
      { ok: true, text: '0.10' },
      { ok: false, fix: '' },
    ])
  })

  test('tells text from numbers, yes, no and null', () => {
    const root = rootOf('["12", 12, true, false, null, "null"]')
    const styles = [0, 1, 2, 3, 4, 5].map((i) => (nodeAt(root, [i]) as ScalarNode).style)
    expect(styles).toEqual(['double', 'plain', 'plain', 'plain', 'plain', 'double'])
  })

  test('gives every node its span', () => {
    const text = '\ufeff{ "a": [1, "x"],\r\n  "b": {} }\n'
    const root = rootOf(text)
    const source = (node: Node | null | undefined) => node && text.slice(...node.span)
    expect(root?.span).toEqual([1, text.length - 1])
    expect(source(nodeAt(root, ['a']))).toBe('[1, "x"]')
    expect(source(nodeAt(root, ['a', 1]))).toBe('"x"')
    expect(source(nodeAt(root, ['b']))).toBe('{}')
  })

  test('resolves escapes', () => {
    expect(rootOf('"\\"\\\\\\/\\n\\r\\t\\u5e74\\uD83D\\ude00年"')).toMatchObject({
      text: '"\\/\n\r\t年😀年',
    })
  })

  test.each([
    ['[ 64 times', '['.repeat(64) + ']'.repeat(64), []],
    ['[ 65 times', '['.repeat(65) + ']'.repeat(65), ['1:65 TEXT_TOO_DEEP']],
    ['[ a million times', '['.repeat(1 << 20), ['1:65 TEXT_TOO_DEEP']],
    ['{"a": 100 times', '{"a":'.repeat(100), ['1:321 TEXT_TOO_DEEP']],
    ['one character more than the limit', `"${'a'.repeat((1 << 20) - 1)}"`, ['1:1048577 TEXT_TOO_LARGE']],
    ['half a million numbers', `[${'1,'.repeat(500_000)}1]`, []],
    ['60,000 keys', `{${Array.from({ length: 60_000 }, (_, i) => `"k${i}":1`).join()}}`, []],
    ['quotes of backslashes', `"${'\\'.repeat(1_000_000)}"`, []],
    ['a number of a million digits', '1'.repeat(1_000_000), []],
    ['a million minus signs', '-'.repeat(1_000_000), ['1:1 JSON_SYNTAX']],
    ['a million commas', ','.repeat(1_000_000), ['1:1 JSON_SYNTAX']],
    ['a zero byte', '\0', ['1:1 TEXT_CHARACTER']],
  ])('answers %s', (_, text, expected) => {
    expect(faultsOf(text)).toEqual(expected)
  })

  test(`reads what JSON.parse reads (seed ${seed})`, () => {
    const property = fc.property(fc.json({ maxDepth: 6 }), fc.nat({ max: 4 }), (json, indent) => {
      const value: unknown = JSON.parse(json)
      const text = JSON.stringify(value, null, indent)
      const { document, diagnostics } = documentFromJson('facts.json', text)
      // Keys that JSON allows and we do not: empty, invisible, of every object. Control characters likewise.
      const allowed = /^(KEY_EMPTY|KEY_INVISIBLE|KEY_FORBIDDEN|KEY_LOOKALIKE|TEXT_CHARACTER)$/
      if (diagnostics.length > 0) return diagnostics.every(({ code }) => allowed.test(code))
      expect(plainFrom(document.root)).toEqual(value)
      return true
    })
    fc.assert(property, { seed, numRuns: 500 })
  })

  test(`refuses what JSON.parse refuses (seed ${seed})`, () => {
    const piece = fc.constantFrom(
      ...'{}[],:"\\/-+.0123eEtrufalsn \n\t\ra',
      'true',
      'null',
      '"a"',
      '\\u0041',
      '，',
    )
    const damaged = fc
      .tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.nat({ max: 3 }), fc.array(piece, { maxLength: 3 }))
      .map(([json, at, length, put]) => {
        const from = at % (json.length + 1)
        return json.slice(0, from) + put.join('') + json.slice(from + length)
      })
    const property = fc.property(damaged, (text) => {
      const { diagnostics } = documentFromJson('facts.json', text)
      for (const { span } of diagnostics) {
        expect(span[0]).toBeLessThanOrEqual(span[1])
        expect(span[1]).toBeLessThanOrEqual(text.length)
      }
      let accepted = true
      try {
        JSON.parse(text)
      } catch {
        accepted = false
      }
      return accepted || diagnostics.length > 0
    })
    fc.assert(property, { seed, numRuns: 2000 })
  })

  test('gives the nodes that the same text gives as YAML', () => {
    const text = '{ "a": [1, "x", true, null, { "b": -1.50 }], "c": {} }'
    expect(rootOf(text)).toEqual(documentFromText('facts.yaml', text).document.root)
  })
})
