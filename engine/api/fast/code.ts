import type { CalendarDate } from '../../base/calendar.ts'
import { type Expression, walk } from '../../expression/expression.ts'
import type { DecidingPlan } from '../../plan/plan.ts'
import { mayGenerate } from '../../scaled/generate.ts'
import { type Program, programFrom } from '../../scaled/program.ts'
import { type Assemble, generatedAssembly, loopedAssembly, type Way } from './assemble.ts'
import type { FactForm } from './fact-forms.ts'
import { generatedReader, loopedReader, type ReadRow } from './row-reader.ts'

/** What of a program a row is decided by. */
export type RowProgram = Pick<Program, 'clauses' | 'inputs' | 'names' | 'assumes' | 'decideInto'>

/** All code that is made for some plans. */
export interface Code {
  readonly program: RowProgram
  readonly readerOf: (forms: readonly FactForm[]) => ReadRow
  readonly assemblyOf: (ways: readonly Way[]) => Assemble
}

/** Code for plans. Where a page's policy forbids to make it from text, all goes step by step. */
export function codeFor(
  plans: readonly DecidingPlan[],
  asOf: CalendarDate | null,
  assume: 'declared' | 'none',
): Code {
  const ids = plans.map(({ clause }) => clause.id)
  const leave = (plan: DecidingPlan) => leftBecause(plan, ids, asOf)
  const program = programFrom(plans, { asOf, assume, leave })
  return mayGenerate()
    ? { program, readerOf: generatedReader, assemblyOf: generatedAssembly }
    : { program, readerOf: loopedReader, assemblyOf: loopedAssembly }
}

const expressionsIn = (plan: DecidingPlan): readonly Expression[] =>
  [
    ...plan.conditions.map(({ expression }) => expression),
    ...[...plan.values, ...plan.outputs, { steps: plan.amount ?? [] }].flatMap(({ steps }) =>
      steps.map(({ expression }) => expression),
    ),
    ...[...plan.outputs, ...plan.refer].flatMap(({ when }) => (when ? [when] : [])),
  ].flatMap((expression) => [...walk(expression)])

/** Whether a clause asks what other parts of a claim were paid for. */
export const isLookingBack = (plan: DecidingPlan): boolean =>
  expressionsIn(plan).some(({ kind }) => kind === 'earlier')

/** What a clause has that generated code does not see, so that closures decide it; null: nothing. */
function leftBecause(plan: DecidingPlan, ids: readonly string[], asOf: CalendarDate | null): string | null {
  const all = expressionsIn(plan)
  if (all.some((one) => one.kind === 'earlier' && ids.includes(one.clause)))
    return 'what other parts were paid'
  // The day of the call counts as given.
  if (asOf !== null && all.some((one) => one.kind === 'given' && one.fact === 'as_of'))
    return 'whether the day of the call was given'
  // Of every applicant it would leave all clauses to closures.
  if (asOf !== null && [...plan.parameters.values()].some(([one]) => one?.from && asOf.day < one.from.day))
    return 'a parameter without a value on the day'
  const isOdd = plan.clause.facts.some(
    ({ type, absent }) =>
      absent !== undefined &&
      (type.name === 'date' || Object.keys((absent as { fields?: object }).fields ?? {}).length > 0),
  )
  return isOdd ? 'an assumed day or record' : null
}
