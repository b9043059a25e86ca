import type { Diagnostic } from '../base/diagnostic.ts'
import { nearestName } from '../base/nearest.ts'
import type { Document, Entry, MapNode, Node } from '../document/document.ts'
import type { SchemaError, SchemaPart, SchemaPlace } from './schema-fault.ts'
import { keyNotAllowed, keysMissing, keyUnknown, mechanismUnknown, stepKeys } from './schema-key-words.ts'
import { valueFault } from './schema-value-words.ts'

/** Only repeat what the errors inside them say. */
const consequences = new Set(['if', 'propertyNames', 'anyOf', 'oneOf', 'allOf'])
const missing = new Set(['required', 'dependentRequired'])
const unknown = new Set(['additionalProperties', 'unevaluatedProperties'])

/** What need not be there where another key is; misspelt, that other is the one fault. */
const dispensable: Readonly<Record<string, string>> = { values: 'redacted' }

/** Places of one text with a fault; more are not looked at before these are mended. */
const most = 100

/**
 * What a validator found, as diagnostics: one for each fault.
 *
 * Shape   Document × errors → Diagnostics, in the order of the text
 * Errors  KEY_UNKNOWN, KEY_MISSING, VALUE_TYPE, VALUE_NOT_ALLOWED, LIST_LENGTH, STEP_KEYS,
 *         MECHANISM_UNKNOWN, LANGUAGE_VERSION (returned; at most so many that a person can read them)
 */
export function diagnosticsFromSchema(
  document: Document,
  errors: readonly SchemaError[],
): readonly Diagnostic[] {
  const byPath = new Map<string, SchemaError[]>()
  for (const error of errors) {
    if (consequences.has(error.keyword)) continue
    const group = byPath.get(error.instancePath)
    if (group) group.push(error)
    else if (byPath.size < most) byPath.set(error.instancePath, [error])
  }
  // Where a key does not belong, what is missing beside it is no second fault.
  const misplaced = new Set(errors.filter(isMisplaced).map((error) => parentOf(error.instancePath)))
  const found: Diagnostic[] = []
  for (const [pointer, all] of byPath) {
    const place = placeAt(document, pointer)
    const group = misplaced.has(pointer) ? all.filter(({ keyword }) => !missing.has(keyword)) : all
    found.push(
      ...(place.node?.kind === 'map' ? mapFaults(place, place.node, group) : valueFaults(place, group)),
    )
  }
  return onePerSpan(found)
}

const isMisplaced = ({ keyword }: SchemaError): boolean => keyword === 'not' || keyword === 'false schema'

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'))

/** A value: its first error says enough, a wrong kind before anything else. That there is none is told elsewhere. */
function valueFaults(place: SchemaPlace, group: readonly SchemaError[]): readonly Diagnostic[] {
  if (place.node === null && place.entry) return []
  const notAllowed = group.find(isMisplaced)
  if (notAllowed && place.entry) return [keyNotAllowed(place.document, place.entry, notAllowed.parentSchema)]
  const error = group.find(({ keyword }) => keyword === 'type') ?? group[0]
  return error ? [valueFault(place, error)] : []
}

function mapFaults(place: SchemaPlace, map: MapNode, group: readonly SchemaError[]): readonly Diagnostic[] {
  const step = group.find(({ keyword }) => /^(min|max)Properties$/.test(keyword) && isStep(map, group))
  if (step) return [stepKeys(place, map, step.parentSchema)]
  const others = group.filter(
    (error) => !missing.has(error.keyword) && !unknown.has(error.keyword) && error.propertyName === undefined,
  )
  if (others.length > 0) return valueFaults(place, others)

  const { document } = place
  const absent = new Set(
    group.filter((e) => missing.has(e.keyword)).map((e) => String(e.params.missingProperty)),
  )
  const unknowns = unknownKeys(map, group)
  const written = new Set(map.entries.map(({ key }) => key.text))
  const found: Diagnostic[] = []
  // A map of which no key is known is another map altogether: one fault.
  if (
    absent.size > 1 &&
    unknowns.length === map.entries.length &&
    unknowns.every((one) => !isNear(one, absent))
  )
    return [keysMissing(place, map, [...absent], namesOf(unknowns))]
  // A key that is missing may stand there misspelt: then the misspelling is the fault.
  for (const { entry, part } of unknowns) {
    if (part?.maxProperties === 1) {
      found.push(mechanismUnknown(document, entry, part))
      continue
    }
    const { diagnostic, meant } = keyUnknown(document, entry, written, part, absent, unknowns.length === 1)
    if (meant !== undefined) absent.delete(meant)
    for (const name of absent) if (dispensable[name] === diagnostic.replacement) absent.delete(name)
    found.push(diagnostic)
  }
  if (absent.size > 0) found.push(keysMissing(place, map, [...absent]))
  return found
}

const isNear = ({ entry }: UnknownKey, names: ReadonlySet<string>): boolean =>
  nearestName(entry.key.text, names) !== undefined

const namesOf = (unknowns: readonly UnknownKey[]): readonly string[] =>
  unknowns.map(({ entry }) => entry.key.text)

const isStep = (map: MapNode, group: readonly SchemaError[]): boolean =>
  group.some(({ parentSchema }) => parentSchema?.maxProperties === 1) && map.entries.length !== 1

interface UnknownKey {
  readonly entry: Entry
  readonly part: SchemaPart | undefined
}

/** The keys that are not known, once each. Without a value in a flow map it is the rest of a text cut at a comma. */
function unknownKeys(map: MapNode, group: readonly SchemaError[]): readonly UnknownKey[] {
  const parts = new Map<string, SchemaPart | undefined>()
  for (const { keyword, params, propertyName, parentSchema } of group) {
    const key =
      propertyName ??
      (unknown.has(keyword) ? (params.additionalProperty ?? params.unevaluatedProperty) : undefined)
    if (typeof key === 'string' && !parts.has(key)) parts.set(key, parentSchema)
  }
  return map.entries
    .filter(({ key, value }) => parts.has(key.text) && !(map.flow && value === null))
    .slice(0, most)
    .map((entry) => ({ entry, part: parts.get(entry.key.text) }))
}

/** The node that a JSON pointer leads to, and the entry that holds it. */
function placeAt(document: Document, pointer: string): SchemaPlace {
  let node: Node | null = document.root
  let entry: Entry | undefined
  const steps = pointer.split('/').slice(1)
  for (const step of steps) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (node?.kind === 'list') {
      node = node.items[Number(name)] ?? null
      entry = undefined
    } else {
      entry = node?.kind === 'map' ? node.entries.find(({ key }) => key.text === name) : undefined
      node = entry?.value ?? null
    }
  }
  return { document, node, entry }
}

function onePerSpan(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const bySpan = new Map<string, Diagnostic>()
  for (const diagnostic of diagnostics) {
    const key = diagnostic.span.join()
    if (!bySpan.has(key)) bySpan.set(key, diagnostic)
  }
  return [...bySpan.values()].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])
}
