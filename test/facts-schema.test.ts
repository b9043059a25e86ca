import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const policies = fileURLToPath(new URL('../policies/', import.meta.url))

interface Case {
  readonly id: string
  readonly clause?: string
  readonly facts?: Readonly<Record<string, unknown>>
  readonly parts?: readonly { readonly facts?: Readonly<Record<string, unknown>> }[]
}

const casesOf = (policy: string): readonly Case[] =>
  readdirSync(`${policies}${policy}/cases`).flatMap(
    (file) => (parse(readFileSync(`${policies}${policy}/cases/${file}`, 'utf8')) as { cases: Case[] }).cases,
  )

/** The facts of a case as an applicant's: a budget is the case's own. */
const factsOf = ({ facts = {}, parts = [] }: Case): readonly Readonly<Record<string, unknown>>[] => {
  const { budget: _, ...own } = facts
  return parts.length === 0 ? [own] : parts.map((part) => ({ ...own, ...part.facts }))
}

describe.each(readdirSync(policies))('policies/%s/facts.schema.json', (policy) => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true, validateFormats: false })
  const validate: ValidateFunction = ajv.compile(
    JSON.parse(readFileSync(`${policies}${policy}/facts.schema.json`, 'utf8')),
  )
  const cases = casesOf(policy)

  test('takes the facts of every case', () => {
    const refused = cases.filter((one) => !factsOf(one).every((facts) => validate(facts)))
    expect(refused.map(({ id }) => id)).toEqual([])
  })

  test('refuses a name that it does not have, and a number in quotes', () => {
    expect(validate({ no_such_fact: true })).toBe(false)
    const [one] = cases.filter(({ facts }) =>
      Object.values(facts ?? {}).some((fact) => typeof fact === 'number'),
    )
    const [name] = Object.entries(one?.facts ?? {}).find(([, fact]) => typeof fact === 'number') as [
      string,
      number,
    ]
    expect(validate({ [name]: '12' })).toBe(false)
  })
})
