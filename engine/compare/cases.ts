import type { Words } from '../base/words.ts'
import type { CaseResult } from '../cases/case.ts'
import { type OtherRuns, runsOtherwise } from '../cases/otherwise.ts'
import { runCases, type Suite, suiteOf } from '../cases/run.ts'
import type { Decision } from '../decision/decision.ts'
import { operandsOf, parametersRead } from '../policy/reads.ts'
import type { Workspace } from '../policy/workspace.ts'
import type { PolicyChange } from './change.ts'
import { textOf } from './from-workspaces.ts'
import { meaningOf } from './same.ts'
import { changesInClause } from './undo.ts'
import {
  causesOf,
  dayOfValue,
  parametersOf,
  type Reversible,
  rulesWithout,
  type Versions,
} from './without.ts'

/** How a case of either version stands to both. */
export interface CaseComparison {
  readonly id: string
  /** Of its `alt`; null: as it is decided by default. */
  readonly reading: string | null
  readonly title: Words | null
  readonly clauses: readonly string[]
  /** What was done to the case itself. */
  readonly edit: 'added' | 'removed' | 'edited' | null
  /** Whether it is as it expects, in the version it stands in; null where that version lacks it. */
  readonly passed: { readonly before: boolean | null; readonly after: boolean | null }
  /** Whether the rules of both versions decide its facts alike; null where one lacks its clause. */
  readonly alike: boolean | null
  /** What the rules of both versions decide for its facts. */
  readonly decisions: { readonly before: readonly Decision[]; readonly after: readonly Decision[] }
  /** The changes that explain a difference: without them it is decided as before. Empty where nothing does. */
  readonly causes: readonly CaseCause[]
}

/** A change that explains cases: one of the changes that are told, by its place. */
export interface CaseCause extends Reversible {
  readonly key: string
}

/**
 * Every case of either version, decided by the rules of both. A difference is explained by a change where taking
 * back that one alone gives the old decision again.
 *
 * Shape   old workspace × new workspace, both with their cases → comparisons, in the order of the new ones
 */
export function casesBetween(before: Workspace, after: Workspace): readonly CaseComparison[] {
  const [old, now] = [suiteOf(before), suiteOf(after)]
  const [was, is] = [resultsOf(old), resultsOf(now)]
  const versions: Versions = { before, after, edited: editedParameters(before, after) }
  const byOld = runsOtherwise(now, { clauseUnder: before.clauseUnder })
  const byNew = runsOtherwise(old, { clauseUnder: after.clauseUnder })
  const explain = explaining(now, versions)
  const isSameClause = (id: string) => before.clause(id) === after.clause(id)
  return [...new Set([...is.keys(), ...was.keys()])].map((key): CaseComparison => {
    const [first, second] = [was.get(key), is.get(key)]
    const own = (second ?? first) as CaseResult
    const { id, clauses, title } = own
    const reading = own.reading ?? null
    const isThere = (workspace: Workspace) => clauses.every((clause) => workspace.clause(clause))
    const isShared = isThere(before) && isThere(after)
    const isKept = clauses.every(isSameClause)
    const decided = second
      ? { before: isKept ? second : isShared ? byOld.run(id, reading) : undefined, after: second }
      : { before: first, after: isKept ? first : isShared ? byNew.run(id, reading) : undefined }
    const alike = isShared ? isKept || same(decided.before, decided.after) : null
    return {
      id,
      reading,
      title,
      clauses,
      edit: editOf(first, second, before, after),
      passed: { before: first?.passed ?? null, after: second?.passed ?? null },
      alike,
      decisions: { before: decided.before?.decisions ?? [], after: decided.after?.decisions ?? [] },
      causes: alike === false && second ? explain(id, reading, clauses, decided.before) : [],
    }
  })
}

const keyOf = ({ id, reading }: CaseResult): string => `${id}@${reading ?? ''}`

const resultsOf = (suite: Suite): ReadonlyMap<string, CaseResult> =>
  new Map(runCases(suite).map((result) => [keyOf(result), result]))

