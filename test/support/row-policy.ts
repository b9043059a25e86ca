import { type Document, isMap, isScalar, type YAMLMap } from 'yaml'
import { type DocumentCache, loadWorkspace, type SourceFile, type Workspace } from '../../engine/index.ts'
import { flow, flowAt, mapAt } from './tables.ts'

/** The facts that rows may use; each is unknown where a row does not give it, but for `member`. */
const vocabulary: Readonly<Record<string, string>> = {
  as_of: 'type: date',
  day: 'type: date',
  other_day: 'type: date',
  claim_from: 'type: date',
  a: 'type: boolean',
  b: 'type: boolean',
  member: 'type: boolean, absent: false',
  rent: 'type: money, unit: CNY',
  paid: 'type: money, unit: CNY',
  fee: 'type: money, unit: CNY, min: 0, max: 10000',
  income: 'type: money, unit: CNY, per: month',
  wage: 'type: money, unit: CNY, per: month, series: true',
  floor_wage: 'type: money, unit: CNY, per: month, series: true',
  share: 'type: rate',
  done: 'type: number',
  target: 'type: number',
  hires: 'type: count, unit: persons',
  months: 'type: duration, unit: months',
  used: 'type: duration, unit: months',
  days: 'type: duration, unit: days',
  founded: 'type: year',
  name: 'type: text',
  place:
    'type: category, values: { market: { zh: 市场, en: Market }, street: { zh: 街边, en: Street }, home: { zh: 家中, en: Home } }',
  trade: 'type: category, open: true, values: { baker: { zh: 面点, en: Baker } }',
  papers:
    'type: list, of: { type: category, values: { permit: { zh: 许可证, en: Permit }, licence: { zh: 执照, en: Licence }, proof: { zh: 证明, en: Proof } } }',
  levels:
    'type: list, of: { type: category, open: true, values: { junior: { zh: 初级, en: Junior }, senior: { zh: 高级, en: Senior } } }',
  sums: 'type: list, of: { type: money, unit: CNY }',
  dates: 'type: list, of: { type: date }',
}

const title = (name: string) => `title: { zh: 甲${name}, en: ${name} }`

const factsText = `facts:\n${Object.entries(vocabulary)
  .map(([name, type]) => `  ${name}: { ${title(name)}, ${type} }\n`)
  .join('')}`

const policyText = `language: 1
policy: rows
title: { zh: 表, en: Rows }
version: 1.0.0
rounding: { CNY: { to: 0.01, mode: half-up }, points: { to: 1, mode: half-even } }
documents: {}
`

/** The id of the clause that a row is about. */
export const rowClause = 'row'

/** The code of the condition that a row is about. */
export const conditionCode = 'it'

const literal = (value: number) => `{ literal: ${value}, because: { zh: 试, en: to see which } }`

/** Parameters, and rows of tables, take their key for a title. */
function addTitles(parameters: unknown): void {
  if (!isMap(parameters)) return
  for (const { key, value } of parameters.items) {
    if (!isMap(value) || !isScalar(key)) continue
    if (!value.has('title')) value.set('title', { zh: `甲${key.value}`, en: String(key.value) })
    addTitles(value.get('rows'))
  }
}

/**
 * The policy of one row: a clause of the parts that its table has in common, with the row's own parts in their place;
 * a part that the row writes as `null` is left out. A condition under `when` stands under `eligibility`, where the
 * explaining execution asks json-rules-engine, and chooses an output, where it does not.
 *
 * Shape   table × path of the row → files
 */
export function rowPolicy(exact: Document, row: number): readonly SourceFile[] {
  const parts = new Map<string, unknown>()
  for (const clause of [mapAt(exact, ['clause']), mapAt(exact, ['rows', row, 'clause'])])
    for (const { key, value } of clause?.items ?? [])
      if (isScalar(value) && value.value === 'null') parts.delete(String(key))
      else parts.set(String(key), value)
  const when = flowAt(exact, ['rows', row, 'when']) ?? flowAt(exact, ['when'])
  if (when !== undefined && when !== 'null') {
    parts.set('eligibility', `{ ${conditionCode}: ${when} }`)
    // A fault is told where it stands: once, if it stands once.
    if (!exact.hasIn(['rows', row, 'refused']))
      parts.set(
        'outputs',
        `{ chosen: { steps: [choose: [{ when: ${when}, then: ${literal(1)} }, { otherwise: ${literal(0)} }]] } }`,
      )
  }
  addTitles(parts.get('parameters'))
  if (parts.has('amount') && !parts.has('unit')) parts.set('unit', 'CNY')
  return policyOf(
    [...parts].map(([key, value]) => `${key}: ${typeof value === 'string' ? value : flow(value as YAMLMap)}`),
  )
}

/** A policy of one clause, from its parts as text. */
export function policyOf(parts: readonly string[]): readonly SourceFile[] {
  const clause = [title(rowClause), ...parts].map((part) => `    ${part}\n`).join('')
  return [
    { path: 'rows/policy.yaml', text: policyText },
    { path: 'rows/facts.yaml', text: factsText },
    {
      path: `rows/provisions/${rowClause}.yaml`,
      text: `provision: ${rowClause}\n${title(rowClause)}\nclauses:\n  ${rowClause}:\n${clause}`,
    },
  ]
}

/** The policy and the vocabulary are the same in all of them. */
const cache: DocumentCache = new Map()

export const loadRow = (files: readonly SourceFile[]): Workspace => loadWorkspace(files, { cache })
