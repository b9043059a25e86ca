import { describe, expect, test } from 'vitest'
import { policyFromJson } from '../engine/api/index.ts'
import { compile, load } from '../engine/api/load.ts'
import { documentFromText, type SourceFile } from '../engine/index.ts'
import { askTwice } from './support/decide-twice.ts'
import { changed, rentAid, rentAidFolder } from './support/rent-aid.ts'

/** A tenth of the average wage for each month, and the wage of the day. */
const provision = `provision: wage-aid
title: { zh: 工资补贴, en: Wage aid }
clauses:
  monthly:
    title: { zh: 按月, en: By the month }
    parameters:
      tenth: { title: { zh: 比例, en: Share }, type: rate, values: { undated: 10% } }
    values:
      each: [per-month: { from: opened, months: months_operated }, rate: { of: average_wage, at: tenth }, round: CNY]
    amount: [total: each]
    unit: CNY
    pays: cash
    outputs:
      wage: { steps: [value: average_wage] }
`

const withFigures = (figures: string): readonly SourceFile[] => [
  ...changed(rentAid, {
    file: 'facts.yaml',
    replace: 'series: true\n    outside: true',
    with: `outside: true\n    figures: ${figures}`,
  }),
  { path: `${rentAidFolder}/provisions/wage-aid.yaml`, text: provision },
]

const figures = '{ 2009-01-01: 1000, 2009-03-01: { value: 2000, valid_until: 2009-05-01 }, 2009-06-01: 3000 }'
const workspace = load(withFigures(figures))

/** By the explaining execution, the compiled one, and the one kept as JSON: all have to say the same. */
async function decided(facts: Readonly<Record<string, string | number>>, assume?: 'none') {
  const document = documentFromText('facts.yaml', JSON.stringify(facts)).document
  const options = { clauses: ['wage-aid.monthly'], ...(assume && { assume }) }
  const answer = await askTwice(workspace, document, options)
  const plain = { clauses: ['wage-aid.monthly'], ...(assume && { assume }) }
  const kept = policyFromJson(JSON.parse(JSON.stringify(compile(workspace, plain).toJson())) as object, plain)
  const ways = [compile(workspace, plain), kept].map((policy) => policy.decide(facts))
  return { answer, ways }
}

describe('the figures of an outside fact', () => {
  test('are read without a fault', () => {
    expect(workspace.diagnostics).toEqual([])
  })

  test.each([
    ['2009-01-01', 1, '100.00'],
    ['2009-02-28', 1, '100.00'],
    ['2009-03-01', 1, '200.00'],
    ['2009-02-01', 3, '500.00'],
    ['2009-06-01', 2, '600.00'],
  ])('stand in for the fact, each month by its own: from %s, %i months', async (opened, months, amount) => {
    const { answer, ways } = await decided({ as_of: '2009-03-01', opened, months_operated: months })
    const [one] = answer.ok ? answer.answers : []
    expect(one).toMatchObject({ amount, assumed: ['average_wage'], outputs: { wage: '2000.00' } })
    expect(ways).toMatchObject([{ ok: true }, { ok: true }])
    expect(ways[0]).toEqual(ways[1])
    expect(JSON.stringify(ways[1])).toContain(amount)
  })

  test.each([
    ['before the first', '2008-12-01', 1],
    ['where one has run out', '2009-05-01', 1],
    ['where it runs out on the way', '2009-04-01', 2],
  ])('are not known %s', async (_, opened, months) => {
    const { answer } = await decided({ as_of: '2009-03-01', opened, months_operated: months })
    const [one] = answer.ok ? answer.answers : []
    expect(one).toMatchObject({ amount: null, needs: ['average_wage'] })
  })

  test('yield to the fact', async () => {
    const { answer } = await decided({
      as_of: '2009-03-01',
      opened: '2009-01-01',
      months_operated: 3,
      average_wage: 5000,
    })
    expect(answer.ok && answer.answers[0]).toMatchObject({ amount: '1500.00', assumed: [] })
  })

  test('are not assumed where nothing is', async () => {
    const facts = { as_of: '2009-03-01', opened: '2009-01-01', months_operated: 3 }
    const { answer } = await decided(facts, 'none')
    expect(answer.ok && answer.answers[0]).toMatchObject({ amount: null, needs: ['average_wage'] })
  })
})
