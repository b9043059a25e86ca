import { firstThatReads, nearestPlace, refusal } from './accept-edit.ts'
import { type Document, type Entry, type MapNode, type Node, nodeAt, type Path } from './document.ts'
import { pointForEntry } from './entry-place.ts'
import { documentFromText } from './from-text.ts'
import { eolOf } from './list-edit.ts'
import { withNodeAt } from './same.ts'
import type { EditResult } from './text-edit.ts'

/**
 * Adds an entry whose value is a block map with one entry of its own: two lines.
 *
 * Shape   Document × path of a map × key × inner key and its value in one line → an edit, tried
 * Errors  EDIT_REFUSED (returned)
 */
export function insertMap(
  document: Document,
  mapPath: Path,
  key: string,
  inner: { readonly key: string; readonly value: string },
  after: string | null,
): EditResult {
  const map = nodeAt(document.root, mapPath)
  const { document: value, diagnostics } = documentFromText(document.file, inner.value.trim())
  if (map?.kind !== 'map' || value.root === null || diagnostics.length > 0)
    return refusal(document, nearestPlace(document, mapPath), {
      zh: '这里写不下新的一项',
      en: 'a new entry cannot be written here',
    })
  const index = after === null ? 0 : map.entries.findIndex((entry) => entry.key.text === after) + 1
  const at = pointForEntry(document.text, map, index)
  const line = `${inner.key}: ${inner.value.trim()}`
  const indent = /[^\r\n]*$/.exec(at.before)?.[0] ?? ''
  const piece = map.flow ? `${key}: { ${line} }` : `${key}:${eolOf(document.text)}${indent}  ${line}`
  const held: MapNode = {
    kind: 'map',
    flow: map.flow,
    entries: [{ key: keyOf(inner.key), value: value.root }],
    span: map.span,
  }
  const entries = map.entries.toSpliced(index, 0, { key: keyOf(key), value: held })
  const wanted = withNodeAt(document.root as Node, mapPath, { ...map, entries })
  return firstThatReads(document, map.span, [
    { edit: { span: at.span, text: at.before + piece + at.after }, wanted },
  ])
}

const keyOf = (text: string): Entry['key'] => ({
  kind: 'scalar',
  text,
  source: text,
  style: 'plain',
  span: [0, 0],
})
