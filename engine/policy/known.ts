import { type CalendarDate, parseDate } from '../base/calendar.ts'
import type { Document, Entry, MapNode, Node } from '../document/document.ts'
import { entryOf } from '../document/document.ts'

/**
 * A document as it was known on a day: of each dated value the one that had been published by then, in its
 * place or among those it superseded; none, where all came later. Places stay those of the text.
 *
 * Shape   Document × day → Document; itself where nothing of it came later
 */
export function documentKnownOn(document: Document, day: CalendarDate): Document {
  const kept = known.get(document)?.get(day.day)
  if (kept) return kept
  const root = document.root && nodeKnownOn(document.root, day)
  const then = root === document.root ? document : { ...document, root }
  const days = known.get(document) ?? new Map<number, Document>()
  known.set(document, days.set(day.day, then))
  return then
}

// The same object again: what is built from a document is kept by it.
const known = new WeakMap<Document, Map<number, Document>>()

const isDay = (key: string): boolean => key === 'undated' || /^\d{4}-\d{2}-\d{2}$/.test(key)

function nodeKnownOn(node: Node, day: CalendarDate): Node {
  if (node.kind === 'scalar') return node
  if (node.kind === 'list') {
    const items = node.items.map((item) => nodeKnownOn(item, day))
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items }
  }
  const entries = node.entries.flatMap((entry): readonly Entry[] => {
    const { key, value } = entry
    const then = isDay(key.text) && value?.kind === 'map' ? versionOn(value, day) : value
    if (then === undefined) return []
    const inner = then && nodeKnownOn(then, day)
    return [inner === value ? entry : { key, value: inner }]
  })
  const isSame =
    entries.length === node.entries.length && entries.every((entry, index) => entry === node.entries[index])
  return isSame ? node : { ...node, entries }
}

/** Of a dated value and those it superseded, the last that had been published. */
function versionOn(value: MapNode, day: CalendarDate): MapNode | undefined {
  const superseded = entryOf(value, 'superseded')?.value
  const versions = [...(superseded?.kind === 'list' ? superseded.items : []), value]
  return versions.findLast((version): version is MapNode => {
    if (version.kind !== 'map') return false
    const written = entryOf(version, 'published')?.value
    const published = written?.kind === 'scalar' ? parseDate(written.text) : undefined
    return published === undefined || published.day <= day.day
  })
}
