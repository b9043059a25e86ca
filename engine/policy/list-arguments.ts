import type { Argument } from '../mechanisms/mechanism.ts'
import { isNumeric } from '../mechanisms/quantity.ts'
import { conditionFromPlace } from './conditions.ts'
import { asMap, child, itemsOf, originOf, type Place, textAt, textOf } from './nodes.ts'
import { operandFromPlace } from './operands.ts'
import { entryField } from './paths.ts'
import { report, reportUnknownName } from './problems.ts'
import { keysFromPlace } from './rank-keys.ts'
import type { Condition, EntryScope, Held, Operand, StepKey } from './rules.ts'
import type { Scope } from './scope.ts'
import type { ValueType } from './types.ts'

/** What a step that looks into lists, conditions or earlier parts is given. */
export interface ListGiven {
  readonly operands: Readonly<Record<string, readonly Operand[]>>
  readonly where: Condition | null
  readonly keys: readonly StepKey[]
  readonly held: readonly Held[]
  readonly field: string | null
  readonly earlier: { readonly clause: string; readonly fact: string } | null
}

export const noLists: ListGiven = {
  operands: {},
  where: null,
  keys: [],
  held: [],
  field: null,
  earlier: null,
}

/** What a list is called, and what its entries have. */
function entryOf(list: Operand): EntryScope {
  const name =
    list.kind === 'fact' ? list.fact.name : list.kind === 'value' || list.kind === 'item' ? list.name : 'item'
  return { name, fields: list.kind === 'fact' ? fieldsOf(list) : {} }
}

const fieldsOf = (list: Extract<Operand, { kind: 'fact' }>) => list.fact.type.of?.fields ?? {}

/**
 * `{ list, where }`, `{ list, by }`, `{ list, first, field }`.
 *
 * Errors  NAME_UNKNOWN (a field), TYPE_MISMATCH, those of operands and conditions
 */
export function entriesArgument(
  argument: Extract<Argument, { kind: 'entries' }>,
  place: Place,
  scope: Scope,
): ListGiven | undefined {
  const listPlace = child(place, 'list')
  const list = listPlace && operandFromPlace(listPlace, scope)
  if (!list || !isList(list, scope)) return undefined
  const inside: Scope = { ...scope, entry: entryIn(list, scope) }
  const wherePlace = argument.needs.includes('where') ? child(place, 'where') : undefined
  const where = wherePlace ? conditionFromPlace(wherePlace, inside) : null
  const keys = argument.needs.includes('by') ? keysFromPlace(child(place, 'by'), inside) : []
  const firstPlace = child(place, 'first')
  const first = firstPlace && numberFromPlace(firstPlace, 'first', scope)
  const fieldPlace = child(place, 'field')
  const field = fieldPlace ? entryField(fieldPlace, inside.entry as EntryScope, scope) : null
  if (where === undefined || !keys || (firstPlace && !first) || field === undefined) return undefined
  return {
    ...noLists,
    operands: { list: [list], ...(first && { first: [first] }) },
    where,
    keys,
    field: field === null ? null : (textOf(fieldPlace) ?? null),
  }
}

/** Whether it is a list; of one that could not be read, its own fault was said already. */
function isList({ type, origin }: Operand, { problems }: Scope): boolean {
  if (!type || type.name === 'list') return type !== undefined
  report(
    problems,
    'TYPE_MISMATCH',
    origin,
    { zh: `要用列表，不是 \`${type.name}\``, en: `takes a list, not \`${type.name}\`` },
    { zh: '写一个列表事实，或以列表结尾的一项 `values`', en: 'name a fact or a value that is a list' },
  )
  return false
}

/** How many, or which place. */
function numberFromPlace(place: Place, name: string, scope: Scope): Operand | undefined {
  const operand = operandFromPlace(place, scope)
  if (!operand?.type || isNumeric(operand.type)) return operand
  report(
    scope.problems,
    'TYPE_MISMATCH',
    operand.origin,
    {
      zh: `\`${name}\` 要用数，不是 \`${operand.type.name}\``,
      en: `\`${name}\` takes a number, not \`${operand.type.name}\``,
    },
    { zh: '写一个数量', en: 'name something that is counted' },
  )
  return undefined
}

/** The entries of a value are those of the list it was made from, and their fields are named after that list. */
function entryIn(list: Operand, scope: Scope): EntryScope {
  const last = list.kind === 'value' ? scope.value(list.name, list.origin).steps.at(-1) : undefined
  const from = last?.field === null ? last.operands.list?.[0] : undefined
  return from ? entryIn(from, scope) : entryOf(list)
}

