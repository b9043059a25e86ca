import type { Fault } from './candidates.ts'

/** So many faults at least of each file that has them; the rest is by how many a file can have. */
const ofEach = 1

/** A seeded choice over all files: some of each, the rest by how many a file can have. */
export function chosen(
  possible: readonly (readonly Fault[])[],
  count: number,
  seed: number,
): readonly Fault[] {
  const next = generator(seed)
  const mixed = possible.map((faults) => shuffled(faults, next))
  if (count === Number.POSITIVE_INFINITY) return possible.flat()
  // A small sample goes over some files only, each time others by the seed.
  const first = shuffled(
    mixed.flatMap((faults) => faults.slice(0, ofEach)),
    next,
  )
  const rest = shuffled(
    mixed.flatMap((faults) => faults.slice(ofEach)),
    next,
  )
  return [...first, ...rest].slice(0, count)
}

function shuffled<T>(all: readonly T[], next: () => number): T[] {
  const mixed = [...all]
  for (let index = mixed.length - 1; index > 0; index--) {
    const other = Math.floor(next() * (index + 1))
    ;[mixed[index], mixed[other]] = [mixed[other] as T, mixed[index] as T]
  }
  return mixed
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
