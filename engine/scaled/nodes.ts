/**
 * What code is made of: numbers (integers in doubles; NaN is unknown) and bits (yes or no), each made once.
 * They stand in the order they were made, so that what a node is of stands before it. A printer needs no more
 * than these few operations; all the rest of the language is told in terms of them.
 */
export type CodeNode = NumberNode | BitNode

export interface NumberNode {
  readonly is: 'number'
  readonly id: number
  readonly op:
    | 'constant'
    | 'input'
    | 'add'
    | 'subtract'
    | 'multiply'
    /** The first divided by the second, rounded down; a second that is no constant is positive or of no account. */
    | 'quotient'
    /** NaN where one is. */
    | 'least'
    | 'greatest'
    /** By a bit: the second or the third. */
    | 'select'
    /** Bits as a bit set, the first the lowest. */
    | 'set'
  readonly of: readonly CodeNode[]
  /** Of a constant its value, of an input its place. */
  readonly value: number
  /** What it lies between where it is known and the row is not wide; infinite where that is not proven. */
  readonly lo: number
  readonly hi: number
  /** Whether it is never NaN. */
  readonly known: boolean
}

export interface BitNode {
  readonly is: 'bit'
  readonly id: number
  readonly op:
    | 'constant'
    /** Whether an input was given. */
    | 'given'
    /** Comparisons of two numbers, as of IEEE 754: nothing but `differ` holds of NaN. */
    | 'less'
    | 'atMost'
    | 'equal'
    | 'differ'
    /** Whether a number is NaN. */
    | 'unknown'
    | 'all'
    | 'any'
    | 'not'
    /** Whether a bit set has any, or all, of the bits of a constant. */
    | 'shares'
    | 'holds'
  readonly of: readonly CodeNode[]
  /** Of a constant 0 or 1, of an input its place, of a test of a bit set the bits. */
  readonly value: number
}

type Comparing = 'less' | 'atMost' | 'equal' | 'differ'

const compared: Readonly<Record<Comparing, (a: number, b: number) => boolean>> = {
  less: (a, b) => a < b,
  atMost: (a, b) => a <= b,
  equal: (a, b) => a === b,
  differ: (a, b) => a !== b,
}

/** Beyond it a double's integers are not all there. */
const limit = 2 ** 53

type Bounds = Pick<NumberNode, 'lo' | 'hi'>

/** Ends that are not proven are open. */
function bounds(...ends: readonly number[]): Bounds {
  if (ends.some((end) => !(Math.abs(end) < limit))) return { lo: -Infinity, hi: Infinity }
  return { lo: Math.min(...ends), hi: Math.max(...ends) }
}

/** NaN lies between nothing. */
const hull = (a: Bounds, b: Bounds): Bounds => ({ lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi) })

/** Makes nodes: the same one again for the same thing, and none where the outcome is a constant or a node there is. */
export class Nodes {
  readonly #made = new Map<string, CodeNode>()

  readonly no = this.bit('constant', [], 0)
  readonly yes = this.bit('constant', [], 1)

  constant(value: number): NumberNode {
    const ends = Number.isNaN(value) ? { lo: Infinity, hi: -Infinity } : bounds(value)
    // No negative zero: it would differ from zero in what is written.
    return this.number('constant', [], value + 0, ends, !Number.isNaN(value))
  }

  input(place: number, ends: Bounds, known: boolean): NumberNode {
    return this.number('input', [], place, ends, known)
  }

  given(place: number): BitNode {
    return this.bit('given', [], place)
  }

  add(a: NumberNode, b: NumberNode): NumberNode {
    if (isConstant(a, 0)) return b
    if (isConstant(b, 0)) return a
    if (a.op === 'constant' && b.op === 'constant') return this.constant(a.value + b.value)
    return this.number('add', [a, b], 0, bounds(a.lo + b.lo, a.hi + b.hi))
  }

  subtract(a: NumberNode, b: NumberNode): NumberNode {
    if (isConstant(b, 0)) return a
    if (a.op === 'constant' && b.op === 'constant') return this.constant(a.value - b.value)
    return this.number('subtract', [a, b], 0, bounds(a.lo - b.hi, a.hi - b.lo))
  }