/**
 * `tied: ORDER`, `tied-after: { list: ORDER, place: N }`.
 *
 * Errors  NAME_UNKNOWN (not an entry of `values:` that ends in `rank`)
 */
export function rankedArgument(place: Place, scope: Scope): ListGiven | undefined {
  const isMap = asMap(place) && child(place, 'list')
  const listPlace = isMap ? (child(place, 'list') as Place) : place
  const list = operandFromPlace(listPlace, scope)
  const keys = list?.kind === 'value' ? scope.value(list.name, list.origin).steps.at(-1)?.keys : undefined
  const placePlace = isMap ? child(place, 'place') : undefined
  const at = placePlace && numberFromPlace(placePlace, 'place', scope)
  if (!list || (placePlace && !at)) return undefined
  if (!keys || keys.length === 0) {
    // Of an order that could not be read, its own fault was said already.
    if (list.type) reportUnranked(listPlace, scope)
    return undefined
  }
  return { ...noLists, operands: { list: [list], ...(at && { place: [at] }) }, keys }
}

function reportUnranked(place: Place, { problems }: Scope): void {
  const name = textOf(place) ?? textAt(place, 'value') ?? textAt(place, 'fact') ?? ''
  report(
    problems,
    'NAME_UNKNOWN',
    originOf(place),
    {
      zh: `\`${name}\` 不是以 rank 结尾的一项 \`values\``,
      en: `\`${name}\` is not an entry of \`values\` that ends in \`rank\``,
    },
    {
      zh: '先用 rank 排名，再写那一项的名称',
      en: 'put the list in order with `rank` first, and name that value',
    },
  )
}

/**
 * `holding: [condition, …]`.
 *
 * Errors  NAME_UNKNOWN
 */
export function heldArgument(place: Place, scope: Scope): ListGiven | undefined {
  const held = itemsOf(place).map((item) => {
    const name = textOf(item) ?? ''
    if (!scope.conditionNames.has(name)) {
      reportUnknownName(
        scope.problems,
        'NAME_UNKNOWN',
        originOf(item),
        name,
        { zh: '`conditions` 里的一项', en: 'an entry of `conditions`' },
        [...scope.conditionNames].map(([key, origin]) => ({ name: key, origin })),
      )
      return undefined
    }
    const condition = scope.condition(name, originOf(item))
    return condition && { name, title: scope.conditionTitle(name), condition }
  })
  return held.includes(undefined) ? undefined : { ...noLists, held: held as ListGiven['held'] }
}

/**
 * `less: { clause, count }`.
 *
 * Errors  CLAUSE_UNKNOWN, NAME_UNKNOWN (the fact)
 */
export function earlierArgument(place: Place, scope: Scope): ListGiven | undefined {
  const clausePlace = child(place, 'clause') as Place
  const factPlace = child(place, 'count') as Place
  const clause = textOf(clausePlace) ?? ''
  const fact = textOf(factPlace) ?? ''
  const ids = scope.clauseIds()
  const unknown = (where: Place, name: string, code: 'CLAUSE_UNKNOWN' | 'NAME_UNKNOWN') =>
    reportUnknownName(
      scope.problems,
      code,
      originOf(where),
      name,
      code === 'CLAUSE_UNKNOWN' ? { zh: '条款', en: 'a clause' } : { zh: '事实', en: 'a fact' },
      (code === 'CLAUSE_UNKNOWN' ? ids : [...scope.facts.keys()]).map((known) => ({
        name: known,
        origin: null,
      })),
    )
  if (!ids.includes(clause)) unknown(clausePlace, clause, 'CLAUSE_UNKNOWN')
  else if (!scope.facts.has(fact)) unknown(factPlace, fact, 'NAME_UNKNOWN')
  else if (!isCounted(scope.facts.get(fact)?.type)) reportUncounted(factPlace, fact, scope)
  else return { ...noLists, earlier: { clause, fact } }
  return undefined
}

/** A number, or a list whose entries are counted. */
const isCounted = (type: ValueType | undefined): boolean =>
  type !== undefined && (type.name === 'list' || isNumeric({ name: type.name }))

const reportUncounted = (place: Place, fact: string, scope: Scope): void =>
  report(
    scope.problems,
    'TYPE_MISMATCH',
    originOf(place),
    { zh: `\`${fact}\` 不是数，也不是列表`, en: `\`${fact}\` is neither a number nor a list` },
    { zh: '写一个数量或列表', en: 'name a fact that is counted' },
  )
