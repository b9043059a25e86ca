import { type CalendarDate, formatDate, parseDate, parseMonthDay } from '../base/calendar.ts'
import type { DiagnosticCode } from '../base/diagnostic.ts'
import { nearestName } from '../base/nearest.ts'
import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import { readBoolean, readDate, readNumber, readRate } from '../document/scalar.ts'
import { holds } from '../expression/compare.ts'
import type { Value } from '../expression/value.ts'
import { type Inside, listFromNode, recordFromNode, seriesFromNode } from './compound-values.ts'
import { isPlainNull, originOf, type Place } from './nodes.ts'
import { type Problems, report } from './problems.ts'
import type { ValueType } from './types.ts'

/** Which codes a misfit gets, and whose value it is. */
export interface ValueContext {
  readonly problems: Problems
  /** The name shown in messages: `annual_rent`. */
  readonly name: string
  readonly typeCode: DiagnosticCode
  readonly valueCode: DiagnosticCode
}

const typeWords: Readonly<Record<ValueType['name'], Words>> = {
  money: { zh: '金额，如 3000 或 29999.95', en: 'an amount of money such as 3000 or 29999.95' },
  rate: { zh: '比例，如 10% 或 0.10', en: 'a rate such as 10% or 0.10' },
  number: { zh: '数，如 12 或 0.5', en: 'a number such as 12 or 0.5' },
  count: { zh: '整数，如 12', en: 'a whole number such as 12' },
  boolean: { zh: ' true 或 false', en: 'true or false' },
  date: { zh: '日期，如 2009-07-01', en: 'a date such as 2009-07-01' },
  year: { zh: '年份，如 2009', en: 'a year such as 2009' },
  duration: { zh: '期限，整数，如 12', en: 'a duration, a whole number such as 12' },
  text: { zh: '文字', en: 'text' },
  category: { zh: '类别名', en: 'the name of a category' },
  list: { zh: '列表，如 [a, b]', en: 'a list such as [a, b]' },
  record: { zh: '一组数据，如 { a: 1 }', en: 'a record such as { a: 1 }' },
  'month-day': { zh: '月日，如 12-25', en: 'a day of the year such as 12-25' },
}

/**
 * Reads a value as its declared type says; a misfit is reported, never converted.
 *
 * Shape   Place × ValueType → Value, or undefined after a report
 * Errors  the context's codes; DATE_IMPOSSIBLE
 */
export function valueFromNode(place: Place, type: ValueType, context: ValueContext): Value | undefined {
  const inside: Inside = { read: valueFromNode, misfit, context }
  if (type.series && place.node?.kind === 'list') return seriesFromNode(place, type, inside)
  if (type.name === 'list') return listFromNode(place, type, inside)
  if (type.name === 'record') return recordFromNode(place, type, inside)
  const node = place.node
  if (node?.kind !== 'scalar' || isPlainNull(place)) return misfit(place, type, context)
  switch (type.name) {
    case 'boolean': {
      const read = readBoolean(node)
      return read.ok ? read.text === 'true' : misfit(place, type, context, read.fix)
    }
    case 'date': {
      // JSON writes dates in quotes.
      const read = readDate(node)
      const date = read.ok ? parseDate(read.text) : undefined
      if (date) return inRange(place, date, type, context)
      return misfit(place, type, context, read.ok ? '' : read.fix)
    }
    case 'text':
      return node.text
    case 'month-day':
      return parseMonthDay(node.text) ? node.text : misfit(place, type, context)
    case 'category':
      return categoryFromText(place, node.text, type, context)
    default: {
      const read = type.name === 'rate' ? readRate(node) : readNumber(node)
      const number = read.ok ? Rational.parse(read.text) : undefined
      if (!number) return misfit(place, type, context, read.ok ? '' : read.fix)
      const whole = type.name === 'count' || type.name === 'duration' || type.name === 'year'
      if (whole && !number.isInteger) return misfit(place, type, context)
      return inRange(place, number, type, context)
    }
  }
}

function misfit(place: Place, type: ValueType, context: ValueContext, fix = ''): undefined {
  const shown =
    place.node === null
      ? null
      : place.node.kind === 'scalar'
        ? place.node.source
        : place.node.kind === 'list'
          ? '[…]'
          : '{…}'
  const expected = typeWords[type.name]
  report(
    context.problems,
    context.typeCode,
    originOf(place),
    shown === null
      ? { zh: `\`${context.name}\` 没有值`, en: `\`${context.name}\` has no value` }
      : {
          zh: `\`${context.name}\` 要的是${expected.zh}，这里是 \`${shown}\``,
          en: `\`${context.name}\` takes ${expected.en}, not \`${shown}\``,
        },
    fix && fix !== shown
      ? { zh: `写成 \`${fix}\``, en: `write \`${fix}\`` }
      : { zh: `写${expected.zh}`, en: `write ${expected.en}` },
    fix && fix !== shown ? { replacement: fix } : {},
  )
  return undefined
}

function categoryFromText(
  place: Place,
  text: string,
  type: ValueType,
  context: ValueContext,
): string | undefined {
  if (type.open || !type.values || Object.hasOwn(type.values, text)) return text
  const names = Object.keys(type.values)
  const near = nearestName(text, names)
  report(
    context.problems,
    context.valueCode,
    originOf(place),
    {
      zh: `\`${context.name}\` 没有 \`${text}\` 这个值`,
      en: `\`${text}\` is not a value of \`${context.name}\``,
    },
    near
      ? { zh: `是不是 \`${near}\`？`, en: `did you mean \`${near}\`?` }
      : {
          zh: `改用：${names.map((n) => `\`${n}\``).join('、')}`,
          en: `use one of ${names.map((n) => `\`${n}\``).join(', ')}`,
        },
    near ? { replacement: near } : {},
  )
  return undefined
}

function inRange<V extends Rational | CalendarDate>(
  place: Place,
  value: V,
  type: ValueType,
  context: ValueContext,
): V | undefined {
  const below = type.min !== undefined && holds('lessThan', value, type.min)
  const above = type.max !== undefined && holds('greaterThan', value, type.max)
  if (!below && !above) return value
  const { name } = context
  const bound = formatBound((below ? type.min : type.max) as Rational | CalendarDate)
  const [than, or]: readonly [Words, Words] =
    value instanceof Rational
      ? below
        ? [
            { zh: '不能小于', en: 'is less than' },
            { zh: '或更大的数', en: 'or more' },
          ]
        : [
            { zh: '不能大于', en: 'is more than' },
            { zh: '或更小的数', en: 'or less' },
          ]
      : below
        ? [
            { zh: '不能早于', en: 'is before' },
            { zh: '或更晚的日期', en: 'or later' },
          ]
        : [
            { zh: '不能晚于', en: 'is after' },
            { zh: '或更早的日期', en: 'or earlier' },
          ]
  report(
    context.problems,
    context.valueCode,
    originOf(place),
    { zh: `\`${name}\` ${than.zh} ${bound}`, en: `\`${name}\` ${than.en} ${bound}` },
    { zh: `写 ${bound} ${or.zh}`, en: `write ${bound} ${or.en}` },
  )
  return undefined
}

const formatBound = (bound: Rational | CalendarDate): string =>
  bound instanceof Rational ? bound.toString() : formatDate(bound)
