import { type CalendarDate, formatDate } from '../base/calendar.ts'
import { type Diagnostic, sortDiagnostics } from '../base/diagnostic.ts'
import type { Words } from '../base/words.ts'
import type { PolicyChange } from '../compare/change.ts'
import { changesBetween } from '../compare/from-workspaces.ts'
import { sameValue } from '../compare/same.ts'
import { nodeAt } from '../document/document.ts'
import type { DatedValue, Origin } from '../policy/declarations.ts'
import type { Policy } from '../policy/policy.ts'
import { operandsOf, parametersRead } from '../policy/reads.ts'
import type { Workspace } from '../policy/workspace.ts'
import { casesOf, type KnownCase } from './cases.ts'
import { bumpFor } from './required.ts'
import { type Bump, compareVersions, formatVersion, larger, leastAfter, parseVersion } from './version.ts'

export interface VersionOptions {
  /** The day that values are not to be before; without it no value reaches back. */
  readonly today?: CalendarDate
  /** What changed, where it is known already. */
  readonly changes?: readonly PolicyChange[]
}

/**
 * What a change of policies lacks to be released: a version in proportion, values that say so where they reach
 * back, a case for each clause that decides otherwise.
 *
 * Shape   workspace before × workspace now, both with their cases → Diagnostics
 * Errors  VERSION_FORM, VERSION_BUMP, VALUE_RETROACTIVE, CASE_MISSING
 */
export function versionFaults(
  before: Workspace,
  after: Workspace,
  { today, changes = changesBetween(before, after) }: VersionOptions = {},
): readonly Diagnostic[] {
  return sortDiagnostics([
    ...after.policies.flatMap((policy) => bumpFaults(policy, before, after, changes)),
    ...(today ? reachingBack(before, after, changes, today) : []),
    ...missingCases(before, after, changes),
  ])
}

const error = (
  code: Diagnostic['code'],
  { file, span }: Pick<Origin, 'file' | 'span'>,
  message: Words,
  fix: Words,
): Diagnostic => ({ code, severity: 'error', file, span, message, fix })

const bumpWords: Readonly<Record<Bump, Words>> = {
  none: { zh: '没有变化', en: 'nothing' },
  patch: { zh: '只改了文字', en: 'words only' },
  minor: { zh: '改了数值或增加了内容', en: 'values, or something more' },
  major: { zh: '改了条件、算法或事实', en: 'conditions, reckoning or facts' },
}

function bumpFaults(
  policy: Policy,
  before: Workspace,
  after: Workspace,
  changes: readonly PolicyChange[],
): readonly Diagnostic[] {
  const old = before.policies.find(({ id }) => id === policy.id)
  if (!old) return []
  const bump = changes
    .filter((change) => change.policy === policy.id)
    .map(bumpFor)
    .reduce<Bump>(larger, 'none')
  const node = nodeAt(after.documents.get(policy.origin.file)?.root, ['version'])
  const place = { file: policy.origin.file, span: node?.span ?? policy.origin.span }
  const [was, is] = [parseVersion(old.version), parseVersion(policy.version)]
  if (!is)
    return [
      error(
        'VERSION_FORM',
        place,
        {
          zh: `\`${policy.version}\` 不是三段的版本号`,
          en: `\`${policy.version}\` is no version of three numbers`,
        },
        { zh: '写成 1.2.0', en: 'write it as 1.2.0' },
      ),
    ]
  // A version of another form was before every one of this form.
  if (!was) return []
  const least = leastAfter(was, bump)
  if (compareVersions(is, least) >= 0) return []
  const from = formatVersion(was)
  return [
    error(
      'VERSION_BUMP',
      place,
      {
        zh: `版本是 ${policy.version}，改动以前是 ${from}；${bumpWords[bump].zh}，至少要 ${formatVersion(least)}`,
        en: `the version is ${policy.version} and was ${from}; what changed (${bumpWords[bump].en}) asks for ${formatVersion(least)} at least`,
      },
      { zh: `写 version: ${formatVersion(least)}`, en: `write \`version: ${formatVersion(least)}\`` },
    ),
  ]
}

