import { createSignal } from '../state/signal.ts'

/** The number under the pointer: the quoted words and what became of them light together. */
export const lit = createSignal<number | null>(null)

export const light = (number: number | null): void => lit.set(number)

/** For a row that carries numbers. */
export const lights = (numbers: readonly number[]) => ({
  onMouseEnter: () => light(numbers[0] ?? null),
  onMouseLeave: () => light(null),
})

/** `4`, `1 3`, `4–8`. */
export function numbersText(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
    .map(([from, to]) => (from === to ? from : to === from + 1 ? `${from} ${to}` : `${from}–${to}`))
    .join(' ')
}
