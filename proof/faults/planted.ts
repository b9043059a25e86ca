// What a text with faults in it asks (switched.ts): whether one acts, and that it was asked.

declare global {
  var isPlanted: (number: number) => boolean
}

/** From now on this fault acts. */
export const plant = (planted: number): void => {
  globalThis.isPlanted = (number) => number === planted
}

/** From now on none acts; gives the numbers asked since it was last called. */
export function watchReached(count: number): () => readonly number[] {
  const reached = new Uint8Array(count)
  globalThis.isPlanted = (number) => {
    reached[number] = 1
    return false
  }
  return () => {
    const numbers: number[] = []
    for (let at = reached.indexOf(1); at >= 0; at = reached.indexOf(1, at + 1)) numbers.push(at)
    reached.fill(0)
    return numbers
  }
}
