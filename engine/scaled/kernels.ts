import type { BitNode, NumberNode } from './nodes.ts'

/** One operation over so many rows of a block. */
export type Kernel = (rows: number) => void

type Numbers = Float64Array
type Bits = Uint8Array

/** Operations on two numbers, each a loop of its own: an engine makes each fast by itself. */
export const numberKernels: Readonly<
  Record<
    Exclude<NumberNode['op'], 'constant' | 'input' | 'select' | 'set'>,
    (to: Numbers, a: Numbers, b: Numbers) => Kernel
  >
> = {
  add: (to, a, b) => (rows) => {
    for (let i = 0; i < rows; i++) to[i] = (a[i] as number) + (b[i] as number)
  },
  subtract: (to, a, b) => (rows) => {
    for (let i = 0; i < rows; i++) to[i] = (a[i] as number) - (b[i] as number)
  },
  multiply: (to, a, b) => (rows) => {
    for (let i = 0; i < rows; i++) to[i] = (a[i] as number) * (b[i] as number)
  },
  quotient: (to, a, b) => (rows) => {
    for (let i = 0; i < rows; i++) to[i] = Math.floor((a[i] as number) / (b[i] as number))
  },
  // Both give NaN where one of two is NaN.
  least: (to, a, b) => (rows) => {
    for (let i = 0; i < rows; i++) to[i] = Math.min(a[i] as number, b[i] as number)
  },
  greatest: (to, a, b) => (rows) => {
    for (let i = 0; i < rows; i++) to[i] = Math.max(a[i] as number, b[i] as number)
  },
}

export const select =
  (to: Numbers, by: Bits, then: Numbers, otherwise: Numbers): Kernel =>
  (rows) => {
    for (let i = 0; i < rows; i++) to[i] = (by[i] === 1 ? then[i] : otherwise[i]) as number
  }

/** Bits into a bit set at their places; `to` has none of the bits it is given. */
export const set =
  (to: Numbers, bits: readonly (readonly [Bits, number])[], always: number): Kernel =>
  (rows) => {
    for (let i = 0; i < rows; i++) to[i] = always
    for (const [bit, place] of bits)
      for (let i = 0; i < rows; i++) to[i] = (to[i] as number) + ((bit[i] as number) << place)
  }

export const compareKernels: Readonly<
  Record<'less' | 'atMost' | 'equal' | 'differ', (to: Bits, a: Numbers, b: Numbers) => Kernel>
> = {
  less: (to, a, b) => (rows) => {
    for (let i = 0; i < rows; i++) to[i] = (a[i] as number) < (b[i] as number) ? 1 : 0
  },
  atMost: (to, a, b) => (rows) => {
    for (let i = 0; i < rows; i++) to[i] = (a[i] as number) <= (b[i] as number) ? 1 : 0
  },
  equal: (to, a, b) => (rows) => {
    for (let i = 0; i < rows; i++) to[i] = a[i] === b[i] ? 1 : 0
  },
  differ: (to, a, b) => (rows) => {
    for (let i = 0; i < rows; i++) to[i] = a[i] !== b[i] ? 1 : 0
  },
}

export const unknown =
  (to: Bits, a: Numbers): Kernel =>
  (rows) => {
    for (let i = 0; i < rows; i++) to[i] = Number.isNaN(a[i]) ? 1 : 0
  }

export const not =
  (to: Bits, a: Bits): Kernel =>
  (rows) => {
    for (let i = 0; i < rows; i++) to[i] = 1 - (a[i] as number)
  }

/** Bits of a bit set: all of them, or one at least. */
export const masked = (op: BitNode['op'], to: Bits, a: Numbers, bits: number): Kernel =>
  op === 'holds'
    ? (rows) => {
        for (let i = 0; i < rows; i++) to[i] = ((a[i] as number) & bits) === bits ? 1 : 0
      }
    : (rows) => {
        for (let i = 0; i < rows; i++) to[i] = ((a[i] as number) & bits) !== 0 ? 1 : 0
      }

export const joinKernels: Readonly<Record<'all' | 'any', (to: Bits, a: Bits, b: Bits) => Kernel>> = {
  all: (to, a, b) => (rows) => {
    for (let i = 0; i < rows; i++) to[i] = (a[i] as number) & (b[i] as number)
  },
  any: (to, a, b) => (rows) => {
    for (let i = 0; i < rows; i++) to[i] = (a[i] as number) | (b[i] as number)
  },
}
