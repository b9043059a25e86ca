import type { Rounding } from '../base/rational.ts'
import { findMechanism } from '../mechanisms/index.ts'
import type { Mechanism, Typed } from '../mechanisms/mechanism.ts'
import { isProblem, type Quantity } from '../mechanisms/quantity.ts'
import { conditionFromPlace } from './conditions.ts'
import type { Origin } from './declarations.ts'
import {
  asList,
  asMap,
  child,
  entriesOf,
  itemsOf,
  keyOriginOf,
  originOf,
  type Place,
  textOf,
} from './nodes.ts'
import { report, reportUnknownName } from './problems.ts'
import { roundingFromPlace } from './rounding.ts'
import type { Condition, ExpressionType, Operand, Step } from './rules.ts'
import { operandFromPlace, type Scope } from './scope.ts'

/** What steps need beside names: the declared roundings, by unit. */
export interface StepScope extends Scope {
  readonly rounding: Readonly<Record<string, Rounding>>
}

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
      const inner = mechanism.name === 'per-item' ? { ...scope, item: first?.type?.of } : scope
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

interface Given {
  readonly operands: Readonly<Record<string, readonly Operand[]>>
  readonly cases: readonly { readonly when: Condition; readonly then: Operand }[]
  readonly otherwise: Operand | null
  readonly rounding: Rounding | null
  readonly rows: Step['rows']
}

const nothing: Given = { operands: {}, cases: [], otherwise: null, rounding: null, rows: [] }

function readArgument(
  mechanism: Mechanism,
  place: Place,
  hasPrevious: boolean,
  scope: StepScope,
): Given | undefined {
  const argument = mechanism.argument
  switch (argument.kind) {
    case 'operand': {
      const x = operandFromPlace(place, scope)
      return x && { ...nothing, operands: { x: [x] } }
    }
    case 'operands': {
      const read = asList(place)
        ? itemsOf(place).map((item) => operandFromPlace(item, scope))
        : [operandFromPlace(place, scope)]
      return read.includes(undefined) ? undefined : { ...nothing, operands: { x: read as Operand[] } }
    }
    case 'named':
      return namedArgument(argument.names, argument.short, place, hasPrevious, scope)
    case 'cases':
      return casesArgument(place, scope)
    case 'rounding': {
      const rounding = roundingFromPlace(place, scope.rounding, scope.problems)
      return rounding && { ...nothing, rounding }
    }
    case 'table':
      return tableArgument(place, scope)
  }
}

function namedArgument(
  names: readonly string[],
  short: string | undefined,
  place: Place,
  hasPrevious: boolean,
  scope: StepScope,
): Given | undefined {
  // `{ parameter: X, at: DAY }` is one operand, though `rate` has an `at` of its own.
  const isOperand = ['parameter', 'fact', 'value', 'literal'].some((kind) => child(place, kind))
  const isShort =
    short !== undefined && (isOperand || !(asMap(place) && names.some((name) => child(place, name))))
  if (short !== undefined && isShort) {
    if (!hasPrevious) return missing(names.find((name) => name !== short) ?? short, place, scope)
    const operand = operandFromPlace(place, scope)
    return operand && { ...nothing, operands: { [short]: [operand] } }
  }
  const operands: Record<string, readonly Operand[]> = {}
  for (const name of names) {
    const at = child(place, name)
    // A base may be left out where there is a value so far.
    if (!at && short !== undefined && name !== short && hasPrevious) continue
    if (!at) return missing(name, place, scope)
    const operand = operandFromPlace(at, scope)
    if (!operand) return undefined
    operands[name] = [operand]
  }
  return { ...nothing, operands }
}

function missing(name: string, place: Place, scope: StepScope): undefined {
  report(
    scope.problems,
    'KEY_MISSING',
    keyOriginOf(place),
    { zh: `缺少 \`${name}\``, en: `\`${name}\` is missing` },
    { zh: `加上 \`${name}\``, en: `add \`${name}\`` },
  )
  return undefined
}

function casesArgument(place: Place, scope: StepScope): Given | undefined {
  const cases: { when: Condition; then: Operand }[] = []
  let otherwise: Operand | null = null
  for (const item of itemsOf(place)) {
    const rest = child(item, 'otherwise')
    if (rest) {
      otherwise = operandFromPlace(rest, scope) ?? null
      if (!otherwise) return undefined
      continue
    }
    const when = child(item, 'when')
    const then = child(item, 'then')
    if (!when || !then) return missing(when ? 'then' : 'when', item, scope)
    const condition = conditionFromPlace(when, scope)
    const operand = operandFromPlace(then, scope)
    if (!condition || !operand) return undefined
    cases.push({ when: condition, then: operand })
  }
  return { ...nothing, cases, otherwise }
}

function tableArgument(place: Place, scope: StepScope): Given | undefined {
  const of = child(place, 'of') as Place
  const name = textOf(of) ?? ''
  const table = scope.tables.get(name)
  if (!table) {
    const known = [...scope.tables.values()].map((t) => ({ name: t.key, origin: t.parameter.origin }))
    reportUnknownName(
      scope.problems,
      'NAME_UNKNOWN',
      originOf(of),
      name,
      { zh: '表格参数', en: 'a table parameter' },
      known,
    )
    return undefined
  }
  const by = operandFromPlace(child(place, 'by') as Place, scope)
  if (!by) return undefined
  const origin = originOf(of)
  const rows = table.rows.map(({ key, parameter }) => ({
    key,
    operand: {
      kind: 'parameter' as const,
      parameter,
      at: null,
      type: { ...parameter.type } as Quantity,
      origin,
    },
  }))
  return { ...nothing, operands: { by: [by] }, rows }
}

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
    previous,
  }
  const type = mechanism.type(typed)
  const problem = type !== undefined && isProblem(type) ? type : undefined
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
