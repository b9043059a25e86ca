import { firstThatReads, nearestPlace, refusal } from './accept-edit.ts'
import { type Document, type ListNode, type MapNode, type Node, nodeAt, type Path } from './document.ts'
import { shown } from './fault.ts'
import { documentFromText } from './from-text.ts'
import { afterLines, beforeComments, endOfEntry, endOfNode, lineEnd, lineStart } from './lines.ts'
import { withNodeAt } from './same.ts'
import type { EditResult } from './text-edit.ts'

/**
 * Adds one item to a list: one line of a block list, or a piece of the line of a flow list.
 *
 * Shape   Document × path of a list × index × item as it is to stand in the text → an edit, tried
 * Errors  EDIT_REFUSED (returned)
 */
export function insertItem(document: Document, listPath: Path, index: number, itemText: string): EditResult {
  const list = listAt(document, listPath)
  if (!list) return noList(document, listPath)
  const source = itemText.trim()
  const item = documentFromText(document.file, source)
  if (item.document.root === null || item.diagnostics.length > 0 || /[\r\n]/.test(source))
    return refusal(document, list.span, {
      zh: `${shown(itemText)} 不能写成一行的值`,
      en: `${shown(itemText)} is no value that fits on one line`,
    })
  const at = list.flow ? flowPlace(list, index) : blockPlace(document.text, list, index)
  const wanted = withItems(document, listPath, list, list.items.toSpliced(index, 0, item.document.root))
  const edit = { span: [at.at, at.at] as const, text: at.before + source + at.after }
  return firstThatReads(document, list.span, [{ edit, wanted }])
}

const flowPlace = ({ items, span }: ListNode, index: number) => {
  const before = items[index - 1]
  const [first] = items
  if (before) return { at: before.span[1], before: ', ', after: '' }
  return first ? { at: first.span[0], before: '', after: ', ' } : { at: span[0] + 1, before: '', after: '' }
}

function blockPlace(text: string, { items }: ListNode, index: number) {
  const dash = dashOf(text, items[0] as Node)
  const start = lineStart(text, dash)
  const indent = ' '.repeat(dash - start)
  const eol = eolOf(text)
  if (index === 0) {
    // A list that begins on the line of another dash keeps that beginning.
    if (/\S/.test(text.slice(start, dash))) return { at: dash, before: '- ', after: eol + indent }
    return { at: beforeComments(text, start), before: `${indent}- `, after: eol }
  }
  const at = afterLines(text, endOfNode(text, items[index - 1] as Node), indent.length)
  const isOpen = at === text.length && !/[\r\n]$/.test(text)
  return isOpen ? { at, before: `${eol + indent}- `, after: '' } : { at, before: `${indent}- `, after: eol }
}

/** The dash before a block list's item. */
function dashOf(text: string, item: Node): number {
  let at = item.span[0] - 1
  while (at > 0 && text[at] !== '-') at--
  return at
}

export const eolOf = (text: string): string => /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'

/**
 * Takes one item away, with its line or lines; comments on lines of their own stay.
 *
 * Shape   Document × path of a list × index → an edit, tried
 * Errors  EDIT_REFUSED (returned): also for the only item of a block list
 */
export function removeItem(document: Document, listPath: Path, index: number): EditResult {
  const list = listAt(document, listPath)
  const item = list?.items[index]
  if (!list || !item) return noList(document, listPath)
  const span = list.flow ? flowPiece(list, index) : blockLines(document.text, item)
  const wanted = withItems(document, listPath, list, list.items.toSpliced(index, 1))
  return firstThatReads(document, list.span, [{ edit: { span, text: '' }, wanted }])
}

function flowPiece({ items, span }: ListNode, index: number): readonly [number, number] {
  const [before, item, next] = [items[index - 1], items[index] as Node, items[index + 1]]
  if (before) return [before.span[1], item.span[1]]
  return next ? [item.span[0], next.span[0]] : [span[0] + 1, span[1] - 1]
}

