import type { Diagnostic } from '../base/diagnostic.ts'
import { sortDiagnostics } from '../base/diagnostic.ts'
import { Rational } from '../base/rational.ts'
import type { Words } from '../base/words.ts'
import { decideByRules } from '../decision/by-rules.ts'
import { settleClaim } from '../decision/claim.ts'
import type { Decider } from '../decision/decide.ts'
import type { Decision, Explanation, OutputValue } from '../decision/decision.ts'
import { explain } from '../decision/explain.ts'
import { type Vocabulary, vocabularyOf } from '../decision/facts.ts'
import type { Value } from '../expression/value.ts'
import { child, entriesOf, textAt } from '../policy/nodes.ts'
import type { Clause } from '../policy/policy.ts'
import type { Problems } from '../policy/problems.ts'
import { parseReading } from '../policy/readings.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import type { CaseResult, CaseTotal, Difference } from './case.ts'
import { compareDecision, difference, sameOutput, writtenValue } from './compare.ts'
import { type Case, casesFromDocuments } from './from-documents.ts'
import { type KeptResults, keepResult, keptResult } from './kept.ts'
import {
  claimPart,
  type DecidedTask,
  decideTasks,
  type Prepared,
  type Task,
  type TaskContext,
  tasksOf,
} from './tasks.ts'

/** The cases of a workspace and all that running them takes. */
export interface Suite {
  readonly cases: readonly Case[]
  /** Faults in the case files. */
  readonly diagnostics: readonly Diagnostic[]
  readonly vocabulary: Vocabulary
  readonly context: TaskContext
}

/** Reads the case files of a workspace (or those given instead). */
export function suiteOf(workspace: Workspace, documents = workspace.caseDocuments): Suite {
  const clauses = clausesOf(workspace)
  const problems: Problems = {
    found: [],
    documents: new Map([...workspace.documents, ...documents.map((one) => [one.file, one] as const)]),
  }
  const vocabulary = vocabularyOf(
    workspace.policies.flatMap((policy) => policy.facts),
    clauses,
  )
  const parameters = workspace.policies
    .flatMap((policy) => policy.provisions)
    .flatMap((provision) => [
      ...provision.parameters,
      ...provision.clauses.flatMap((clause) => clause.parameters),
    ])
  const cases = casesFromDocuments(documents, {
    clause: workspace.clause,
    clauseIds: clauses.map((clause) => clause.id),
    parameters: new Map(parameters.map((parameter) => [parameter.name, parameter])),
    problems,
  })
  return {
    cases,
    diagnostics: sortDiagnostics(problems.found),
    vocabulary,
    context: {
      clauseUnder: workspace.clauseUnder,
      vocabulary,
      documents: problems.documents,
      deciders: new Map<string, Decider>(),
      prepared: new Map<string, Prepared>(),
    },
  }
}

/** One way of running a case: as it stands, or one of its `alt` under that reading. */
interface Run {
  readonly one: Case
  readonly reading: string | null
}

const runsOf = (suite: Suite): readonly Run[] =>
  suite.cases.flatMap((one) => [
    { one, reading: null },
    ...one.alternatives.map(({ reading }) => ({ one, reading })),
  ])

/**
 * Runs every case by the compiled execution, synchronously. Alternatives follow their case. With results of
 * before, only cases that another text could have moved are run, and theirs are kept in place of the old.
 */
export function runCases(suite: Suite, kept?: KeptResults): readonly CaseResult[] {
  const runs = runsOf(suite)
  // Ids that were typed half-way leave results that nobody asks for again.
  if (kept && kept.size > 2 * runs.length) kept.clear()
  return runs.map((run) => {
    const { one, reading } = run
    const known = kept && keptResult(kept, one, reading, suite.context)
    if (known) return known
    const { tasks, problems } = tasksFor(run, suite)
    const result = resultOf(run, decideTasks(tasks), problems, [])
    if (kept && problems.length === 0) keepResult(kept, one, reading, suite.context, result)
    return result
  })
}

/** Runs every case by both executions; where they disagree the case fails. */
export async function runCasesTwice(suite: Suite): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = []
  for (const run of runsOf(suite)) {
    const { tasks, problems } = tasksFor(run, suite)
    const decided = decideTasks(tasks)
    const disagreements: Difference[] = []
    for (const { task, options, decision } of decided) {
      const byRules = await decideByRules(task.decider.plan, task.facts, options)
      disagreements.push(...disagreement(task, decision, byRules.decision))
    }
    results.push(resultOf(run, decided, problems, disagreements))
  }
  return results
}

const tasksFor = ({ one, reading }: Run, suite: Suite) =>
  tasksOf(one, reading === null ? [] : [parseReading(reading)], suite.context)

/** Where compiled and explaining execution do not say the same. */
function disagreement(task: Task, compiled: Decision, explained: Decision): readonly Difference[] {
  const keys = Object.keys(compiled) as (keyof Decision)[]
  return keys.flatMap((key) => {
    const [a, b] = [compiled[key] as OutputValue, explained[key] as OutputValue]
    return JSON.stringify(a) === JSON.stringify(b)
      ? []
      : [difference(`${task.prefix}executions.${key}`, b, a)]
  })
}

