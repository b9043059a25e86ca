import type { ProgramClause } from '../scaled/clause-code.ts'
import { resultNames } from '../scaled/clause-code.ts'
import { type BitNode, isConstant, type NumberNode } from '../scaled/nodes.ts'
import type { ProgramInput } from '../scaled/program.ts'
import { emptyCell, type Storage, storageOf } from '../scaled/storage.ts'
import type { ValueType } from './bytes.ts'
import { control, get, type Instructions, i32, i32const, put } from './instructions.ts'
import type { Addresses, Comparing, Form, Lanes } from './lanes.ts'
import type { Layout } from './layout.ts'

/** A function's body, and its locals behind the two it is called with. */
export interface Body {
  readonly locals: readonly ValueType[]
  readonly instructions: Instructions
}

/** Whole numbers that 32 bits hold; the least stands for what is unknown. */
const mostInt = 2 ** 31 - 1
const unknownInt = -(2 ** 31)

/** Up to here a quotient by a constant is the product with its reciprocal, rounded down. */
const mostByReciprocal = 2 ** 50

/** What a program with its columns known comes to: a loop over rows. */
export function bodyOf(
  inputs: readonly ProgramInput[],
  clauses: readonly ProgramClause[],
  original: readonly ProgramClause[],
  layout: Layout,
  lanes: Lanes,
  isComplete: (input: ProgramInput) => boolean,
): Body {
  const printer = new Printer(inputs, layout, lanes, isComplete)
  for (const [index, { code }] of clauses.entries())
    for (const name of resultNames)
      if (code && original[index]?.code?.[name].op !== 'constant')
        printer.store(
          name === 'eligible' ? 'byte' : name === 'amount' ? 'float64' : 'int32',
          layout.results[index]?.[name] as number,
          code[name],
        )
  printer.mark([...new Set(clauses.flatMap(({ code }) => code?.guards ?? []))])
  return printer.body()
}

class Printer {
  readonly #inputs: readonly ProgramInput[]
  readonly #isComplete: (input: ProgramInput) => boolean
  readonly #layout: Layout
  readonly #lanes: Lanes
  readonly #locals: ValueType[] = []
  /** Before the loop: constants, which then stay in their locals. */
  readonly #before: number[] = []
  readonly #inside: number[] = []
  readonly #held = new Map<string, readonly number[]>()
  readonly #ints = new Map<number, boolean>()
  readonly #addresses: Addresses

  constructor(
    inputs: readonly ProgramInput[],
    layout: Layout,
    lanes: Lanes,
    isComplete: (input: ProgramInput) => boolean,
  ) {
    this.#isComplete = isComplete
    this.#inputs = inputs
    this.#layout = layout
    this.#lanes = lanes
    this.#addresses = { byte: 0, int32: this.#local('i32'), float64: this.#local('i32') }
  }

