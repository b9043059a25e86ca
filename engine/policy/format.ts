import { formatDate, parseMonthDay } from '../base/calendar.ts'
import { Rational } from '../base/rational.ts'
import { sameWords, type Words } from '../base/words.ts'
import { isDatedSeries, isListValue, isMonthSeries, isRecordValue, type Value } from '../expression/value.ts'

/** As much of a type as showing its values takes. */
export interface ShownType {
  readonly name: string
  readonly unit?: string
  readonly per?: string
  readonly of?: ShownType
  readonly values?: Readonly<Record<string, Words>>
  readonly fields?: Readonly<Record<string, ShownField>>
}

/** A field of a record: with its title, and its type beside it or in it. */
type ShownField =
  | { readonly title?: Words; readonly type: ShownType }
  | (ShownType & { readonly title?: Words })

/** A number with its thousands parted: `30,010.00`. A minus is −. */
export function groupDigits(text: string): string {
  const [whole = '', fraction] = text.replace('-', '').split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
  return `${text.startsWith('-') ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}

const unitWords: Readonly<Record<string, Words>> = {
  CNY: { zh: '元', en: 'CNY' },
  points: { zh: '分', en: 'points' },
  persons: { zh: '人', en: 'persons' },
  places: { zh: '名', en: 'places' },
  households: { zh: '户', en: 'households' },
  communities: { zh: '个社区', en: 'communities' },
  villages: { zh: '个行政村', en: 'villages' },
  sessions: { zh: '次', en: 'sessions' },
  items: { zh: '项', en: 'items' },
  months: { zh: '个月', en: 'months' },
  years: { zh: '年', en: 'years' },
  'years-of-age': { zh: '岁', en: 'years' },
  days: { zh: '天', en: 'days' },
}

const perWords: Readonly<Record<string, Words>> = {
  year: { zh: '/年', en: '/yr' },
  month: { zh: '/月', en: '/month' },
  person: { zh: '/人', en: '/person' },
  household: { zh: '/户', en: '/household' },
  item: { zh: '/项', en: '/item' },
  place: { zh: '/名', en: '/place' },
  community: { zh: '/社区', en: '/community' },
  village: { zh: '/村', en: '/village' },
}

/** `元/年`, `CNY/yr`: the unit beside a field. Empty where there is none. */
export function unitOf(type: ShownType): Words {
  if (type.name === 'rate') return sameWords('%')
  const unit = type.unit === undefined ? sameWords('') : (unitWords[type.unit] ?? sameWords(type.unit))
  const per = type.per === undefined ? sameWords('') : (perWords[type.per] ?? sameWords(`/${type.per}`))
  return { zh: unit.zh + per.zh, en: unit.en + per.en }
}

const joined = (parts: readonly Words[]): Words => ({
  zh: parts.map(({ zh }) => zh).join('、'),
  en: parts.map(({ en }) => en).join(', '),
})

/**
 * A value as people read it. `decimals` is at least how many a number shows; a fraction that no decimal
 * writes is cut after six, with …
 */
export function formatValue(value: Value, type: ShownType | undefined, decimals = 0): Words {
  if (value === null) return { zh: '无', en: 'none' }
  if (value === true) return { zh: '是', en: 'yes' }
  if (value === false) return { zh: '否', en: 'no' }
  if (typeof value === 'string' && type?.name === 'month-day') return monthDayWords(value)
  if (typeof value === 'string')
    return type?.values && Object.hasOwn(type.values, value)
      ? (type.values[value] as Words)
      : sameWords(value)
  if (value instanceof Rational) return formatNumber(value, type, decimals)
  if (isListValue(value))
    return value.length === 0
      ? { zh: '（空）', en: '(none)' }
      : joined(value.map((entry) => formatValue(entry, type?.of)))
  if (isDatedSeries(value))
    return joined(
      value.dated.map(({ from, value: each }) => {
        const shown = formatValue(each, type, decimals)
        const day = from ? formatDate(from) : ''
        return { zh: `${day} 起 ${shown.zh}`, en: `${shown.en} from ${day}` }
      }),
    )
  if (isMonthSeries(value))
    return joined(
      value.months.map(({ count, value: each }) => {
        const shown = formatValue(each, type?.of, decimals)
        return { zh: `${shown.zh} × ${count} 个月`, en: `${shown.en} × ${count} months` }
      }),
    )
  if (isRecordValue(value))
    return joined(
      Object.entries(value.fields).map(([key, field]) => {
        const declared = type?.fields?.[key]
        const title = declared?.title ?? sameWords(key)
        const fieldType = declared && 'type' in declared ? declared.type : declared
        const shown = formatValue(field, fieldType, fieldType?.name === 'money' ? decimals : 0)
        return { zh: `${title.zh} ${shown.zh}`, en: `${title.en} ${shown.en}` }
      }),
    )
  return sameWords(formatDate(value))
}

/** `12-25` as 12月25日, 25 December. */
function monthDayWords(text: string): Words {
  const on = parseMonthDay(text)
  return on
    ? { zh: `${on.month}月${on.dayOfMonth}日`, en: `${on.dayOfMonth} ${monthNames[on.month - 1]}` }
    : sameWords(text)
}

const monthNames: readonly string[] =
  'January February March April May June July August September October November December'.split(' ')

function formatNumber(value: Rational, type: ShownType | undefined, decimals: number): Words {
  if (type?.name === 'rate') return sameWords(`${decimalText(value.times(Rational.of(100)), 0)}%`)
  if (type?.name === 'year') return sameWords(value.toString())
  const number = groupDigits(decimalText(value, decimals))
  if (type?.name !== 'duration' && type?.name !== 'count') return sameWords(number)
  const unit = unitOf(type)
  const one = value.equals(Rational.one) ? unit.en.replace(/s$/, '') : unit.en
  return { zh: unit.zh ? `${number} ${unit.zh}` : number, en: unit.en ? `${number} ${one}` : number }
}

function decimalText(value: Rational, decimals: number): string {
  if (value.isDecimal) return value.toString(decimals)
  return `${value.round({ to: Rational.of(1, 1_000_000), mode: 'toward-zero' }).toString()}…`
}
