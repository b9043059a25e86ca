/** A whole number without sign in base 128, as WebAssembly writes it. */
export function unsigned(value: number): readonly number[] {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest % 128
    rest = Math.floor(rest / 128)
    bytes.push(rest > 0 ? low + 128 : low)
  } while (rest > 0)
  return bytes
}

/** A 32-bit number with a sign. */
export function signed(value: number): readonly number[] {
  const bytes: number[] = []
  for (let rest = value; ; ) {
    const low = rest & 127
    rest >>= 7
    const isLast = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)
    bytes.push(isLast ? low : low | 128)
    if (isLast) return bytes
  }
}

/** A double, its lowest byte first. */
export const double = (value: number): readonly number[] => [...new Uint8Array(Float64Array.of(value).buffer)]

const named = (text: string): readonly number[] => [text.length, ...new TextEncoder().encode(text)]

const section = (id: number, content: readonly number[]): readonly number[] => [
  id,
  ...unsigned(content.length),
  ...content,
]

export const valueType = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const
export type ValueType = keyof typeof valueType

/** The memory that a module is given: pages of 64 KiB. */
export interface MemoryLimits {
  readonly pages: number
  readonly isShared: boolean
}

/**
 * A module of one function, `decide(from, to)`, over the memory it is given as `room.memory`.
 *
 * Source  WebAssembly Core Specification 2.0, binary format
 */
export function moduleOf(
  { pages, isShared }: MemoryLimits,
  locals: readonly ValueType[],
  body: readonly number[],
): Uint8Array<ArrayBuffer> {
  const { i32 } = valueType
  const limits = isShared ? [3, ...unsigned(pages), ...unsigned(pages)] : [0, ...unsigned(pages)]
  const declared = [...unsigned(locals.length), ...locals.flatMap((type) => [1, valueType[type]])]
  const code = [...declared, ...body, 0x0b]
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 2, i32, i32, 0]),
    ...section(2, [1, ...named('room'), ...named('memory'), 2, ...limits]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...named('decide'), 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ])
}
