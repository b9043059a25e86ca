import { Rational } from '../base/rational.ts'
import type { ParameterValues } from '../plan/plan.ts'
import { type Emitted, type EmittedDay, type Emitter, Unsupported } from './emitter.ts'
import { constantValue } from './expressions.ts'
import type { BitNode } from './nodes.ts'
import { numberConstant, rescaled } from './numbers.ts'
import { lcm, least, most } from './shapes.ts'

/**
 * A parameter's value on a day. A day before the first value, or after the last, is left to closures: they
 * say what is missing.
 */
export function parameterOn(
  values: ParameterValues,
  readDay: () => EmittedDay | null,
  undatedReads: 'stated' | 'unknown',
  emitter: Emitter,
): Emitted {
  const [first] = values
  if (!first) throw new Unsupported('a parameter without values')
  if (values.some(({ value }) => value === null)) throw new Unsupported('a parameter that ends')
  if (values.length === 1 && first.from === null) return constantValue(first.value, emitter)
  const day = readDay()
  if (day === null) throw new Unsupported('a parameter that changes inside a month')
  if (first.from !== null) {
    const isBefore = emitter.nodes.compare('less', day.node, emitter.nodes.constant(first.from.day))
    emitter.guard(isBefore)
  }
  if (values.length === 1) return constantValue(first.value, emitter)
  return onDay(values, day, undatedReads, emitter)
}

function onDay(
  values: ParameterValues,
  day: EmittedDay,
  undatedReads: 'stated' | 'unknown',
  emitter: Emitter,
): Emitted {
  const { nodes } = emitter
  const numbers = values.map(({ from, value }) => {
    if (!(value instanceof Rational)) throw new Unsupported('names that change by the day')
    return { from: from?.day ?? Number.NEGATIVE_INFINITY, number: numberConstant(value, emitter) }
  })
  const q = numbers.reduce((common, { number }) => lcm(common, number.scale.q), 1n)
  const same = numbers.map(({ from, number }) => ({ from, number: rescaled(number, q, emitter) }))
  const first = (same[0] as (typeof same)[number]).number.node
  const isFrom = (from: number): BitNode => nodes.compare('atMost', nodes.constant(from), day.node)
  // Later values are asked first; a day that is not known takes what is stated, or is unknown.
  const chain = same
    .slice(1)
    .reduce((rest, { from, number }) => nodes.select(isFrom(from), number.node, rest), first)
  const open = undatedReads === 'stated' ? first : nodes.constant(Number.NaN)
  return {
    kind: 'number',
    node: nodes.select(nodes.unknown(day.node), open, chain),
    scale: {
      q,
      lo: least(...same.map(({ number }) => number.scale.lo)),
      hi: most(...same.map(({ number }) => number.scale.hi)),
    },
    none: nodes.no,
  }
}
