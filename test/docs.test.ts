import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { printDiagnostic } from '../engine/cli/print.ts'
import {
  type Clause,
  decideFacts,
  diagnosticCodes,
  documentFromJson,
  loadWorkspace,
  mechanisms,
  operators,
  runCasesTwice,
  suiteOf,
} from '../engine/index.ts'
import { policies } from './support/policies.ts'

type Step = NonNullable<Clause['rules']['amount']>[number]

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
    if (info === 'yaml log') return [{ path: `${folder}/log.yaml`, text }]
    const cases = /^yaml cases ?(\S*)$/.exec(info)
    if (cases) return [{ path: `${folder}/cases/${cases[1] || 'all'}.yaml`, text }]
    return []
  })
  // The promulgated text of the example is what its clauses quote.
  const quotes = files.flatMap(({ text }) =>
    [...text.matchAll(/^ {6}quote: '(.*)'$/gm)].map(([, quote]) => quote),
  )
  return [...files, { path: `${folder}/source/rent-aid.txt`, text: `${quotes.join('\n')}\n` }]
}

interface Definition {
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>
}

/** What the schema of a kind of file calls by name. */
const definitionsOf = (kind: string): Readonly<Record<string, Definition>> =>
  (JSON.parse(read(`schemas/${kind}.schema.json`)) as { $defs: Record<string, Definition> }).$defs

/** Every step of a clause, those below a `per-item` or `per-month` too. */
const stepsOf = ({ values, amount, outputs }: Clause['rules']): readonly Step[] =>
  [...values, ...outputs, { steps: amount ?? [] }].flatMap(({ steps }) => steps.flatMap(withBody))

const withBody = (step: Step): readonly Step[] => [step, ...(step.body ?? []).flatMap(withBody)]

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
    expect(results.flatMap(({ warnings }) => warnings)).toEqual([])
    expect(results.length).toBe(19)
  })

  test.each([
    { chain: true, eligible: true, needs: [] },
    { chain: false, eligible: null, needs: ['hardship'] },
  ])('a fact with `from:` is asked of its clause where chain is $chain', ({ chain, eligible, needs }) => {
    const facts = {
      as_of: '2010-07-01',
      months_unemployed: 6,
      claim_from: '2010-06-01',
      claim_months: 2,
      premium: { pension: 200, medical: 80 },
    }
    const { document } = documentFromJson('applicant.json', JSON.stringify(facts))
    const asked = decideFacts(loadWorkspace(files), document, { clauses: ['hire-aid.premiums'], chain })
    expect(asked.ok && asked.answers).toMatchObject([{ eligible, needs }])
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

  test('uses every mechanism in a provision that is decided', () => {
    const clauses = loadWorkspace(files).policies.flatMap(({ provisions }) =>
      provisions.flatMap((provision) => provision.clauses),
    )
    const used = new Set(clauses.flatMap(({ rules }) => stepsOf(rules)).map((step) => step.mechanism.name))
    expect(mechanisms.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([])
  })

  test('names every key and every type', () => {
    const { clause, parameter, output, refer, reading, alternative, stackingGroup } =
      definitionsOf('provision')
    const { declaration, field } = definitionsOf('facts')
    const { case: one, part, expected } = definitionsOf('cases')
    const maps = [clause, parameter, output, refer, reading, alternative, stackingGroup]
    const keys = [...maps, declaration, field, one, part, expected].flatMap((map) =>
      Object.keys(map?.properties ?? {}),
    )
    const types = [parameter, declaration].flatMap((map) => map?.properties?.type?.enum ?? [])
    expect(keys.length).toBeGreaterThan(60)
    expect(types.length).toBeGreaterThan(20)
    const isNamed = (name: string) =>
      new RegExp(`\\b${name}: |^ *${name}:$|\`${name}:?\``, 'm').test(language)
    expect([...keys, ...types].filter((name) => !isNamed(name))).toEqual([])
  })
})

describe('docs/errors.md', () => {
  test('explains every code, and no other', () => {
    const explained = [...read('docs/errors.md').matchAll(/^### ([A-Z0-9_]+)$/gm)].map(([, code]) => code)
    expect([...explained].sort()).toEqual(Object.keys(diagnosticCodes).sort())
  })
})

describe('README.md and docs/officers.md', () => {
  test('say how many policies and clauses there are', () => {
    const count = policies.policies.flatMap(({ provisions }) =>
      provisions.flatMap(({ clauses }) => clauses),
    ).length
    expect(policies.policies.length).toBe(3)
    expect(read('README.md')).toContain(`three policies of real texts, ${count} clauses`)
    expect(read('docs/officers.md')).toContain(`三项政策，共 ${count} 条`)
    expect(read('docs/officers.md')).toContain(`three policies, ${count} clauses`)
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
