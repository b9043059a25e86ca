import type { Rounding, RoundingMode } from '../base/rational.ts'
import type { EmittedNumber, Emitter } from './emitter.ts'
import type { Nodes, NumberNode } from './nodes.ts'
import { gcd, isProven, most, type Scale } from './shapes.ts'

const twice = (x: NumberNode, nodes: Nodes): NumberNode => nodes.multiply(x, nodes.constant(2))
const negative = (x: NumberNode, nodes: Nodes): NumberNode => nodes.subtract(nodes.constant(0), x)

const down = (x: NumberNode, d: NumberNode, nodes: Nodes): NumberNode => nodes.quotient(x, d)
const up = (x: NumberNode, d: NumberNode, nodes: Nodes): NumberNode =>
  negative(nodes.quotient(negative(x, nodes), d), nodes)

/** An integer x over D (both exact) to an integer; the quotient of such integers is rounded down exactly. */
const formulas: Readonly<Record<RoundingMode, (x: NumberNode, d: NumberNode, nodes: Nodes) => NumberNode>> = {
  'half-up': (x, d, nodes) =>
    d.op === 'constant' && d.value % 2 === 0
      ? nodes.quotient(nodes.add(x, nodes.constant(d.value / 2)), d)
      : nodes.quotient(nodes.add(twice(x, nodes), d), twice(d, nodes)),
  'half-even': (x, d, nodes) => {
    const floor = nodes.quotient(x, d)
    const rest = twice(nodes.subtract(x, nodes.multiply(floor, d)), nodes)
    const isOdd = nodes.compare('differ', floor, twice(nodes.quotient(floor, nodes.constant(2)), nodes))
    const goesUp = nodes.any([
      nodes.compare('less', d, rest),
      nodes.all([nodes.compare('equal', rest, d), isOdd]),
    ])
    return nodes.add(floor, nodes.select(goesUp, nodes.constant(1), nodes.constant(0)))
  },
  'toward-zero': down,
  'away-from-zero': up,
  downward: down,
  upward: up,
}

/** Those that look away from the sign: for a negative number they are reckoned on its amount. */
const bySymmetry: ReadonlySet<RoundingMode> = new Set([
  'half-up',
  'half-even',
  'toward-zero',
  'away-from-zero',
])

/**
 * A number to a multiple of `to`: n·M over D, where value ÷ to = n·M / D.
 *
 * Source  the scheme of scaled integers: half-up of n ≥ 0 is floor((2nM + D) / 2D)
 */
export function round(number: EmittedNumber, { to, mode }: Rounding, emitter: Emitter): EmittedNumber {
  const { scale, over } = number
  const { nodes } = emitter
  const g = gcd(to.denominator, scale.q * to.numerator)
  const m = to.denominator / g
  const whole = (scale.q * to.numerator) / g
  const x: Scale = { q: 1n, lo: scale.lo * m, hi: scale.hi * m }
  const numerator = times(number.node, m, x, emitter)
  const rest = { kind: 'number' as const, none: number.none }
  if (whole === 1n && !over) return { ...rest, ...multipleOf(numerator, x, to, emitter) }
  const d = over
    ? times(over.node, whole, { q: 1n, lo: over.scale.lo * whole, hi: over.scale.hi * whole }, emitter)
    : nodes.constant(Number(whole))
  watch(x, over ? over.scale.hi * whole : whole, numerator, d, emitter)
  const k = rounded(numerator, d, mode, x, nodes)
  const bounds = over
    ? { lo: x.lo < 0n ? x.lo : 0n, hi: x.hi > 0n ? x.hi : 0n }
    : { lo: x.lo / whole - 1n, hi: x.hi / whole + 1n }
  return { ...rest, ...multipleOf(k, { q: 1n, ...bounds }, to, emitter) }
}

const times = (number: NumberNode, factor: bigint, scale: Scale, emitter: Emitter): NumberNode =>
  factor === 1n
    ? number
    : emitter.integer(emitter.nodes.multiply(number, emitter.nodes.constant(Number(factor))), scale)

function rounded(
  x: NumberNode,
  d: NumberNode,
  mode: RoundingMode,
  { lo, hi }: Scale,
  nodes: Nodes,
): NumberNode {
  const formula = formulas[mode]
  if (lo >= 0n || !bySymmetry.has(mode)) return formula(x, d, nodes)
  const zero = nodes.constant(0)
  const isNegative = hi < 0n ? nodes.yes : nodes.compare('less', x, zero)
  const amount = nodes.select(isNegative, negative(x, nodes), x)
  const size = formula(amount, d, nodes)
  return nodes.select(isNegative, negative(size, nodes), size)
}

/** Twice the numerator and the divisor together are the largest integer a rounding makes. */
function watch(x: Scale, widest: bigint, numerator: NumberNode, d: NumberNode, emitter: Emitter): void {
  const size = 2n * most(x.hi, -x.lo) + 2n * widest
  if (isProven({ lo: -size, hi: size })) return
  const { nodes } = emitter
  const isNegative = nodes.compare('less', numerator, nodes.constant(0))
  const amount = nodes.select(isNegative, negative(numerator, nodes), numerator)
  const limit = nodes.constant(Number.MAX_SAFE_INTEGER)
  emitter.guard(nodes.compare('less', limit, twice(nodes.add(amount, d), nodes)))
}

/** k multiples of `to`, as an integer over its denominator. */
function multipleOf(
  k: NumberNode,
  bounds: Scale,
  to: Rounding['to'],
  emitter: Emitter,
): Pick<EmittedNumber, 'node' | 'scale'> {
  const scale: Scale = {
    q: to.denominator,
    lo: bounds.lo * to.numerator,
    hi: bounds.hi * to.numerator,
  }
  return { scale, node: times(k, to.numerator, scale, emitter) }
}
