import type { CalendarDate } from '../base/calendar.ts'
import type { Diagnostic } from '../base/diagnostic.ts'
import { type ClaimPart, decideParts, earlierParts, lookingOf } from '../decision/claim.ts'
import { type Decided, type Decider, deciderOf } from '../decision/decide.ts'
import { factsForClause, factsFromPlace, type Vocabulary } from '../decision/facts.ts'
import type { DecideOptions } from '../decision/question.ts'
import type { Value } from '../expression/value.ts'
import { planFromClause } from '../plan/from-clause.ts'
import type { ParameterValues } from '../plan/plan.ts'
import type { Place } from '../policy/nodes.ts'
import type { Clause } from '../policy/policy.ts'
import { type Problems, withoutRepeats } from '../policy/problems.ts'
import { type ChosenReading, readingsKey } from '../policy/readings.ts'
import { type Case, mergedFacts } from './from-documents.ts'

/** One clause to be decided for one case, ready. */
export interface Task {
  readonly clause: string
  readonly decider: Decider
  readonly facts: ReadonlyMap<string, Value>
  readonly expected: Place | undefined
  readonly inTotal: boolean
  /** Left out of the total by a stacking that the reading at hand takes away. */
  readonly freed: boolean
  /** `parts.0.` in a case with parts, else empty. */
  readonly prefix: string
}

/** Cases are decided as the text states them: without a date, the value that the text gives. */
export const caseOptions: DecideOptions = { assume: 'declared', undatedReads: 'stated' }

export interface TaskContext {
  readonly clauseUnder: (id: string, readings: readonly ChosenReading[]) => Clause | undefined
  readonly vocabulary: Vocabulary
  readonly documents: Problems['documents']
  /** Plans are compiled once for all cases that change nothing. */
  readonly deciders: Map<string, Decider>
  /** The tasks of a case are read once, however often it is decided; by its id and reading. */
  readonly prepared: Map<string, Prepared>
  /** The day of decision of cases that state none. */
  readonly asOf?: CalendarDate
  /** Values that parameters have instead of their own, by full name. */
  readonly values?: ReadonlyMap<string, ParameterValues>
}

/** A case's tasks under readings, or what is wrong with its facts. */
export interface Prepared {
  readonly tasks: readonly Task[]
  readonly problems: readonly Diagnostic[]
}

/** A case's tasks under readings. */
export function tasksOf(one: Case, readings: readonly ChosenReading[], context: TaskContext): Prepared {
  const key = `${one.id} ${readingsKey(readings)}`
  const known = context.prepared.get(key)
  if (known) return known
  const prepared = prepare(one, readings, context)
  context.prepared.set(key, prepared)
  return prepared
}

function prepare(one: Case, readings: readonly ChosenReading[], context: TaskContext): Prepared {
  const problems: Problems = { found: [], documents: context.documents }
  const wanted =
    one.clause === null
      ? one.parts.map((part, index) => ({
          ...part,
          facts: mergedFacts(one.facts, part.facts),
          prefix: `parts.${index}.`,
        }))
      : [{ clause: one.clause, facts: one.facts, expected: one.expected, inTotal: true, prefix: '' }]
  const tasks = wanted.flatMap((part) => {
    const clause = context.clauseUnder(part.clause, readings)
    if (!clause) return []
    const written = factsFromPlace(
      part.facts,
      context.vocabulary,
      problems,
      one.clause === null ? ['budget'] : [],
    )
    const given = factsForClause(written, clause, context.vocabulary, problems)
    const facts =
      context.asOf && !given.has('as_of') ? new Map([...given, ['as_of', context.asOf] as const]) : given
    const plain = readings.length > 0 ? context.clauseUnder(part.clause, []) : clause
    const freed = plain?.stacking !== null && clause.stacking === null
    return [{ ...part, freed, decider: deciderFor(clause, readings, one, context), facts }]
  })
  return { tasks, problems: withoutRepeats(problems.found) }
}

function deciderFor(
  clause: Clause,
  readings: readonly ChosenReading[],
  one: Case,
  context: TaskContext,
): Decider {
  const { values } = context
  if (one.changes.length > 0) return deciderOf(planFromClause(clause, one.changes, values))
  const key = `${clause.id} ${readingsKey(readings)}`
  const known = context.deciders.get(key)
  if (known) return known
  const decider = values
    ? deciderOf(planFromClause(clause, [], values))
    : (compiled.get(clause) ?? deciderOf(planFromClause(clause)))
  if (!values) compiled.set(clause, decider)
  context.deciders.set(key, decider)
  return decider
}

// A clause never changes, so that one from an unchanged text is compiled once for all suites.
const compiled = new WeakMap<Clause, Decider>()

/** A task with what the tasks of its case before it were decided. */
export interface DecidedTask extends Decided {
  readonly task: Task
  readonly options: DecideOptions
}

/** Decides the tasks of a case: a part may look at what another that counts in the total was paid for. */
export const decideTasks = (tasks: readonly Task[]): readonly DecidedTask[] =>
  decideParts<Task, DecidedTask>(
    tasks,
    (task) => lookingOf(task.decider.plan.clause),
    (task, before) => {
      const paid = before.filter((one) => one.task.inTotal || one.task.freed)
      const options = { ...caseOptions, earlier: earlierParts(paid.map(claimPart)) }
      const { decision, undated } = task.decider.decide(task.facts, options)
      return { task, options, decision, undated }
    },
  )

export const claimPart = ({ task, decision }: DecidedTask): ClaimPart => ({
  clause: task.decider.plan.clause,
  facts: task.facts,
  decision,
})