/** Whatever is decided, but for the reasons that only name what was assumed. */
const same = (a: CaseResult | undefined, b: CaseResult | undefined): boolean =>
  meaningOf(a?.decisions.map(said)) === meaningOf(b?.decisions.map(said))

const said = ({ eligible, amount, unit, failed, refer, outputs, needs }: Decision) => [
  eligible,
  amount,
  unit,
  [...failed].sort(),
  [...refer].sort(),
  outputs,
  [...needs].sort(),
]

function editOf(
  first: CaseResult | undefined,
  second: CaseResult | undefined,
  before: Workspace,
  after: Workspace,
): CaseComparison['edit'] {
  if (!first) return 'added'
  if (!second) return 'removed'
  const written = ({ origin }: CaseResult, workspace: Workspace) =>
    textOf({ ...origin, path: origin.path.slice(0, 2) }, workspace)
  return written(first, before) === written(second, after) ? null : 'edited'
}

function editedParameters(before: Workspace, after: Workspace): ReadonlySet<string> {
  const [old, now] = [parametersOf(before), parametersOf(after)]
  const key = (name: string, all: typeof old) =>
    meaningOf(all.get(name)?.values.map(({ from, value, validUntil }) => [from, value, validUntil]))
  return new Set([...now.keys()].filter((name) => old.has(name) && key(name, old) !== key(name, now)))
}

/** Takes changes back one by one, for the cases of the new version. */
function explaining(suite: Suite, versions: Versions) {
  const { before, after, edited } = versions
  const runs = new Map<string, OtherRuns>()
  const runsWithout = (causes: readonly CaseCause[]): OtherRuns => {
    const key = causes.map((cause) => cause.key).join('\n')
    const known = runs.get(key) ?? runsOtherwise(suite, rulesWithout(causes, versions))
    runs.set(key, known)
    return known
  }
  const values = valueCauses(before, after, edited)
  const causesIn = (clause: string): readonly CaseCause[] => {
    const both = [before.clause(clause), after.clause(clause)]
    const read = new Set(
      both.flatMap((one) => (one ? parametersRead(operandsOf(one.rules)).map(({ name }) => name) : [])),
    )
    return [
      ...values.filter(({ value }) => value && read.has(value.parameter)),
      ...changesInClause(before, after, clause).filter(isReversible).map(ruleCause),
    ]
  }
  return (id: string, reading: string | null, clauses: readonly string[], old: CaseResult | undefined) => {
    const causes = new Map(clauses.flatMap(causesIn).map((cause) => [cause.key, cause]))
    return causesOf([...causes.values()], (without) => same(runsWithout(without).run(id, reading), old))
  }
}

function valueCauses(before: Workspace, after: Workspace, edited: ReadonlySet<string>): readonly CaseCause[] {
  const [old, now] = [parametersOf(before), parametersOf(after)]
  return [...edited].flatMap((parameter) => {
    const [was, is] = [old, now].map((all) => all.get(parameter)?.values ?? [])
    const days = new Set([...(was ?? []), ...(is ?? [])].map(dayOfValue))
    return [...days].flatMap((from): readonly CaseCause[] => {
      const [one, other] = [was, is].map((list) => {
        const found = list?.find((value) => dayOfValue(value) === from)
        return meaningOf(found && [found.value, found.validUntil])
      })
      return one === other
        ? []
        : [{ key: `value ${parameter} ${from ?? ''}`, value: { parameter, from }, change: null }]
    })
  })
}

const isReversible = ({ effect, kind }: PolicyChange): boolean =>
  effect !== 'words' && effect !== 'none' && !kind.startsWith('value-') && !kind.startsWith('parameter-')

const ruleCause = (change: PolicyChange): CaseCause => ({
  key: `${change.kind} ${change.clause ?? ''} ${change.subject}`,
  value: null,
  change,
})

/** Whether one of the changes that are told is the cause. */
export const isCause = ({ value, change }: CaseCause, told: PolicyChange): boolean =>
  value
    ? told.subject === value.parameter
    : told.kind === change?.kind && told.clause === change.clause && told.subject === change.subject
