import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Diagnostic, hasErrors } from '../engine/base/diagnostic.ts'
import { lineCounter } from '../engine/base/span.ts'
import type { Node } from '../engine/document/document.ts'
import { documentFromText } from '../engine/document/from-text.ts'
import { type DocumentKind, validateDocument } from '../engine/policy/validate.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

interface Break {
  readonly name: string
  readonly replace: string
  readonly with: string
  readonly expected: readonly {
    readonly code: string
    readonly line: number
    readonly column: number
    readonly fix: string
  }[]
}

interface Table {
  readonly kind: DocumentKind
  readonly text: string
  readonly breaks: readonly Break[]
}

const folder = at('errors/schema/')
const tables = readdirSync(folder).map((file) => ({
  file,
  ...(parse(readFileSync(folder + file, 'utf8')) as Table),
}))

function validated(kind: DocumentKind, text: string): readonly Diagnostic[] {
  const { document, diagnostics } = documentFromText('file.yaml', text)
  return hasErrors(diagnostics) ? diagnostics : validateDocument(kind, document)
}

function placed(diagnostics: readonly Diagnostic[], text: string) {
  const positionOf = lineCounter(text)
  return diagnostics.map(({ code, span, fix, message }) => ({
    code,
    ...positionOf(span[0]),
    fix: fix.en,
    message: message.en,
  }))
}

for (const { file, kind, text, breaks } of tables)
  describe(`errors/schema/${file}`, () => {
    test('begins with a text that is right', () => {
      expect(placed(validated(kind, text), text)).toEqual([])
    })
    test.each(breaks)('$name', ({ replace, with: put, expected }) => {
      expect(text.split(replace), 'the passage stands once in the text').toHaveLength(2)
      const broken = text.replace(replace, () => put)
      expect(placed(validated(kind, broken), broken)).toEqual(
        expected.map((one) => expect.objectContaining({ ...one, fix: expect.stringContaining(one.fix) })),
      )
    })
  })

describe('messages', () => {
  const all = tables.flatMap(({ kind, text, breaks }) =>
    breaks.flatMap((one) =>
      validated(
        kind,
        text.replace(one.replace, () => one.with),
      ),
    ),
  )
  test('are in both languages, in the style of the house', () => {
    for (const { message, fix } of all)
      for (const { zh, en } of [message, fix]) {
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(en).toMatch(/^[^A-Z\p{Script=Han}][^\p{Script=Han}]*$|`/u)
        expect(`${zh}${en}`).not.toMatch(/undefined|NaN|\[object|\.$/)
      }
  })
  test('cover every code about the shape', () => {
    expect([...new Set(all.map(({ code }) => code))].sort()).toEqual([
      'DATE_IMPOSSIBLE',
      'KEY_MISSING',
      'KEY_UNKNOWN',
      'LANGUAGE_VERSION',
      'LIST_LENGTH',
      'MECHANISM_UNKNOWN',
      'NUMBER_FORM',
      'QUOTE_STYLE',
      'STEP_KEYS',
      'VALUE_MISSING',
      'VALUE_NOT_ALLOWED',
      'VALUE_TYPE',
    ])
  })
})

/** Names that the author chooses: a slip there is no fault of the shape. */
const chosen = new Set(
  'facts fields stacking parameters conditions eligibility outputs refer readings alternatives documents rows clauses change meta columns codes code_tables'.split(
    ' ',
  ),
)

interface Key {
  readonly name: string
  readonly span: readonly [number, number]
  readonly free: boolean
}

function keysOf(node: Node | null, holder = '', free = false): readonly Key[] {
  if (node?.kind === 'list')
    return node.items.flatMap((item) => keysOf(item, holder === 'cases' ? '' : holder, free))
  if (node?.kind !== 'map') return []
  const dated = node.entries.some(({ key }) => /^(undated|\d{4}-\d{2}-\d{2})$/.test(key.text))
  const units =
    holder === 'rounding' &&
    node.entries.some(
      ({ value }) => value?.kind === 'map' && !value.entries.some(({ key }) => key.text === 'zh'),
    )
  const names = chosen.has(holder) || units || (holder === 'values' && !dated)
  return node.entries.flatMap(({ key, value }) => [
    { name: key.text, span: key.span, free: free || names },
    ...keysOf(
      value,
      names ? '' : key.text,
      free ||
        holder === 'code_tables' ||
        (names && value?.kind === 'map' && holder === 'facts' && !known(value)),
    ),
  ])
}

/** A fact's declaration, or a value that is given: a record of free fields. */
const known = (node: Node): boolean =>
  node.kind === 'map' && node.entries.some(({ key }) => ['title', 'type', 'absent'].includes(key.text))

const misspelt = (name: string): readonly string[] => [
  `${name.slice(0, 1)}q${name.slice(2)}`,
  `${name.slice(0, 2)}q${name.slice(2)}`,
  name.slice(0, -1),
]

describe('one slip of one letter', () => {
  const language = readFileSync(at('../docs/language.md'), 'utf8')
  const examples = [...language.matchAll(/```yaml (policy|facts|provision|cases)\n([\s\S]*?)```/g)].map(
    ([, kind, text]) => ({
      file: `docs/language.md: ${kind}`,
      kind: kind as DocumentKind,
      text: text as string,
    }),
  )
  test.each([...tables, ...examples])(
    'in any key of $file gives one diagnostic, on that key',
    ({ kind, text }) => {
      expect(placed(validated(kind, text), text)).toEqual([])
      const { document } = documentFromText('file.yaml', text)
      const keys = keysOf(document.root)
      expect(keys.length).toBeGreaterThan(4)
      for (const { name, span, free } of keys)
        for (const slip of misspelt(name)) {
          if (slip === '') continue
          const broken = text.slice(0, span[0]) + slip + text.slice(span[1])
          const found = validated(kind, broken).map((one) => [
            one.code,
            broken.slice(...one.span),
            one.span[0],
          ])
          const unknown = [expect.stringMatching(/^(KEY|MECHANISM)_UNKNOWN$/), slip, span[0]]
          if (free) expect(found.length === 0 ? [unknown] : found, `${name} → ${slip}`).toEqual([unknown])
          else expect(found, `${name} → ${slip}`).toEqual([unknown])
        }
    },
  )
})

describe('schemas', () => {
  const names = ['policy', 'facts', 'provision', 'cases', 'mapping']
  test.each(names)('%s.schema.json says of every key what it is, in both languages', (name) => {
    const keys = describedKeys(JSON.parse(readFileSync(at(`../schemas/${name}.schema.json`), 'utf8')))
    expect(keys.length).toBeGreaterThan(4)
    for (const [key, { title, description, markdownDescription }] of keys)
      for (const text of [title, description, markdownDescription]) {
        expect(text, key).toMatch(/\p{Script=Han}/u)
        expect(text, key).toMatch(/ \/ |\n\n/)
      }
  })
})

type Described = Readonly<Record<string, unknown>>

/** The keys of every map that a schema describes in full. */
function describedKeys(schema: unknown): readonly (readonly [string, Described])[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties, additionalProperties } = schema as Described
  const own = additionalProperties === false ? Object.entries(properties as Record<string, Described>) : []
  return [...own, ...Object.values(schema).flatMap(describedKeys)]
}

test('thousands of faults are no more than a person can read', () => {
  const found = validated('cases', `cases:\n${'- id:\n'.repeat(5000)}`)
  expect(found.length).toBeGreaterThan(10)
  expect(found.length).toBeLessThan(300)
})