  multiply(a: NumberNode, b: NumberNode): NumberNode {
    if (isConstant(a, 1)) return b
    if (isConstant(b, 1)) return a
    if (isConstant(a, 0) && b.known) return a
    if (isConstant(b, 0) && a.known) return b
    if (a.op === 'constant' && b.op === 'constant') return this.constant(a.value * b.value)
    // A product of constants is one constant.
    if (a.op === 'constant') return this.multiply(b, a)
    if (b.op === 'constant' && a.op === 'multiply' && isChoiceOfConstants(a.of[1] as NumberNode))
      return this.multiply(a.of[0] as NumberNode, this.multiply(a.of[1] as NumberNode, b))
    if (b.op === 'constant' && isChoiceOfConstants(a)) return this.#scaledChoice(a, b)
    const ends = bounds(a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi)
    return this.number('multiply', [a, b], 0, ends)
  }

  quotient(a: NumberNode, b: NumberNode): NumberNode {
    if (isConstant(b, 1)) return a
    if (a.op === 'constant' && b.op === 'constant') return this.constant(Math.floor(a.value / b.value))
    // A divisor is one at least, so that no quotient is farther from zero; rounded down, by one.
    const ends =
      b.op === 'constant'
        ? bounds(Math.floor(a.lo / b.value), Math.floor(a.hi / b.value))
        : bounds(Math.min(a.lo, -1), Math.max(a.hi, 0))
    return this.number('quotient', [a, b], 0, ends)
  }

  least(a: NumberNode, b: NumberNode): NumberNode {
    if (a === b) return a
    return this.number('least', [a, b], 0, { lo: Math.min(a.lo, b.lo), hi: Math.min(a.hi, b.hi) })
  }

  greatest(a: NumberNode, b: NumberNode): NumberNode {
    if (a === b) return a
    return this.number('greatest', [a, b], 0, { lo: Math.max(a.lo, b.lo), hi: Math.max(a.hi, b.hi) })
  }

  select(by: BitNode, then: NumberNode, otherwise: NumberNode): NumberNode {
    if (by.op === 'constant') return by.value === 1 ? then : otherwise
    if (then === otherwise) return then
    if (by.op === 'not') return this.select(by.of[0] as BitNode, otherwise, then)
    const rest = this.#without(otherwise, by)
    return this.number('select', [by, then, rest], 0, hull(then, rest), then.known && rest.known)
  }

  #scaledChoice(a: NumberNode, by: NumberNode): NumberNode {
    if (a.op === 'constant') return this.multiply(a, by)
    const [bit, then, otherwise] = a.of as [BitNode, NumberNode, NumberNode]
    return this.select(bit, this.#scaledChoice(then, by), this.#scaledChoice(otherwise, by))
  }

