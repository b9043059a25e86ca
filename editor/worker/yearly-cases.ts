import {
  type CalendarDate,
  type CaseResult,
  type Clause,
  type KeptResults,
  operandsOf,
  parametersRead,
  runCases,
  type Suite,
  type Value,
  valueOn,
} from '../../engine/index.ts'
import type { Counts } from '../state/view.ts'
import type { Reading } from './texts.ts'

/** What cases come to on a day: all of them, and those that read one parameter. */
export interface DayCases {
  readonly of: (clauses: ReadonlySet<string>) => Counts
  readonly reading: (parameter: string) => Counts
}

type Case = Suite['cases'][number]
type Change = Case['changes'][number]

interface Ran {
  readonly one: Case
  readonly now: CaseResult
  readonly asTest: CaseResult | undefined
  readonly reads: ReadonlySet<string>
}

const keyOf = ({ id, reading }: CaseResult): string => `${id} ${reading ?? ''}`

/** Runs cases for a day again and again, those that nothing could have moved once. */
export function createDayCases(): (reading: Reading, day: CalendarDate) => DayCases {
  let kept: { readonly day: number; readonly results: KeptResults } | null = null
  return (reading, day) => {
    if (kept?.day !== day.day) kept = { day: day.day, results: new Map() }
    return casesOn(reading, day, kept.results)
  }
}

/**
 * Every case with the day for those that state none. One that passes as `clausebook test` runs it and fails
 * on the day is explained where it passes again once the values that began by then are taken back.
 */
function casesOn({ suite, workspace, results }: Reading, day: CalendarDate, kept: KeptResults): DayCases {
  const onDay: Suite = {
    ...suite,
    context: { ...suite.context, asOf: day, deciders: new Map(), prepared: new Map() },
  }
  const asTest = new Map(results.map((result) => [keyOf(result), result]))
  const byId = new Map(suite.cases.map((one) => [one.id, one]))
  const clauseOf = (id: string) => workspace.clause(id)
  const ran = runCases(onDay, kept).flatMap((now): readonly Ran[] => {
    const one = byId.get(now.id)
    if (!one) return []
    return [{ one, now, asTest: asTest.get(keyOf(now)), reads: readsOf(now.clauses, clauseOf) }]
  })
  const undone = (run: Ran, names: ReadonlySet<string>): CaseResult | undefined => {
    const changes = takenBack(run.now.clauses, clauseOf, names, day)
    if (changes.length === 0) return undefined
    const again = { ...run.one, changes: [...run.one.changes, ...changes] }
    const context = { ...onDay.context, prepared: new Map() }
    return runCases({ ...onDay, cases: [again], context }).find((result) => keyOf(result) === keyOf(run.now))
  }
  const explained = new Map<Ran, boolean>()
  const isExplained = (run: Ran): boolean => {
    const known = explained.get(run)
    if (known !== undefined) return known
    const is = run.asTest?.passed === true && undone(run, run.reads)?.passed === true
    explained.set(run, is)
    return is
  }
  const count = (runs: readonly Ran[], concerns: (run: Ran) => boolean): Counts => {
    const counts = { passing: 0, explained: 0, unexplained: 0 }
    for (const run of runs)
      if (run.now.passed) counts.passing++
      else if (!isExplained(run)) counts.unexplained++
      else if (concerns(run)) counts.explained++
      else counts.passing++
    return counts
  }
  return {
    of: (clauses) =>
      count(
        ran.filter(({ now }) => now.clauses.some((id) => clauses.has(id))),
        () => true,
      ),
    reading: (parameter) =>
      count(
        ran.filter(({ reads }) => reads.has(parameter)),
        (run) => outcome(undone(run, new Set([parameter]))) !== outcome(run.now),
      ),
  }
}

/** How many cases, by the default reading, read a parameter. */
export const casesReading = ({ results, workspace }: Reading, parameter: string): number =>
  results.filter(
    ({ reading, clauses }) =>
      reading === undefined && readsOf(clauses, (id) => workspace.clause(id)).has(parameter),
  ).length

const outcome = (result: CaseResult | undefined): string | undefined =>
  result && JSON.stringify(result.decisions)

const readNames = new WeakMap<Clause, readonly string[]>()

/** Full names of the parameters that clauses read. */
function readsOf(ids: readonly string[], clauseOf: (id: string) => Clause | undefined): ReadonlySet<string> {
  const names = new Set<string>()
  for (const id of ids) {
    const clause = clauseOf(id)
    if (!clause) continue
    const known = readNames.get(clause) ?? parametersRead(operandsOf(clause.rules)).map(({ name }) => name)
    readNames.set(clause, known)
    for (const name of known) names.add(name)
  }
  return names
}

/** Changes that give parameters, on every day up to one, the value that the text states first. */
function takenBack(
  ids: readonly string[],
  clauseOf: (id: string) => Clause | undefined,
  names: ReadonlySet<string>,
  day: CalendarDate,
): readonly Change[] {
  const parameters = new Map(
    ids.flatMap((id) => {
      const clause = clauseOf(id)
      return clause ? parametersRead(operandsOf(clause.rules)).map((one) => [one.name, one] as const) : []
    }),
  )
  return [...parameters.values()].flatMap(({ name, values }) => {
    const [first] = values
    if (!names.has(name) || !first || valueOn(values, day) === first) return []
    const days = values.flatMap(({ from, validUntil }) => [
      ...(from ? [from] : []),
      ...(validUntil ? [validUntil] : []),
    ])
    return days
      .filter((from) => from.day <= day.day && from.day !== first.from?.day)
      .map((from) => ({ parameter: name, from, value: first.value as Value }))
  })
}
