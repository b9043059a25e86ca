import type { BlockResult } from './block.ts'

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
  readonly #answers = new Map<string, number>()
  readonly #found: string[] = []

  get isBroken(): boolean {
    return this.differences > 0
  }

  add({ pairs, answers, mechanisms, difference }: Told): void {
    this.pairs += pairs
    this.policies++
    for (const name of mechanisms) this.mechanisms.add(name)
    for (const [name, count] of Object.entries(answers))
      this.#answers.set(name, (this.#answers.get(name) ?? 0) + count)
    if (!difference) return
    this.differences++
    this.#found.push(
      `${difference.clause}: ${difference.target} says something else than the interpreter: ${difference.folder}`,
    )
  }

  lines(): readonly string[] {
    return [
      ...[...this.#answers].map(([name, count]) => `${name}: ${count} answers held against the interpreter`),
      ...this.#found,
    ]
  }
}