/** What a run gave, held against what the case expects. */
export function resultOf(
  run: Run,
  decided: readonly DecidedTask[],
  problems: readonly Diagnostic[],
  disagreements: readonly Difference[],
): CaseResult {
  const { one, reading } = run
  const alternative = one.alternatives.find((candidate) => candidate.reading === reading)
  const isWhole = one.clause === null
  const differences: Difference[] = [
    ...problems.map(problemDifference),
    ...disagreements,
    ...unstatedReading(
      reading,
      decided.map(({ task }) => task),
    ),
  ]
  for (const { task, decision, undated } of decided) {
    for (const { parameter } of undated)
      differences.push(difference(`${task.prefix}${parameter}`, 'value', 'PARAMETER_UNDATED'))
    if (isWhole && reading !== null) continue
    const expected = reading === null ? task.expected : alternative?.expected
    for (const found of compareDecision(expected, decision, reading !== null))
      differences.push({ ...found, path: task.prefix + found.path })
  }
  const total = isWhole ? caseTotal(one, decided) : null
  if (total) differences.push(...totalDifferences(run, total))
  return {
    id: one.id,
    clause: one.clause,
    clauses: one.clause === null ? one.parts.map((part) => part.clause) : [one.clause],
    title: one.title,
    derivation: one.derivation,
    kind: one.kind,
    passed: differences.length === 0 && decided.length > 0,
    ...(reading !== null && { reading }),
    differences,
    warnings: isWhole ? stackingWarnings(decided) : [],
    total,
    decisions: decided.map(({ decision }) => decision),
    origin: one.origin,
  }
}

/** A reading that none of its clauses states would be decided by the default, unseen. */
function unstatedReading(reading: string | null, tasks: readonly Task[]): readonly Difference[] {
  if (reading === null) return []
  const { id, alternative } = parseReading(reading)
  const stated = tasks
    .flatMap((task) => task.decider.plan.clause.readings.filter((one) => one.id === id))
    .some(({ alternatives }) =>
      alternative === null
        ? alternatives[0]?.computed
        : alternatives.some(({ name, computed }) => computed && name === alternative),
    )
  return stated ? [] : [difference('reading', reading, null)]
}

const problemDifference = ({ code, message }: Diagnostic): Difference => ({
  path: 'facts',
  expected: null,
  actual: code,
  words: message,
})

/** The sum of the parts that count, and the budget's rest. */
function totalDifferences({ one, reading }: Run, total: CaseTotal): readonly Difference[] {
  const expected =
    reading === null
      ? one.expected
      : one.alternatives.find((candidate) => candidate.reading === reading)?.expected
  if (!expected || entriesOf(expected).length === 0) return []
  const { amount, remaining } = total
  const actual: Readonly<Record<string, OutputValue>> = {
    amount,
    unit: 'CNY',
    ...(remaining !== null && {
      outputs: { budget_remaining: remaining, within_budget: !remaining.startsWith('-') },
    }),
  }
  return entriesOf(expected).flatMap((entry) => {
    const wanted = writtenValue(child(expected, entry.key))
    const given = Object.hasOwn(actual, entry.key) ? (actual[entry.key] as OutputValue) : null
    return sameOutput(wanted, given) ? [] : [difference(entry.key, wanted, given)]
  })
}

const isCounted = ({ task, decision: { amount, unit } }: DecidedTask): boolean =>
  (task.inTotal || task.freed) && amount !== null && unit === 'CNY'

/** The sum of the parts that the case counts. */
const totalOf = (decided: readonly DecidedTask[]): Rational =>
  decided
    .filter(isCounted)
    .reduce((sum, { decision }) => sum.plus(Rational.parse(decision.amount ?? '') as Rational), Rational.zero)

function caseTotal(one: Case, decided: readonly DecidedTask[]): CaseTotal {
  const total = totalOf(decided)
  const budget = one.facts && Rational.parse(textAt(one.facts, 'budget') ?? '')
  const { yieldsTo } = settleClaim(decided.map(claimPart))
  return {
    amount: total.toString(2),
    budget: budget?.toString(2) ?? null,
    remaining: budget?.minus(total).toString(2) ?? null,
    parts: decided.map((part, index) => ({
      clause: part.task.clause,
      counts: isCounted(part),
      yieldsTo: part.task.freed ? null : (yieldsTo[index] ?? null),
    })),
  }
}

/** Where the policy's own stacking would pay another total than the case counts. */
function stackingWarnings(decided: readonly DecidedTask[]): readonly Words[] {
  const { total } = settleClaim(decided.map(claimPart))
  const counted = totalOf(decided).toString(2)
  return total === null || total === counted
    ? []
    : [
        {
          zh: `用例的合计是 ${counted}，按政策的不重复享受规则是 ${total}`,
          en: `the case adds up to ${counted}, the policy's stacking to ${total}`,
        },
      ]
}

/** How a clause of a case came to its decision. */
export interface ExplainedPart {
  readonly clause: string
  /** The clause as it was decided: under the case's reading. */
  readonly rules: Clause
  /** The facts it was given. */
  readonly facts: ReadonlyMap<string, Value>
  readonly explanation: Explanation
}

/** How the clauses of a case came to their decisions, by the default or under a reading of its `alt`. */
export async function explainCase(
  suite: Suite,
  id: string,
  reading: string | null = null,
): Promise<readonly ExplainedPart[]> {
  const one = suite.cases.find((candidate) => candidate.id === id)
  if (!one) return []
  return explained(tasksFor({ one, reading }, suite).tasks)
}

/** How decided tasks came about. */
export async function explained(tasks: readonly Task[]): Promise<readonly ExplainedPart[]> {
  const parts: ExplainedPart[] = []
  for (const { task, options } of decideTasks(tasks)) {
    const { plan } = task.decider
    const { explanation } = await explain(plan, task.facts, options)
    parts.push({ clause: task.clause, rules: plan.clause, facts: task.facts, explanation })
  }
  return parts
}
