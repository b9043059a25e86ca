import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { printDiagnostic } from '../engine/cli/print.ts'
import {
  diagnosticCodes,
  loadWorkspace,
  mechanisms,
  operators,
  runCasesTwice,
  suiteOf,
} from '../engine/index.ts'

const root = new URL('..', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

interface Block {
  readonly info: string
  readonly text: string
}

const blocksOf = (markdown: string): readonly Block[] =>
  [...markdown.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({
    info,
    text,
  }))

/** The example policy of a page: its policy, facts, provision and cases blocks as files. */
function examplePolicy(markdown: string) {
  const folder = 'policies/rent-aid'
  const files = blocksOf(markdown).flatMap(({ info, text }) => {
    const name = /^(?:provision): (\S+)/m.exec(text)?.[1]
    if (info === 'yaml policy') return [{ path: `${folder}/policy.yaml`, text }]
    if (info === 'yaml facts') return [{ path: `${folder}/facts.yaml`, text }]
    if (info === 'yaml provision') return [{ path: `${folder}/provisions/${name}.yaml`, text }]
    if (info === 'yaml cases') return [{ path: `${folder}/cases/all.yaml`, text }]
    return []
  })
  // The promulgated text of the example is what its clauses quote.
  const quotes = files.flatMap(({ text }) =>
    [...text.matchAll(/^ {6}quote: '(.*)'$/gm)].map(([, quote]) => quote),
  )
  return [...files, { path: `${folder}/source/rent-aid.txt`, text: `${quotes.join('\n')}\n` }]
}

const language = read('docs/language.md')

describe('docs/language.md', () => {
  const files = examplePolicy(language)

  test('its example policy has no faults and all its cases pass, by both executions', async () => {
    const workspace = loadWorkspace(files)
    expect(workspace.diagnostics).toEqual([])
    const suite = suiteOf(workspace)
    expect(suite.diagnostics).toEqual([])
    const results = await runCasesTwice(suite)
    expect(results.filter(({ passed }) => !passed)).toEqual([])
    expect(results.length).toBe(6)
  })

  const errors = blocksOf(language).filter(({ info }) => info.startsWith('text error'))

  test('shows messages', () => expect(errors.length).toBeGreaterThanOrEqual(2))

  test.each(errors)('prints the message it shows: $info', ({ info, text }) => {
    const [, name, from = '', to = ''] = /^text error (\S+) "(.*)" "(.*)"$/.exec(info) ?? []
    const broken = files.map((file) => {
      if (!file.path.endsWith(`/${name}.yaml`)) return file
      expect(file.text.split(from)).toHaveLength(2)
      return { ...file, text: file.text.replace(from, to) }
    })
    const { diagnostics } = loadWorkspace(broken)
    const texts = new Map(broken.map((file) => [file.path, file]))
    expect(diagnostics.map((one) => printDiagnostic(one, texts, 'en', false)).join('\n')).toBe(text.trimEnd())
  })

  test('names every mechanism and every operator', () => {
    for (const { name } of mechanisms) expect(language).toContain(`\`${name}:`)
    for (const { name } of operators) expect(language).toContain(`\`${name}\``)
  })
})

describe('docs/errors.md', () => {
  test('explains every code, and no other', () => {
    const explained = [...read('docs/errors.md').matchAll(/^### ([A-Z0-9_]+)$/gm)].map(([, code]) => code)
    expect([...explained].sort()).toEqual(Object.keys(diagnosticCodes).sort())
  })
})

describe('every page of docs/', () => {
  test.each(readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md')))(
    '%s links to pages that exist',
    (name) => {
      for (const [, target = ''] of read(`docs/${name}`).matchAll(/\]\(((?!https?:|#)[^)#]+)/g))
        expect(() => read(`docs/${target}`), target).not.toThrow()
    },
  )
})
