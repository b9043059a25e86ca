import type { PlainFacts } from '../../engine/api/index.ts'
import { mergedFacts } from '../../engine/cases/from-documents.ts'
import { suiteOf } from '../../engine/index.ts'
import type { Place } from '../../engine/policy/nodes.ts'
import { plainFromNode } from '../../engine/policy/plain.ts'
import { policies } from './policies.ts'

export interface CaseFacts {
  readonly id: string
  readonly clause: string
  readonly facts: PlainFacts
}

const plain = (place: Place | undefined) => plainFromNode(place?.node ?? null) as PlainFacts

/** The facts of every part of every case of the policies, as a program would give them. */
export const caseFacts: readonly CaseFacts[] = suiteOf(policies).cases.flatMap(
  ({ id, clause, facts, parts }): readonly CaseFacts[] =>
    clause !== null
      ? [{ id, clause, facts: plain(facts) ?? {} }]
      : parts.map((part) => {
          const { budget: _, ...own } = plain(mergedFacts(facts, part.facts))
          return { id, clause: part.clause, facts: own }
        }),
)
