import type { LogLine } from '../state/yearly-view.ts'
import type { Sides } from './parameters.ts'

/** What the log of a policy says, the latest first. */
export function logLines(folder: string, { now, saved }: Pick<Sides, 'now' | 'saved'>): readonly LogLine[] {
  const onDisk = saved.logs.get(folder)?.length ?? 0
  return (now.logs.get(folder) ?? [])
    .map(({ at, by, what, changes, basis }, index) => ({
      at,
      by,
      what,
      changes: changes.length,
      basis,
      isUnsaved: index >= onDisk,
    }))
    .reverse()
}
