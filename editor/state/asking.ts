import { type Asking, askingFromHash, withAsking } from './asked.ts'
import { createSignal } from './signal.ts'

/** What is asked here and now: it stands in the link of every place. */
export const asking = createSignal<Asking>(askingFromHash(location.hash))

/** Asks otherwise, at the same place; back leads to what was asked before. */
export function ask(part: Partial<Asking>): void {
  const next = { ...asking.get(), ...part }
  const hash = withAsking(location.hash || '#/clauses', next)
  if (hash === location.hash) return
  // The link follows a moment later; what was chosen shows at once.
  asking.set(next)
  location.hash = hash
}
