import { type CalendarDate, formatDate } from '../base/calendar.ts'
import { type Diagnostic, sortDiagnostics } from '../base/diagnostic.ts'
import type { Words } from '../base/words.ts'
import type { DatedValue, Origin } from './declarations.ts'
import type { Provision } from './policy.ts'
import type { Workspace } from './workspace.ts'

/** A value that has to be looked at: it runs out, or is to be reviewed. */
export interface Upkeep {
  /** Full name of the parameter, or the fact of an outside figure. */
  readonly name: string
  readonly title: Words
  readonly kind: 'runs-out' | 'review'
  readonly value: DatedValue
  /** The first day without a value, or the last day to review it. */
  readonly on: CalendarDate
  /** From the day asked for to that day; negative once it has passed. */
  readonly days: number
}

interface Dated {
  readonly name: string
  readonly title: Words
  readonly values: readonly DatedValue[]
}

/**
 * Values in force on a day, or on the last day before one ran out, that say when they end or are to be
 * reviewed. A value that another follows in time runs out without a gap and is left out.
 *
 * Shape   Workspace × day × how many days ahead → Upkeep, in the order of the policies
 */
export const upkeepOf = (workspace: Workspace, day: CalendarDate, ahead = 90): readonly Upkeep[] =>
  workspace.policies
    .flatMap((policy) => [
      ...policy.provisions.flatMap(parametersIn),
      ...policy.facts.map((fact) => ({ ...fact, values: fact.figures })),
    ])
    .flatMap((dated) => upkeepOfValues(dated, day))
    .filter(({ days }) => days <= ahead)

const parametersIn = ({ parameters, clauses }: Provision): readonly Dated[] => [
  ...parameters,
  ...clauses.flatMap((clause) => clause.parameters),
]

function upkeepOfValues({ name, title, values }: Dated, day: CalendarDate): readonly Upkeep[] {
  const index = values.findLastIndex(({ from }) => from === null || from.day <= day.day)
  const value = values[index]
  if (!value) return []
  const next = values[index + 1]?.from
  const { validUntil, reviewBy } = value
  const found: Upkeep[] = []
  const add = (kind: Upkeep['kind'], on: CalendarDate) =>
    found.push({ name, title, kind, value, on, days: on.day - day.day })
  if (validUntil && !(next && next.day <= validUntil.day)) add('runs-out', validUntil)
  if (reviewBy) add('review', reviewBy)
  return found
}

/**
 * What of the upkeep is late.
 *
 * Shape   Workspace × day → Diagnostics
 * Errors  VALUE_EXPIRED, REVIEW_DUE (warnings)
 */
export function upkeepFaults(workspace: Workspace, day: CalendarDate): readonly Diagnostic[] {
  const late = upkeepOf(workspace, day, 0).filter(({ kind, days }) => kind === 'runs-out' || days < 0)
  return sortDiagnostics(
    late.map((one) => (one.kind === 'runs-out' ? expired(one, day) : reviewDue(one, day))),
  )
}

const keyOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

function expired({ name, value, on }: Upkeep, day: CalendarDate): Diagnostic {
  const [until, today] = [formatDate(on), formatDate(day)]
  return warning(
    'VALUE_EXPIRED',
    value.origin,
    {
      zh: `\`${keyOf(name)}\` 的值到 ${until} 为止，${today} 没有值`,
      en: `the value of \`${keyOf(name)}\` ended on ${until}, and there is none on ${today}`,
    },
    {
      zh: `加一个自 ${until} 起的值；确已停止的，写 ${until}: null`,
      en: `add a value from ${until}, or \`${until}: null\` if it has ended for good`,
    },
  )
}

function reviewDue({ name, value, on }: Upkeep, day: CalendarDate): Diagnostic {
  const [by, today] = [formatDate(on), formatDate(day)]
  return warning(
    'REVIEW_DUE',
    value.origin,
    {
      zh: `\`${keyOf(name)}\` 的值最迟应在 ${by} 复核，今天是 ${today}`,
      en: `the value of \`${keyOf(name)}\` was to be reviewed by ${by}, and it is ${today}`,
    },
    {
      zh: '核对后改 review_by，或加一个新值',
      en: 'look at it again, then move `review_by` or add a new value',
    },
  )
}

const warning = (
  code: Diagnostic['code'],
  { file, span }: Pick<Origin, 'file' | 'span'>,
  message: Words,
  fix: Words,
): Diagnostic => ({ code, severity: 'warning', file, span, message, fix })
