import { type Candidate, firstThatReads, nearestPlace, refusal } from './accept-edit.ts'
import {
  type Document,
  entryOf,
  type MapNode,
  type Node,
  nodeAt,
  type Path,
  type ScalarNode,
} from './document.ts'
import { extentOfEntry, pointForEntry } from './entry-place.ts'
import { shown } from './fault.ts'
import { documentFromText } from './from-text.ts'
import { indentAt } from './lines.ts'
import { blockSpellings, type Spelling, spellings } from './print-scalar.ts'
import { withNodeAt } from './same.ts'
import type { EditResult } from './text-edit.ts'

export { insertMap } from './insert-block.ts'
export { insertItem, removeItem, swapEntries, swapItems } from './list-edit.ts'
export { flowText } from './print-scalar.ts'
export { renameKey, replaceNode, spliceItem, unwrapEntry, wrapEntries } from './reshape.ts'
export { applyEdits, type EditResult, invertEdit, type TextEdit } from './text-edit.ts'

/**
 * Gives one scalar another text: its bytes are replaced, in its own style of quoting where the
 * text allows; nothing else of the document changes.
 *
 * Shape   Document × path × text → an edit, tried
 * Errors  EDIT_REFUSED (returned)
 */
export function setScalar(document: Document, path: Path, newText: string): EditResult {
  const scalar = nodeAt(document.root, path)
  const name = path.join('.')
  if (scalar?.kind !== 'scalar')
    return refusal(document, nearestPlace(document, path), {
      zh: `\`${name}\` 处没有可改的值`,
      en: `no single value stands at \`${name}\``,
    })
  return firstThatReads(document, scalar.span, candidates(document, path, scalar, newText))
}

function* candidates(document: Document, path: Path, scalar: ScalarNode, text: string): Generator<Candidate> {
  const root = document.root as Node
  for (const { source, style, tail = '' } of spellingsAt(document, path, scalar, text))
    yield {
      edit: { span: scalar.span, text: source + tail },
      wanted: withNodeAt(root, path, { ...scalar, text, source, style }),
    }
}

function spellingsAt(document: Document, path: Path, scalar: ScalarNode, text: string): Iterable<Spelling> {
  const { style, span } = scalar
  if (style === 'literal' || style === 'folded')
    return blockSpellings(text, scalar, indentAt(document.text, span[0]))
  return spellings(text, style, isInFlow(document, path))
}

function isInFlow({ root }: Document, path: Path): boolean {
  for (let length = 0; length < path.length; length++) {
    const node = nodeAt(root, path.slice(0, length))
    if (node && node.kind !== 'scalar' && node.flow) return true
  }
  return false
}

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
  const at = pointForEntry(document.text, map, index)
  const source = text.trim()
  const isPlain = root?.kind === 'scalar' && root.style === 'plain' && root.source === source
  for (const keyNode of written(key, map.flow)) {
    for (const value of isPlain ? written(root.text, map.flow) : [root as Node]) {
      const entries = map.entries.toSpliced(index, 0, { key: keyNode, value })
      const piece = `${keyNode.source}: ${isPlain && value.kind === 'scalar' ? value.source : source}`
      yield {
        edit: { span: at.span, text: at.before + piece + at.after },
        wanted: withNodeAt(document.root as Node, path, { ...map, entries }),
      }
    }
  }
}

function* written(text: string, inFlow: boolean): Generator<ScalarNode> {
  for (const { source, style } of spellings(text, 'plain', inFlow))
    yield { kind: 'scalar', text, source, style, span: [0, 0] }
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
  const span = extentOfEntry(document.text, map, index)
  const wanted = withNodeAt(document.root as Node, mapPath, { ...map, entries })
  return firstThatReads(document, map.span, [{ edit: { span, text: '' }, wanted }])
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
