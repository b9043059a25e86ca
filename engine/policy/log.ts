import { parseDate } from '../base/calendar.ts'
import type { Document } from '../document/document.ts'
import type { Origin } from './declarations.ts'
import { child, entriesOf, itemsOf, originOf, type Place, rootPlace, textAt, textOf } from './nodes.ts'
import { type Problems, report } from './problems.ts'

/** What one entry of a log says was changed, key by key: `parameter`, `from`, `was`, `value`. */
export type LogChange = Readonly<Record<string, string>>

/** Something that was done to a policy: who, when, what and on which ground. */
export interface LogEntry {
  /** With the offset from UTC: `2026-11-24T10:42:00+08:00`. */
  readonly at: string
  readonly by: string
  /** `yearly`, `correction`, `rebase`. */
  readonly what: string
  readonly changes: readonly LogChange[]
  readonly basis: string
}

/** An entry and where it stands. */
export interface WrittenLogEntry extends LogEntry {
  readonly origin: Origin
}

/**
 * The entries of a policy's `log.yaml` that is right in form, oldest first.
 *
 * Errors  DATE_IMPOSSIBLE, and LOG_ORDER (a warning) where an entry is older than the one before it
 */
export function readLog(document: Document, problems: Problems): readonly WrittenLogEntry[] {
  const entries = itemsOf(rootPlace(document.file, document.root)).map((place) => entryFrom(place))
  let before: { readonly second: number; readonly at: string } | undefined
  for (const { at, origin } of entries) {
    const place = { file: origin.file, span: spanOfTime(document, origin) }
    const second = secondOf(at)
    if (second === undefined)
      report(
        problems,
        'DATE_IMPOSSIBLE',
        place,
        { zh: `没有 \`${at}\` 这个时间`, en: `there is no time \`${at}\`` },
        { zh: '写成日历和钟表上有的时间', en: 'write a day of the calendar and a time of the clock' },
      )
    else if (before && second < before.second)
      report(
        problems,
        'LOG_ORDER',
        place,
        {
          zh: `\`${at}\` 早于上一条的 \`${before.at}\`：记录只在末尾添加`,
          en: `\`${at}\` is before \`${before.at}\` above it: entries are added at the end`,
        },
        { zh: '按时间先后排列', en: 'put the entries in the order of their times' },
        { severity: 'warning' },
      )
    if (second !== undefined) before = { second, at }
  }
  return entries
}

const spanOfTime = (document: Document, { path, span }: Origin): Origin['span'] => {
  const entry = itemsOf(rootPlace(document.file, document.root))[Number(path[0])]
  return (entry && child(entry, 'at')?.node?.span) ?? span
}

function entryFrom(place: Place): WrittenLogEntry {
  return {
    at: textAt(place, 'at') ?? '',
    by: textAt(place, 'by') ?? '',
    what: textAt(place, 'what') ?? '',
    changes: itemsOf(child(place, 'changes')).map((change) =>
      Object.fromEntries(entriesOf(change).map((part) => [part.key, textOf(part) ?? ''])),
    ),
    basis: textAt(place, 'basis') ?? '',
    origin: originOf(place),
  }
}

/** Seconds since 1970-01-01 in UTC; undefined for a day or a time that does not exist. */
function secondOf(at: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:Z|([+-])(\d{2}):(\d{2}))$/.exec(at)
  const date = match && parseDate(match[1] ?? '')
  if (!match || !date) return undefined
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4])]
  const [ahead, aheadMinutes] = [Number(match[6] ?? 0), Number(match[7] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59 || ahead > 14 || aheadMinutes > 59) return undefined
  const offset = (match[5] === '-' ? -1 : 1) * (ahead * 60 + aheadMinutes)
  return date.day * 86_400 + hour * 3600 + (minute - offset) * 60 + second
}
