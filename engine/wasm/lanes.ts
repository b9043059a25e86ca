import type { Storage } from '../scaled/storage.ts'
import type { ValueType } from './bytes.ts'
import {
  choose,
  f64,
  f64const,
  f64x2,
  get,
  type Instructions,
  i32,
  i32const,
  i32x4,
  v128,
} from './instructions.ts'

/** What a number is held as: whole numbers of 32 bits, or doubles. */
export type Form = 'int' | 'real'
export type Comparing = 'less' | 'atMost' | 'equal' | 'differ'
type Arithmetic = 'add' | 'subtract' | 'multiply'

/** Addresses of the rows that are decided, for columns of each width. */
export type Addresses = Readonly<Record<Storage, number>>

/**
 * How rows are decided: four at a time in the lanes of vectors, or one by one. A whole number or a bit is held in
 * one local; a double in as many as there are parts.
 */
export interface Lanes {
  readonly rows: number
  /** Whether a bit that holds is all bits. */
  readonly masks: boolean
  readonly parts: readonly number[]
  readonly types: Readonly<Record<Form | 'bit', ValueType>>
  readonly arithmetic: Readonly<Record<Form, Readonly<Record<Arithmetic, Instructions>>>>
  readonly divide: Instructions
  readonly floor: Instructions
  readonly and: Instructions
  readonly or: Instructions
  readonly not: Instructions
  readonly compare: Readonly<Record<Form, Readonly<Record<Comparing, Instructions>>>>
  /** By the bit that comes last: the first where it holds, else the second. */
  readonly select: Instructions
  readonly least: Readonly<Record<Form, (a: number, b: number) => Instructions>>
  readonly greatest: Readonly<Record<Form, (a: number, b: number) => Instructions>>
  /** The same for doubles of which the second is never NaN; NaN where the first is. */
  readonly leastKnown: Instructions
  readonly greatestKnown: Instructions
  readonly constant: (form: Form, value: number) => Instructions
  readonly load: (storage: Storage, addresses: Addresses, offset: number) => readonly Instructions[]
  readonly toReal: (int: number, part: number) => Instructions
  /** A bit of comparisons of parts. */
  readonly joined: (parts: readonly number[]) => Instructions
  /** A bit as it chooses among the doubles of a part. */
  readonly widened: (bit: number, part: number) => Instructions
  /** Whole numbers, or doubles. */
  readonly store: (
    storage: Storage,
    addresses: Addresses,
    offset: number,
    of: readonly number[],
  ) => Instructions
  /** A bit as 1 or 0, or nothing, times a weight that is a constant. */
  readonly weighed: (bit: number, weight: number) => Instructions
  readonly isAny: (bit: number) => Instructions
}

const joinedLanes = (a: number, b: number): readonly number[] =>
  [a, b].flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte))

const lanesOf = (...lanes: readonly [number, number, number, number]): Instructions =>
  v128.shuffle([...joinedLanes(lanes[0], lanes[1]), ...joinedLanes(lanes[2], lanes[3])])

const vectorStore = (
  storage: Storage,
  addresses: Addresses,
  offset: number,
  [a = 0, b = 0]: readonly number[],
): Instructions => {
  const address = get(addresses[storage])
  switch (storage) {
    case 'byte':
      // Four small numbers become the first four bytes.
      return [...address, ...i32x4.bytesOf(a), ...v128.store32(offset)]
    case 'int32':
      return [...address, ...get(a), ...v128.store(offset)]
    case 'float64':
      return [...address, ...get(a), ...v128.store(offset), ...address, ...get(b), ...v128.store(offset + 16)]
  }
}

const two =
  (code: Instructions) =>
  (a: number, b: number): Instructions => [...get(a), ...get(b), ...code]

