import { sameWords } from '../base/words.ts'
import { datedValuesFromPlace } from './dated-values.ts'
import type { Parameter } from './declarations.ts'
import { typeFromPlace } from './facts.ts'
import { child, entriesOf, keyOriginOf, type Place, textAt, wordsAt } from './nodes.ts'
import type { Problems } from './problems.ts'
import type { ValueType } from './types.ts'

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
 * Errors  PARAMETER_VALUE, DATE_IMPOSSIBLE, EFFECTIVE_RANGE
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
    values: datedValuesFromPlace(child(place, 'values'), key, type, problems),
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
