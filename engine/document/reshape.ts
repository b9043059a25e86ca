import { firstThatReads, nearestPlace, refusal } from './accept-edit.ts'
import {
  type Document,
  type Entry,
  entryOf,
  type ListNode,
  type MapNode,
  type Node,
  nodeAt,
  type Path,
} from './document.ts'
import { shown } from './fault.ts'
import { documentFromText } from './from-text.ts'
import { endOfEntry, endOfNode, lineStart } from './lines.ts'
import { eolOf } from './list-edit.ts'
import { spellings } from './print-scalar.ts'
import { withNodeAt } from './same.ts'
import type { EditResult } from './text-edit.ts'

/**
 * Puts another value in the place of one, whatever its form was.
 *
 * Shape   Document × path × value as it is to stand in the text, in one line → an edit, tried
 * Errors  EDIT_REFUSED (returned)
 */
export function replaceNode(document: Document, path: Path, valueText: string): EditResult {
  const node = nodeAt(document.root, path)
  if (!node) return nothingThere(document, path)
  const source = valueText.trim()
  const { document: read, diagnostics } = documentFromText(document.file, source)
  if (read.root === null || diagnostics.length > 0 || /[\r\n]/.test(source))
    return refusal(document, node.span, {
      zh: `${shown(valueText)} 不能写成一行的值`,
      en: `${shown(valueText)} is no value that fits on one line`,
    })
  const edit = { span: [node.span[0], endOfNode(document.text, node)] as const, text: source }
  // A block value stands below its key; what is written in one line comes up beside it.
  const key = /:(\s*)$/.exec(document.text.slice(0, node.span[0]))
  const beside = { span: [node.span[0] - (key?.[1]?.length ?? 0), edit.span[1]] as const, text: ` ${source}` }
  const wanted = withNodeAt(document.root as Node, path, read.root)
  const isBelow = key?.[1]?.includes('\n') || key?.[1]?.includes('\r')
  return firstThatReads(document, node.span, [{ edit: isBelow ? beside : edit, wanted }])
}

/**
 * Gives an entry of a map another key; its value stays as it is written.
 *
 * Errors  EDIT_REFUSED (returned): no such entry, or the key is there already
 */
export function renameKey(document: Document, mapPath: Path, key: string, newKey: string): EditResult {
  const map = mapAt(document, mapPath)
  const entry = entryOf(map, key)
  if (!map || !entry) return nothingThere(document, [...mapPath, key])
  const same = entryOf(map, newKey)
  if (same)
    return refusal(document, same.key.span, {
      zh: `已经有键 ${shown(newKey)}`,
      en: `the key ${shown(newKey)} is there already`,
    })
  const style = entry.key.style === 'single' || entry.key.style === 'double' ? entry.key.style : 'plain'
  return firstThatReads(
    document,
    entry.key.span,
    [...spellings(newKey, style, map.flow)].map((spelling) => ({
      edit: { span: entry.key.span, text: spelling.source },
      wanted: withEntries(
        document,
        mapPath,
        map,
        map.entries.map((one) =>
          one === entry ? { ...one, key: { ...one.key, ...spelling, text: newKey } } : one,
        ),
      ),
    })),
  )
}

/**
 * Puts entries that stand together in a map under a new key of that map: as a map, or as the one item
 * of a list. Flow stays flow; of a block, the lines are indented.
 *
 * Shape   Document × path of a map × keys × new key → an edit, tried
 * Errors  EDIT_REFUSED (returned)
 */
export function wrapEntries(
  document: Document,
  mapPath: Path,
  keys: readonly string[],
  key: string,
  { inList }: { readonly inList: boolean },
): EditResult {
  const map = mapAt(document, mapPath)
  const start = map?.entries.findIndex((entry) => keys.includes(entry.key.text)) ?? -1
  const inside = map?.entries.slice(start, start + keys.length) ?? []
  if (!map || start < 0 || !inside.every((entry) => keys.includes(entry.key.text)))
    return refusal(document, nearestPlace(document, mapPath), {
      zh: `${keys.join('、')} 没有写在一起`,
      en: `${keys.join(', ')} do not stand together`,
    })
  const { text } = document
  const [from, to] = extentOf(text, inside)
  const within = text.slice(from, to)
  const inner: MapNode = { ...map, entries: inside }
  const value: Node = inList ? { kind: 'list', flow: map.flow, items: [inner], span: map.span } : inner
  const entry: Entry = { key: plainKey(key), value }
  const wanted = withEntries(document, mapPath, map, map.entries.toSpliced(start, keys.length, entry))
  const column = from - lineStart(text, from)
  const deeper = ' '.repeat(inList ? 4 : 2)
  const written = map.flow
    ? inList
      ? `${key}: [{ ${within} }]`
      : `${key}: { ${within} }`
    : `${key}:${eolOf(text)}${' '.repeat(column + 2)}${inList ? '- ' : ''}${shifted(within, deeper)}`
  return firstThatReads(document, map.span, [{ edit: { span: [from, to], text: written }, wanted }])
}