function blockLines(text: string, item: Node): readonly [number, number] {
  const dash = dashOf(text, item)
  const start = lineStart(text, dash)
  const end = lineEnd(text, endOfNode(text, item))
  if (/\S/.test(text.slice(start, dash))) return [dash, end + (/^ */.exec(text.slice(end))?.[0].length ?? 0)]
  if (end === text.length && !/[\r\n]$/.test(text))
    return [start - (text.slice(0, start).endsWith('\r\n') ? 2 : Math.min(start, 1)), end]
  return [start, end]
}

/**
 * Lets an item and the one after it change places; the comments directly above each go with it.
 *
 * Shape   Document × path of a list × index of the first → an edit, tried
 * Errors  EDIT_REFUSED (returned)
 */
export function swapItems(document: Document, listPath: Path, index: number): EditResult {
  const list = listAt(document, listPath)
  const [first, second] = [list?.items[index], list?.items[index + 1]]
  if (!list || !first || !second) return noList(document, listPath)
  const { text } = document
  const items = list.items.toSpliced(index, 2, second, first)
  const extent = (item: Node) =>
    list.flow ? item.span : linesWithComments(text, dashOf(text, item), endOfNode(text, item))
  return swapped(document, extent(first), extent(second), withItems(document, listPath, list, items))
}

/** The same for two entries of a map. */
export function swapEntries(document: Document, mapPath: Path, index: number): EditResult {
  const node = nodeAt(document.root, mapPath)
  const map = node?.kind === 'map' ? node : undefined
  const [first, second] = [map?.entries[index], map?.entries[index + 1]]
  if (!map || !first || !second)
    return refusal(document, nearestPlace(document, mapPath), {
      zh: '后面没有可以换位的一项',
      en: 'there is no entry to change places with',
    })
  const { text } = document
  const extent = ({ key, value }: typeof first) => {
    const end = endOfEntry(text, { key, value })
    return map.flow ? ([key.span[0], end] as const) : linesWithComments(text, key.span[0], end)
  }
  const entries = map.entries.toSpliced(index, 2, second, first)
  const wanted = withNodeAt(document.root as Node, mapPath, { ...map, entries } as MapNode)
  return swapped(document, extent(first), extent(second), wanted)
}

/** The lines of something that begins a line, and the comments directly above them at its indentation. */
function linesWithComments(text: string, from: number, to: number): readonly [number, number] {
  const start = lineStart(text, from)
  const indent = text.slice(start, from)
  const end = lineEnd(text, to)
  let top = start
  for (;;) {
    const before = text.slice(0, top).replace(/\r\n$|[\r\n]$/, '')
    if (before.length === top) break
    const line = lineStart(text, before.length)
    if (!before.slice(line).startsWith(`${indent}#`)) break
    top = line
  }
  return [top, end]
}

function swapped(
  document: Document,
  a: readonly [number, number],
  b: readonly [number, number],
  wanted: Node,
): EditResult {
  const { text } = document
  const [first, between, second] = [text.slice(...a), text.slice(a[1], b[0]), text.slice(...b)]
  const eol = eolOf(text)
  // The last line of a text may lack its end.
  const isOpen = /[\r\n]$/.test(first) && !/[\r\n]$/.test(second)
  const pieces = isOpen ? [second + eol, between, first.slice(0, -eol.length)] : [second, between, first]
  const edit = { span: [a[0], b[1]] as const, text: pieces.join('') }
  return firstThatReads(document, a, [{ edit, wanted }])
}

function listAt({ root }: Document, path: Path): ListNode | undefined {
  const node = nodeAt(root, path)
  return node?.kind === 'list' ? node : undefined
}

const withItems = ({ root }: Document, path: Path, list: ListNode, items: readonly Node[]): Node =>
  withNodeAt(root as Node, path, { ...list, items })

const noList = (document: Document, path: Path): EditResult =>
  refusal(document, nearestPlace(document, path), {
    zh: `\`${path.join('.')}\` 处没有这一项`,
    en: `no such item stands at \`${path.join('.')}\``,
  })
