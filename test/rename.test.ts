import { describe, expect, test } from 'vitest'
import { occurrencesIn } from '../editor/worker/references.ts'
import { placesOf, renamed, symbolAt } from '../editor/worker/rename.ts'
import { type SymbolName, symbolKey } from '../editor/worker/symbols.ts'
import {
  type DocumentCache,
  documentFromText,
  loadWorkspace,
  runCases,
  suiteOf,
  type Workspace,
} from '../engine/index.ts'
import { policies, policyFiles } from './support/policies.ts'
import { runs } from './support/seed.ts'

const cache: DocumentCache = new Map()
loadWorkspace(policyFiles, { cache })

type Texts = readonly { readonly path: string; readonly text: string }[]

const withTexts = (changed: Texts): Texts => {
  const now = new Map(changed.map(({ path, text }) => [path, text]))
  return policyFiles.map(({ path, text }) => ({ path, text: now.get(path) ?? text }))
}

const load = (files: Texts): Workspace => loadWorkspace(files, { cache: new Map(cache) })

const errorsOf = (workspace: Workspace): readonly string[] =>
  [...workspace.diagnostics, ...suiteOf(workspace).diagnostics]
    .filter(({ severity }) => severity === 'error')
    .map(({ file, code, message }) => `${file} ${code} ${message.en}`)

const all = occurrencesIn(policies)
const symbols: readonly SymbolName[] = [
  ...new Map(
    all.filter(({ isDefinition }) => isDefinition).map(({ symbol }) => [symbolKey(symbol), symbol]),
  ).values(),
]

/** A name that nothing has yet, of the same form. */
const other = ({ kind, name }: SymbolName): string =>
  kind === 'clause'
    ? 'renamed-clause'
    : `${name.replaceAll(/[^a-z0-9_-]/g, '')}${kind === 'condition' || kind === 'code' ? '-renamed' : '_renamed'}`

const afterwards = (symbol: SymbolName, to: string): SymbolName =>
  symbol.kind === 'clause'
    ? { ...symbol, name: `${policies.clause(symbol.name)?.provision}.${to}` }
    : { ...symbol, name: to }

const keyOf = ({ kind, name }: SymbolName): string =>
  kind === 'clause' ? (policies.clause(name)?.key ?? name) : name

/** Every name in a long run; some of them in a short one. */
const isLong = runs(1) > 1
const step = isLong ? 1 : 25
const tried = isLong ? 20 : 2

