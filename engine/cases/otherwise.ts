import type { CalendarDate } from '../base/calendar.ts'
import type { Decider } from '../decision/decide.ts'
import type { ParameterValues } from '../plan/plan.ts'
import { type ChosenReading, parseReading } from '../policy/readings.ts'
import type { CaseResult } from './case.ts'
import type { Case } from './from-documents.ts'
import { type ExplainedPart, explained, resultOf, type Suite } from './run.ts'
import { decideTasks, type Prepared, type TaskContext, tasksOf } from './tasks.ts'

/** A case asked otherwise than `clausebook test` asks it. */
export interface Otherwise {
  /** The day of decision of a case that states none. */
  readonly asOf?: CalendarDate
  /** Readings beside the one that the case is run under. */
  readonly readings?: readonly ChosenReading[]
  /** Other rules for its clauses. */
  readonly clauseUnder?: TaskContext['clauseUnder']
  /** Other values of parameters, by full name. */
  readonly values?: ReadonlyMap<string, ParameterValues>
}

/** Runs and explains single cases, by their id and the reading of their `alt` or null. */
export interface OtherRuns {
  readonly run: (id: string, reading: string | null) => CaseResult | undefined
  readonly explain: (id: string, reading: string | null) => Promise<readonly ExplainedPart[]>
}

/** What cases come to on another day, under other readings, rules or values. */
export function runsOtherwise(suite: Suite, otherwise: Otherwise): OtherRuns {
  const { asOf, readings: asked = [], clauseUnder = suite.context.clauseUnder, values } = otherwise
  const context: TaskContext = {
    ...suite.context,
    clauseUnder,
    deciders: new Map<string, Decider>(),
    prepared: new Map<string, Prepared>(),
    ...(asOf && { asOf }),
    ...(values && { values }),
  }
  const tasks = (one: Case, reading: string | null) => {
    const own = reading === null ? [] : [parseReading(reading)]
    return tasksOf(one, [...own, ...asked.filter(({ id }) => id !== own[0]?.id)], context)
  }
  const find = (id: string) => suite.cases.find((candidate) => candidate.id === id)
  return {
    run: (id, reading) => {
      const one = find(id)
      if (!one) return undefined
      const { tasks: wanted, problems } = tasks(one, reading)
      return resultOf({ one, reading }, decideTasks(wanted), problems, [])
    },
    explain: async (id, reading) => {
      const one = find(id)
      return one ? explained(tasks(one, reading).tasks) : []
    },
  }
}
