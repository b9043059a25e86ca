import { parseDate } from '../base/calendar.ts'
import type { ScalarNode } from './document.ts'

/** A scalar read as a type: its text, or the spelling to use (empty where none is near). */
export type ScalarReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fix: string }

/** Longer numbers are no figures of a policy, and slow to compute with. */
const mostDigits = 1000

const numberForm = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
const zeroForm = /^-0(?:\.0+)?$/

const isNumber = (text: string): boolean =>
  text.length <= mostDigits && numberForm.test(text) && !zeroForm.test(text)

const refused = (fix: string): ScalarReading => ({ ok: false, fix })

/**
 * A number as typed: `-?\d+(\.\d+)?` without leading zeros. A quoted scalar is text.
 *
 * Shape   scalar → its text, or the spelling to use: `010` → `10`, `1_000` → `1000`, `1e3` → `1000`
 */
export function readNumber(scalar: ScalarNode): ScalarReading {
  if (scalar.style === 'plain' && isNumber(scalar.text)) return { ok: true, text: scalar.text }
  return refused(nearestNumber(scalar.text))
}

/** A number, or one followed by `%`, as typed. */
export function readRate(scalar: ScalarNode): ScalarReading {
  const { text } = scalar
  const number = text.endsWith('%') ? text.slice(0, -1) : text
  if (scalar.style === 'plain' && isNumber(number)) return { ok: true, text }
  const normal = text.slice(0, mostDigits).normalize('NFKC').trim()
  if (!normal.endsWith('%')) return refused(nearestNumber(text))
  const fix = nearestNumber(normal.slice(0, -1))
  return refused(fix && `${fix}%`)
}

/**
 * A day that exists, written `YYYY-MM-DD`; quoted or not, since JSON writes dates in quotes.
 *
 * Shape   scalar → its text, or the spelling to use: `2009-7-1`, `2009/7/1`, `2009年7月1日` → `2009-07-01`
 */
export function readDate({ text }: ScalarNode): ScalarReading {
  if (parseDate(text)) return { ok: true, text }
  const match =
    /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))(?:[T ][\d:.]+Z?)?$/.exec(
      text.slice(0, 40).normalize('NFKC').trim(),
    )
  if (!match) return refused('')
  const [, year = '', ...rest] = match
  const [month = '', day = ''] = rest.filter((part) => part !== undefined)
  const fix = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return refused(parseDate(fix) ? fix : '')
}

const yes = new Set(['true', 'yes', 'y', 'on', '是', '真'])
const no = new Set(['false', 'no', 'n', 'off', '否', '假'])

/** `true` or `false`, not in quotes. */
export function readBoolean({ text, style }: ScalarNode): ScalarReading {
  if (style === 'plain' && (text === 'true' || text === 'false')) return { ok: true, text }
  const word = text.slice(0, 20).trim().toLowerCase()
  return refused(yes.has(word) ? 'true' : no.has(word) ? 'false' : '')
}

/** The allowed spelling of what a person most likely means by a number, or empty. */
function nearestNumber(text: string): string {
  if (text.length > mostDigits) return ''
  let near = text
    .normalize('NFKC')
    .trim()
    .replace(/^[−–—]/, '-')
    .replace(/^\+/, '')
  const based = /^(-?)(0[xob][\da-f]+)$/i.exec(near)
  if (based) near = integerFromBased(based[1] as string, based[2] as string)
  if (/^-?\d[\d_]*(?:\.[\d_]+)?(?:e[+-]?\d+)?$/i.test(near)) near = near.replaceAll('_', '')
  if (/^-?\d{1,3}(?:([, ])\d{3})(?:\1\d{3})*(?:\.\d+)?$/.test(near)) near = near.replaceAll(/[, ]/g, '')
  near = withoutExponent(near)
  near = near
    .replace(/^(-?)\.(?=\d)/, '$10.')
    .replace(/\.$/, '')
    .replace(/^(-?)0+(?=\d)/, '$1')
  if (zeroForm.test(near)) near = '0'
  return isNumber(near) ? near : ''
}

function integerFromBased(sign: string, digits: string): string {
  try {
    return `${sign}${BigInt(digits.toLowerCase())}`
  } catch {
    return ''
  }
}

/** `1.5e3` → `1500`, by moving the point. */
function withoutExponent(text: string): string {
  const match = /^(-?)(\d*)\.?(\d*)e([+-]?\d{1,3})$/i.exec(text)
  if (!match) return text
  const [, sign = '', whole = '', fraction = '', exponent = ''] = match
  const point = whole.length + Number(exponent)
  if (whole + fraction === '' || point > 40 || point < -40) return ''
  const digits = (whole + fraction)
    .padEnd(point, '0')
    .padStart(whole.length + fraction.length - Math.min(point, 0), '0')
  const left = digits.slice(0, Math.max(point, 0)).replace(/^0+(?=\d)/, '') || '0'
  const right = digits.slice(Math.max(point, 0)).replace(/0+$/, '')
  return `${sign}${left}${right && `.${right}`}`
}
