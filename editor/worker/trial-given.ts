import {
  formatDate,
  formatValue,
  Rational,
  sameWords,
  type TrialField,
  unitOf,
  type Value,
  type ValueType,
  writtenOutput,
} from '../../engine/index.ts'
import type { FieldShape, Given, RecordFieldView, Usual } from '../state/trial-view.ts'

const kinds: Readonly<Record<ValueType['name'], FieldShape['kind']>> = {
  money: 'number',
  number: 'number',
  count: 'number',
  duration: 'number',
  year: 'number',
  rate: 'rate',
  boolean: 'boolean',
  date: 'date',
  'month-day': 'month-day',
  text: 'text',
  category: 'category',
  list: 'list',
  record: 'record',
}

/** What a field for a fact of this type can hold. */
export function shapeOf(type: ValueType): FieldShape {
  const unit = unitOf(type)
  return {
    kind: kinds[type.name],
    unit: unit.zh === '' ? null : unit,
    options: Object.entries(type.values ?? {}).map(([value, title]) => ({ value, title })),
    open: type.open === true,
    whole: type.name === 'count' || type.name === 'duration' || type.name === 'year',
    of: type.of ? shapeOf(type.of) : null,
    fields: Object.entries(type.fields ?? {}).map(([key, field]): RecordFieldView => {
      const { title, type: of, absent } = field
      return { key, title, shape: shapeOf(of), absent: absent === undefined ? null : usualOf(absent, of) }
    }),
    series: type.series === true,
  }
}

/** A declared assumption as an answer; null where a field could not hold it. */
export function usualOf(absent: Value, type: ValueType): Usual | null {
  const given = givenFrom(absent, type)
  if (given === undefined) return null
  const isNothing = typeof given === 'object' && Object.keys(given).length === 0
  const shown = isNothing ? { zh: '无', en: 'none' } : formatValue(absent, type)
  return { given, shown: shown.zh === '' ? sameWords('0') : shown }
}

/** A value as a field holds it; undefined for one that no field has. */
export function givenFrom(value: Value, type: ValueType): Given | undefined {
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return value
  if (value === null) return undefined
  if (value instanceof Rational)
    return type.name === 'rate' ? value.times(Rational.of(100)).toString() : value.toString()
  if ('day' in value) return formatDate(value)
  if ('months' in value) return undefined
  if ('dated' in value) {
    const { series: _, ...plain } = type
    return value.dated.flatMap(({ from, value: each }) => {
      const given = givenFrom(each, plain)
      return from && given !== undefined ? [{ from: formatDate(from), value: given }] : []
    })
  }
  if ('fields' in value)
    return Object.fromEntries(
      Object.entries(value.fields).flatMap(([key, field]) => {
        const of = type.fields?.[key]?.type
        const given = of && givenFrom(field, of)
        return given === undefined ? [] : [[key, given] as const]
      }),
    )
  return value.flatMap((entry) => {
    const given = type.of ? givenFrom(entry, type.of) : undefined
    return given === undefined ? [] : [given]
  })
}

/** What stands in the fields as a file would write it, by the names of facts; what is not a value yet is left out. */
export function writtenFacts(
  given: Readonly<Record<string, Given>>,
  fields: readonly TrialField[],
): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {}
  for (const { id, fact } of fields) {
    const value = Object.hasOwn(given, id) ? given[id] : undefined
    const text = value === undefined ? undefined : textOf(value, fact.type)
    if (text !== undefined) texts[fact.name] = text
  }
  return texts
}

/** The same as the text of a file of facts. */
export const factsText = (given: Readonly<Record<string, Given>>, fields: readonly TrialField[]): string =>
  `{${Object.entries(writtenFacts(given, fields))
    .map(([name, text]) => ` ${name}: ${text}`)
    .join(',')} }`

const number = /^-?\d+(\.\d+)?$/

function textOf(given: Given, type: ValueType): string | undefined {
  if (type.series && Array.isArray(given)) return seriesText(given, type)
  switch (type.name) {
    case 'list': {
      if (!Array.isArray(given)) return undefined
      const entries = given.flatMap((entry) => (type.of && textOf(entry, type.of)) ?? [])
      return `[${entries.join(', ')}]`
    }
    case 'record':
      return typeof given === 'object' && !Array.isArray(given)
        ? recordText(given as Readonly<Record<string, Given>>, type)
        : undefined
    case 'boolean':
      return given === 'true' || given === 'false' ? given : undefined
    case 'money':
    case 'number':
    case 'count':
    case 'duration':
    case 'year':
      return typeof given === 'string' && number.test(given) ? given : undefined
    case 'rate':
      return typeof given === 'string' && number.test(given) ? `${given}%` : undefined
    default:
      return typeof given === 'string' && given !== '' ? writtenOutput(given) : undefined
  }
}

/** A record of which nothing is said is none. */
function recordText(given: Readonly<Record<string, Given>>, { fields = {} }: ValueType): string | undefined {
  const parts = Object.entries(fields).flatMap(([key, { type }]) => {
    const value = Object.hasOwn(given, key) ? given[key] : undefined
    const text = value === undefined ? undefined : textOf(value, type)
    return text === undefined ? [] : [`${key}: ${text}`]
  })
  return parts.length === 0 ? undefined : `{ ${parts.join(', ')} }`
}

function seriesText(given: readonly Given[], type: ValueType): string | undefined {
  const { series: _, ...plain } = type
  const entries = given.flatMap((entry) => {
    if (typeof entry !== 'object' || Array.isArray(entry)) return []
    const { from, value } = entry as Readonly<Record<string, Given>>
    const text = value === undefined ? undefined : textOf(value, plain)
    return typeof from === 'string' && from !== '' && text !== undefined
      ? [`{ from: ${JSON.stringify(from)}, value: ${text} }`]
      : []
  })
  return entries.length === 0 ? undefined : `[${entries.join(', ')}]`
}
