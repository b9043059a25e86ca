import type { Diagnostic } from '../base/diagnostic.ts'
import { sortDiagnostics } from '../base/diagnostic.ts'
import { Rational } from '../base/rational.ts'
import type { Decided, Decider } from '../decision/decide.ts'
import type { Decision, Explanation, OutputValue } from '../decision/decision.ts'
import { explain } from '../decision/explain.ts'
import { type Vocabulary, vocabularyOf } from '../decision/facts.ts'
import { child, entriesOf, textAt } from '../policy/nodes.ts'
import type { Problems } from '../policy/problems.ts'
import { parseReading } from '../policy/readings.ts'
import { clausesOf, type Workspace } from '../policy/workspace.ts'
import type { CaseResult, Difference } from './case.ts'
import { compareDecision, difference, sameOutput, writtenValue } from './compare.ts'
import { type Case, casesFromDocuments } from './from-documents.ts'
import { caseOptions, decideTask, type Task, type TaskContext, tasksOf } from './tasks.ts'

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

/** Runs every case by the compiled execution, synchronously. Alternatives follow their case. */
export function runCases(suite: Suite): readonly CaseResult[] {
  return runsOf(suite).map((run) => {
    const { tasks, problems } = tasksFor(run, suite)
    return resultOf(run, tasks, tasks.map(decideTask), problems, [])
  })
}

/** Runs every case by both executions; where they disagree the case fails. */
export async function runCasesTwice(suite: Suite): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = []
  for (const run of runsOf(suite)) {
    const { tasks, problems } = tasksFor(run, suite)
    const decided = tasks.map(decideTask)
    const disagreements: Difference[] = []
    for (const [index, task] of tasks.entries()) {
      const { decision } = decided[index] as Decided
      const explained = await explain(task.decider.plan, task.facts, caseOptions)
      disagreements.push(...disagreement(task, decision, explained.explanation.decision))
    }
    results.push(resultOf(run, tasks, decided, problems, disagreements))
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

function resultOf(
  run: Run,
  tasks: readonly Task[],
  decided: readonly Decided[],
  problems: readonly Diagnostic[],
  disagreements: readonly Difference[],
): CaseResult {
  const { one, reading } = run
  const alternative = one.alternatives.find((candidate) => candidate.reading === reading)
  const isWhole = one.clause === null
  const differences: Difference[] = [
    ...problems.map(problemDifference),
    ...disagreements,
    ...unstatedReading(reading, tasks),
  ]
  for (const [index, task] of tasks.entries()) {
    const { decision, undated } = decided[index] as Decided
    for (const { parameter } of undated)
      differences.push(difference(`${task.prefix}${parameter}`, 'value', 'PARAMETER_UNDATED'))
    if (isWhole && reading !== null) continue
    const expected = reading === null ? task.expected : alternative?.expected
    for (const found of compareDecision(expected, decision, reading !== null))
      differences.push({ ...found, path: task.prefix + found.path })
  }
  if (isWhole) differences.push(...totalDifferences(run, tasks, decided))
  return {
    id: one.id,
    clause: one.clause,
    clauses: one.clause === null ? one.parts.map((part) => part.clause) : [one.clause],
    title: one.title,
    derivation: one.derivation,
    kind: one.kind,
    passed: differences.length === 0 && tasks.length > 0,
    ...(reading !== null && { reading }),
    differences,
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
    .some(({ alternatives }) => alternative === null || alternatives.some(({ name }) => name === alternative))
  return stated ? [] : [difference('reading', reading, null)]
}

const problemDifference = ({ code, message }: Diagnostic): Difference => ({
  path: 'facts',
  expected: null,
  actual: code,
  words: message,
})

/** The sum of the parts that count, and the budget's rest. */
function totalDifferences(
  run: Run,
  tasks: readonly Task[],
  decided: readonly Decided[],
): readonly Difference[] {
  const { one, reading } = run
  const expected =
    reading === null
      ? one.expected
      : one.alternatives.find((candidate) => candidate.reading === reading)?.expected
  if (!expected || entriesOf(expected).length === 0) return []
  let total = Rational.zero
  for (const [index, task] of tasks.entries()) {
    const { amount, unit } = (decided[index] as Decided).decision
    if (task.inTotal && amount !== null && unit === 'CNY')
      total = total.plus(Rational.parse(amount) as Rational)
  }
  const budget = one.facts && Rational.parse(textAt(one.facts, 'budget') ?? '')
  const actual: Readonly<Record<string, OutputValue>> = {
    amount: total.toString(2),
    unit: 'CNY',
    ...(budget && {
      outputs: {
        budget_remaining: budget.minus(total).toString(2),
        within_budget: total.compare(budget) <= 0,
      },
    }),
  }
  return entriesOf(expected).flatMap((entry) => {
    const wanted = writtenValue(child(expected, entry.key))
    const given = Object.hasOwn(actual, entry.key) ? (actual[entry.key] as OutputValue) : null
    return sameOutput(wanted, given) ? [] : [difference(entry.key, wanted, given)]
  })
}

/** How the clauses of a case came to their decisions. */
export async function explainCase(
  suite: Suite,
  id: string,
): Promise<readonly { readonly clause: string; readonly explanation: Explanation }[]> {
  const one = suite.cases.find((candidate) => candidate.id === id)
  if (!one) return []
  const { tasks } = tasksFor({ one, reading: null }, suite)
  const explained: { clause: string; explanation: Explanation }[] = []
  for (const task of tasks) {
    const { explanation } = await explain(task.decider.plan, task.facts, caseOptions)
    explained.push({ clause: task.clause, explanation })
  }
  return explained
}
