import { type CalendarDate, formatDate, type Upkeep, upkeepOf, type Workspace } from '../../engine/index.ts'
import type { DueView } from '../state/yearly-view.ts'

/** The value that is most pressing of each parameter and figure, by name. */
export function dueByName(
  workspace: Workspace,
  day: CalendarDate | undefined,
  ahead?: number,
): ReadonlyMap<string, DueView> {
  const due = new Map<string, DueView>()
  for (const one of day ? upkeepOf(workspace, day, ahead) : []) {
    const known = due.get(one.name)
    if (!known || one.days < known.days) due.set(one.name, dueView(one))
  }
  return due
}

const dueView = ({ kind, on, days }: Upkeep): DueView => ({ kind, on: formatDate(on), days })

/** The most pressing of several. */
export const mostPressing = (all: readonly (DueView | undefined | null)[]): DueView | null =>
  all.reduce<DueView | null>((first, one) => (one && (!first || one.days < first.days) ? one : first), null)
