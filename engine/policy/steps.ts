import { isListValue } from '../expression/value.ts'
import { findMechanism } from '../mechanisms/index.ts'
import type { Mechanism, Typed } from '../mechanisms/mechanism.ts'
import { isProblem } from '../mechanisms/quantity.ts'
import { type Given, readArgument } from './arguments.ts'
import type { Origin } from './declarations.ts'
import { entriesOf, itemsOf, keyOriginOf, originOf, type Place } from './nodes.ts'
import { report, reportUnknownName } from './problems.ts'
import type { ExpressionType, Operand, Step } from './rules.ts'
import type { StepScope } from './scope.ts'

/**
 * A list of steps, each a map of one key. A step that takes the steps below it as its body ends the list.
 *
 * Errors  STEP_FIRST, NAME_UNKNOWN, TYPE_MISMATCH, UNIT_MISMATCH, KEY_MISSING, ROUNDING_MISSING
 */
export function stepsFromPlace(place: Place | undefined, scope: StepScope): readonly Step[] {
  return stepsFrom(itemsOf(place), undefined, false, scope)
}

function stepsFrom(
  items: readonly Place[],
  before: ExpressionType,
  hasPrevious: boolean,
  scope: StepScope,
): readonly Step[] {
  const steps: Step[] = []
  let previous = before
  let has = hasPrevious
  for (const [index, item] of items.entries()) {
    const entry = entriesOf(item)[0]
    const mechanism = entry && findMechanism(entry.key)
    if (!entry || !mechanism) continue
    if (mechanism.previous === 'required' && !has) reportFirst(mechanism, keyOriginOf(entry), scope)
    const given = readArgument(mechanism, entry, has, scope)
    if (!given) return steps
    const rest = items.slice(index + 1)
    if (mechanism.takesBody) {
      const first = given.operands.x?.[0]
      const inner = mechanism.name === 'per-item' && first ? { ...scope, item: itemOf(first) } : scope
      const body = stepsFrom(rest, undefined, false, inner)
      if (rest.length === 0) reportEmptyBody(mechanism, keyOriginOf(entry), scope)
      steps.push(finish(mechanism, given, body, previous, entry, scope))
      return steps
    }
    const step = finish(mechanism, given, null, has ? previous : undefined, entry, scope)
    steps.push(step)
    previous = step.type
    has = true
  }
  return steps
}

const itemOf = (list: Operand): StepScope['item'] => ({
  type: list.type?.of,
  name: list.kind === 'fact' ? list.fact.name : list.kind === 'value' ? list.name : 'item',
})

function finish(
  mechanism: Mechanism,
  given: Given,
  body: readonly Step[] | null,
  previous: ExpressionType,
  place: Place,
  scope: StepScope,
): Step {
  const typed: Typed = {
    operands: mapValues(given.operands, (list) => list.map((operand) => operand.type)),
    cases: [...given.cases.map(({ then }) => then.type), ...(given.otherwise ? [given.otherwise.type] : [])],
    rows: given.rows.map((row) => row.operand.type),
    body: body?.at(-1)?.type,
    field: given.field,
    held: given.held,
    previous,
  }
  const type = mechanism.type(typed)
  const problem = type !== undefined && isProblem(type) ? type : undefined
  if (!problem) checkOrder(given.operands, scope)
  if (problem)
    report(scope.problems, problem.problem, originOf(place), problem.message, {
      zh: '改用同一种量、同一单位的值',
      en: 'use values of one kind and unit',
    })
  return {
    mechanism,
    ...given,
    body,
    type: problem ? undefined : (type as ExpressionType),
    origin: keyOriginOf(place),
  }
}

/**
 * Every name of an order of allocation is a field of the record.
 *
 * Errors  NAME_UNKNOWN
 */
function checkOrder({ to, order }: Given['operands'], scope: StepScope): void {
  const fields = to?.[0]?.type?.fields
  const list = order?.[0]
  if (!fields || list?.kind !== 'parameter') return
  for (const { value, origin } of list.parameter.values)
    for (const name of isListValue(value) ? value : [])
      if (typeof name === 'string' && !Object.hasOwn(fields, name))
        reportUnknownName(
          scope.problems,
          'NAME_UNKNOWN',
          origin,
          name,
          { zh: '记录的一项', en: 'a field of the record' },
          Object.keys(fields).map((field) => ({ name: field, origin: null })),
        )
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

function reportFirst(mechanism: Mechanism, origin: Origin, scope: StepScope): void {
  report(
    scope.problems,
    'STEP_FIRST',
    origin,
    { zh: `\`${mechanism.name}\` 前面没有值`, en: `\`${mechanism.name}\` has no value to work on` },
    { zh: '在它前面加一步，如 - value: …', en: 'add a step before it, such as - value: …' },
  )
}

function reportEmptyBody(mechanism: Mechanism, origin: Origin, scope: StepScope): void {
  report(
    scope.problems,
    'STEP_FIRST',
    origin,
    { zh: `\`${mechanism.name}\` 下面没有步骤`, en: `\`${mechanism.name}\` has no steps below it` },
    { zh: '在它下面写要重复计算的步骤', en: 'write the steps that are repeated below it' },
  )
}
