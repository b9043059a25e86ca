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
export function monthly(from: EmittedDay, months: EmittedNumber, value: EmittedNumber): EmittedSeries {
  if (months.scale.q !== 1n || months.over || months.none !== null) throw new Unsupported('parts of months')
  if (value.over) throw new Unsupported('a quotient by a fact each month')
  const count: EmittedNumber = from.known
    ? months
    : { ...months, js: `(${from.js} !== ${from.js} ? NaN : ${months.js})`, known: false }
  return { kind: 'series', count, value }
}

/** A total, a count or the one amount of all months; a total of a record's fields. */
export function foldOf(by: Fold, over: Emitted, emitter: Emitter): EmittedNumber {
  if (over.kind === 'record' && by === 'total') return add(Object.values(over.fields), emitter)
  if (over.kind === 'names' && by === 'count') return countOf(over, emitter)
  if (over.kind !== 'series') throw new Unsupported(`${by} of ${over.kind}`)
  const none = numberConstant(Rational.zero)
  const count = extreme([over.count, none], 'greatest', emitter)
  if (by === 'count') return count
  const { value } = over
  const empty = emitter.hold(`${count.js} === 0`)
  if (by === 'constant') {
    const open = emitter.hold(`${count.js} !== ${count.js}`)
    return {
      ...value,
      js: emitter.hold(`${open} ? NaN : ${value.js}`),
      known: value.known && count.known,
      none: value.none === null ? empty : emitter.hold(`${empty} || (!${open} && (${value.none}))`),
    }
  }
  if (by !== 'total') throw new Unsupported(`${by} of months`)
  // Of no months nothing is needed, not even the amount.
  const sum = multiply(count, value, emitter)
  return {
    ...sum,
    js: emitter.hold(`${empty} ? 0 : ${sum.js}`),
    none: sum.none === null ? null : emitter.hold(`!${empty} && (${sum.none})`),
  }
}

/** How many of the yes/no things are yes, or are not. */
function countOf({ of, are }: EmittedNames, emitter: Emitter): EmittedNumber {
  const unknowns = of.filter(({ known }) => !known).map(({ js }) => `${js} === 2`)
  const sum = of.map(({ js }) => `(${js} === ${are} ? 1 : 0)`).join(' + ') || '0'
  return {
    kind: 'number',
    js: emitter.hold(unknowns.length > 0 ? `${unknowns.join(' || ')} ? NaN : ${sum}` : sum),
    scale: { q: 1n, lo: 0n, hi: BigInt(of.length) },
    known: unknowns.length === 0,
    none: null,
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
  const zero = numberConstant(Rational.zero)
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
