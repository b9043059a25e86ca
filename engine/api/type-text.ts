import type { Words } from '../base/words.ts'
import type { Quantity } from '../mechanisms/quantity.ts'
import type { RecordField, ValueType } from '../policy/types.ts'

/** A key as it stands in a type. */
export const keyText = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name))

/** A literal type. */
export const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`

/** Literal types in a row; without any, nothing is allowed. */
export const unionOf = (names: readonly string[]): string =>
  names.length === 0 ? 'never' : [...new Set(names)].map(quoted).join(' | ')

/** A comment above a line, in both languages. */
export const commentText = (words: Words, more: readonly Words[], indent: string): string => {
  const line = [words, ...more].map(({ zh, en }) => (zh === en ? zh : `${zh} / ${en}`)).join('；')
  return `${indent}/** ${line.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ')} */\n`
}

const per: Readonly<Record<string, Words>> = {
  year: { zh: '每年', en: 'per year' },
  month: { zh: '每月', en: 'per month' },
  day: { zh: '每天', en: 'per day' },
}

/** `CNY 每月 / CNY per month`, or nothing where there is no unit. */
export const measureOf = ({ unit, per: each }: ValueType): readonly Words[] => {
  if (unit === undefined) return []
  if (each === undefined) return [{ zh: unit, en: unit }]
  const words = per[each] ?? { zh: `/${each}`, en: `per ${each}` }
  return [{ zh: `${unit} ${words.zh}`, en: `${unit} ${words.en}` }]
}

/** The type of a fact, and the day it holds from where it may change. */
export function factTypeText(type: ValueType, indent: string): string {
  const single = singleText(type, indent)
  if (!type.series) return single
  const entry =
    type.name === 'record'
      ? `({ readonly from: string } & ${single})`
      : `{ readonly from: string; readonly value: ${single} }`
  return `${single} | readonly ${entry}[]`
}

function singleText(type: ValueType, indent: string): string {
  switch (type.name) {
    case 'boolean':
      return 'boolean'
    case 'date':
    case 'month-day':
    case 'text':
      return 'string'
    case 'category': {
      if (!type.values) return 'string'
      const names = unionOf(Object.keys(type.values))
      // Others are let in, and those that are known are still offered by an editor.
      return type.open ? `${names} | (string & {})` : names
    }
    case 'list':
      return `readonly ${bracketed(type.of ? factTypeText(type.of, indent) : 'PlainValue')}[]`
    case 'record':
      return recordText(type.fields ?? {}, indent)
    default:
      return 'ExactNumber'
  }
}

/** Clauses share records, and each reads some of the fields: any may be left out. */
function recordText(fields: Readonly<Record<string, RecordField>>, indent: string): string {
  const deeper = `${indent}  `
  const lines = Object.entries(fields).map(
    ([name, { title, type }]) =>
      commentText(title, measureOf(type), deeper) +
      `${deeper}readonly ${keyText(name)}?: ${factTypeText(type, deeper)} | undefined\n`,
  )
  return `{\n${lines.join('')}${indent}}`
}

const bracketed = (text: string): string => (/ [|&] /.test(text) && !text.endsWith('}') ? `(${text})` : text)

/** The type of an output as decisions give it: money and points as text, other numbers as text where a double would not do. */
export function outputTypeText(type: Quantity | undefined): string {
  if (!type) return 'OutputValue'
  if (type.name === 'money' || type.unit === 'points') return 'string'
  switch (type.name) {
    case 'boolean':
      return 'boolean'
    case 'year':
      return 'number'
    case 'number':
    case 'rate':
    case 'count':
    case 'duration':
      return 'number | string'
    case 'date':
    case 'month-day':
    case 'text':
      return 'string'
    case 'category':
      return type.values && !('open' in type && type.open) ? unionOf(Object.keys(type.values)) : 'string'
    case 'list':
      return `readonly ${bracketed(outputTypeText(type.of))}[]`
    case 'record': {
      const fields = Object.entries(type.fields ?? {})
      return fields.length === 0
        ? 'OutputValue'
        : `{ ${fields.map(([name, field]) => `readonly ${keyText(name)}?: ${outputTypeText(field)}`).join('; ')} }`
    }
    default:
      return 'OutputValue'
  }
}
