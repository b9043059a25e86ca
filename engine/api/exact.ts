import type { CalendarDate } from '../base/calendar.ts'
import type { Diagnostic } from '../base/diagnostic.ts'
import { decideParts, earlierParts } from '../decision/claim.ts'
import type { Decided } from '../decision/decide.ts'
import type { Decision } from '../decision/decision.ts'
import { factsForClause, factsFromPlace, type Vocabulary } from '../decision/facts.ts'
import type { Document } from '../document/document.ts'
import type { Value } from '../expression/value.ts'
import type { DecidingClause } from '../plan/plan.ts'
import { rootPlace } from '../policy/nodes.ts'
import type { Problems } from '../policy/problems.ts'
import type { FastClause } from './fast/decider.ts'

/** A clause of a claim, decided. */
export interface ExactPart {
  readonly clause: DecidingClause
  readonly facts: ReadonlyMap<string, Value>
  readonly decision: Decision
}

/** What comes of a document of facts: parts in the order of the clauses, or what is wrong. */
export interface Exactly {
  /** Faults of the facts; then nothing is decided. */
  readonly found: readonly Diagnostic[]
  /** Parameters that had no value on the day they were read. */
  readonly undated: Decided['undated']
  readonly parts: readonly ExactPart[]
}

/**
 * Decides clauses from a document of facts, by closures over exact numbers.
 *
 * Shape   clauses × vocabulary × options → document → parts
 * Errors  FACT_UNKNOWN, FACT_TYPE, FACT_VALUE (returned)
 */
export function exactDecider(
  clauses: readonly FastClause[],
  vocabulary: Vocabulary,
  { asOf, assume }: { readonly asOf: CalendarDate | undefined; readonly assume: 'declared' | 'none' },
): (document: Document) => Exactly {
  return (document) => {
    const problems: Problems = { found: [], documents: new Map() }
    const written = factsFromPlace(rootPlace(document.file, document.root), vocabulary, problems)
    const ready = clauses.map((clause) => {
      const given = factsForClause(written, clause.plan.clause, vocabulary, problems)
      return { ...clause, facts: asOf ? new Map([...given, ['as_of', asOf] as const]) : given }
    })
    if (problems.found.length > 0) return { found: problems.found, undated: [], parts: [] }
    const undated: Decided['undated'][number][] = []
    const parts = decideParts<(typeof ready)[number], ExactPart>(
      ready,
      ({ looking }) => looking,
      ({ plan, decider, facts }, before) => {
        const one = decider().decide(facts, { assume, earlier: earlierParts(before) })
        undated.push(...one.undated)
        return { clause: plan.clause, facts, decision: one.decision }
      },
    )
    return { found: [], undated, parts }
  }
}
