import { child, entriesOf, type Place, textAt } from './nodes.ts'
import { dateFact } from './operands.ts'
import type { Scope } from './scope.ts'

/**
 * Whether the dates that a provision's values are read at (`read_at:`) are facts, and dates.
 *
 * Errors  NAME_UNKNOWN, TYPE_MISMATCH
 */
export function checkReadAt(provision: Place, scope: Pick<Scope, 'facts' | 'problems'>): void {
  const clauses = entriesOf(child(provision, 'clauses'))
  // An alternative may read elsewhere.
  const changes = clauses.flatMap((clause) =>
    entriesOf(child(clause, 'readings')).flatMap((reading) =>
      entriesOf(child(reading, 'alternatives')).flatMap((alternative) => child(alternative, 'change') ?? []),
    ),
  )
  for (const place of [provision, ...clauses, ...changes])
    for (const own of [place, ...entriesOf(child(place, 'parameters'))]) {
      const [at, name] = [child(own, 'read_at'), textAt(own, 'read_at')]
      // Everything is read on the day of the decision unless something else is said: it needs no declaration.
      if (at && name !== undefined && name !== 'as_of') dateFact(at, name, scope)
    }
}