/** Four rows at a time. Bits are masks of 32 bits, and for doubles of 64. */
export const vectors: Lanes = {
  rows: 4,
  masks: true,
  parts: [0, 1],
  types: { int: 'v128', real: 'v128', bit: 'v128' },
  arithmetic: {
    int: { add: i32x4.add, subtract: i32x4.sub, multiply: i32x4.mul },
    real: { add: f64x2.add, subtract: f64x2.sub, multiply: f64x2.mul },
  },
  divide: f64x2.div,
  floor: f64x2.floor,
  and: v128.and,
  or: v128.or,
  not: v128.not,
  compare: {
    int: { less: i32x4.lt, atMost: i32x4.le, equal: i32x4.eq, differ: i32x4.ne },
    real: { less: f64x2.lt, atMost: f64x2.le, equal: f64x2.eq, differ: f64x2.ne },
  },
  select: v128.bitselect,
  least: { int: two(i32x4.min), real: two(f64x2.min) },
  greatest: { int: two(i32x4.max), real: two(f64x2.max) },
  leastKnown: f64x2.pmin,
  greatestKnown: f64x2.pmax,
  constant: (form, value) =>
    form === 'int' ? [...i32const(value), ...i32x4.splat] : [...f64const(value), ...f64x2.splat],
  load: (storage, addresses, offset) => {
    const address = get(addresses[storage])
    switch (storage) {
      case 'byte':
        return [[...address, ...v128.load32(offset), ...i32x4.fromBytes]]
      case 'int32':
        return [[...address, ...v128.load(offset)]]
      case 'float64':
        return [offset, offset + 16].map((at) => [...address, ...v128.load(at)])
    }
  },
  toReal: (int, part) =>
    part === 0
      ? [...get(int), ...f64x2.fromI32]
      : [...get(int), ...get(int), ...lanesOf(2, 3, 2, 3), ...f64x2.fromI32],
  joined: ([a = 0, b = 0]) => [...get(a), ...get(b), ...lanesOf(0, 2, 4, 6)],
  widened: (bit, part) => [
    ...get(bit),
    ...get(bit),
    ...(part === 0 ? lanesOf(0, 0, 1, 1) : lanesOf(2, 2, 3, 3)),
  ],
  store: vectorStore,
  weighed: (bit, weight) => [...get(bit), ...get(weight), ...v128.and],
  isAny: (bit) => [...get(bit), ...v128.anyTrue],
}

const chosen =
  (compare: Instructions) =>
  (a: number, b: number): Instructions => [...get(a), ...get(b), ...get(a), ...get(b), ...compare, ...choose]

/** One row at a time, where vectors are missing. */
export const scalars: Lanes = {
  rows: 1,
  masks: false,
  parts: [0],
  types: { int: 'i32', real: 'f64', bit: 'i32' },
  arithmetic: {
    int: { add: i32.add, subtract: i32.sub, multiply: i32.mul },
    real: { add: f64.add, subtract: f64.sub, multiply: f64.mul },
  },
  divide: f64.div,
  floor: f64.floor,
  and: i32.and,
  or: i32.or,
  not: i32.eqz,
  compare: {
    int: { less: i32.lt, atMost: i32.le, equal: i32.eq, differ: i32.ne },
    real: { less: f64.lt, atMost: f64.le, equal: f64.eq, differ: f64.ne },
  },
  select: choose,
  least: { int: chosen(i32.le), real: two(f64.min) },
  greatest: { int: chosen(i32.ge), real: two(f64.max) },
  leastKnown: f64.min,
  greatestKnown: f64.max,
  constant: (form, value) => (form === 'int' ? i32const(value) : f64const(value)),
  load: (storage, addresses, offset) => [
    [
      ...get(addresses[storage]),
      ...(storage === 'byte' ? i32.loadByte : storage === 'int32' ? i32.load : f64.load)(offset),
    ],
  ],
  toReal: (int) => [...get(int), ...f64.fromI32],
  joined: ([a = 0]) => get(a),
  widened: (bit) => get(bit),
  store: (storage, addresses, offset, [a = 0]) => [
    ...get(addresses[storage]),
    ...get(a),
    ...(storage === 'byte' ? i32.storeByte : storage === 'int32' ? i32.store : f64.store)(offset),
  ],
  weighed: (bit, weight) => [...get(bit), ...get(weight), ...i32.mul],
  isAny: get,
}
