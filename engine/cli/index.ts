import type { Command } from './command.ts'

/** Every command, in the order of `--help`; each is loaded when it is asked for. */
const commands = {
  check: async () => (await import('./check.ts')).check,
  test: async () => (await import('./test.ts')).test,
  decide: async () => (await import('./decide.ts')).decide,
  why: async () => (await import('./why.ts')).why,
  batch: async () => (await import('./batch.ts')).batch,
  verify: async () => (await import('./verify.ts')).verify,
  recompute: async () => (await import('./recompute.ts')).recompute,
  readings: async () => (await import('./readings.ts')).readings,
  source: async () => (await import('./source.ts')).source,
  collate: async () => (await import('./collate.ts')).collate,
  types: async () => (await import('./types.ts')).types,
  compile: async () => (await import('./compile.ts')).compile,
  diff: async () => (await import('./diff.ts')).diff,
  amend: async () => (await import('./amend.ts')).amend,
  review: async () => (await import('./review.ts')).review,
  init: async () => (await import('./init.ts')).init,
  serve: async () => (await import('./serve.ts')).serve,
} as const satisfies Readonly<Record<string, () => Promise<Command>>>

export const commandNames: readonly string[] = Object.keys(commands)

/** The command of this name; every command where there is none, for help and for what is misspelt. */
export async function loadCommands(name: string | undefined): Promise<readonly Command[]> {
  if (name === '--version') return []
  const loads = Object.entries(commands).flatMap(([known, load]) => (known === name ? [load] : []))
  return await Promise.all((loads.length > 0 ? loads : Object.values(commands)).map((load) => load()))
}
