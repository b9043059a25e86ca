import {
  type Document,
  type EditResult,
  entryOf,
  insertEntry,
  nodeAt,
  type Path,
  removeEntry,
  replaceNode,
  setScalar,
} from '../../engine/index.ts'

/**
 * Gives a map of dated values a value from a day: one line, or one piece of a line, where it has none for
 * it, else another text for the one it has. A map that is not there yet is made, with that value alone.
 */
export function putDated(document: Document, into: Path, key: string, text: string): EditResult {
  const map = nodeAt(document.root, into)
  // A record stands under `value:`, where its fields are told from what is said of the value.
  const whole = text.startsWith('{') ? `{ value: ${text} }` : text
  if (!map) return insertEntry(document, into.slice(0, -1), String(into.at(-1)), `{ ${key}: ${whole} }`)
  const known = entryOf(map, key)
  if (known) {
    const inner = entryOf(known.value, 'value') ? [...into, key, 'value'] : [...into, key]
    const isScalar = nodeAt(document.root, inner)?.kind === 'scalar' && !/^[[{]/.test(text)
    if (isScalar) return setScalar(document, inner, text)
    return replaceNode(document, inner, inner.at(-1) === 'value' ? text : whole)
  }
  const keys = map.kind === 'map' ? map.entries.map((entry) => entry.key.text) : []
  const earlier = keys.filter((other) => other === 'undated' || other < key)
  return insertEntry(document, into, key, whole, { after: earlier.at(-1) ?? null })
}

/** Takes the value of a day away; with the last one its map. */
export function dropDated(document: Document, from: Path, key: string): EditResult {
  const map = nodeAt(document.root, from)
  const isThere = entryOf(map, key) !== undefined
  if (!isThere) return { edit: { span: [0, 0], text: '' } }
  return map?.kind === 'map' && map.entries.length === 1
    ? removeEntry(document, from.slice(0, -1), String(from.at(-1)))
    : removeEntry(document, from, key)
}
