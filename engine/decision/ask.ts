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
import { type Chained, chainFacts, withChain } from './chain.ts'
import { type ClaimPart, decideParts, earlierParts, lookingOf } from './claim.ts'
import { type Decided, deciderOf } from './decide.ts'
import type { Decision, Explanation } from './decision.ts'
import { explain } from './explain.ts'
import { factsForClause, factsFromPlace, vocabularyOf } from './facts.ts'
import type { DecideOptions } from './question.ts'
import { undatedWords } from './undated.ts'

export interface AskOptions extends DecideOptions {
  /** Ids of the clauses to decide; all of them unless said. */
  readonly clauses?: readonly string[]
  /** Instead of a fact `as_of`. */
  readonly asOf?: CalendarDate
  readonly readings?: readonly ChosenReading[]
  /** Facts that are not given are decided by the clauses that `facts.yaml` names. */
  readonly chain?: boolean
}

/** Answers, or why there are none: one refused fact refuses the applicant. */
export type Asked<T> =
  | { readonly ok: true; readonly answers: readonly T[] }
  | { readonly ok: false; readonly problems: readonly Diagnostic[] }

interface Prepared {
  readonly clause: Clause
  readonly plan: Plan
  readonly facts: ReadonlyMap<string, Value>
  readonly chained: Chained
}

/**
 * Decides clauses of a workspace for one applicant, by the compiled execution. One may look at what others
 * were paid for.
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
  const claim = decideClaim(workspace, facts, options)
  return claim.ok ? { ok: true, answers: claim.answers.map(({ decision }) => decision) } : claim
}

/** The same as the parts of one claim, for `settleClaim`. */
export function decideClaim(
  workspace: Workspace,
  facts: Document,
  options: AskOptions = {},
): Asked<ClaimPart> {
  if (hasErrors(workspace.diagnostics)) return { ok: false, problems: workspace.diagnostics }
  const { parts, problems } = askParts(workspace, facts, options)
  return answered(
    parts.map(({ clause, facts: given, decision }) => ({ clause, facts: given, decision })),
    problems,
  )
}

/** A part of a claim with all it was decided by. */
export interface AskedPart extends ClaimPart {
  readonly plan: Plan
  /** What it was asked with, but for facts: to ask the same again. */
  readonly asked: DecideOptions
  /** Facts it needs itself; the decision names what the clauses behind them need. */
  readonly needs: readonly string[]
  /** Parameters that had no value on the day they were read: there is no decision then. */
  readonly undated: Decided['undated']
}

/**
 * Decides clauses one by one, each with what others were paid for. A part whose parameter has no value is
 * among the parts too, for those who can do without it.
 *
 * Shape   Workspace × facts → parts in the order of the policies, and what is wrong; none where a fact is refused
 */
export function askParts(
  workspace: Workspace,
  facts: Document,
  options: AskOptions = {},
): { readonly parts: readonly AskedPart[]; readonly problems: Problems } {
  const { prepared, problems } = prepare(workspace, facts, options)
  const parts = decideParts<Prepared, AskedPart>(
    prepared,
    ({ clause }) => lookingOf(clause),
    ({ clause, plan, facts: given, chained }, before) => {
      const decider = deciderOf(plan)
      const asked = { ...options, open: chained.open, earlier: earlierParts(before) }
      const { decision, undated } = decider.decide(given, asked)
      reportUndated(clause, undated, problems)
      const matters = (fact: string) => {
        const without = new Map([...given].filter(([name]) => name !== fact))
        const other = decider.decide(without, { ...asked, open: new Set([...chained.open, fact]) })
        return JSON.stringify(other.decision) !== JSON.stringify(decision)
      }
      const { needs } = decision
      return {
        clause,
        plan,
        facts: given,
        asked,
        needs,
        undated,
        decision: withChain(decision, chained, matters),
      }
    },
  )
  return { parts, problems }
}

/** The same by the explaining execution, with how it came about. */
export async function explainFacts(
  workspace: Workspace,
  facts: Document,
  options: AskOptions = {},
): Promise<Asked<{ readonly clause: Clause; readonly explanation: Explanation }>> {
  const claim = decideClaim(workspace, facts, options)
  if (!claim.ok) return claim
  const { prepared, problems } = prepare(workspace, facts, options)
  const answers: { clause: Clause; explanation: Explanation }[] = []
  for (const [index, one] of prepared.entries()) {
    const others = claim.answers.filter((part, at) => at < index || part.clause.id !== one.clause.id)
    const asked = { ...options, open: one.chained.open, earlier: earlierParts(others) }
    const { explanation, undated } = await explain(one.plan, one.facts, asked)
    reportUndated(one.clause, undated, problems)
    const chained = claim.answers[index]?.decision ?? explanation.decision
    const decision = { ...explanation.decision, assumed: chained.assumed, needs: chained.needs }
    answers.push({ clause: one.clause, explanation: { ...explanation, decision } })
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
  const readings = options.readings ?? []
  const under = (id: string) => workspace.clauseUnder(id, readings)
  const givenTo = (clause: Clause) => {
    const given = factsForClause(written, clause, vocabulary, problems)
    return options.asOf ? new Map([...given, ['as_of', options.asOf]]) : given
  }
  const chainedFor = (clause: Clause, onTheWay: readonly string[]): Chained => {
    const given = givenTo(clause)
    if (!options.chain) return { facts: given, open: new Set(), behind: new Map() }
    return chainFacts(
      clause,
      given,
      (id) => {
        const asked = onTheWay.includes(id) ? undefined : under(id)
        if (!asked) return undefined
        const { facts, open } = chainedFor(asked, [...onTheWay, id])
        return deciderOf(planFromClause(asked)).decide(facts, { ...options, open }).decision
      },
      (id) => under(id)?.opens ?? [],
    )
  }
  const prepared = wanted.map((one): Prepared => {
    const clause = under(one.id) ?? one
    const chained = chainedFor(clause, [clause.id])
    return { clause, plan: planFromClause(clause), facts: chained.facts, chained }
  })
  return { prepared: problems.found.length > 0 ? [] : prepared, problems }
}

/** A parameter that has no value on its day is the policy's fault, not the applicant's. */
function reportUndated(clause: Clause, undated: Decided['undated'], problems: Problems): void {
  for (const { parameter: name, on } of undated) {
    const parameter = clause.parameters.find((candidate) => candidate.name === name)
    const { message, fix } = undatedWords(name, on)
    const first = parameter?.values[0]?.from
    report(
      problems,
      'PARAMETER_UNDATED',
      parameter?.origin ?? clause.origin,
      message,
      fix,
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
