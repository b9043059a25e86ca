import type { Diagnostic } from '../base/diagnostic.ts'
import type { Value } from '../expression/value.ts'
import type { FactDeclaration } from '../policy/declarations.ts'
import { entriesOf, keyOriginOf, type Place } from '../policy/nodes.ts'
import type { Clause } from '../policy/policy.ts'
import { type Known, type Problems, reportUnknownName } from '../policy/problems.ts'
import { valueFromNode } from '../policy/value-from-node.ts'

/** Facts as written, by name; their values are read by the meaning that a clause gives them. */
export type WrittenFacts = ReadonlyMap<string, Place>

/** Every meaning that the loaded clauses give each name; the vocabulary's first. */
export type Vocabulary = ReadonlyMap<string, readonly FactDeclaration[]>

/**
 * Facts of one applicant from a map.
 *
 * Errors  FACT_UNKNOWN, with the nearest known name
 */
export function factsFromPlace(
  place: Place | undefined,
  vocabulary: Vocabulary,
  problems: Problems,
  alsoKnown: readonly string[] = [],
): WrittenFacts {
  const written = new Map<string, Place>()
  for (const entry of entriesOf(place)) {
    if (alsoKnown.includes(entry.key)) continue
    if (vocabulary.has(entry.key)) {
      written.set(entry.key, entry)
      continue
    }
    const known: readonly Known[] = [...vocabulary].map(([name, meanings]) => ({
      name,
      origin: meanings[0]?.origin ?? null,
    }))
    reportUnknownName(
      problems,
      'FACT_UNKNOWN',
      keyOriginOf(entry),
      entry.key,
      { zh: '事实', en: 'a fact' },
      known,
    )
  }
  return written
}

/**
 * The values of the facts that a clause reads; others are left alone. A value that only another clause's
 * meaning of the name fits counts as not given here.
 *
 * Errors  FACT_TYPE, FACT_VALUE
 */
export function factsForClause(
  written: WrittenFacts,
  clause: Pick<Clause, 'facts'>,
  vocabulary: Vocabulary,
  problems: Problems,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>()
  for (const declaration of clause.facts) {
    const place = written.get(declaration.name)
    if (!place) continue
    const found: Diagnostic[] = []
    const value = readFact(place, declaration, { ...problems, found })
    if (value !== undefined) {
      values.set(declaration.name, value)
      continue
    }
    // Between two meanings that are numbers, a misfit is a mistake, not the other meaning.
    const others = (vocabulary.get(declaration.name) ?? []).filter(
      (other) => other.type !== declaration.type && !(isNumber(other) && isNumber(declaration)),
    )
    const fitsAnother = others.some(
      (other) => readFact(place, other, { ...problems, found: [] }) !== undefined,
    )
    if (!fitsAnother) problems.found.push(...found)
  }
  return values
}

const numeric: ReadonlySet<string> = new Set(['money', 'rate', 'number', 'count', 'duration', 'year'])

const isNumber = ({ type }: FactDeclaration): boolean => numeric.has(type.name)

const readFact = (place: Place, { name, type }: FactDeclaration, problems: Problems): Value | undefined =>
  valueFromNode(place, type, { problems, name, typeCode: 'FACT_TYPE', valueCode: 'FACT_VALUE' })

/** All meanings of all facts of these declarations and clauses. */
export function vocabularyOf(
  facts: readonly FactDeclaration[],
  clauses: readonly Pick<Clause, 'facts'>[],
): Vocabulary {
  const vocabulary = new Map<string, FactDeclaration[]>()
  for (const fact of [...facts, ...clauses.flatMap((clause) => clause.facts)]) {
    const meanings = vocabulary.get(fact.name) ?? []
    if (!meanings.some((known) => known.type === fact.type)) meanings.push(fact)
    vocabulary.set(fact.name, meanings)
  }
  return vocabulary
}
