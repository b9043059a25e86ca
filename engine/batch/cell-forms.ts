import { parseDate } from '../base/calendar.ts'
import { nearestName } from '../base/nearest.ts'
import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import type { ScalarNode } from '../document/document.ts'
import { shown } from '../document/fault.ts'
import type { CellForms, DateForm, NumberForm } from './mapping.ts'

/** A cell as the plain form of its value, or why it is none. */
export type CellRead =
  | { readonly ok: true; readonly text: string; readonly style: ScalarNode['style'] }
  | { readonly ok: false; readonly reason: Words; readonly fix: Words }

const dateForms: Readonly<Record<DateForm, RegExp>> = {
  'Y-M-D': /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  'Y/M/D': /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  'Y.M.D': /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  Y年M月D日: /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
  YYYYMMDD: /^(\d{4})(\d{2})(\d{2})$/,
}

const grouped = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const plainNumber = /^-?\d+(?:\.\d+)?$/

/**
 * Reads a cell in the forms that the mapping lets in, and no others; what is in none of them goes on as it
 * is, to be judged as a plain value.
 *
 * Shape   text × forms × factor of the unit → plain text, or why not
 */
export function plainCell(text: string, forms: CellForms, factor: Rational | null): CellRead {
  const code = forms.codes?.get(text)
  if (code) return { ok: true, text: code.node.text, style: code.node.style }
  const isNumber = forms.numbers.length > 0 || factor !== null
  if (forms.codes && forms.dates.length === 0 && !isNumber) return noCode(text, [...forms.codes.keys()])
  if (forms.dates.length > 0) {
    const date = dateFrom(text, forms.dates)
    return date === undefined ? noDate(text, forms.dates) : plain(date)
  }
  const number = forms.numbers.length > 0 ? numberFrom(text, forms.numbers) : text
  if (factor === null) return plain(number)
  const value = plainNumber.test(number) ? Rational.parse(number) : undefined
  if (!value) return noNumber(text)
  return plain(value.times(factor).toString())
}

/** A quoted `null` is a word; a bare one would be nothing. */
export const plain = (text: string): CellRead => ({
  ok: true,
  text,
  style: text === 'null' ? 'double' : 'plain',
})

function dateFrom(text: string, forms: readonly DateForm[]): string | undefined {
  for (const form of forms) {
    const [, year = '', month = '', day = ''] = dateForms[form].exec(text) ?? []
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    if (parseDate(date)) return date
  }
  return parseDate(text) ? text : undefined
}

function numberFrom(text: string, forms: readonly NumberForm[]): string {
  const narrow = forms.includes('full-width')
    ? text.replaceAll(/[０-９．，－％]/g, (character) =>
        String.fromCharCode(character.charCodeAt(0) - 0xfee0),
      )
    : text
  return forms.includes('grouped') && grouped.test(narrow) ? narrow.replaceAll(',', '') : narrow
}

function noCode(text: string, codes: readonly string[]): CellRead {
  const near = nearestName(text, codes)
  const list = codes.slice(0, 8).map((code) => `\`${code}\``)
  return {
    ok: false,
    reason: { zh: `代码表里没有 ${shown(text)}`, en: `${shown(text)} is not in the code table` },
    fix:
      near === undefined
        ? { zh: `改用：${list.join('、')}`, en: `use one of ${list.join(', ')}` }
        : { zh: `是不是 \`${near}\`？`, en: `did you mean \`${near}\`?` },
  }
}

const noDate = (text: string, forms: readonly DateForm[]): CellRead => ({
  ok: false,
  reason: {
    zh: `${shown(text)} 不是写成 ${forms.join('、')} 的日期`,
    en: `${shown(text)} is not a date of the form ${forms.join(', ')}`,
  },
  fix: {
    zh: '改成日历上有的一天，或在列对照里加上写法',
    en: 'write a day of the calendar, or add its form to the mapping',
  },
})

const noNumber = (text: string): CellRead => ({
  ok: false,
  reason: { zh: `${shown(text)} 不是数`, en: `${shown(text)} is not a number` },
  fix: {
    zh: '只用数字和一个小数点，或在列对照里加上写法',
    en: 'write digits and at most one point, or add its form to the mapping',
  },
})
