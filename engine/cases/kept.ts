import type { Document } from '../document/document.ts'
import { entriesOf } from '../policy/nodes.ts'
import type { Clause } from '../policy/policy.ts'
import { type ChosenReading, parseReading } from '../policy/readings.ts'
import type { ValueType } from '../policy/types.ts'
import type { CaseResult } from './case.ts'
import type { Case } from './from-documents.ts'
import type { TaskContext } from './tasks.ts'

/** What a result rests on. While each is the same object, running the case again would give the same. */
interface Rests {
  readonly document: Document | undefined
  /** The clauses it runs, under its reading and by the default. */
  readonly clauses: readonly (Clause | undefined)[]
  /** The meanings of every fact it writes down. */
  readonly meanings: readonly (readonly [string, readonly ValueType[]])[]
}

/** Results of cases that were run before, for those who run them at each key. */
export type KeptResults = Map<string, { readonly rests: Rests; readonly result: CaseResult }>

const keyOf = (one: Case, reading: string | null): string => `${one.id} ${reading ?? ''}`

/** The result of a case that rests on the very same things as when it was run before. */
export function keptResult(
  kept: KeptResults,
  one: Case,
  reading: string | null,
  context: TaskContext,
): CaseResult | undefined {
  const known = kept.get(keyOf(one, reading))
  if (!known) return undefined
  const { document, clauses, meanings } = known.rests
  if (document !== context.documents.get(one.origin.file)) return undefined
  if (!clausesOf(one, reading, context).every((clause, index) => clause === clauses[index])) return undefined
  const isSame = ([name, types]: Rests['meanings'][number]) => {
    const now = context.vocabulary.get(name) ?? []
    return now.length === types.length && now.every(({ type }, index) => type === types[index])
  }
  return meanings.every(isSame) ? known.result : undefined
}

/** Keeps a result. One whose facts are at fault is not kept: its message looks around in the vocabulary. */
export function keepResult(
  kept: KeptResults,
  one: Case,
  reading: string | null,
  context: TaskContext,
  result: CaseResult,
): void {
  const document = context.documents.get(one.origin.file)
  const clauses = clausesOf(one, reading, context)
  const written = [one, ...one.parts].flatMap(({ facts }) => entriesOf(facts).map(({ key }) => key))
  const meanings = [...new Set(written)].map(
    (name) => [name, (context.vocabulary.get(name) ?? []).map(({ type }) => type)] as const,
  )
  kept.set(keyOf(one, reading), { rests: { document, clauses, meanings }, result })
}

/** Two of each, as a reading may take away what the default has. */
function clausesOf(one: Case, reading: string | null, { clauseUnder }: TaskContext): Rests['clauses'] {
  const readings: readonly ChosenReading[] = reading === null ? [] : [parseReading(reading)]
  const ids = one.clause === null ? one.parts.map(({ clause }) => clause) : [one.clause]
  return ids.flatMap((id) => [clauseUnder(id, readings), clauseUnder(id, [])])
}
