import type { Comparison } from '../expression/expression.ts'
import type {
  Emitted,
  EmittedDay,
  EmittedList,
  EmittedName,
  EmittedNumber,
  EmittedTruth,
  Emitter,
} from './emitter.ts'
import { Unsupported } from './emitter.ts'
import type { BitNode, NumberNode } from './nodes.ts'
import { multiply, rescaled } from './numbers.ts'
import { isProven, lcm } from './shapes.ts'

/** A name's code in the dictionary of the column it is compared with. */
export type NameOf = (column: string, name: string) => number

/** Unknown where a side is; no where a side has no value. */
export function compare(
  by: Comparison,
  left: Emitted,
  right: Emitted,
  nameOf: NameOf,
  emitter: Emitter,
): EmittedTruth {
  if (left.kind === 'number' && right.kind === 'number') return compareNumbers(by, left, right, emitter)
  if (left.kind === 'day' && right.kind === 'day')
    return orderedTruth(by, left.node, right.node, [left, right], emitter)
  if (left.kind === 'truth' && right.kind === 'truth') return compareTruths(by, left, right, emitter)
  if (left.kind === 'name' && right.kind === 'name') return compareNames(by, left, right, nameOf, emitter)
  if (left.kind === 'name' && right.kind === 'list' && (by === 'in' || by === 'notIn'))
    return member(left, right, by === 'in', nameOf, emitter)
  if (left.kind === 'list') return compareLists(by, left, right, nameOf, emitter)
  throw new Unsupported(`${by} between ${left.kind} and ${right.kind}`)
}

/** Two numbers or days; a comparison of what is unknown fails by itself, and so does its opposite. */
function orderedTruth(
  by: Comparison,
  a: NumberNode,
  b: NumberNode,
  sides: readonly (EmittedNumber | EmittedDay)[],
  emitter: Emitter,
): EmittedTruth {
  const { nodes } = emitter
  const made = (yes: BitNode, no: BitNode | null): EmittedTruth => {
    const truth = truthOf(yes, sides, true, emitter)
    const always = sides.every((one) => one.kind === 'day' || one.none === nodes.no)
    return no && always && truth.open !== nodes.no ? { ...truth, no } : truth
  }
  switch (by) {
    case 'equal':
      return made(nodes.compare('equal', a, b), null)
    case 'notEqual':
      return truthOf(nodes.compare('differ', a, b), sides, false, emitter)
    case 'lessThan':
      return made(nodes.compare('less', a, b), nodes.compare('atMost', b, a))
    case 'lessThanInclusive':
      return made(nodes.compare('atMost', a, b), nodes.compare('less', b, a))
    case 'greaterThan':
      return made(nodes.compare('less', b, a), nodes.compare('atMost', a, b))
    case 'greaterThanInclusive':
      return made(nodes.compare('atMost', b, a), nodes.compare('less', a, b))
    default:
      throw new Unsupported(`${by} of numbers or days`)
  }
}

/** Whether two things are to be the same, or to differ. */
const isEquality = (by: Comparison): boolean => {
  if (by !== 'equal' && by !== 'notEqual') throw new Unsupported(`${by} of yes and no`)
  return by === 'equal'
}

function compareTruths(
  by: Comparison,
  left: EmittedTruth,
  right: EmittedTruth,
  emitter: Emitter,
): EmittedTruth {
  const { nodes } = emitter
  const isEqual = isEquality(by)
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const)
    if (one.yes.op === 'constant' && one.open === nodes.no)
      return (one.yes === nodes.yes) === isEqual ? other : negation(other)
  const same = nodes.any([nodes.all([left.yes, right.yes]), nodes.all([left.no, right.no])])
  return truthOf(isEqual ? same : nodes.not(same), [left, right], isEqual, emitter)
}

function compareNumbers(
  by: Comparison,
  left: EmittedNumber,
  right: EmittedNumber,
  emitter: Emitter,
): EmittedTruth {
  if (left.over && right.over) throw new Unsupported('two quotients compared')
  // A quotient is multiplied out: its divisor is positive.
  const [a, b] = [multipliedOut(left, right, emitter), multipliedOut(right, left, emitter)]
  const q = lcm(a.scale.q, b.scale.q)
  const [x, y] = [rescaled(a, q, emitter), rescaled(b, q, emitter)]
  // Near enough is not enough between two that doubles may not hold.
  if (!isProven(x.scale) && !isProven(y.scale))
    for (const { node, scale } of [x, y]) emitter.integer(node, scale)
  return orderedTruth(by, x.node, y.node, [left, right], emitter)
}

