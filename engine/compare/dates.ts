import type { CalendarDate } from '../base/calendar.ts'
import type { Words } from '../base/words.ts'
import { valueOn } from '../policy/dated-values.ts'
import type { EffectiveRange, Parameter } from '../policy/declarations.ts'
import type { Clause, Provision } from '../policy/policy.ts'
import type { Workspace } from '../policy/workspace.ts'
import { type PolicyChange, titleOf } from './change.ts'
import { effectOf, withinClause } from './clauses.ts'
import { amendedWords } from './parameters.ts'
import { sameMeaning } from './same.ts'

/**
 * What the same policies say otherwise on two days: values that came, went or became others, and clauses that
 * came into force or went out of it.
 *
 * Shape   Workspace × first day × second day → changes, in the order of the policies
 */
export const changesBetweenDates = (
  workspace: Workspace,
  first: CalendarDate,
  second: CalendarDate,
): readonly PolicyChange[] =>
  workspace.policies.flatMap(({ provisions }) =>
    provisions.flatMap((provision) => [
      ...sharedChanges(provision, first, second),
      ...provision.clauses.flatMap((clause) => [
        ...forceChanges(clause, first, second),
        ...clause.parameters.flatMap((parameter) =>
          valueChange(parameter, clause, withinClause(clause).title, first, second),
        ),
      ]),
    ]),
  )

const holds = ({ from, until }: EffectiveRange, { day }: CalendarDate): boolean =>
  (from === null || from.day <= day) && (until === null || day < until.day)

function forceChanges(clause: Clause, first: CalendarDate, second: CalendarDate): readonly PolicyChange[] {
  const [was, is] = [holds(clause.effective, first), holds(clause.effective, second)]
  if (was === is) return []
  const words: Words = is
    ? { zh: '已开始施行', en: 'in force now' }
    : { zh: '已停止施行', en: 'no longer in force' }
  return [
    {
      kind: 'effective-changed',
      effect: 'decision',
      policy: clause.policy,
      clause: clause.id,
      subject: clause.id,
      title: clause.title,
      words,
      origin: clause.origin,
      side: 'new',
    },
  ]
}

function sharedChanges(
  provision: Provision,
  first: CalendarDate,
  second: CalendarDate,
): readonly PolicyChange[] {
  const clause = provision.clauses[0]
  if (!clause) return []
  return provision.parameters.flatMap((parameter) =>
    valueChange(parameter, clause, (what) => titleOf(provision.title, what), first, second),
  )
}

function valueChange(
  parameter: Parameter,
  clause: Clause,
  title: (what: Words) => Words,
  first: CalendarDate,
  second: CalendarDate,
): readonly PolicyChange[] {
  const [was, is] = [valueOn(parameter.values, first), valueOn(parameter.values, second)]
  const [before, after] = [was?.value ?? null, is?.value ?? null]
  if (sameMeaning(before, after)) return []
  return [
    {
      kind: before === null ? 'value-added' : after === null ? 'value-repealed' : 'value-amended',
      effect: effectOf(parameter, clause),
      policy: clause.policy,
      clause: clause.id,
      subject: parameter.name,
      title: title(parameter.title),
      words: amendedWords(before, after, parameter.type),
      origin: is?.origin ?? was?.origin ?? parameter.origin,
      side: 'new',
    },
  ]
}
