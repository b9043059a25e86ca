import { double, signed, unsigned } from './bytes.ts'

/** Instructions as bytes. */
export type Instructions = readonly number[]

const simd = (code: number): Instructions => [0xfd, ...unsigned(code)]
const at = (align: number, offset: number): Instructions => [align, ...unsigned(offset)]

export const get = (local: number): Instructions => [0x20, ...unsigned(local)]
export const put = (local: number): Instructions => [0x21, ...unsigned(local)]
export const i32const = (value: number): Instructions => [0x41, ...signed(value)]
export const f64const = (value: number): Instructions => [0x44, ...double(value)]

export const control = { loop: [0x03, 0x40], if: [0x04, 0x40], end: [0x0b], again: [0x0d, 0] } as const

export const i32 = {
  eqz: [0x45],
  eq: [0x46],
  ne: [0x47],
  lt: [0x48],
  le: [0x4c],
  ge: [0x4e],
  add: [0x6a],
  sub: [0x6b],
  mul: [0x6c],
  and: [0x71],
  or: [0x72],
  shl: [0x74],
  load: (offset: number) => [0x28, ...at(2, offset)],
  loadByte: (offset: number) => [0x2d, ...at(0, offset)],
  store: (offset: number) => [0x36, ...at(2, offset)],
  storeByte: (offset: number) => [0x3a, ...at(0, offset)],
} as const

export const f64 = {
  eq: [0x61],
  ne: [0x62],
  lt: [0x63],
  le: [0x65],
  floor: [0x9c],
  add: [0xa0],
  sub: [0xa1],
  mul: [0xa2],
  div: [0xa3],
  min: [0xa4],
  max: [0xa5],
  fromI32: [0xb7],
  load: (offset: number) => [0x2b, ...at(3, offset)],
  store: (offset: number) => [0x39, ...at(3, offset)],
} as const

/** By the third: the first where it is not 0, else the second. */
export const choose: Instructions = [0x1b]

export const v128 = {
  load: (offset: number) => [...simd(0x00), ...at(4, offset)],
  /** Four bytes, and zeros behind them. */
  load32: (offset: number) => [...simd(0x5c), ...at(2, offset)],
  store: (offset: number) => [...simd(0x0b), ...at(4, offset)],
  /** The first four bytes. */
  store32: (offset: number) => [...simd(0x5a), ...at(2, offset), 0],
  shuffle: (bytes: readonly number[]) => [...simd(0x0d), ...bytes],
  not: simd(0x4d),
  and: simd(0x4e),
  /** The first without the bits of the second. */
  andNot: simd(0x4f),
  or: simd(0x50),
  xor: simd(0x51),
  bitselect: simd(0x52),
  anyTrue: simd(0x53),
} as const

export const i32x4 = {
  splat: simd(0x11),
  eq: simd(0x37),
  ne: simd(0x38),
  lt: simd(0x39),
  le: simd(0x3d),
  neg: simd(0xa1),
  add: simd(0xae),
  sub: simd(0xb1),
  mul: simd(0xb5),
  min: simd(0xb6),
  max: simd(0xb8),
  /** Four bytes as four numbers. */
  fromBytes: [...simd(0x89), ...simd(0xa9)],
  /** Four small numbers as bytes, twice over. */
  bytesOf: (local: number) => {
    const halved = [...get(local), ...get(local), ...simd(0x85)]
    return [...halved, ...halved, ...simd(0x66)]
  },
} as const

export const f64x2 = {
  splat: simd(0x14),
  eq: simd(0x47),
  ne: simd(0x48),
  lt: simd(0x49),
  le: simd(0x4b),
  floor: simd(0x75),
  add: simd(0xf0),
  sub: simd(0xf1),
  mul: simd(0xf2),
  div: simd(0xf3),
  /** NaN where one is. */
  min: simd(0xf4),
  max: simd(0xf5),
  /** The first, unless the second is less, or more. */
  pmin: simd(0xf6),
  pmax: simd(0xf7),
  /** The first two of four. */
  fromI32: simd(0xfe),
} as const
