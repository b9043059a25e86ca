import { type CalendarDate, formatDate, parseDate } from '../base/calendar.ts'
import { readDate } from '../document/scalar.ts'
import type { Value } from '../expression/value.ts'
import type { DatedValue, SupersededValue } from './declarations.ts'
import { child, entriesOf, isPlainNull, itemsOf, originOf, type Place, textAt, textOf } from './nodes.ts'
import { type Problems, report } from './problems.ts'
import { sourceFromPlace } from './sources.ts'
import type { ValueType } from './types.ts'
import { valueFromNode } from './value-from-node.ts'

type Entry = Place & { readonly key: string }

/**
 * The values of a parameter, or the figures of a fact: a date to what holds from that day on.
 *
 * Shape   map of dates → DatedValues, by date, undated first
 * Errors  PARAMETER_VALUE, DATE_IMPOSSIBLE, EFFECTIVE_RANGE, PUBLISHED_ORDER
 */
export function datedValuesFromPlace(
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
    const read = (place: Place): Value | undefined =>
      isPlainNull(place)
        ? null
        : valueFromNode(place, type, {
            problems,
            name: key,
            typeCode: 'PARAMETER_VALUE',
            valueCode: 'PARAMETER_VALUE',
          })
    const value = read(inner)
    if (value === undefined) continue
    const source = entry.node?.kind === 'map' ? child(entry, 'source') : undefined
    values.push({
      from,
      value,
      text: inner.node?.kind === 'scalar' ? inner.node.source : (textOf(inner) ?? ''),
      source: source ? sourceFromPlace(source) : null,
      quote: textAt(entry, 'quote') ?? null,
      published: dayAt(entry, 'published'),
      superseded: supersededIn(entry, read, problems),
      validUntil: untilOf(entry, from, problems),
      reviewBy: dayAt(entry, 'review_by'),
      origin: originOf(inner),
    })
  }
  return values.sort((a, b) => (a.from?.day ?? -Infinity) - (b.from?.day ?? -Infinity))
}

/** What a value superseded, in the order in which it was published. */
function supersededIn(
  entry: Entry,
  read: (place: Place) => Value | undefined,
  problems: Problems,
): readonly SupersededValue[] {
  if (entry.node?.kind !== 'map') return []
  const places = itemsOf(child(entry, 'superseded'))
  let last = -Infinity
  for (const place of [...places, ...(places.length > 0 ? [entry] : [])]) {
    const published = dayAt(place, 'published')
    // Only the first may have been known ever since.
    if (published ? published.day <= last : place !== places[0]) reportOrder(place, problems)
    last = published?.day ?? last
  }
  return places.flatMap((place) => {
    const inner = child(place, 'value')
    const value = inner && read(inner)
    return value === undefined ? [] : [{ value, published: dayAt(place, 'published') }]
  })
}

const reportOrder = (place: Place, problems: Problems): void =>
  report(
    problems,
    'PUBLISHED_ORDER',
    originOf(child(place, 'published') ?? place),
    {
      zh: '没有晚于它所取代的值的公布日',
      en: 'it was not published after the value it supersedes',
    },
    {
      zh: '每个值写明 published，从先到后',
      en: 'give each value its `published`, from the first to the last',
    },
  )

/** A day that stands beside a value; one that is none is told of where the text is read. */
const dayAt = (entry: Place, key: string): CalendarDate | null =>
  entry.node?.kind === 'map' ? (parseDate(textAt(entry, key) ?? '') ?? null) : null

function untilOf(entry: Entry, from: CalendarDate | null, problems: Problems): CalendarDate | null {
  const until = dayAt(entry, 'valid_until')
  const place = child(entry, 'valid_until')
  if (until && from && place && until.day <= from.day)
    report(
      problems,
      'EFFECTIVE_RANGE',
      originOf(place),
      {
        zh: `\`valid_until\` 不晚于值的起始日 ${entry.key}`,
        en: `\`valid_until\` is not after ${entry.key}, from which the value is in force`,
      },
      { zh: '写值不再有效的那一天（不含）', en: 'write the first day the value is no longer in force' },
    )
  return until
}

/** The date a value is in force from; null for `undated`; undefined after a report. */
function fromKey(entry: Entry, problems: Problems): CalendarDate | null | undefined {
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
 * Shape   values sorted by date × day → DatedValue, or undefined before the first one and where one has run out
 */
export function valueOn(values: readonly DatedValue[], day: CalendarDate): DatedValue | undefined {
  let found: DatedValue | undefined
  for (const value of values) {
    if (value.from !== null && value.from.day > day.day) break
    found = value
  }
  return found?.validUntil && found.validUntil.day <= day.day ? undefined : found
}

/** What is decided by: on the day a value runs out there is none, unless the next one has begun. */
export function valuesInForce(
  values: readonly DatedValue[],
): readonly { readonly from: CalendarDate | null; readonly value: Value }[] {
  if (values.every(({ validUntil }) => validUntil === null)) return values
  return values.flatMap((one, index) => {
    const next = values[index + 1]?.from
    const { validUntil } = one
    const runsOut = validUntil !== null && !(next && next.day <= validUntil.day)
    return runsOut ? [one, { from: validUntil, value: null }] : [one]
  })
}
