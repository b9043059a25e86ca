import { type Document, isMap, isScalar, type YAMLMap } from 'yaml'
import { type DocumentCache, loadWorkspace, type SourceFile, type Workspace } from '../../engine/index.ts'
import { flow, flowAt, mapAt } from './tables.ts'

const title = (name: string) => `title: { zh: 甲${name}, en: ${name} }`

/** What a record has: each field by its name, titled so. */
const record = (fields: Readonly<Record<string, string>>) =>
  `type: record, fields: { ${Object.entries(fields)
    .map(([name, type]) => `${name}: { ${title(name)}, ${type} }`)
    .join(', ')} }`

/**
 * The facts that rows may use. Each is unknown where a row does not give it, but for `member`, `taxes`, `visitors`
 * and the fields that say what is assumed.
 */
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
  years: 'type: duration, unit: years',
  payday: 'type: month-day',
  score: 'type: number, unit: points',
  original: 'type: text',
  printed: 'type: text',
  fees: record({
    management: 'type: money, unit: CNY',
    registration: 'type: money, unit: CNY, absent: 0',
    licence: 'type: money, unit: CNY, absent: 0',
  }),
  taxes: `${record({
    business: 'type: money, unit: CNY, absent: 0',
    urban: 'type: money, unit: CNY, absent: 0',
    income: 'type: money, unit: CNY, absent: 0',
  })}, absent: {}`,
  materials: record({
    form: 'type: boolean',
    ledger: 'type: boolean, absent: false',
    photo: 'type: boolean, absent: false',
    pages: 'type: count, absent: 0',
  }),
  guarantor: record({
    kind: 'type: category, values: { clerk: { zh: 职员, en: Clerk }, trader: { zh: 商户, en: Trader } }',
    pay: 'type: money, unit: CNY, per: month',
    home: record({ street: 'type: text', since: 'type: date' }),
  }),
  insured: `${record({
    pension: 'type: money, unit: CNY, per: month',
    medical: 'type: money, unit: CNY, per: month, absent: 0',
  })}, series: true`,
  units: `type: list, of: { ${record({
    name: 'type: text',
    points: 'type: number, unit: points',
    special_done: 'type: number, absent: 0',
    special_target: 'type: number',
    since: 'type: date',
    late: 'type: boolean, absent: false',
  })} }`,
  visitors: `type: list, absent: [], of: { ${record({
    name: 'type: text',
    a: 'type: boolean',
    b: 'type: boolean, absent: false',
    rent: 'type: money, unit: CNY',
    papers:
      'type: list, of: { type: category, values: { permit: { zh: 许可证, en: Permit }, proof: { zh: 证明, en: Proof } } }',
  })} }`,
}

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
  const others = mapAt(exact, ['rows', row, 'clauses']) ?? mapAt(exact, ['clauses'])
  return policyOf(
    linesOf(parts),
    Object.fromEntries(
      (others?.items ?? []).map(({ key, value }) => [
        String(isScalar(key) ? key.value : key),
        linesOf(partsOf(value as YAMLMap)),
      ]),
    ),
  )
}

const partsOf = ({ items }: YAMLMap) =>
  new Map(items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), value as unknown]))

/** The parts of a clause, each as one line. */
function linesOf(parts: Map<string, unknown>): readonly string[] {
  addTitles(parts.get('parameters'))
  if (parts.has('amount') && !parts.has('unit')) parts.set('unit', 'CNY')
  return [...parts].map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : flow(value as YAMLMap)}`,
  )
}

/** A policy of one clause, from its parts as text, and of others beside it: `row.KEY`. */
export function policyOf(
  parts: readonly string[],
  others: Readonly<Record<string, readonly string[]>> = {},
): readonly SourceFile[] {
  const clauses = Object.entries({ [rowClause]: parts, ...others }).map(([key, lines]) =>
    [`  ${key}:`, ...[title(key), ...lines].map((line) => `    ${line}`)].join('\n'),
  )
  return policyWith(
    rowClause,
    `provision: ${rowClause}\n${title(rowClause)}\nclauses:\n${clauses.join('\n')}\n`,
  )
}

/** A policy of one provision over the vocabulary. */
export const policyWith = (provision: string, text: string): readonly SourceFile[] => [
  { path: 'rows/policy.yaml', text: policyText },
  { path: 'rows/facts.yaml', text: factsText },
  { path: `rows/provisions/${provision}.yaml`, text },
]

/** The policy and the vocabulary are the same in all of them. */
const cache: DocumentCache = new Map()

export const loadRow = (files: readonly SourceFile[]): Workspace => loadWorkspace(files, { cache })
