import { type BitNode, type CodeNode, type NumberNode, reached } from './nodes.ts'

/** Nodes as numbered steps over registers, for engines that may not make code from text. */
export interface Tape {
  /** Steps of `stepLength` numbers each: what to do, the register it goes to, and those it is of. */
  readonly steps: Int32Array
  /** Bits that one step has many of: their registers; −1 less the register for one that is to be none. */
  readonly lists: Int32Array
  /** The registers of numbers as they stand before the first step: constants in their places. */
  readonly numbers: Float64Array
  readonly bits: Uint8Array
  /** The register of a node. */
  readonly registerOf: (node: CodeNode) => number
}

/** Where inputs are to stand before the first step: the register of each by its place. */
export interface TapeInputs {
  readonly values: ReadonlyMap<number, number>
  readonly given: ReadonlyMap<number, number>
}

export const stepLength = 6

/** What each number at the beginning of a step says; `interpreted-rows.ts` has what it does. */
const step = {
  add: 0,
  subtract: 1,
  multiply: 2,
  quotient: 3,
  least: 4,
  greatest: 5,
  /** By a bit: one of two. */
  select: 6,
  /** By a comparison that nothing else asks for: of two, one of two others. */
  selectLess: 7,
  selectAtMost: 8,
  selectEqual: 9,
  less: 10,
  atMost: 11,
  equal: 12,
  differ: 13,
  unknown: 14,
  not: 15,
  /** Of a list: where it begins, and how many. */
  all: 16,
  any: 17,
  set: 18,
  shares: 19,
  holds: 20,
} as const

const selecting = { less: step.selectLess, atMost: step.selectAtMost, equal: step.selectEqual } as const

/**
 * Lays nodes out in the order they were made; every node has a register of its own.
 *
 * Shape   roots → Tape, and where its inputs stand
 */
export function tapeOf(roots: readonly CodeNode[]): Tape & TapeInputs {
  const all = reached(roots)
  const places = new Map(all.map(({ id }, place) => [id, place]))
  const registerOf = ({ id }: CodeNode): number => places.get(id) as number
  const layer = new Layer(registerOf, usesOf(all, roots))
  // From the end: whoever asks for a node says first whether it does the node's work itself.
  const steps = [...all].reverse().flatMap((node) => (layer.isTaken(node) ? [] : layer.steps(node)))
  const numbers = new Float64Array(all.length + 1)
  const bits = new Uint8Array(all.length + 1)
  for (const node of all)
    if (node.op === 'constant') (node.is === 'bit' ? bits : numbers)[registerOf(node)] = node.value
  const standing = (op: 'input' | 'given') =>
    new Map(all.filter((node) => node.op === op).map((node) => [node.value, registerOf(node)]))
  return {
    steps: Int32Array.from(steps.reverse().flatMap((one) => [...one, 0, 0, 0].slice(0, stepLength))),
    lists: Int32Array.from(layer.lists),
    numbers,
    bits,
    registerOf,
    values: standing('input'),
    given: standing('given'),
  }
}

type Step = readonly [code: number, to: number, ...of: number[]]

function usesOf(all: readonly CodeNode[], roots: readonly CodeNode[]): ReadonlyMap<number, number> {
  const uses = new Map<number, number>()
  for (const { id } of [...all.flatMap(({ of }) => of), ...roots]) uses.set(id, (uses.get(id) ?? 0) + 1)
  return uses
}

/** Makes steps, some of which do the work of a node that nothing else asks for. */
class Layer {
  readonly lists: number[] = []
  readonly #taken = new Set<number>()
  readonly #registerOf: (node: CodeNode) => number
  readonly #uses: ReadonlyMap<number, number>

  constructor(registerOf: (node: CodeNode) => number, uses: ReadonlyMap<number, number>) {
    this.#registerOf = registerOf
    this.#uses = uses
  }

  isTaken({ id }: CodeNode): boolean {
    return this.#taken.has(id)
  }

  steps(node: CodeNode): readonly Step[] {
    if (node.op === 'constant' || node.op === 'input' || node.op === 'given') return []
    const to = this.#registerOf(node)
    if (node.op === 'all' || node.op === 'any' || node.op === 'set')
      return [[step[node.op], to, this.lists.length, this.#list(node.of as readonly BitNode[])]]
    if (node.op === 'select') return [this.#select(to, node)]
    const of = node.of.map(this.#registerOf)
    if (node.op === 'shares' || node.op === 'holds') return [[step[node.op], to, of[0] as number, node.value]]
    return [[step[node.op], to, ...of]]
  }

  #select(to: number, { of }: NumberNode): Step {
    const [by, ...values] = of as readonly [BitNode, NumberNode, NumberNode]
    const [then, otherwise] = values.map(this.#registerOf) as [number, number]
    const code = selecting[by.op as keyof typeof selecting]
    if (code === undefined || this.#uses.get(by.id) !== 1)
      return [step.select, to, this.#registerOf(by), then, otherwise]
    this.#taken.add(by.id)
    const [a, b] = by.of.map(this.#registerOf) as [number, number]
    return [code, to, a, b, then, otherwise]
  }

  /** Puts bits into the lists, and says how many. A negation is taken along where nothing else asks for it. */
  #list(bits: readonly BitNode[]): number {
    for (const bit of bits) {
      const isOwn = bit.op === 'not' && this.#uses.get(bit.id) === 1
      if (isOwn) this.#taken.add(bit.id)
      this.lists.push(isOwn ? -1 - this.#registerOf(bit.of[0] as BitNode) : this.#registerOf(bit))
    }
    return bits.length
  }
}
