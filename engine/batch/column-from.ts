import type { DiagnosticCode } from '../base/diagnostic.ts'
import { nearestName } from '../base/nearest.ts'
import type { Rational } from '../base/rational.ts'
import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import type { Vocabulary } from '../decision/facts.ts'
import { child, keyOriginOf, originOf } from '../policy/nodes.ts'
import { type Problems, report, reportUnknownName } from '../policy/problems.ts'
import type { ValueType } from '../policy/types.ts'
import { valueFromNode } from '../policy/value-from-node.ts'
import type { Column } from './columns.ts'
import { type MappedColumn, plainForms } from './mapping.ts'
import { unitsFor } from './units.ts'

/** Where what names a fact is written. */
export interface At {
  readonly file: string
  readonly span: Span
}

/**
 * One column as a fact, with the forms of its cells.
 *
 * Errors  FACT_UNKNOWN, FACT_TYPE, UNIT_MISMATCH, TYPE_MISMATCH, VALUE_TYPE, VALUE_NOT_ALLOWED
 */
export function columnFrom(
  name: string,
  index: number,
  fact: string,
  mapped: MappedColumn | undefined,
  at: At,
  vocabulary: Vocabulary,
  problems: Problems,
  format: 'csv' | 'ndjson',
): Column | undefined {
  const factPlace = mapped && child(mapped.place, 'fact')
  const where = factPlace ? originOf(factPlace) : at
  const path = fact.split('.')
  const types = (vocabulary.get(path[0] as string) ?? []).flatMap(({ type }) => inside(type, path.slice(1)))
  const [type] = types
  if (!type) {
    const known = [...vocabulary].flatMap(([key, meanings]) => [key, ...fieldNames(key, meanings[0]?.type)])
    unknownFact(where, fact, known, mapped === undefined, problems)
    return undefined
  }
  if (format === 'csv' && !types.some(fitsCell)) {
    const fix = type.fields
      ? {
          zh: `每一项用一列，如 \`${fact}.${Object.keys(type.fields)[0]}\``,
          en: `give each field a column, such as \`${fact}.${Object.keys(type.fields)[0]}\``,
        }
      : { zh: '改用 NDJSON', en: 'use NDJSON' }
    report(
      problems,
      'FACT_TYPE',
      where,
      { zh: `\`${fact}\` 一格写不下`, en: `one cell cannot hold \`${fact}\`` },
      fix,
    )
    return undefined
  }
  const isList = type.name === 'list'
  const forms = mapped ?? plainForms
  const factor = mapped ? factorOf(mapped, fact, type, problems) : null
  if (mapped) formFaults(mapped, fact, isList ? (type.of as ValueType) : type, problems)
  return { name, index, path, isList, forms, factor }
}

/** A column may hold something else than a fact: then the mapping says so. */
function unknownFact(
  where: At,
  fact: string,
  known: readonly string[],
  isColumn: boolean,
  problems: Problems,
): void {
  const what = { zh: '事实', en: 'a fact' }
  if (!isColumn || nearestName(fact, known) !== undefined)
    reportUnknownName(
      problems,
      'FACT_UNKNOWN',
      where,
      fact,
      what,
      known.map((name) => ({ name, origin: null })),
    )
  else
    report(
      problems,
      'FACT_UNKNOWN',
      where,
      { zh: `列 \`${fact}\` 不是事实`, en: `the column \`${fact}\` is not a fact` },
      {
        zh: '在列对照（--mapping）里写明它是哪个事实，或 carry、ignore',
        en: 'say in a mapping (--mapping) which fact it is, or carry or ignore it',
      },
    )
}

/** The type of a field of a record, however deep. */
function inside(type: ValueType, fields: readonly string[]): readonly ValueType[] {
  const [first, ...rest] = fields
  if (first === undefined) return [type]
  const field = type.fields && Object.hasOwn(type.fields, first) ? type.fields[first] : undefined
  return field ? inside(field.type, rest) : []
}

const fieldNames = (name: string, type: ValueType | undefined): readonly string[] =>
  Object.keys(type?.name === 'record' ? (type.fields ?? {}) : {}).map((field) => `${name}.${field}`)

const fitsCell = ({ name, of }: ValueType): boolean =>
  name === 'list' ? of !== undefined && of.name !== 'record' && of.name !== 'list' : name !== 'record'

function factorOf(mapped: MappedColumn, fact: string, type: ValueType, problems: Problems): Rational | null {
  if (mapped.unit === null) return null
  const units = unitsFor(type)
  const factor = Object.hasOwn(units, mapped.unit) ? units[mapped.unit] : undefined
  if (factor) return factor
  const place = child(mapped.place, 'unit') ?? mapped.place
  const names = Object.keys(units).map((unit) => `\`${unit}\``)
  report(
    problems,
    'UNIT_MISMATCH',
    originOf(place),
    {
      zh: `\`${fact}\` 不能以 \`${mapped.unit}\` 计`,
      en: `\`${fact}\` is not counted in \`${mapped.unit}\``,
    },
    names.length > 0
      ? { zh: `改用：${names.join('、')}`, en: `use one of ${names.join(', ')}` }
      : { zh: '删去 `unit`', en: 'remove `unit`' },
  )
  return null
}

const numeric: ReadonlySet<string> = new Set(['money', 'rate', 'number', 'count', 'duration', 'year'])

function formFaults(mapped: MappedColumn, fact: string, type: ValueType, problems: Problems): void {
  const stray = (key: string, words: Words) =>
    report(
      problems,
      'TYPE_MISMATCH',
      keyOriginOf(child(mapped.place, key) ?? mapped.place),
      { zh: `\`${fact}\` 不是${words.zh}`, en: `\`${fact}\` is not ${words.en}` },
      { zh: `删去 \`${key}\``, en: `remove \`${key}\`` },
    )
  if (mapped.dates.length > 0 && type.name !== 'date') stray('dates', { zh: '日期', en: 'a date' })
  if (mapped.numbers.length > 0 && !numeric.has(type.name)) stray('numbers', { zh: '数', en: 'a number' })
  const codes: { typeCode: DiagnosticCode; valueCode: DiagnosticCode } = {
    typeCode: 'VALUE_TYPE',
    valueCode: 'VALUE_NOT_ALLOWED',
  }
  // A list of another kind is not told twice: it was refused as a whole.
  for (const code of mapped.codes?.values() ?? [])
    valueFromNode(code, type, { problems, name: fact, ...codes })
}
