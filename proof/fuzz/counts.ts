import { mechanisms, roundingModes } from '../../engine/index.ts'
import type { BlockResult } from './block.ts'
import { targets } from './targets.ts'

/** What a worker says of a block. */
type Told = Omit<BlockResult, 'difference'> & {
  readonly difference: { readonly folder: string; readonly target: string; readonly clause: string } | null
}

/** What all blocks came to. */
export class Counts {
  pairs = 0
  policies = 0
  differences = 0
  readonly mechanisms = new Set<string>()
  readonly roundings = new Set<string>()
  readonly decided = { granted: 0, refused: 0, open: 0 }
  readonly #answers = new Map<string, number>()
  readonly #found: string[] = []

  get isBroken(): boolean {
    return this.differences > 0
  }

  add({ pairs, answers, mechanisms, roundings, decided, difference }: Told): void {
    this.pairs += pairs
    this.policies++
    for (const name of mechanisms) this.mechanisms.add(name)
    for (const name of roundings) this.roundings.add(name)
    for (const kind of ['granted', 'refused', 'open'] as const) this.decided[kind] += decided[kind]
    for (const [name, count] of Object.entries(answers))
      this.#answers.set(name, (this.#answers.get(name) ?? 0) + count)
    if (!difference) return
    this.differences++
    this.#found.push(
      `${difference.clause}: ${difference.target} says something else than the interpreter: ${difference.folder}`,
    )
  }

  /** What there is that was never tried; a few policies cannot try everything. */
  lacks(): readonly string[] {
    const units = ['0.01', '0.1', '1', '10']
    const wanted = roundingModes.flatMap((mode) => units.map((to) => `${mode} to ${to}`))
    const { granted, refused, open } = this.decided
    return [
      ...mechanisms.map(({ name }) => name).filter((name) => !this.mechanisms.has(name)),
      ...wanted.filter((name) => !this.roundings.has(name)),
      ...targets.map(({ name }) => name).filter((name) => !this.#answers.has(name)),
      ...(Math.min(granted, refused, open) * 20 < this.pairs
        ? ['enough that is granted, refused and open']
        : []),
    ]
  }

  lines(): readonly string[] {
    const { granted, refused, open } = this.decided
    return [
      `of these claims ${granted} were granted, ${refused} refused and ${open} left open; ` +
        `${this.mechanisms.size} mechanisms, ${this.roundings.size} ways to round`,
      ...[...this.#answers].map(([name, count]) => `${name}: ${count} answers held against the interpreter`),
      ...this.#found,
    ]
  }
}