  /** What a chain of selections comes to where a bit does not hold. */
  #without(chain: NumberNode, bit: BitNode): NumberNode {
    if (chain.op !== 'select') return chain
    const [by, then, otherwise] = chain.of as [BitNode, NumberNode, NumberNode]
    const rest = this.#without(otherwise, bit)
    if (by === bit) return rest
    return rest === otherwise ? chain : this.select(by, then, rest)
  }

  set(bits: readonly BitNode[]): NumberNode {
    if (bits.every(({ op }) => op === 'constant'))
      return this.constant(bits.reduce((set, { value }, place) => set | (value << place), 0))
    return this.number('set', bits, 0, { lo: 0, hi: 2 ** bits.length - 1 }, true)
  }

  compare(by: Comparing, a: NumberNode, b: NumberNode): BitNode {
    if (a.op === 'constant' && b.op === 'constant') return this.truth(compared[by](a.value, b.value))
    return this.bit(by, [a, b])
  }

  unknown(a: NumberNode): BitNode {
    if (a.known) return this.no
    if (a.op === 'constant') return this.truth(Number.isNaN(a.value))
    return this.bit('unknown', [a])
  }

  shares(a: NumberNode, bits: number): BitNode {
    return bits === 0 ? this.no : this.bit('shares', [a], bits)
  }

  holds(a: NumberNode, bits: number): BitNode {
    return bits === 0 ? this.yes : this.bit('holds', [a], bits)
  }

  all(bits: readonly BitNode[]): BitNode {
    return this.#joined('all', bits, this.yes, this.no)
  }

  any(bits: readonly BitNode[]): BitNode {
    return this.#joined('any', bits, this.no, this.yes)
  }

  not(bit: BitNode): BitNode {
    if (bit.op === 'constant') return this.truth(bit.value === 0)
    if (bit.op === 'not') return bit.of[0] as BitNode
    return this.bit('not', [bit])
  }

  truth(holds: boolean): BitNode {
    return holds ? this.yes : this.no
  }

  /** The same number, of which more is known than its parts tell: what it lies between. */
  within(node: NumberNode, lo: number, hi: number): NumberNode {
    const open = node as { -readonly [K in keyof NumberNode]: NumberNode[K] }
    if (node.op === 'constant') return node
    open.lo = Math.max(node.lo, lo)
    open.hi = Math.min(node.hi, hi)
    return node
  }

  /** Without repeats and what changes nothing; several of one kind inside another are one, negations are joined. */
  #joined(op: 'all' | 'any', bits: readonly BitNode[], neutral: BitNode, decisive: BitNode): BitNode {
    const flat = bits.flatMap((bit) => (bit.op === op ? (bit.of as readonly BitNode[]) : [bit]))
    const parts = [...new Set(flat)].filter((bit) => bit !== neutral)
    if (parts.includes(decisive)) return decisive
    const negated = parts.flatMap((bit) => (bit.op === 'not' ? [bit.of[0] as BitNode] : []))
    if (negated.some((bit) => parts.includes(bit))) return decisive
    if (negated.length > 1) {
      const others = parts.filter((bit) => bit.op !== 'not')
      const rest = this.not(op === 'all' ? this.any(negated) : this.all(negated))
      return others.length > 0 ? this.#joined(op, [...others, rest], neutral, decisive) : rest
    }
    const [first = neutral] = parts
    return parts.length > 1 ? this.bit(op, parts) : first
  }

  private number(
    op: NumberNode['op'],
    of: readonly CodeNode[],
    value: number,
    ends: Bounds,
    known = (of as readonly NumberNode[]).every((one) => one.known),
  ): NumberNode {
    return this.#once(`${op} ${value} ${idsOf(of)}`, (id) => ({
      is: 'number',
      id,
      op,
      of,
      value,
      lo: ends.lo,
      hi: ends.hi,
      known,
    }))
  }

  private bit(op: BitNode['op'], of: readonly CodeNode[], value = 0): BitNode {
    return this.#once(`bit ${op} ${value} ${idsOf(of)}`, (id) => ({ is: 'bit', id, op, of, value }))
  }

  #once<N extends CodeNode>(key: string, make: (id: number) => N): N {
    const known = this.#made.get(key)
    if (known) return known as N
    const made = make(this.#made.size)
    this.#made.set(key, made)
    return made
  }
}

/** One of some constants, or a constant: what is reckoned with it is reckoned beforehand. */
const isChoiceOfConstants = ({ op, of }: NumberNode): boolean =>
  op === 'constant' ||
  (op === 'select' && isChoiceOfConstants(of[1] as NumberNode) && isChoiceOfConstants(of[2] as NumberNode))

const idsOf = (of: readonly CodeNode[]): string => of.map(({ id }) => id).join(' ')

export const isConstant = (node: CodeNode, value: number): boolean =>
  node.op === 'constant' && node.value === value

/** What stands before these, and they themselves, in the order they were made. */
export function reached(roots: readonly CodeNode[]): readonly CodeNode[] {
  const seen = new Map<number, CodeNode>()
  const open = [...roots]
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node.id)) continue
    seen.set(node.id, node)
    open.push(...node.of)
  }
  return [...seen.values()].sort((a, b) => a.id - b.id)
}
