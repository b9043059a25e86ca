import type { Span } from '../base/span.ts'
import type { Entry, MapNode } from './document.ts'
import { afterLines, beforeComments, endOfEntry, lineEnd, lineStart } from './lines.ts'

/** Where an entry is put, and what stands between it and its neighbours. */
export interface InsertionPoint {
  readonly span: Span
  readonly before: string
  readonly after: string
}

/** Where the entry with an index of its own would stand. */
export function pointForEntry(text: string, map: MapNode, index: number): InsertionPoint {
  return map.flow ? flowPlace(text, map, index) : blockPlace(text, map, index)
}

/** What an entry takes up: its lines, or its piece of a line with one comma. */
export function extentOfEntry(text: string, map: MapNode, index: number): Span {
  return map.flow ? flowPiece(text, map, index) : blockLines(text, map, index)
}

function flowPlace(text: string, map: MapNode, index: number): InsertionPoint {
  const [start, end] = map.span
  if (map.entries.length === 0) {
    const space = text.slice(start + 1, end - 1) === '' ? '' : ' '
    return { span: [start + 1, end - 1], before: space, after: space }
  }
  if (index === 0) {
    const at = (map.entries[0] as Entry).key.span[0]
    return { span: [at, at], before: '', after: ', ' }
  }
  const at = endOfEntry(text, map.entries[index - 1] as Entry)
  return { span: [at, at], before: ', ', after: '' }
}

function blockPlace(text: string, map: MapNode, index: number): InsertionPoint {
  const first = (map.entries[0] as Entry).key.span[0]
  const start = lineStart(text, first)
  const indent = ' '.repeat(first - start)
  const eol = /\r\n|\r|\n/.exec(text.slice(start))?.[0] ?? /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'
  if (index === 0) {
    // A map that begins on the line of a `-` keeps that beginning.
    if (/\S/.test(text.slice(start, first))) return { span: [first, first], before: '', after: eol + indent }
    const at = beforeComments(text, start)
    return { span: [at, at], before: indent, after: eol }
  }
  const at = afterLines(text, endOfEntry(text, map.entries[index - 1] as Entry), indent.length)
  const open = at === text.length && at > 0 && !/[\r\n]$/.test(text)
  return open
    ? { span: [at, at], before: eol + indent, after: '' }
    : { span: [at, at], before: indent, after: eol }
}

function flowPiece(text: string, map: MapNode, index: number): Span {
  const entry = map.entries[index] as Entry
  const next = map.entries[index + 1]
  const before = map.entries[index - 1]
  if (before) return [endOfEntry(text, before), endOfEntry(text, entry)]
  return next ? [entry.key.span[0], next.key.span[0]] : [map.span[0] + 1, map.span[1] - 1]
}

function blockLines(text: string, map: MapNode, index: number): Span {
  const entry = map.entries[index] as Entry
  const from = entry.key.span[0]
  const start = lineStart(text, from)
  const end = lineEnd(text, endOfEntry(text, entry))
  if (/\S/.test(text.slice(start, from))) return [from, end + (/^ */.exec(text.slice(end))?.[0].length ?? 0)]
  // The last line of a text without a line ending takes that of the line before with it.
  if (end === text.length && !/[\r\n]$/.test(text))
    return [start - (text.slice(0, start).endsWith('\r\n') ? 2 : Math.min(start, 1)), end]
  return [start, end]
}
