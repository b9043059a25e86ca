import type { Diagnostic } from '../base/diagnostic.ts'
import type { Document } from '../document/document.ts'
import type { ClauseContext } from './clause-scope.ts'
import type { Parameter } from './declarations.ts'
import type { Clause } from './policy.ts'
import { conditionsIn } from './reads.ts'

/** The documents that a clause is built from. One that is the same object says the same: it never changes. */
export interface BuiltFrom {
  readonly policy: Document
  readonly facts: Document | null
  readonly provision: Document
}

/** A clause as it was built, and what its building asked of other files. */
interface Kept extends BuiltFrom {
  readonly clause: Clause
  readonly parameters: ReadonlyMap<string, Parameter | undefined>
  /** Ids of all clauses, where they were asked for. */
  readonly clauseIds: string | null
  /** Clauses that a condition asks, as they were when it was built. */
  readonly asks: readonly { readonly id: string; readonly clause: () => Clause | undefined }[]
}

/** What a clause can look at outside of its own files. */
type Outside = Pick<ClauseContext, 'allParameters' | 'clauseIds'>

// By the provision's document, so that what is kept goes with the text it is of.
const keptClauses = new WeakMap<Document, Map<string, Kept>>()

const idsKey = (ids: readonly string[]): string => ids.join(' ')

function keptOf(key: string, from: BuiltFrom, { allParameters, clauseIds }: Outside): Kept | undefined {
  const kept = keptClauses.get(from.provision)?.get(key)
  if (!kept || kept.policy !== from.policy || kept.facts !== from.facts) return undefined
  for (const [name, parameter] of kept.parameters) if (allParameters.get(name) !== parameter) return undefined
  return kept.clauseIds === null || kept.clauseIds === idsKey(clauseIds()) ? kept : undefined
}

/** A clause that was built before of the same, and asks no other clause. */
export function keptAlone(key: string, from: BuiltFrom, outside: Outside): Clause | undefined {
  const kept = keptOf(key, from, outside)
  return kept?.asks.length === 0 ? kept.clause : undefined
}

/** Of clauses by id, those that need not be built again: they, and all that they ask, are as they were. */
export function keptTogether(
  wanted: Iterable<readonly [string, { readonly from: BuiltFrom; readonly context: Outside }]>,
): ReadonlyMap<string, Clause> {
  const kept = new Map<string, Kept>()
  for (const [id, { from, context }] of wanted) {
    const one = keptOf(id, from, context)
    if (one) kept.set(id, one)
  }
  for (let before = -1; before !== kept.size; ) {
    before = kept.size
    for (const [id, { asks }] of kept) {
      // One of another version may have been built since from the same text.
      const isAsBefore = asks.every((asked) => kept.get(asked.id)?.clause === asked.clause())
      if (!isAsBefore) kept.delete(id)
    }
  }
  return new Map([...kept].map(([id, { clause }]) => [id, clause]))
}

/** Builds a clause and keeps it under a key. One with a fault is not kept: its message looks around in other files. */
export function buildAndKeep(
  key: string,
  from: BuiltFrom,
  context: ClauseContext,
  build: (context: ClauseContext) => Clause,
): Clause {
  const parameters = new Map<string, Parameter | undefined>()
  const found: Diagnostic[] = []
  let clauseIds: string | null = null
  const clause = build({
    ...context,
    problems: { ...context.problems, found },
    allParameters: {
      get: (name) => {
        const parameter = context.allParameters.get(name)
        parameters.set(name, parameter)
        return parameter
      },
      // Only a message about an unknown name lists them all.
      values: () => context.allParameters.values(),
    },
    clauseIds: () => {
      const ids = context.clauseIds()
      clauseIds = idsKey(ids)
      return ids
    },
  })
  context.problems.found.push(...found)
  if (found.length === 0) {
    const asks = [...conditionsIn(clause.rules)].flatMap((one) => (one.kind === 'clause' ? [one] : []))
    const kept = keptClauses.get(from.provision) ?? new Map<string, Kept>()
    keptClauses.set(from.provision, kept.set(key, { ...from, clause, parameters, clauseIds, asks }))
  }
  return clause
}

/** What a document gives, with its faults: read once. */
export function readOnce<T>(
  read: (document: Document, found: Diagnostic[]) => T,
): (document: Document, found: Diagnostic[]) => T {
  const kept = new WeakMap<Document, { readonly value: T; readonly faults: readonly Diagnostic[] }>()
  return (document, found) => {
    const known = kept.get(document)
    if (known) {
      found.push(...known.faults)
      return known.value
    }
    const faults: Diagnostic[] = []
    const value = read(document, faults)
    kept.set(document, { value, faults })
    found.push(...faults)
    return value
  }
}
