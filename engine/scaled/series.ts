import { Rational } from '../base/rational.ts'
import type { Fold } from '../expression/expression.ts'
import {
  type Emitted,
  type EmittedDay,
  type EmittedNames,
  type EmittedNumber,
  type EmittedRecord,
  type EmittedSeries,
  type Emitter,
  Unsupported,
} from './emitter.ts'
import { add, extreme, multiply, numberConstant, subtract } from './numbers.ts'

/** The same amount for each of so many months: what changes from month to month is left to closures. */
export function monthly(
  from: EmittedDay,
  months: EmittedNumber,
  value: EmittedNumber,
  { nodes }: Emitter,
): EmittedSeries {
  if (months.scale.q !== 1n || months.over || months.none !== nodes.no)
    throw new Unsupported('parts of months')
  if (value.over) throw new Unsupported('a quotient by a fact each month')
  const isOpen = nodes.unknown(from.node)
  const node = nodes.select(isOpen, nodes.constant(Number.NaN), months.node)
  return { kind: 'series', count: { ...months, node }, value }
}

/** A total, a count or the one amount of all months; a total of a record's fields. */
export function foldOf(by: Fold, over: Emitted, emitter: Emitter): EmittedNumber {
  if (over.kind === 'record' && by === 'total') return add(Object.values(over.fields), emitter)
  if (over.kind === 'names' && by === 'count') return countOf(over, emitter)
  if (over.kind !== 'series') throw new Unsupported(`${by} of ${over.kind}`)
  const { nodes } = emitter
  const none = numberConstant(Rational.zero, emitter)
  const count = extreme([over.count, none], 'greatest', emitter)
  if (by === 'count') return count
  const { value } = over
  const isEmpty = nodes.compare('equal', count.node, none.node)
  if (by === 'constant') {
    const isOpen = nodes.unknown(count.node)
    return {
      ...value,
      node: nodes.select(isOpen, nodes.constant(Number.NaN), value.node),
      none: nodes.any([isEmpty, nodes.all([nodes.not(isOpen), value.none])]),
    }
  }
  if (by !== 'total') throw new Unsupported(`${by} of months`)
  // Of no months nothing is needed, not even the amount.
  const sum = multiply(count, value, emitter)
  return {
    ...sum,
    node: nodes.select(isEmpty, none.node, sum.node),
    none: nodes.all([nodes.not(isEmpty), sum.none]),
  }
}

/** How many of the yes/no things are yes, or are not. */
function countOf({ of, are }: EmittedNames, { nodes }: Emitter): EmittedNumber {
  const isOpen = nodes.any(of.map(({ open }) => open))
  const [zero, one] = [nodes.constant(0), nodes.constant(1)]
  const sum = of
    .map(({ yes, no }) => nodes.select(are === 1 ? yes : no, one, zero))
    .reduce((total, each) => nodes.add(total, each), zero)
  return {
    kind: 'number',
    node: nodes.select(isOpen, nodes.constant(Number.NaN), sum),
    scale: { q: 1n, lo: 0n, hi: BigInt(of.length) },
    none: nodes.no,
  }
}

/** An amount used up by a record's fields in an order. */
export function allocate(
  amount: EmittedNumber,
  to: Emitted,
  order: Emitted,
  emitter: Emitter,
): EmittedRecord {
  if (to.kind !== 'record' || order.kind !== 'list' || !order.constant)
    throw new Unsupported('an allocation that is not over a record in a fixed order')
  const zero = numberConstant(Rational.zero, emitter)
  const fields: Record<string, EmittedNumber> = Object.fromEntries(
    Object.keys(to.fields).map((name) => [name, zero]),
  )
  let left = amount
  for (const name of order.constant) {
    const wanted = to.fields[name]
    if (!wanted) throw new Unsupported(`an order with ${name}`)
    const share = extreme([extreme([wanted, left], 'least', emitter), zero], 'greatest', emitter)
    fields[name] = share
    left = subtract(left, share, emitter)
  }
  return { kind: 'record', fields }
}