function multipliedOut(one: EmittedNumber, other: EmittedNumber, emitter: Emitter): EmittedNumber {
  const { over: _, ...bare } = one
  if (!other.over) return bare
  return multiply(bare, { kind: 'number', ...other.over, none: emitter.nodes.no }, emitter)
}

function compareNames(
  by: Comparison,
  left: EmittedName,
  right: EmittedName,
  nameOf: NameOf,
  emitter: Emitter,
): EmittedTruth {
  const column = left.column ?? right.column
  if (column === null) throw new Unsupported('two constant names compared')
  if (left.column !== null && right.column !== null && left.column !== right.column)
    throw new Unsupported('names of two columns compared')
  const [a, b] = [left, right].map((name) =>
    name.constant === null ? name.node : emitter.nodes.constant(nameOf(column, name.constant)),
  ) as [NumberNode, NumberNode]
  const isEqual = isEquality(by)
  // What is unknown is no name's code, but two unknown names have the same one.
  const isSure = isEqual && (left.constant !== null || right.constant !== null)
  const holds = emitter.nodes.compare(isEqual ? 'equal' : 'differ', a, b)
  return truthOf(holds, [left, right], isSure, emitter)
}

function member(
  left: EmittedName,
  list: EmittedList,
  isIn: boolean,
  nameOf: NameOf,
  emitter: Emitter,
): EmittedTruth {
  if (!list.constant || left.column === null) throw new Unsupported('membership in a list of facts')
  const { nodes } = emitter
  const { column, node } = left
  const any = nodes.any(
    list.constant.map((name) => nodes.compare('equal', node, nodes.constant(nameOf(column, name)))),
  )
  return truthOf(isIn ? any : nodes.not(any), [left, list], isIn, emitter)
}

function compareLists(
  by: Comparison,
  left: EmittedList,
  right: Emitted,
  nameOf: NameOf,
  emitter: Emitter,
): EmittedTruth {
  if (left.column === null) throw new Unsupported('a constant list on the left')
  const { nodes } = emitter
  const { column, node } = left
  const maskOf = (names: readonly string[]) =>
    names.reduce((mask, name) => {
      const code = nameOf(column, name)
      if (code > 29) throw new Unsupported('a list of more than 30 names')
      return mask | (1 << code)
    }, 0)
  if (right.kind === 'name' && right.constant !== null && (by === 'contains' || by === 'doesNotContain')) {
    const holds = nodes.shares(node, maskOf([right.constant]))
    return truthOf(by === 'contains' ? holds : nodes.not(holds), [left], false, emitter)
  }
  if (right.kind === 'list' && right.constant && (by === 'containsAll' || by === 'containsAny')) {
    const mask = maskOf(right.constant)
    const holds = by === 'containsAll' ? nodes.holds(node, mask) : nodes.shares(node, mask)
    return truthOf(holds, [left], false, emitter)
  }
  throw new Unsupported(`${by} of lists`)
}

/** Whether something is unknown. */
function unknownTest(one: Emitted, emitter: Emitter): BitNode {
  switch (one.kind) {
    case 'number':
      return emitter.unknownNumber(one)
    case 'day':
      return emitter.nodes.unknown(one.node)
    case 'truth':
    case 'name':
    case 'list':
      return one.open
    default:
      throw new Unsupported(`${one.kind} compared`)
  }
}

/** `isSure`: what holds is false where a side is unknown. */
function truthOf(holds: BitNode, sides: readonly Emitted[], isSure: boolean, emitter: Emitter): EmittedTruth {
  const { nodes } = emitter
  const open = nodes.any(sides.map((one) => unknownTest(one, emitter)))
  const none = nodes.any(sides.flatMap((one) => (one.kind === 'number' ? [one.none] : [])))
  return emitter.truth(nodes.all([holds, nodes.not(none), ...(isSure ? [] : [nodes.not(open)])]), open)
}

/** `all` (decisive 0) and `any` (decisive 1) by Kleene. */
export function connective(
  parts: readonly EmittedTruth[],
  decisive: 0 | 1,
  { nodes }: Emitter,
): EmittedTruth {
  const [yes, no] =
    decisive === 1
      ? [nodes.any(parts.map((part) => part.yes)), nodes.all(parts.map((part) => part.no))]
      : [nodes.all(parts.map((part) => part.yes)), nodes.any(parts.map((part) => part.no))]
  const isKnown = parts.every(({ open }) => open === nodes.no)
  return { kind: 'truth', yes, no, open: isKnown ? nodes.no : nodes.not(nodes.any([yes, no])) }
}

export const negation = ({ yes, no, open }: EmittedTruth): EmittedTruth => ({
  kind: 'truth',
  yes: no,
  no: yes,
  open,
})
