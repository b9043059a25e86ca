import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Fault, idOf } from './candidates.ts'

/** A change that changes nothing, and why. */
export interface Equivalent extends Pick<Fault, 'file' | 'line' | 'change'> {
  readonly because: string
}

/** `proof/faults/equivalent.yaml` */
export const equivalents = (root: string): readonly Equivalent[] =>
  parse(readFileSync(join(root, 'proof/faults/equivalent.yaml'), 'utf8')) ?? []

/** The list with the lines at which its changes stand now; one that stands nowhere is left out. */
export function renumbered(
  known: readonly Equivalent[],
  faultsOf: (file: string) => readonly Fault[],
): readonly Equivalent[] {
  const taken = new Set<string>()
  return known.flatMap((one) => {
    const lines = faultsOf(one.file)
      .filter(({ change }) => change === one.change)
      .map(({ line }) => line)
      .sort((a, b) => Math.abs(a - one.line) - Math.abs(b - one.line))
    const line = lines.find((at) => !taken.has(idOf({ ...one, line: at })))
    if (line === undefined) return []
    taken.add(idOf({ ...one, line }))
    return [{ ...one, line }]
  })
}
