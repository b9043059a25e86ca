import { sameWords, type Words } from '../base/words.ts'
import { datedValuesFromPlace, valuesInForce } from './dated-values.ts'
import type { FactDeclaration, FactSource } from './declarations.ts'
import { child, entriesOf, isTrue, keyOriginOf, type Place, textAt, wordsAt, wordsOf } from './nodes.ts'
import type { Problems } from './problems.ts'
import type { RecordField, TypeName, ValueType } from './types.ts'
import { valueFromNode } from './value-from-node.ts'

/** What a fact or parameter holds, from its `type`, `unit`, `per`, `values`, `of` …. */
export function typeFromPlace(place: Place, problems: Problems, name: string): ValueType {
  const typeName = (textAt(place, 'type') ?? 'text') as TypeName
  const unit = textAt(place, 'unit')
  const per = textAt(place, 'per')
  const labels = child(place, 'values')
  const of = child(place, 'of')
  const plain: ValueType = {
    name: typeName,
    ...(unit !== undefined && { unit }),
    ...(per !== undefined && { per }),
  }
  const bound = (key: 'min' | 'max') => {
    const at = child(place, key)
    const value =
      at && valueFromNode(at, plain, { problems, name, typeCode: 'VALUE_TYPE', valueCode: 'VALUE_TYPE' })
    return value === undefined ? {} : { [key]: value }
  }
  return {
    ...plain,
    ...(typeName === 'category' && labels && { values: labelsOf(labels) }),
    ...(isTrue(child(place, 'open')) && { open: true }),
    ...(isTrue(child(place, 'series')) && { series: true }),
    ...(of && { of: typeFromPlace(of, problems, name) }),
    ...(typeName === 'record' && { fields: fieldsFromPlace(child(place, 'fields'), problems, name) }),
    ...bound('min'),
    ...bound('max'),
  }
}

function labelsOf(place: Place): Readonly<Record<string, Words>> {
  const labels: Record<string, Words> = Object.create(null)
  for (const entry of entriesOf(place)) labels[entry.key] = wordsOf(entry) ?? sameWords(entry.key)
  return labels
}

function fieldsFromPlace(
  place: Place | undefined,
  problems: Problems,
  name: string,
): Readonly<Record<string, RecordField>> {
  const fields: Record<string, RecordField> = Object.create(null)
  for (const entry of entriesOf(place)) {
    const type = typeFromPlace(entry, problems, `${name}.${entry.key}`)
    fields[entry.key] = {
      title: wordsAt(entry, 'title') ?? sameWords(entry.key),
      type,
      absent: absentOf(entry, type, problems),
    }
  }
  return fields
}

/** `from: { clause, opens }`: the clause that decides a fact. */
const factSource = (place: Place): FactSource | null => {
  const from = child(place, 'from')
  const clause = from && textAt(from, 'clause')
  return from && clause !== undefined ? { clause, opens: isTrue(child(from, 'opens')) } : null
}

/** The vocabulary: the entries under `facts:` of facts.yaml. */
export function factsFromPlace(place: Place | undefined, problems: Problems): readonly FactDeclaration[] {
  return entriesOf(place).map((entry) => {
    const stated = typeFromPlace(entry, problems, entry.key)
    const figures = datedValuesFromPlace(child(entry, 'figures'), entry.key, stated, problems)
    // Where its values change on dates, somebody who gives it may say so too.
    const type = figures.length > 0 ? { ...stated, series: true } : stated
    return {
      name: entry.key,
      title: wordsAt(entry, 'title') ?? sameWords(entry.key),
      type,
      absent:
        figures.length > 0
          ? { dated: valuesInForce(figures).map(({ from, value }) => ({ from, value })) }
          : absentOf(entry, type, problems),
      figures,
      from: factSource(entry),
      outside: isTrue(child(entry, 'outside')),
      fixed: isTrue(child(entry, 'fixed')),
      authority: wordsAt(entry, 'authority'),
      origin: keyOriginOf(entry),
    }
  })
}

function absentOf(place: Place & { readonly key: string }, type: ValueType, problems: Problems) {
  const absent = child(place, 'absent')
  return absent === undefined
    ? undefined
    : valueFromNode(absent, type, {
        problems,
        name: place.key,
        typeCode: 'VALUE_TYPE',
        valueCode: 'VALUE_NOT_ALLOWED',
      })
}

/** A clause's own meaning of a fact: the vocabulary's, with what the clause's `facts:` says instead. */
export function overriddenFact(
  declared: FactDeclaration | undefined,
  place: Place & { readonly key: string },
  problems: Problems,
): FactDeclaration {
  const type = child(place, 'type') || !declared ? typeFromPlace(place, problems, place.key) : declared.type
  const absent = child(place, 'absent')
    ? absentOf(place, type, problems)
    : // A new type takes no assumption over: it would be a value of another type.
      child(place, 'type')
      ? undefined
      : declared?.absent
  return {
    name: place.key,
    title: wordsAt(place, 'title') ?? declared?.title ?? sameWords(place.key),
    type,
    absent,
    from: declared?.from ?? null,
    outside: declared?.outside ?? false,
    // What others publish is kept in the vocabulary.
    figures: [],
    fixed: declared?.fixed ?? false,
    authority: declared?.authority ?? null,
    origin: keyOriginOf(place),
  }
}
