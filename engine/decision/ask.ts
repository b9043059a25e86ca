import type { CalendarDate } from '../base/calendar.ts'
import { formatDate } from '../base/calendar.ts'
import { type Diagnostic, hasErrors, sortDiagnostics } from '../base/diagnostic.ts'
import type { Document } from '../document/document.ts'
import type { Value } from '../expression/value.ts'
import { planFromClause } from '../plan/from-clause.ts'
import type { Plan } from '../plan/plan.ts'
import { rootPlace } from '../policy/nodes.ts'
import type { Clause } from '../policy/policy.ts'
import { type Problems, report, withoutRepeats } from '../policy/problems.ts'
import type { ChosenReading } from '../policy/readings.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import { type Decided, deciderOf } from './decide.ts'
import type { Decision, Explanation } from './decision.ts'
import { explain } from './explain.ts'
import { factsForClause, factsFromPlace, vocabularyOf } from './facts.ts'
import type { DecideOptions } from './question.ts'

export interface AskOptions extends DecideOptions {
  /** Ids of the clauses to decide; all of them unless said. */
  readonly clauses?: readonly string[]
  /** Instead of a fact `as_of`. */
  readonly asOf?: CalendarDate
  readonly readings?: readonly ChosenReading[]
}

/** Answers, or why there are none: one refused fact refuses the applicant. */
export type Asked<T> =
  | { readonly ok: true; readonly answers: readonly T[] }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] }

interface Prepared {
  readonly clause: Clause
  readonly plan: Plan
  readonly facts: ReadonlyMap<string, Value>
}

/**
 * Decides clauses of a workspace for one applicant, by the compiled execution.
 *
 * Shape   Workspace × facts → a Decision for each clause, in the order of the policies
 * Errors  those of the workspace: faulty policies decide nothing; FACT_UNKNOWN, FACT_TYPE, FACT_VALUE,
 *         PARAMETER_UNDATED (returned, with file and place)
 */
export function decideFacts(
  workspace: Workspace,
  facts: Document,
  options: AskOptions = {},
): Asked<Decision> {
  if (hasErrors(workspace.diagnostics)) return { ok: false, problems: workspace.diagnostics }
  const { prepared, problems } = prepare(workspace, facts, options)
  const answers: Decision[] = []
  for (const one of prepared) {
    const { decision, undated } = deciderOf(one.plan).decide(one.facts, options)
    reportUndated(one.clause, undated, problems)
    answers.push(decision)
  }
  return answered(answers, problems)
}

/** The same by the explaining execution, with how it came about. */
export async function explainFacts(
  workspace: Workspace,
  facts: Document,
  options: AskOptions = {},
): Promise<Asked<{ readonly clause: Clause; readonly explanation: Explanation }>> {
  if (hasErrors(workspace.diagnostics)) return { ok: false, problems: workspace.diagnostics }
  const { prepared, problems } = prepare(workspace, facts, options)
  const answers: { clause: Clause; explanation: Explanation }[] = []
  for (const one of prepared) {
    const { explanation, undated } = await explain(one.plan, one.facts, options)
    reportUndated(one.clause, undated, problems)
    answers.push({ clause: one.clause, explanation })
  }
  return answered(answers, problems)
}

const answered = <T>(answers: readonly T[], problems: Problems): Asked<T> =>
  problems.found.length > 0
    ? { ok: false, problems: sortDiagnostics(withoutRepeats(problems.found)) }
    : { ok: true, answers }

function prepare(workspace: Workspace, document: Document, options: AskOptions) {
  const problems: Problems = {
    found: [],
    documents: new Map([...workspace.documents, [document.file, document]]),
  }
  const all = clausesOf(workspace)
  const vocabulary = vocabularyOf(
    workspace.policies.flatMap((policy) => policy.facts),
    all,
  )
  const wanted = options.clauses ? all.filter((clause) => options.clauses?.includes(clause.id)) : all
  const root = rootPlace(document.file, document.root)
  if (document.root?.kind !== 'map')
    report(
      problems,
      'FACT_TYPE',
      { file: document.file, span: [0, 0] },
      { zh: '事实要写成一张表', en: 'the facts are not a map' },
      { zh: '写成 { "annual_rent": 30010 }', en: 'write { "annual_rent": 30010 }' },
    )
  const written = factsFromPlace(root, vocabulary, problems)
  const prepared = wanted.map((one): Prepared => {
    const clause = workspace.clauseUnder(one.id, options.readings ?? []) ?? one
    const given = factsForClause(written, clause, vocabulary, problems)
    const facts = options.asOf ? new Map([...given, ['as_of', options.asOf]]) : given
    return { clause, plan: planFromClause(clause), facts }
  })
  return { prepared: problems.found.length > 0 ? [] : prepared, problems }
}

/** A parameter that has no value on its day is the policy's fault, not the applicant's. */
function reportUndated(clause: Clause, undated: Decided['undated'], problems: Problems): void {
  for (const { parameter: name, on } of undated) {
    const parameter = clause.parameters.find((candidate) => candidate.name === name)
    const day = formatDate(on)
    const first = parameter?.values[0]?.from
    report(
      problems,
      'PARAMETER_UNDATED',
      parameter?.origin ?? clause.origin,
      { zh: `参数 \`${name}\` 在 ${day} 没有值`, en: `parameter \`${name}\` has no value on ${day}` },
      { zh: `加上 ${day} 或更早生效的值`, en: `add a value effective ${day} or earlier` },
      first
        ? {
            label: {
              zh: `最早的值自 ${formatDate(first)} 起`,
              en: `first value is effective ${formatDate(first)}`,
            },
          }
        : {},
    )
  }
}