/**
 * Puts the entries of a map, or of the map that is the one item of a list, in the place of the entry
 * that holds it.
 *
 * Errors  EDIT_REFUSED (returned): several items, a key twice, a block inside a flow
 */
export function unwrapEntry(document: Document, mapPath: Path, key: string): EditResult {
  const map = mapAt(document, mapPath)
  const index = map?.entries.findIndex((entry) => entry.key.text === key) ?? -1
  const entry = map?.entries[index]
  const held =
    entry?.value?.kind === 'list' && entry.value.items.length === 1 ? entry.value.items[0] : entry?.value
  if (!map || !entry || held?.kind !== 'map')
    return refusal(document, nearestPlace(document, [...mapPath, key]), {
      zh: '这里不是只有一项',
      en: 'this does not hold one thing alone',
    })
  const { text } = document
  const [from, to] = extentOf(text, held.entries)
  const outer = [entry.key.span[0], endOfEntry(text, entry)] as const
  const column = outer[0] - lineStart(text, outer[0])
  const written =
    map.flow || !held.flow ? outdented(text, from, to, column) : asLines(text, held.entries, column)
  const wanted = withEntries(document, mapPath, map, map.entries.toSpliced(index, 1, ...held.entries))
  return firstThatReads(document, entry.key.span, [{ edit: { span: outer, text: written }, wanted }])
}

/**
 * Puts the items of a list in the place of the item whose one entry holds that list.
 *
 * Errors  EDIT_REFUSED (returned)
 */
export function spliceItem(document: Document, listPath: Path, index: number): EditResult {
  const list = nodeAt(document.root, listPath)
  const item = list?.kind === 'list' ? list.items[index] : undefined
  const inner = item?.kind === 'map' && item.entries.length === 1 ? item.entries[0]?.value : undefined
  if (list?.kind !== 'list' || !item || inner?.kind !== 'list')
    return refusal(document, nearestPlace(document, [...listPath, index]), {
      zh: '这一项里没有列出几项',
      en: 'this item does not hold a list',
    })
  const { text } = document
  const [first, last] = [inner.items[0] as Node, inner.items.at(-1) as Node]
  const [from, to] = [first.span[0], endOfNode(text, last)]
  const column = item.span[0] - lineStart(text, item.span[0])
  const written =
    list.flow || !inner.flow
      ? outdented(text, from, to, column)
      : inner.items.map((one) => text.slice(...one.span)).join(`${eolOf(text)}${' '.repeat(column - 2)}- `)
  const items = list.items.toSpliced(index, 1, ...inner.items)
  const wanted = withNodeAt(document.root as Node, listPath, { ...list, items } as ListNode)
  const span = [item.span[0], endOfNode(text, item)] as const
  return firstThatReads(document, item.span, [{ edit: { span, text: written }, wanted }])
}

const extentOf = (text: string, entries: readonly Entry[]): readonly [number, number] => [
  entries[0]?.key.span[0] ?? 0,
  endOfEntry(text, entries.at(-1) as Entry),
]

/** All lines but the first, each deeper by as much; empty ones stay empty. */
const shifted = (text: string, deeper: string): string =>
  text.replaceAll(/(\r\n|\r|\n)(?=[^\r\n])/g, `$1${deeper}`)

/** A stretch whose first line comes to begin at a column, and whose others come along. */
function outdented(text: string, from: number, to: number, column: number): string {
  const less = from - lineStart(text, from) - column
  if (less <= 0) return text.slice(from, to)
  return text.slice(from, to).replaceAll(new RegExp(`(\\r\\n|\\r|\\n) {0,${less}}`, 'g'), '$1')
}

/** Entries of a flow, one to a line. */
const asLines = (text: string, entries: readonly Entry[], column: number): string =>
  entries
    .map((entry) => text.slice(entry.key.span[0], endOfEntry(text, entry)))
    .join(`${eolOf(text)}${' '.repeat(column)}`)

const plainKey = (key: string): Entry['key'] => ({
  kind: 'scalar',
  text: key,
  source: key,
  style: 'plain',
  span: [0, 0],
})

function mapAt({ root }: Document, path: Path): MapNode | undefined {
  const node = nodeAt(root, path)
  return node?.kind === 'map' ? node : undefined
}

const withEntries = ({ root }: Document, path: Path, map: MapNode, entries: readonly Entry[]): Node =>
  withNodeAt(root as Node, path, { ...map, entries })

const nothingThere = (document: Document, path: Path): EditResult =>
  refusal(document, nearestPlace(document, path), {
    zh: `\`${path.join('.')}\` 处什么也没有`,
    en: `nothing stands at \`${path.join('.')}\``,
  })
