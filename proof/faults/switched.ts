import type { Passage } from './passage.ts'

/** A passage and the number that plants its fault. */
export interface Numbered extends Passage {
  readonly number: number
}

/**
 * A text with all of these faults in it, none of which acts until `isPlanted` says so of its number: one program then
 * serves for all of them.
 */
export function switched(source: string, faults: readonly Numbered[]): string {
  const passages = new Map<string, Numbered[]>()
  for (const one of faults) {
    const place = `${one.start} ${one.end}`
    passages.set(place, [...(passages.get(place) ?? []), one])
  }
  // The outer before the inner; of two with one beginning, the longer is outside.
  const sorted = [...passages.values()].sort(
    ([a], [b]) => (a?.start ?? 0) - (b?.start ?? 0) || (b?.end ?? 0) - (a?.end ?? 0),
  )
  let next = 0
  const within = (from: number, to: number): string => {
    let text = ''
    let at = from
    for (let own = sorted[next]; own?.[0] && own[0].start < to; own = sorted[next]) {
      const { start, end } = own[0]
      next++
      text += source.slice(at, start) + choice(own, within(start, end))
      at = end
    }
    return text + source.slice(at, to)
  }
  return within(0, source.length)
}

const choice = (faults: readonly Numbered[], otherwise: string): string =>
  faults.some(({ isStatement }) => isStatement)
    ? `{ ${faults.map(({ number, now }) => `if (isPlanted(${number})) { ${now}\n } else `).join('')}{ ${otherwise}\n } }`
    : `(${faults.map(({ number, now }) => `isPlanted(${number}) ? (${now}) : `).join('')}(${otherwise}))`
