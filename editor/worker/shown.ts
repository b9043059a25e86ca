import { formatValue, Rational, sameWords, unitOf, type Value, type Words } from '../../engine/index.ts'
import type { ShownRows, ShownValue } from '../state/clause-view.ts'

/** As much of a type as showing takes: of a fact, a parameter, or what steps give. */
export type Type = NonNullable<Parameters<typeof formatValue>[1]> & { readonly title?: Words }

/** What a name that stands as a value is called: a category, a condition, a field, a clause. */
export type NameWords = (name: string) => Words | undefined

/** A value as people read it: in a line, and by its parts where it has some. */
export function shownValue(value: Value, type: Type | undefined, name: NameWords): ShownValue {
  return { text: lineOf(value, type, name), rows: rowsOf(value, type, name) }
}

function lineOf(value: Value, type: Type | undefined, name: NameWords): Words {
  if (typeof value === 'string') {
    const own = formatValue(value, type)
    return own.zh === value ? (name(value) ?? own) : own
  }
  if (Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'string'))
    return joined(value.map((entry) => lineOf(entry, type?.of, name)))
  return formatValue(value, type, type?.name === 'money' || type?.unit === 'points' ? 2 : 0)
}

const joined = (parts: readonly Words[]): Words => ({
  zh: parts.map(({ zh }) => zh).join('、'),
  en: parts.map(({ en }) => en).join(', '),
})

function rowsOf(value: Value, type: Type | undefined, name: NameWords): ShownRows | null {
  if (typeof value !== 'object' || value === null || value instanceof Rational) return null
  if (Array.isArray(value)) return tableOf(value, type?.of, name)
  if ('fields' in value) {
    const fields = Object.entries(value.fields).filter(([, field]) => field !== null)
    return {
      head: null,
      rows: fields.map(([key, field]) => [titleOf(key, type), cell(field, key, type, name)]),
    }
  }
  if ('dated' in value)
    return {
      head: null,
      rows: value.dated.map(({ from, value: each }) => {
        const day = from && formatValue(from, { name: 'date' })
        const since = day
          ? { zh: `自 ${day.zh}`, en: `from ${day.en}` }
          : { zh: '自始', en: 'from the start' }
        return [since, lineOf(each, type, name)]
      }),
    }
  return null
}

/** Entries that are records, under the titles of the fields that any of them has. */
function tableOf(list: readonly Value[], type: Type | undefined, name: NameWords): ShownRows | null {
  const records = list.flatMap((entry) =>
    typeof entry === 'object' && entry !== null && 'fields' in entry ? [entry.fields] : [],
  )
  if (records.length === 0 || records.length < list.length) return null
  const keys = [...new Set(records.flatMap((fields) => Object.keys(fields)))]
  return {
    head: keys.map((key) => headOf(key, type)),
    rows: records.map((fields) =>
      keys.map((key) =>
        Object.hasOwn(fields, key) ? entryCell(fields[key] ?? null, fieldOf(key, type), name) : sameWords(''),
      ),
    ),
  }
}

/** Units stand at the head of a column, once. */
function headOf(key: string, type: Type | undefined): Words {
  const title = titleOf(key, type)
  const field = fieldOf(key, type)
  const unit = field && isNumber(field) ? unitOf(field) : sameWords('')
  return unit.zh === '' ? title : { zh: `${title.zh}（${unit.zh}）`, en: `${title.en} (${unit.en})` }
}

const isNumber = ({ name }: Type): boolean => ['money', 'number', 'count', 'duration'].includes(name)

const entryCell = (value: Value, field: Type | undefined, name: NameWords): Words =>
  // A plain number shows none: its head does.
  lineOf(value, field && isNumber(field) && field.name !== 'money' ? plainNumber(field) : field, name)

const plainNumber = ({ unit }: Type): Type => ({ name: 'number', ...(unit === 'points' && { unit }) })

const fieldOf = (key: string, type: Type | undefined): Type | undefined => {
  const field = type?.fields?.[key]
  return field && 'type' in field && typeof field.type === 'object'
    ? { ...field.type, ...(field.title && { title: field.title }) }
    : (field as Type | undefined)
}

const titleOf = (key: string, type: Type | undefined): Words => fieldOf(key, type)?.title ?? sameWords(key)

/** A field of a row has its unit beside it: the column's head or the record's title does not say it. */
function cell(value: Value, key: string, type: Type | undefined, name: NameWords): Words {
  const field = fieldOf(key, type)
  const text = lineOf(value, field, name)
  return field?.name === 'number' && field.unit !== undefined ? withUnit(text, field) : text
}

/** `55.00 分`: a number whose unit its words do not have. */
export function withUnit(text: Words, type: Type): Words {
  const unit = unitOf({ name: type.name, ...(type.unit !== undefined && { unit: type.unit }) })
  return unit.zh === '' ? text : { zh: `${text.zh} ${unit.zh}`, en: `${text.en} ${unit.en}` }
}
