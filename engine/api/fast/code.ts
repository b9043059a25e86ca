import type { CalendarDate } from '../../base/calendar.ts'
import { type Expression, walk } from '../../expression/expression.ts'
import type { DecidingPlan } from '../../plan/plan.ts'
import { Dictionaries } from '../../scaled/dictionaries.ts'
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

/** Code for plans. Where a page lets none be made, closures decide every clause. */
export function codeFor(
  plans: readonly DecidingPlan[],
  asOf: CalendarDate | null,
  assume: 'declared' | 'none',
): Code {
  try {
    const program = programFrom(plans, { asOf, assume })
    return { program, readerOf: generatedReader, assemblyOf: generatedAssembly }
  } catch (fault) {
    if (!(fault instanceof EvalError)) throw fault
    const program: RowProgram = {
      clauses: [],
      inputs: [],
      names: new Dictionaries(),
      assumes: assume === 'declared',
      decideInto: () => true,
    }
    return { program, readerOf: loopedReader, assemblyOf: loopedAssembly }
  }
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

/** Whether a clause has what generated code does not see, so that closures decide it. */
export function isLeft(plan: DecidingPlan, ids: readonly string[], asOf: CalendarDate | null): boolean {
  const isUnseen = expressionsIn(plan).some(
    (one) =>
      (one.kind === 'earlier' && ids.includes(one.clause)) ||
      // The day of the call counts as given.
      (one.kind === 'given' && one.fact === 'as_of' && asOf !== null),
  )
  // Of every applicant it would leave all clauses to closures.
  const isUndated = [...plan.parameters.values()].some(
    ([first]) => asOf !== null && first?.from && asOf.day < first.from.day,
  )
  const isAssumedOtherwise = plan.clause.facts.some(
    ({ type, absent }) =>
      absent !== undefined &&
      (type.name === 'date' ||
        (type.name === 'record' && Object.keys((absent as { fields?: object }).fields ?? {}).length > 0)),
  )
  return isUnseen || isUndated || isAssumedOtherwise
}
