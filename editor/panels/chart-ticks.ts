import { grouped } from '../fields/typed.ts'

export interface Tick {
  readonly at: number
  readonly label: string
}

/** Round numbers within two ends: 1, 2 or 5 times a power of ten apart. */
export function ticksOf([low, high]: readonly [number, number], wanted: number): readonly Tick[] {
  const rough = (high - low) / Math.max(1, wanted)
  if (!(rough > 0)) return []
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  const decimals = Math.max(0, -Math.floor(Math.log10(step)))
  const count = Math.floor(high / step + 1e-9) - Math.ceil(low / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, index) => {
    const at = (Math.ceil(low / step - 1e-9) + index) * step
    return { at, label: grouped(at.toFixed(decimals)) }
  })
}

const dayMs = 86_400_000

/** The first days of years, so many apart that they can be read; days since 1970-01-01. */
export function dateTicks([low, high]: readonly [number, number]): readonly Tick[] {
  const yearOf = (day: number) => new Date(day * dayMs).getUTCFullYear()
  const [first, last] = [yearOf(low), yearOf(high)]
  const every = Math.max(1, Math.ceil((last - first) / 8))
  return Array.from(
    { length: Math.floor((last - first) / every) + 1 },
    (_, index) => first + index * every,
  ).flatMap((year) => {
    const at = Date.UTC(year, 0, 1) / dayMs
    return at >= low && at <= high ? [{ at, label: String(year) }] : []
  })
}
