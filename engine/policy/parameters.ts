import { type CalendarDate, formatDate, parseDate } from '../base/calendar.ts'
import { sameWords } from '../base/words.ts'
import { readDate } from '../document/scalar.ts'
import type { Value } from '../expression/value.ts'
import type { DatedValue, Parameter } from './declarations.ts'
import { typeFromPlace } from './facts.ts'
import {
  child,
  entriesOf,
  isPlainNull,
  keyOriginOf,
  originOf,
  type Place,
  textAt,
  textOf,
  wordsAt,
} from './nodes.ts'
import { type Problems, report } from './problems.ts'
import { sourceFromPlace } from './sources.ts'
import type { ValueType } from './types.ts'
import { valueFromNode } from './value-from-node.ts'

/** A parameter that is a table: its rows are parameters of their own. */
export interface Table {
  readonly key: string
  readonly parameter: Parameter
  readonly rows: readonly { readonly key: string; readonly parameter: Parameter }[]
}

export interface Parameters {
  /** In written order; the rows of a table each by itself. */
  readonly list: readonly Parameter[]
  readonly tables: readonly Table[]
}

/**
 * The entries of a `parameters:` map. `prefix` is the clause id, or the provision for shared ones.
 *
 * Errors  PARAMETER_VALUE, DATE_IMPOSSIBLE
 */
export function parametersFromPlace(
  place: Place | undefined,
  prefix: string,
  problems: Problems,
): Parameters {
  const list: Parameter[] = []
  const tables: Table[] = []
  for (const entry of entriesOf(place)) {
    if (textAt(entry, 'type') !== 'table') {
      const type = typeFromPlace(entry, problems, entry.key)
      list.push(parameterFromPlace(entry, entry.key, prefix, type, null, problems))
      continue
    }
    const of = child(entry, 'of')
    const type: ValueType = of ? typeFromPlace(of, problems, entry.key) : { name: 'number' }
    const parameter = parameterFromPlace(entry, entry.key, prefix, type, null, problems)
    const rows = entriesOf(child(entry, 'rows')).map((row) => ({
      key: row.key,
      parameter: parameterFromPlace(row, `${entry.key}.${row.key}`, prefix, type, parameter, problems),
    }))
    tables.push({ key: entry.key, parameter, rows })
    list.push(...rows.map((row) => row.parameter))
  }
  return { list, tables }
}

function parameterFromPlace(
  place: Place,
  key: string,
  prefix: string,
  type: ValueType,
  table: Parameter | null,
  problems: Problems,
): Parameter {
  return {
    name: `${prefix}.${key}`,
    key,
    title: wordsAt(place, 'title') ?? sameWords(key),
    type,
    values: datedValues(child(place, 'values'), key, type, problems),
    readAt: textAt(place, 'read_at') ?? table?.readAt ?? null,
    quote: textAt(place, 'quote') ?? table?.quote ?? null,
    number: numberAt(place),
    notInQuote: wordsAt(place, 'not_in_quote') ?? table?.notInQuote ?? null,
    stated: wordsAt(place, 'stated'),
    redacted: textAt(place, 'redacted') ?? null,
    origin: keyOriginOf(place),
  }
}

function numberAt(place: Place): number | null {
  const text = textAt(place, 'number')
  return text === undefined ? null : Number(text)
}

function datedValues(
  place: Place | undefined,
  key: string,
  type: ValueType,
  problems: Problems,
): readonly DatedValue[] {
  const values: DatedValue[] = []
  for (const entry of entriesOf(place)) {
    const from = fromKey(entry, problems)
    if (from === undefined) continue
    const inner = entry.node?.kind === 'map' ? child(entry, 'value') : entry
    if (!inner) continue
    const value: Value | undefined = isPlainNull(inner)
      ? null
      : valueFromNode(inner, type, {
          problems,
          name: key,
          typeCode: 'PARAMETER_VALUE',
          valueCode: 'PARAMETER_VALUE',
        })
    if (value === undefined) continue
    const source = entry.node?.kind === 'map' ? child(entry, 'source') : undefined
    values.push({
      from,
      value,
      text: inner.node?.kind === 'scalar' ? inner.node.source : (textOf(inner) ?? ''),
      source: source ? sourceFromPlace(source) : null,
      quote: textAt(entry, 'quote') ?? null,
      origin: originOf(inner),
    })
  }
  return values.sort((a, b) => (a.from?.day ?? -Infinity) - (b.from?.day ?? -Infinity))
}

/** The date a value is in force from; null for `undated`; undefined after a report. */
function fromKey(
  entry: Place & { readonly key: string },
  problems: Problems,
): CalendarDate | null | undefined {
  if (entry.key === 'undated') return null
  const date = parseDate(entry.key)
  if (date) return date
  const span = entry.keySpan
  const read = readDate({ kind: 'scalar', text: entry.key, source: entry.key, style: 'plain', span })
  const fix = read.ok ? formatDate({ day: 0 }) : read.fix
  report(
    problems,
    'DATE_IMPOSSIBLE',
    { file: entry.file, span },
    { zh: `\`${entry.key}\` 不是日期`, en: `\`${entry.key}\` is not a date` },
    { zh: `写成 \`${fix}\`，或 \`undated\``, en: `write \`${fix}\`, or \`undated\`` },
  )
  return undefined
}

/**
 * The value in force on a day.
 *
 * Shape   values sorted by date × day → DatedValue, or undefined before the first one
 */
export function valueOn(values: readonly DatedValue[], day: CalendarDate): DatedValue | undefined {
  let found: DatedValue | undefined
  for (const value of values) {
    if (value.from !== null && value.from.day > day.day) break
    found = value
  }
  return found
}