  body(): Body {
    const { int32, float64 } = this.#addresses
    const shifted = (to: number, by: number) => [...get(0), ...i32const(by), ...i32.shl, ...put(to)]
    return {
      locals: this.#locals,
      instructions: [
        ...this.#before,
        ...control.loop,
        ...shifted(int32, 2),
        ...shifted(float64, 3),
        ...this.#inside,
        ...[...get(0), ...i32const(this.#lanes.rows), ...i32.add, ...put(0)],
        ...[...get(0), ...get(1), ...i32.lt, ...control.again],
        ...control.end,
      ],
    }
  }

  store(storage: Storage, offset: number, node: NumberNode): void {
    const held = storage === 'float64' ? this.#real(node) : [this.#int(node)]
    this.#inside.push(...this.#lanes.store(storage, this.#addresses, offset, held))
  }

  /** Marks rows of which one of these holds. */
  mark(guards: readonly BitNode[]): void {
    const [first, ...rest] = guards.map((guard) => this.#bit(guard))
    if (first === undefined) return
    const { or, types, weighed, isAny, store } = this.#lanes
    const all = rest.reduce((a, b) => this.#hold(types.bit, [...get(a), ...get(b), ...or]), first)
    const one = this.#constant('int', 1)
    this.#inside.push(...isAny(all), ...control.if)
    const marks = this.#hold(types.int, weighed(all, one))
    this.#inside.push(...store('byte', this.#addresses, this.#layout.wide, [marks]), ...control.end)
  }

  #local(type: ValueType): number {
    this.#locals.push(type)
    return this.#locals.length + 1
  }

  #hold(type: ValueType, instructions: Instructions): number {
    const local = this.#local(type)
    this.#inside.push(...instructions, ...put(local))
    return local
  }

  /** What is made for a key, once. */
  #once(key: string, make: () => readonly number[]): readonly number[] {
    const known = this.#held.get(key)
    if (known) return known
    const made = make()
    this.#held.set(key, made)
    return made
  }

  #constant(form: Form, value: number): number {
    return this.#once(`${form} constant ${value}`, () => {
      const local = this.#local(this.#lanes.types[form])
      this.#before.push(...this.#lanes.constant(form, value), ...put(local))
      return [local]
    })[0] as number
  }

  /** Whether a number is held as whole numbers of 32 bits; one that may be unknown is so only as it was read. */
  #isInt(node: NumberNode): boolean {
    const known = this.#ints.get(node.id)
    if (known !== undefined) return known
    const made = this.#isWhole(node)
    this.#ints.set(node.id, made)
    return made
  }

  #isWhole(node: NumberNode): boolean {
    const { op, lo, hi, known, of, value } = node
    if (op === 'set') return true
    if (op === 'input') return storageOf(this.#inputs[value] as ProgramInput) !== 'float64'
    if (!known || !(lo > unknownInt && hi <= mostInt) || op === 'quotient') return false
    const numbers = of.filter((one): one is NumberNode => one.is === 'number')
    return op === 'constant' || numbers.every((one) => one.known && this.#isInt(one))
  }

  #int(node: NumberNode): number {
    if (node.op === 'constant') return this.#constant('int', node.value)
    return this.#once(`int ${node.id}`, () => [this.#madeInt(node)])[0] as number
  }

  #madeInt(node: NumberNode): number {
    const { lanes, type } = { lanes: this.#lanes, type: this.#lanes.types.int }
    if (node.op === 'input') return this.#read(node)[0] as number
    if (node.op === 'set') return this.#set(node.of as readonly BitNode[])
    if (node.op === 'select') {
      const [by, then, otherwise] = node.of as [BitNode, NumberNode, NumberNode]
      return this.#choice('int', this.#bit(by), [then, otherwise], [this.#int(then), this.#int(otherwise)])
    }
    const [a, b] = node.of.map((one) => this.#int(one as NumberNode)) as [number, number]
    if (node.op === 'least' || node.op === 'greatest') return this.#hold(type, lanes[node.op].int(a, b))
    const code = lanes.arithmetic.int[node.op as 'add' | 'subtract' | 'multiply']
    return this.#hold(type, [...get(a), ...get(b), ...code])
  }

  #set(bits: readonly BitNode[]): number {
    const { types, or, weighed } = this.#lanes
    const weights = bits.flatMap((bit, place) => (isConstant(bit, 0) ? [] : [{ bit, weight: 1 << place }]))
    const parts = weights.map(({ bit, weight }) =>
      bit.op === 'constant'
        ? this.#constant('int', weight)
        : this.#hold(types.int, weighed(this.#bit(bit), this.#constant('int', weight))),
    )
    return parts.reduce((a, b) => this.#hold(types.int, [...get(a), ...get(b), ...or]))
  }

  #real(node: NumberNode): readonly number[] {
    const { parts } = this.#lanes
    if (node.op === 'constant') return parts.map(() => this.#constant('real', node.value))
    return this.#once(`real ${node.id}`, () => this.#madeReal(node))
  }

  #madeReal(node: NumberNode): readonly number[] {
    const { lanes, type } = { lanes: this.#lanes, type: this.#lanes.types.real }
    if (this.#isInt(node)) return this.#fromInt(node)
    if (node.op === 'input') return this.#read(node)
    if (node.op === 'quotient') return this.#quotient(node.of as readonly [NumberNode, NumberNode])
    if (node.op === 'select') {
      const [by, then, otherwise] = node.of as [BitNode, NumberNode, NumberNode]
      const [bit, a, b] = [this.#widened(by), this.#real(then), this.#real(otherwise)]
      return lanes.parts.map((part) =>
        this.#choice('real', bit[part] as number, [then, otherwise], [a[part] as number, b[part] as number]),
      )
    }
    if (node.op === 'least' || node.op === 'greatest')
      return this.#extreme(node.op, node.of as readonly [NumberNode, NumberNode])
    const [a, b] = node.of.map((one) => this.#real(one as NumberNode)) as [
      readonly number[],
      readonly number[],
    ]
    const code = lanes.arithmetic.real[node.op as 'add' | 'subtract' | 'multiply']
    return lanes.parts.map((part) =>
      this.#hold(type, [...get(a[part] as number), ...get(b[part] as number), ...code]),
    )
  }

  /** One of two by a bit: where one of them is all bits or none, less than a choice. */
  #choice(
    form: Form,
    bit: number,
    [then, otherwise]: readonly [NumberNode, NumberNode],
    [a, b]: readonly [number, number],
  ): number {
    const { types, and, select, masks } = this.#lanes
    if (masks && isConstant(otherwise, 0)) return this.#hold(types[form], [...get(a), ...get(bit), ...and])
    if (form === 'real' && then.op === 'constant' && Number.isNaN(then.value)) return this.#orUnknown(bit, b)
    return this.#hold(types[form], [...get(a), ...get(b), ...get(bit), ...select])
  }

  /** A double, or NaN where a bit holds: all bits are one. */
  #orUnknown(bit: number, value: number): number {
    const { types, or, select, masks } = this.#lanes
    return this.#hold(
      types.real,
      masks
        ? [...get(value), ...get(bit), ...or]
        : [...get(this.#constant('real', Number.NaN)), ...get(value), ...get(bit), ...select],
    )
  }

  #fromInt(node: NumberNode): readonly number[] {
    const { parts, toReal, types } = this.#lanes
    const int = this.#int(node)
    const made = parts.map((part) => this.#hold(types.real, toReal(int, part)))
    if (!this.#mayBeEmpty(node)) return made
    const empty = this.#once(`widened empty ${node.value}`, () => this.#widenedBit(this.#empty(node.value)))
    return parts.map((part) => this.#orUnknown(empty[part] as number, made[part] as number))
  }

  /**
   * Rounded down. A whole number a, and half more, is no multiple of d and half a d-th off at least: a product
   * with 1 / d, two roundings off, is rounded down to the same.
   */
  #quotient([a, d]: readonly [NumberNode, NumberNode]): readonly number[] {
    const { parts, types, arithmetic, divide, floor } = this.#lanes
    const isSmall = a.lo >= -mostByReciprocal && a.hi <= mostByReciprocal
    if (d.op !== 'constant' || !isSmall) {
      const [n, by] = [this.#real(a), this.#real(d)]
      return parts.map((part) =>
        this.#hold(types.real, [...get(n[part] as number), ...get(by[part] as number), ...divide, ...floor]),
      )
    }
    const [of, more] = a.op === 'add' && a.of[1]?.op === 'constant' ? a.of : [a, null]
    const n = this.#real(of as NumberNode)
    const half = this.#constant('real', 0.5 + ((more as NumberNode | null)?.value ?? 0))
    const reciprocal = this.#constant('real', 1 / d.value)
    return parts.map((part) =>
      this.#hold(types.real, [
        ...get(n[part] as number),
        ...get(half),
        ...arithmetic.real.add,
        ...get(reciprocal),
        ...arithmetic.real.multiply,
        ...floor,
      ]),
    )
  }

  #extreme(op: 'least' | 'greatest', of: readonly [NumberNode, NumberNode]): readonly number[] {
    const { lanes } = { lanes: this.#lanes }
    // One that may be NaN stands first, and stays.
    const [a, b] = (of[1].known ? of : [of[1], of[0]]).map((one) => this.#real(one)) as [
      readonly number[],
      readonly number[],
    ]
    const isKnown = of[0].known || of[1].known
    return lanes.parts.map((part) => {
      const [x, y] = [a[part] as number, b[part] as number]
      const code = isKnown ? [...get(x), ...get(y), ...lanes[`${op}Known`]] : lanes[op].real(x, y)
      return this.#hold(lanes.types.real, code)
    })
  }

  /** Reads a column; what is not given takes its assumption. */
  #read({ value }: NumberNode): readonly number[] {
    const input = this.#inputs[value] as ProgramInput
    const cells = this.#cells(value)
    if (this.#isComplete(input) || Number.isNaN(input.missing) || input.missing === emptyCell(input))
      return cells
    const { types, select, parts } = this.#lanes
    const form: Form = storageOf(input) === 'float64' ? 'real' : 'int'
    const instead = this.#constant(form, input.missing)
    const empty = this.#empty(value)
    const bits = form === 'int' ? [empty] : this.#widenedBit(empty)
    return (form === 'int' ? [0] : parts).map((part) => {
      const cell = cells[part] as number
      return this.#hold(types[form], [...get(instead), ...get(cell), ...get(bits[part] as number), ...select])
    })
  }

  /** A column's cells as they are. */
  #cells(value: number): readonly number[] {
    return this.#once(`cells ${value}`, () => {
      const storage = storageOf(this.#inputs[value] as ProgramInput)
      const type = this.#lanes.types[storage === 'float64' ? 'real' : 'int']
      const offset = this.#layout.columns[value] as number
      return this.#lanes
        .load(storage, this.#addresses, offset)
        .map((instructions) => this.#hold(type, instructions))
    })
  }

  /** Whether a number that was read may stand for what is unknown. */
  #mayBeEmpty({ op, known, value }: NumberNode): boolean {
    const kind = op === 'input' ? this.#inputs[value]?.kind : undefined
    return !known && (kind === 'number' || kind === 'day')
  }

  /** Whether a cell is empty. */
  #empty(value: number): number {
    return this.#once(`empty ${value}`, () => {
      const { compare, types } = this.#lanes
      const cells = this.#cells(value)
      const empty = emptyCell(this.#inputs[value] as ProgramInput)
      if (Number.isNaN(empty)) return [this.#joined(this.#parts('differ', cells, cells))]
      const none = this.#constant('int', empty)
      return [this.#hold(types.bit, [...get(cells[0] as number), ...get(none), ...compare.int.equal])]
    })[0] as number
  }

  #parts(by: Comparing, a: readonly number[], b: readonly number[]): readonly number[] {
    const { parts, compare, types } = this.#lanes
    return parts.map((part) =>
      this.#hold(types.bit, [...get(a[part] as number), ...get(b[part] as number), ...compare.real[by]]),
    )
  }

  #joined(parts: readonly number[]): number {
    const [only] = parts
    if (parts.length === 1) return only as number
    return this.#hold(this.#lanes.types.bit, this.#lanes.joined(parts))
  }

  /** A bit as it chooses among doubles; a comparison of doubles is so from the beginning. */
  #widened(node: BitNode): readonly number[] {
    return this.#once(
      `widened ${node.id}`,
      () => this.#comparedReals(node) ?? this.#widenedBit(this.#bit(node)),
    )
  }

  #widenedBit(bit: number): readonly number[] {
    const { parts, widened, types } = this.#lanes
    return parts.length === 1 ? [bit] : parts.map((part) => this.#hold(types.bit, widened(bit, part)))
  }

  /** The parts of a comparison of doubles; null for any other bit. */
  #comparedReals({ id, op, of }: BitNode): readonly number[] | null {
    if (op !== 'less' && op !== 'atMost' && op !== 'equal' && op !== 'differ' && op !== 'unknown') return null
    const [a, b = a] = of as readonly [NumberNode, NumberNode]
    if (this.#isInt(a) && this.#isInt(b)) return null
    return this.#once(`compared ${id}`, () =>
      this.#parts(op === 'unknown' ? 'differ' : op, this.#real(a), this.#real(b)),
    )
  }

  #bit(node: BitNode): number {
    return this.#once(`bit ${node.id}`, () => {
      const parts = this.#comparedReals(node)
      return [parts ? this.#joined(parts) : this.#madeBit(node)]
    })[0] as number
  }

  #madeBit({ op, of, value }: BitNode): number {
    const { types, and, or, not, compare, masks } = this.#lanes
    const numbers = of as readonly NumberNode[]
    switch (op) {
      case 'constant':
        return this.#constant('int', value === 0 ? 0 : masks ? -1 : 1)
      case 'given':
        return this.#hold(types.bit, [...get(this.#empty(value)), ...not])
      case 'unknown':
        return this.#empty((numbers[0] as NumberNode).value)
      case 'not':
        return this.#hold(types.bit, [...get(this.#bit(of[0] as BitNode)), ...not])
      case 'all':
      case 'any': {
        const join = op === 'all' ? and : or
        return of
          .map((one) => this.#bit(one as BitNode))
          .reduce((a, b) => this.#hold(types.bit, [...get(a), ...get(b), ...join]))
      }
      case 'shares':
      case 'holds': {
        const bits = this.#constant('int', value)
        const shared = [...get(this.#int(numbers[0] as NumberNode)), ...get(bits), ...and]
        const [than, by] =
          op === 'holds' ? [bits, compare.int.equal] : [this.#constant('int', 0), compare.int.differ]
        return this.#hold(types.bit, [...shared, ...get(than), ...by])
      }
      default:
        return this.#compareInts(op, numbers as readonly [NumberNode, NumberNode])
    }
  }

  /** The least whole number stands for what is unknown: it is less than all, and like itself, but is not to be. */
  #compareInts(op: Comparing, [a, b]: readonly [NumberNode, NumberNode]): number {
    const { types, and, or, not, compare } = this.#lanes
    const plain = this.#hold(types.bit, [...get(this.#int(a)), ...get(this.#int(b)), ...compare.int[op]])
    const isOrdered = op === 'less' || op === 'atMost'
    if (!this.#mayBeEmpty(a) || !(isOrdered || this.#mayBeEmpty(b))) return plain
    const empty = get(this.#empty(a.value))
    return this.#hold(
      types.bit,
      op === 'differ' ? [...get(plain), ...empty, ...or] : [...get(plain), ...empty, ...not, ...and],
    )
  }
}
