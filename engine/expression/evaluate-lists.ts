import { Rational } from '../base/rational.ts'
import { orderOf, sameValue } from './compare.ts'
import type { Result } from './evaluate.ts'
import type { Expression, ListExpression, RankKey } from './expression.ts'
import { kleene, known } from './known.ts'
import { isUnknown, unknownFact, unknownOf } from './unknown.ts'
import { isListValue, isRecordValue, type Value } from './value.ts'

/** Evaluates an expression here, or with an entry of a list as the `item`. */
type Evaluate = (one: Expression, item?: Value) => Result

/** The interpreter over lists, records and named conditions. */
export function evaluateList(expression: ListExpression, evaluate: Evaluate): Result {
  switch (expression.kind) {
    case 'filter':
      return overEntries(evaluate(expression.list), (entries) =>
        known(
          entries.map((entry) => evaluate(expression.where, entry)),
          (holds) => entries.filter((_, index) => holds[index] === true),
        ),
      )
    case 'some':
    case 'every':
      return overEntries(evaluate(expression.list), (entries) =>
        kleene(
          entries.map((entry) => evaluate(expression.where, entry)),
          expression.kind === 'some',
        ),
      )
    case 'rank':
      return ranked(expression, evaluate, (entries) => entries.map(({ entry }) => entry))
    case 'tied':
      return ranked(expression, evaluate, (entries) =>
        entries
          .filter((one) => entries.some((other) => other !== one && sameKeys(one, other)))
          .map(({ entry }) => entry),
      )
    case 'tied-after': {
      const place = evaluate(expression.place)
      const list = evaluate(expression.list)
      if (isUnknown(place) || isUnknown(list)) return unknownOf([list, place].filter(isUnknown))
      return ranked(expression, evaluate, (entries) => {
        const at = place instanceof Rational && place.isInteger ? Number(place.numerator) : 0
        const [last, next] = [entries[at - 1], entries[at]]
        return last !== undefined && next !== undefined && sameKeys(last, next)
      })
    }
    case 'take':
      return known(
        [evaluate(expression.list), expression.first ? evaluate(expression.first) : null],
        ([list, first]) => taken(expression, list as Value, first as Value),
      )
    case 'field':
      return known([evaluate(expression.of)], ([record]) =>
        record === null ? null : fieldOf(record as Value, expression.field, expression.name),
      )
    case 'fields':
      return known([evaluate(expression.of)], ([record]) =>
        fieldsThat(expression.names, expression.are, expression.name, record as Value),
      )
    case 'allocate':
      return known(
        [expression.amount, expression.to, expression.order].map((one) => evaluate(one)),
        (given) => allocated(expression.name, given),
      )
    case 'holding':
      return known(
        expression.of.map(({ when }) => evaluate(when)),
        (holds) => expression.of.filter((_, index) => holds[index] === true).map(({ name }) => name),
      )
  }
}

function overEntries(list: Result, reckon: (entries: readonly Value[]) => Result): Result {
  if (isUnknown(list)) return list
  return isListValue(list) ? reckon(list) : null
}

interface Keyed {
  readonly entry: Value
  readonly keys: readonly Value[]
}

function ranked(
  { list, by }: { readonly list: Expression; readonly by: readonly RankKey[] },
  evaluate: Evaluate,
  reckon: (entries: readonly Keyed[]) => Value,
): Result {
  return overEntries(evaluate(list), (entries) => {
    const keys = entries.map((entry) => by.map(({ key }) => evaluate(key, entry)))
    return known(keys.flat(), () => {
      const keyed = entries.map((entry, index): Keyed => ({ entry, keys: keys[index] as readonly Value[] }))
      return reckon(keyed.sort((a, b) => inOrder(a, b, by)))
    })
  })
}

/** Stable; an entry without a value by a key comes after those that have one. */
function inOrder(a: Keyed, b: Keyed, by: readonly RankKey[]): number {
  for (const [index, { first }] of by.entries()) {
    const [left, right] = [a.keys[index] as Value, b.keys[index] as Value]
    if (left === null && right === null) continue
    if (left === null) return 1
    if (right === null) return -1
    const order = orderOf(left, right) ?? 0
    if (order !== 0) return first === 'highest' ? -order : order
  }
  return 0
}

const sameKeys = (a: Keyed, b: Keyed): boolean =>
  a.keys.every((key, index) => sameValue(key, b.keys[index] as Value))

function taken(
  { field, first, name }: Extract<ListExpression, { kind: 'take' }>,
  list: Value,
  count: Value,
): Result {
  if (!isListValue(list)) return null
  if (first !== null && !(count instanceof Rational && count.isInteger)) return null
  const entries = first === null ? list : list.slice(0, Math.max(0, Number((count as Rational).numerator)))
  if (field === null) return entries
  return known(
    entries.map((entry) => fieldOf(entry, field, name)),
    (fields) => fields,
  )
}

const fieldOf = (record: Value, field: string, name: string): Result =>
  isRecordValue(record) && Object.hasOwn(record.fields, field)
    ? (record.fields[field] as Value)
    : unknownFact(`${name}.${field}`)

function fieldsThat(names: readonly string[], are: boolean, name: string, record: Value): Result {
  if (!isRecordValue(record)) return null
  return known(
    names.map((field) => fieldOf(record, field, name)),
    (fields) => names.filter((_, index) => (fields[index] === true) === are),
  )
}

function allocated(name: string, [amount, to, order]: readonly Value[]): Result {
  if (!(amount instanceof Rational) || !isRecordValue(to as Value) || !isListValue(order as Value))
    return null
  const { fields } = to as Extract<Value, { readonly fields: unknown }>
  const names = (order as readonly Value[]).map(String)
  return known(
    names.map((field) => fieldOf(to as Value, field, name)),
    (wanted) => {
      const got: Record<string, Value> = Object.fromEntries(
        Object.keys(fields).map((field) => [field, Rational.zero]),
      )
      let left = amount
      for (const [index, field] of names.entries()) {
        const want = wanted[index]
        if (!(want instanceof Rational)) return null
        const least = want.compare(left) < 0 ? want : left
        const share = least.compare(Rational.zero) < 0 ? Rational.zero : least
        got[field] = share
        left = left.minus(share)
      }
      return { fields: got }
    },
  )
}
