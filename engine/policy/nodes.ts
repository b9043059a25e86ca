import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'
import {
  type Entry,
  entryOf,
  type ListNode,
  type MapNode,
  type Node,
  type Path,
} from '../document/document.ts'
import type { Origin } from './declarations.ts'

/** A node with its file and the way to it. Reading goes through this, so that every thing knows its place. */
export interface Place {
  readonly file: string
  readonly path: Path
  readonly node: Node | null
  /** Of the key that holds it, where there is one. */
  readonly keySpan: Span
}

export const originOf = (place: Place): Origin => ({
  file: place.file,
  path: place.path,
  span: place.node?.span ?? place.keySpan,
})

/** The same, marking the key instead of the value. */
export const keyOriginOf = (place: Place): Origin => ({ ...originOf(place), span: place.keySpan })

export const rootPlace = (file: string, node: Node | null): Place => ({
  file,
  path: [],
  node,
  keySpan: node?.span ?? [0, 0],
})

const childPlace = (place: Place, entry: Entry): Place => ({
  file: place.file,
  path: [...place.path, entry.key.text],
  node: entry.value,
  keySpan: entry.key.span,
})

export function child(place: Place, key: string): Place | undefined {
  const entry = entryOf(place.node, key)
  return entry && childPlace(place, entry)
}

export const asMap = (place: Place | undefined): MapNode | undefined =>
  place?.node?.kind === 'map' ? place.node : undefined

export const asList = (place: Place | undefined): ListNode | undefined =>
  place?.node?.kind === 'list' ? place.node : undefined

/** The entries of a map, each with its key. */
export function entriesOf(place: Place | undefined): readonly (Place & { readonly key: string })[] {
  const map = asMap(place)
  return map && place
    ? map.entries.map((entry) => ({ ...childPlace(place, entry), key: entry.key.text }))
    : []
}

export function itemsOf(place: Place | undefined): readonly Place[] {
  const list = asList(place)
  return list && place
    ? list.items.map((node, index) => ({
        file: place.file,
        path: [...place.path, index],
        node,
        keySpan: node.span,
      }))
    : []
}

/** The characters of a scalar; undefined for anything else. */
export const textOf = (place: Place | undefined): string | undefined =>
  place?.node?.kind === 'scalar' ? place.node.text : undefined

export const textAt = (place: Place, key: string): string | undefined => textOf(child(place, key))

export function wordsOf(place: Place | undefined): Words | null {
  if (!place) return null
  const zh = textAt(place, 'zh')
  const en = textAt(place, 'en')
  return zh === undefined || en === undefined ? null : { zh, en }
}

export const wordsAt = (place: Place, key: string): Words | null => wordsOf(child(place, key))

/** Plain `true`; quoted it would be a text. */
export const isTrue = (place: Place | undefined): boolean =>
  place?.node?.kind === 'scalar' && place.node.style === 'plain' && place.node.text === 'true'

export const isPlainNull = (place: Place | undefined): boolean =>
  place?.node?.kind === 'scalar' && place.node.style === 'plain' && place.node.text === 'null'
