import type { Rounding } from '../base/rational.ts'
import type { Argument, Mechanism } from '../mechanisms/mechanism.ts'
import { conditionFromPlace } from './conditions.ts'
import {
  earlierArgument,
  entriesArgument,
  heldArgument,
  type ListGiven,
  noLists,
  rankedArgument,
} from './list-arguments.ts'
import { asList, asMap, child, itemsOf, keyOriginOf, originOf, type Place, textOf } from './nodes.ts'
import { operandFromPlace } from './operands.ts'
import { report, reportUnknownName } from './problems.ts'
import { roundingFromPlace } from './rounding.ts'
import type { Condition, Operand, Step } from './rules.ts'
import { quantityOf, type StepScope } from './scope.ts'

/** What a step is given, read. */
export interface Given extends ListGiven {
  readonly cases: readonly { readonly when: Condition; readonly then: Operand }[]
  readonly otherwise: Operand | null
  readonly rounding: Rounding | null
  readonly rows: Step['rows']
}

const nothing: Given = { ...noLists, cases: [], otherwise: null, rounding: null, rows: [] }

/**
 * What stands after a mechanism's colon.
 *
 * Errors  NAME_UNKNOWN, KEY_MISSING, ROUNDING_MISSING, those of operands and conditions
 */
export function readArgument(
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
      return namedArgument(argument, place, hasPrevious, scope)
    case 'cases':
      return casesArgument(place, scope)
    case 'rounding': {
      const rounding = roundingFromPlace(place, scope.rounding, scope.problems)
      return rounding && { ...nothing, rounding }
    }
    case 'table':
      return tableArgument(place, scope)
    case 'entries':
      return withNothing(entriesArgument(argument, place, scope))
    case 'ranked':
      return withNothing(rankedArgument(place, scope))
    case 'conditions':
      return withNothing(heldArgument(place, scope))
    case 'earlier':
      return withNothing(earlierArgument(place, scope))
    case 'condition': {
      const where = conditionFromPlace(place, scope)
      return where && { ...nothing, where }
    }
  }
}

const withNothing = (given: ListGiven | undefined): Given | undefined => given && { ...nothing, ...given }

function namedArgument(
  { names, short, oneOf }: Extract<Argument, { kind: 'named' }>,
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
  return oneOf ? withOneOf(oneOf, operands, place, scope) : { ...nothing, operands }
}

/** Exactly one of several names has to be there. */
function withOneOf(
  oneOf: readonly string[],
  operands: Readonly<Record<string, readonly Operand[]>>,
  place: Place,
  scope: StepScope,
): Given | undefined {
  const present = oneOf.filter((name) => child(place, name))
  const [name] = present
  if (name === undefined) return missingOneOf(oneOf, place, scope)
  if (present.length > 1) {
    report(
      scope.problems,
      'STEP_KEYS',
      originOf(place),
      {
        zh: `\`${present.join('`、`')}\` 只能写一个`,
        en: `only one of \`${present.join('`, `')}\` can stand here`,
      },
      { zh: `只留 \`${name}\``, en: `keep \`${name}\` alone` },
    )
    return undefined
  }
  const operand = operandFromPlace(child(place, name) as Place, scope)
  return operand && { ...nothing, operands: { ...operands, [name]: [operand] } }
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

function missingOneOf(names: readonly string[], place: Place, scope: StepScope): undefined {
  const listed = names.map((name) => `\`${name}\``)
  report(
    scope.problems,
    'KEY_MISSING',
    keyOriginOf(place),
    { zh: `缺少 ${listed.join('、')} 中的一项`, en: `one of ${listed.join(', ')} is missing` },
    { zh: `加上其中一项，如 ${listed[0]}`, en: `add one of them, such as ${listed[0]}` },
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
      type: quantityOf(parameter.type),
      origin,
    },
  }))
  return { ...nothing, operands: { by: [by] }, rows }
}