describe('renaming', () => {
  test('finds every definition once, and no place twice', () => {
    const places = all.map(({ file, span }) => `${file}:${span.join('-')}`)
    expect(new Set(places).size).toBe(places.length)
    const facts = symbols.filter(({ kind }) => kind === 'fact').map(({ name }) => name)
    expect(facts.sort()).toEqual(
      policies.policies.flatMap(({ facts: own }) => own.map(({ name }) => name)).sort(),
    )
    const parameters = policies.policies.flatMap(({ provisions }) =>
      provisions.flatMap((one) => [...one.parameters, ...one.clauses.flatMap((clause) => clause.parameters)]),
    )
    // Rows of a table are parameters of their own; their table has the name.
    expect(symbols.filter(({ kind }) => kind === 'parameter').length).toBeGreaterThan(0)
    for (const { name } of parameters)
      expect(
        symbols.some(
          (symbol) =>
            symbol.kind === 'parameter' &&
            (name === `${symbol.owner.replace(':shared', '')}.${symbol.name}` ||
              name.startsWith(`${symbol.owner.replace(':shared', '')}.${symbol.name}.`)),
        ),
        name,
      ).toBe(true)
  })

  /** Only documents and ids: what a renaming reads. */
  const reread = (texts: Texts, renamedId: readonly [string, string]): Workspace => {
    const documents = new Map(policies.documents)
    for (const { path, text } of texts) documents.set(path, documentFromText(path, text).document)
    const clause: Workspace['clause'] = (id) => policies.clause(id === renamedId[1] ? renamedId[0] : id)
    return { ...policies, documents, clause }
  }

  test(`and back gives every byte again, for every ${step > 1 ? `${step}th ` : ''}name`, () => {
    for (let n = 0; n < symbols.length; n += step) {
      const symbol = symbols[n] as SymbolName
      const to = other(symbol)
      const there = renamed(policies, symbol, to)
      if (!there.ok) {
        expect(there.why.en).toMatch(/holding|date of decision/)
        continue
      }
      const moved = afterwards(symbol, to)
      const back = renamed(reread(there.texts, [symbol.name, moved.name]), moved, keyOf(symbol))
      if (!back.ok) return expect.unreachable(`${symbolKey(symbol)}: ${back.why.en}`)
      const texts = new Map(back.texts.map(({ path, text }) => [path, text]))
      for (const { path } of there.texts)
        expect(texts.get(path), symbolKey(symbol)).toBe(policyFiles.find((file) => file.path === path)?.text)
    }
  }, 600_000)

  test.each(['fact', 'parameter', 'value', 'condition', 'code', 'clause'] as const)(
    'a %s leaves nothing behind: all loads, and every case is decided as before',
    (kind) => {
      const some = symbols.filter((symbol) => symbol.kind === kind)
      for (let n = 0; n < tried; n++) {
        const symbol = some[Math.floor((n * some.length) / tried) + 1]
        if (!symbol) continue
        const there = renamed(policies, symbol, other(symbol))
        if (!there.ok) continue
        const now = load(withTexts(there.texts))
        expect(errorsOf(now), symbolKey(symbol)).toEqual([])
        const failing = runCases(suiteOf(now)).filter(({ passed }) => !passed)
        expect(
          failing.map(({ id }) => id),
          symbolKey(symbol),
        ).toEqual([])
      }
    },
    600_000,
  )

  const fact = (name: string): SymbolName => ({ kind: 'fact', owner: 'policies/employment-promotion', name })

  test.each<[string, SymbolName, string, RegExp]>([
    ['the date of decision', fact('as_of'), 'decided_on', /date of decision/],
    ['a name that is taken', fact('venue'), 'annual_rent', /there already/],
    ['what is no name', fact('venue'), 'Venue 2', /is no name/],
    [
      'a code that is taken',
      { kind: 'code', owner: 'venue-rent.government-market', name: 'holder' },
      'first-time',
      /there already/,
    ],
    [
      'a clause that is there',
      { kind: 'clause', owner: '', name: 'venue-rent.other-venue' },
      'hardship-micro',
      /there already/,
    ],
  ])('refuses %s', (_, symbol, to, why) => {
    const folder = policies.policies[0]?.origin.file.replace(/\/policy\.yaml$/, '') ?? ''
    const own = symbol.kind === 'fact' ? { ...symbol, owner: folder } : symbol
    const result = renamed(policies, own, to)
    expect(result).toMatchObject({ ok: false, why: { en: expect.stringMatching(why) } })
  })

  test('tells a fact from a field and a parameter of the same spelling', () => {
    // `hires` say is a fact; the fields of a list’s entries are not facts.
    const file = policyFiles.find(({ path }) => path.endsWith('provisions/venue-rent.yaml'))
    const text = file?.text ?? ''
    const at = text.indexOf('min_months }', text.indexOf('venue-rent.other-venue.min_months'))
    const full = text.indexOf('venue-rent.other-venue.min_months')
    const name = symbolAt(all, file?.path ?? '', at + 2)
    expect(name?.symbol).toEqual({ kind: 'parameter', owner: 'venue-rent.other-venue', name: 'min_months' })
    expect(placesOf(all, name?.symbol as SymbolName)).toHaveLength(3)
    // The clause in the same full name is a name of its own.
    expect(symbolAt(all, file?.path ?? '', full + 3)?.symbol).toEqual({
      kind: 'clause',
      owner: '',
      name: 'venue-rent.other-venue',
    })
  })
})
