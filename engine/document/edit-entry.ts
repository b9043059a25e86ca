import {
  type Document,
  type Entry,
  entryOf,
  type MapNode,
  type Node,
  nodeAt,
  type Path,
  type ScalarNode,
} from './document.ts'
import { type Candidate, type EditResult, firstThatReads, nearestPlace, refusal } from './edit.ts'
import { lineStart } from './edit-scalar.ts'
import { shown } from './fault.ts'
import { documentFromText } from './from-text.ts'
import { afterLines, beforeComments, endOfEntry, lineEnd } from './lines.ts'
import { spellings } from './print-scalar.ts'
import { withNodeAt } from './same.ts'

/** Where a new entry goes: after a key, first (null), or last (left out). */
export interface InsertPlace {
  readonly after?: string | null
}

/**
 * Adds one entry to a map: one line of a block map, with the indentation and the line ending of
 * its neighbours, or a piece of the line of a flow map. Comments stay with their lines.
 *
 * Shape   Document × path of a map × key × value as it is to stand in the text → an edit, tried
 * Errors  EDIT_REFUSED (returned)
 */
export function insertEntry(
  document: Document,
  mapPath: Path,
  key: string,
  valueText: string,
  { after }: InsertPlace = {},
): EditResult {
  const map = mapAt(document, mapPath)
  if (!map) return noMap(document, mapPath)
  const same = entryOf(map, key)
  if (same)
    return refusal(document, same.key.span, {
      zh: `已经有键 ${shown(key)}`,
      en: `the key ${shown(key)} is there already`,
    })
  const value = documentFromText(document.file, valueText)
  if (value.document.root === null || value.diagnostics.length > 0 || /[\r\n]/.test(valueText.trim()))
    return refusal(document, map.span, {
      zh: `${shown(valueText)} 不能写成一行的值`,
      en: `${shown(valueText)} is no value that fits on one line`,
    })
  const index = after === null ? 0 : after === undefined ? map.entries.length : indexAfter(map, after)
  if (index === 0 && typeof after === 'string')
    return refusal(document, map.span, {
      zh: `没有键 ${shown(after)}`,
      en: `there is no key ${shown(after)}`,
    })
  return firstThatReads(document, map.span, insertions(document, mapPath, map, index, key, value.document))
}

const indexAfter = (map: MapNode, key: string): number =>
  map.entries.findIndex((entry) => entry.key.text === key) + 1

function* insertions(
  document: Document,
  path: Path,
  map: MapNode,
  index: number,
  key: string,
  { root, text }: Document,
): Generator<Candidate> {
  const at = map.flow ? flowPlace(document.text, map, index) : blockPlace(document.text, map, index)
  for (const keyNode of written(key, map.flow)) {
    for (const value of root?.kind === 'scalar' && root.style === 'plain'
      ? written(root.text, map.flow)
      : [root as Node]) {
      const source = value.kind === 'scalar' && value !== root ? value.source : text.trim()
      const entries = map.entries.toSpliced(index, 0, { key: keyNode, value })
      yield {
        edit: { span: at.span, text: `${at.before}${keyNode.source}: ${source}${at.after}` },
        wanted: withNodeAt(document.root as Node, path, { ...map, entries }),
      }
    }
  }
}

function* written(text: string, inFlow: boolean): Generator<ScalarNode> {
  for (const { source, style } of spellings(text, 'plain', inFlow))
    yield { kind: 'scalar', text, source, style, span: [0, 0] }
}

interface InsertionPoint {
  readonly span: readonly [number, number]
  readonly before: string
  readonly after: string
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
  const indent = ' '.repeat(first - start - (text[start] === '\ufeff' ? 1 : 0))
  const eol = /\r\n|\r|\n/.exec(text.slice(start))?.[0] ?? /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'
  if (index === 0) {
    // A map that begins on the line of a `-`, or of the byte order mark, keeps that beginning.
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

/**
 * Takes one entry away, with its line or lines; comments on lines of their own stay.
 *
 * Shape   Document × path of a map × key → an edit, tried
 * Errors  EDIT_REFUSED (returned): also for the last entry of a block map
 */
export function removeEntry(document: Document, mapPath: Path, key: string): EditResult {
  const map = mapAt(document, mapPath)
  if (!map) return noMap(document, mapPath)
  const index = map.entries.findIndex((entry) => entry.key.text === key)
  if (index < 0)
    return refusal(document, map.span, { zh: `没有键 ${shown(key)}`, en: `there is no key ${shown(key)}` })
  const entries = map.entries.toSpliced(index, 1)
  const span = map.flow ? flowPiece(document.text, map, index) : blockLines(document.text, map, index)
  const wanted = withNodeAt(document.root as Node, mapPath, { ...map, entries })
  return firstThatReads(document, map.span, [{ edit: { span, text: '' }, wanted }])
}

function flowPiece(text: string, map: MapNode, index: number): readonly [number, number] {
  const entry = map.entries[index] as Entry
  const next = map.entries[index + 1]
  const before = map.entries[index - 1]
  if (before) return [endOfEntry(text, before), endOfEntry(text, entry)]
  return next ? [entry.key.span[0], next.key.span[0]] : [map.span[0] + 1, map.span[1] - 1]
}

function blockLines(text: string, map: MapNode, index: number): readonly [number, number] {
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

function mapAt({ root }: Document, path: Path): MapNode | undefined {
  const node = nodeAt(root, path)
  return node?.kind === 'map' ? node : undefined
}

const noMap = (document: Document, path: Path): EditResult =>
  refusal(document, nearestPlace(document, path), {
    zh: `\`${path.join('.')}\` 处没有映射`,
    en: `no map stands at \`${path.join('.')}\``,
  })
