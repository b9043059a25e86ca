import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { compile, typesFromPolicies } from '../engine/api/load.ts'
import { caseFacts } from './support/case-facts.ts'
import { policies } from './support/policies.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'clausebook-types-'))
afterAll(() => rmSync(folder, { recursive: true }))

writeFileSync(join(folder, 'policy.ts'), typesFromPolicies(policies))
const config = {
  extends: join(root, 'tsconfig.json'),
  compilerOptions: {
    paths: { clausebook: [join(root, 'engine/api/index.ts')] },
    types: [],
    noUnusedLocals: false,
  },
}

/** What the TypeScript compiler says of a program, by line. */
function faultsOf(name: string, program: string): readonly string[] {
  writeFileSync(join(folder, `${name}.ts`), `${program}\nexport {}\n`)
  const project = join(folder, `${name}.json`)
  writeFileSync(project, JSON.stringify({ ...config, include: [`${name}.ts`] }))
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' })
  return stdout
    .split('\n')
    .filter((line) => /error TS/.test(line))
    .map((line) => line.replace(/^(?:.*\/)?([\w.-]+)\((\d+),\d+\): error /, '$1:$2 '))
}

const imports = `import type { Facts, FactsOf, Decisions } from './policy.ts'\n`

/** Facts as a program writes them; what the case gets wrong on purpose is no fault of the types. */
const literal = (value: unknown): string => JSON.stringify(value)

describe('types made from the policies', () => {
  test('take the facts of every case that is decided', () => {
    const policy = compile(policies)
    const sound = caseFacts.filter(({ facts }) => policy.decide(facts).ok)
    const refused = caseFacts.filter(({ facts }) => !policy.decide(facts).ok)
    expect(sound.length).toBeGreaterThan(300)
    const of = (all: typeof caseFacts, annotate: (at: number) => string) =>
      imports + all.map(({ facts }, at) => `${annotate(at)}${literal(facts)}\n`).join('')
    expect(
      faultsOf(
        'cases',
        of(sound, (at) => `export const f${at}: Facts = `),
      ),
    ).toEqual([])
    // Types say no more than the engine: what they let pass may still be out of its bounds.
    expect(refused.length).toBeLessThan(10)
  })

  test('take the decision of every case', () => {
    const lines = caseFacts.flatMap(({ clause, facts }, at) => {
      const answer = compile(policies, { clauses: [clause] }).decide(facts)
      return answer.ok
        ? [`export const d${at}: Decisions[${literal(clause)}] = ${literal(answer.decisions[clause])}\n`]
        : []
    })
    expect(lines.length).toBeGreaterThan(300)
    expect(faultsOf('decisions', imports + lines.join(''))).toEqual([])
  })

  const wrong: readonly (readonly [what: string, line: string, fault: RegExp])[] = [
    ['a misspelt fact', `const f: Facts = { anual_rent: 30010 }`, /TS2561.*'annual_rent'/],
    ['a category that is not listed', `const f: Facts = { venue: 'market' }`, /TS2322/],
    ['a number in quotes', `const f: Facts = { annual_rent: '30010' }`, /TS2322/],
    ['a Date', `const f: Facts = { as_of: new Date() }`, /TS2322/],
    [
      'a field that the record has not',
      `const f: Facts = { fees: { managment: 1 } }`,
      /TS2561.*'management'/,
    ],
    ['a misspelt clause', `const f = (d: Decisions) => d['venue-rent.goverment-market']`, /TS(7053|2551)/],
    [
      'a misspelt code',
      `const f = (d: Decisions) => d['venue-rent.government-market'].failed[0] === 'holdr'`,
      /TS2367/,
    ],
    [
      'a fact less than the clause needs',
      `const f: FactsOf['venue-rent.government-market'] = { annual_rent: 1 }`,
      /TS2322/,
    ],
  ]
  const found = faultsOf('wrong', imports + wrong.map(([, line]) => `{ ${line}; void f }\n`).join(''))

  test.each(wrong.map(([what, , fault], at) => ({ what, fault, line: at + 2 })))(
    'refuse $what',
    ({ fault, line }) => {
      const here = found.filter((one) => one.startsWith(`wrong.ts:${line} `))
      expect(here).toHaveLength(1)
      expect(here[0]).toMatch(fault)
    },
  )

  test('are those of a policy that decides: rows, columns and streams', () => {
    const program = `${imports}import { policyFromJson } from 'clausebook'
const policy = policyFromJson<Facts, Decisions>({})
const row: Facts = { annual_rent: 1 }
policy.decideMany([row]).map((one) => one.ok && one.decisions['recon.hazards'].outputs.consistent satisfies boolean | undefined)
policy.decideMany({ annual_rent: Float64Array.of(1, 2), venue: ['other', undefined] })
async function* stream() { yield row }
for await (const one of policy.decideMany(stream())) if (!one.ok) one.problems[0]?.fact
policy.clauses.includes('venue-rent.other-venue')`
    expect(faultsOf('many', program)).toEqual([])
    const wrong = faultsOf(
      'wrong-many',
      program.replace('{ annual_rent: Float64Array', '{ anual_rent: Float64Array'),
    )
    expect(wrong.map((one) => one.split(' ').slice(0, 2))).toEqual([['wrong-many.ts:6', 'TS2769:']])
  })

  test('let other values into an open category, and an exact number for any number', () => {
    const program = `${imports}import { Rational } from 'clausebook'
export const f: Facts = { project: 'bakery', annual_rent: Rational.parse('0.1')!, months_operated: 12n, venue: undefined }
export const g: FactsOf['venue-rent.government-market'] = {
  venue: 'government-market', first_time_operator: true, months_operated: 12, benefit_years_used: 0, annual_rent: 1,
}`
    expect(faultsOf('open', program)).toEqual([])
  })
})