/** Values from a day that has passed, or in the place of one in force, which do not say that they reach back. */
function reachingBack(
  before: Workspace,
  after: Workspace,
  changes: readonly PolicyChange[],
  today: CalendarDate,
): readonly Diagnostic[] {
  return changes.flatMap((change) => {
    if (!change.kind.startsWith('value-') || change.side === 'old') return []
    const found = valueAt(after, change)
    if (!found) return []
    const { value, name } = found
    if (value.from && value.from.day >= today.day) return []
    const was = valuesOf(before, name).find(({ from }) => from?.day === value.from?.day)
    // Of a value that stayed, only the days beside it are others.
    if (was && sameValue(was.value, value.value)) return []
    if (saysSo(value) || isLogged(change, value, before, after)) return []
    const since: Words = value.from
      ? { zh: `自 ${formatDate(value.from)} 起`, en: `from ${formatDate(value.from)}` }
      : { zh: '自始', en: 'from the start' }
    return [
      error(
        'VALUE_RETROACTIVE',
        value.origin,
        {
          zh: `\`${name}\` ${since.zh}的值改动了过去（今天是 ${formatDate(today)}）`,
          en: `the value of \`${name}\` ${since.en} reaches back before ${formatDate(today)}`,
        },
        {
          zh: '改为以后的日期；确属追溯的，写明 published 和 superseded，或在 log.yaml 记一条更正（correction）',
          en: 'date it later; where it is to reach back, write its `published` and `superseded`, or a `correction` in log.yaml',
        },
      ),
    ]
  })
}

/** It was published after the day it is in force from. */
const saysSo = ({ from, published }: DatedValue): boolean =>
  published !== null && (from === null || published.day > from.day)

function valueAt(workspace: Workspace, { origin, subject }: PolicyChange) {
  const value = valuesOf(workspace, subject).find((one) => one.origin === origin)
  return value && { value, name: subject }
}

/** The dated values of a parameter, or the figures of an outside fact. */
function valuesOf({ policies }: Workspace, name: string): readonly DatedValue[] {
  const parameters = policies.flatMap(({ provisions }) =>
    provisions.flatMap((provision) => [
      ...provision.parameters,
      ...provision.clauses.flatMap((clause) => clause.parameters),
    ]),
  )
  const facts = policies.flatMap((policy) => policy.facts)
  return (
    parameters.find((parameter) => parameter.name === name)?.values ??
    facts.find((fact) => fact.name === name)?.figures ??
    []
  )
}

/** A correction that the log has and had not before. */
function isLogged(
  { subject }: PolicyChange,
  { from }: DatedValue,
  before: Workspace,
  after: Workspace,
): boolean {
  const key = from ? formatDate(from) : 'undated'
  return [...after.logs].some(([folder, entries]) =>
    entries
      .slice(before.logs.get(folder)?.length ?? 0)
      .some(
        ({ what, changes }) =>
          what === 'correction' && changes.some((one) => one.parameter === subject && one.from === key),
      ),
  )
}

/** Clauses that decide otherwise, without a case that is new or another. */
function missingCases(
  before: Workspace,
  after: Workspace,
  changes: readonly PolicyChange[],
): readonly Diagnostic[] {
  const old = new Map(casesOf(before).map((one) => [one.id, one.meaning]))
  const fresh = casesOf(after).filter(({ id, meaning }) => old.get(id) !== meaning)
  const ids = new Set(
    changes.flatMap(({ effect, clause, side }) =>
      clause === null || side === 'old' || effect === 'words' || effect === 'none' ? [] : [clause],
    ),
  )
  return [...ids].flatMap((id) => {
    const clause = after.clause(id)
    if (!clause || fresh.some((one) => covers(one, id, changes, after))) return []
    const what = changes.find((change) => change.clause === id)
    return [
      error(
        'CASE_MISSING',
        clause.origin,
        {
          zh: `\`${id}\` 的判定变了（${what?.words.zh ?? ''}），没有新的或改过的用例`,
          en: `\`${id}\` decides otherwise (${what?.words.en ?? ''}), and none of its cases is new or another`,
        },
        {
          zh: '在 cases/ 里加一个这一条款的用例：变动的那一天，或界限的两边',
          en: 'add a case of the clause to cases/: on the day of the change, or at either side of a threshold',
        },
      ),
    ]
  })
}

/** A case of the clause, or of one that reads the parameter it changed. */
function covers(one: KnownCase, id: string, changes: readonly PolicyChange[], after: Workspace): boolean {
  if (one.clauses.includes(id)) return true
  const mine = changes.filter(({ clause }) => clause === id)
  if (mine.length === 0 || !mine.every(({ kind }) => kind.startsWith('value-'))) return false
  return one.clauses.some((other) => {
    const clause = after.clause(other)
    const read = clause ? parametersRead(operandsOf(clause.rules)).map(({ name }) => name) : []
    return mine.every(({ subject }) => read.includes(subject))
  })
}
