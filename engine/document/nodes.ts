import { isAlias, isMap, isPair, isScalar, isSeq, type Pair, type ParsedNode, type Scalar } from 'yaml'
import type { Span } from '../base/span.ts'
import { characterFault, forbiddenCharacter } from './characters.ts'
import type { Entry, MapNode, Node, ScalarNode, ScalarStyle } from './document.ts'
import { type Fault, fault } from './fault.ts'
import { emptyKey, mapKeyFaults } from './keys.ts'
import { missingValues } from './missing.ts'

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
}

/**
 * The library's nodes as ours, and what is wrong with their keys.
 *
 * Errors  YAML_KEY_NOT_TEXT, VALUE_MISSING, TEXT_CHARACTER and those of `keys.ts`
 */
export function nodesFrom(
  text: string,
  contents: unknown,
): { readonly root: Node | null; readonly faults: Fault[] } {
  const faults: Fault[] = []
  const reader = { text, faults }
  return { root: nodeFrom(reader, contents), faults }
}

interface Reader {
  readonly text: string
  readonly faults: Fault[]
}

/** Null where nothing is written. */
function nodeFrom(reader: Reader, node: unknown): Node | null {
  if (isScalar(node)) return isNothing(node) ? null : scalarFrom(reader, node)
  if (isMap(node))
    return mapFrom(reader, node as ParsedNode, node.items as readonly Pair[], node.flow === true)
  if (isSeq(node)) {
    const items = node.items.map((item) => itemFrom(reader, item)).filter((item) => item !== null)
    return { kind: 'list', flow: node.flow === true, items, span: spanOf(node as ParsedNode) }
  }
  if (!isAlias(node)) return null
  // Refused by the gate; kept as the text that it is, so that the rest can be shown.
  const span = spanOf(node as ParsedNode)
  const source = reader.text.slice(...span)
  return { kind: 'scalar', text: source, source, style: 'plain', span }
}

const isNothing = (scalar: Scalar): boolean => {
  const [start, end] = spanOf(scalar as ParsedNode)
  return start === end
}

function spanOf({ range }: { readonly range?: readonly number[] | null | undefined }): Span {
  return [range?.[0] ?? 0, range?.[1] ?? 0]
}

function scalarFrom({ text, faults }: Reader, scalar: Scalar): ScalarNode {
  const span = spanOf(scalar as ParsedNode)
  const style = styles[scalar.type ?? 'PLAIN'] ?? 'plain'
  const value = String(scalar.value)
  // Escapes can spell what the text itself may not hold.
  const found = style === 'double' ? forbiddenCharacter(value) : undefined
  if (found) faults.push(characterFault(span, found.name))
  if (style === 'plain') faults.push(...swallowedItem(text, span))
  return { kind: 'scalar', text: value, source: text.slice(...span), style, span }
}

/** A list item indented deeper than the one above, which YAML takes for more of its text. */
function swallowedItem(text: string, [start, end]: Span): readonly Fault[] {
  const match = /[\r\n][ \t]*(- .*)/.exec(text.slice(start, end))
  if (!match) return []
  const item = match[1] as string
  const at = start + match.index + match[0].length - item.length
  return [
    fault(
      'YAML_SYNTAX',
      [at, at + item.length],
      {
        zh: '这一项缩进得比上一行深，会变成上一行文字的一部分',
        en: 'this item is indented deeper than the line above and would become part of its text',
      },
      {
        zh: '与上面的 `-` 对齐；若是文字，放在引号里',
        en: 'align it with the `-` above, or put the text in quotes',
      },
    ),
  ]
}

function itemFrom(reader: Reader, item: unknown): Node | null {
  const node = nodeFrom(reader, isPair(item) ? item.value : item)
  if (node !== null) return node
  const end = spanOf((item ?? {}) as ParsedNode)[0]
  const dash = Math.max(0, reader.text.lastIndexOf('-', Math.max(end - 1, 0)))
  reader.faults.push(
    fault(
      'VALUE_MISSING',
      [dash, dash + 1],
      { zh: '列表里有一项是空的', en: 'an item of the list is empty' },
      { zh: '写上这一项，或删去 `-`', en: 'write the item, or remove the `-`' },
    ),
  )
  return null
}

function mapFrom(reader: Reader, map: ParsedNode, pairs: readonly Pair[], flow: boolean): MapNode {
  const entries: Entry[] = []
  for (const pair of pairs) {
    const key = keyFrom(reader, pair)
    const value = nodeFrom(reader, pair.value)
    if (key) entries.push({ key, value })
  }
  for (const found of mapKeyFaults(entries)) reader.faults.push(found)
  if (flow) for (const found of missingValues(reader.text, entries)) reader.faults.push(found)
  return { kind: 'map', flow, entries, span: spanOf(map) }
}

function keyFrom(reader: Reader, { key }: Pair): ScalarNode | undefined {
  const node = key as ParsedNode
  const span = spanOf(node ?? {})
  if (isScalar(node) && !isNothing(node)) return scalarFrom(reader, node)
  if (isAlias(node)) return nodeFrom(reader, node) as ScalarNode
  const colon = Math.max(span[0], reader.text.indexOf(':', span[0]))
  reader.faults.push(isScalar(node) || !node ? emptyKey([colon, colon + 1]) : keyNotText(span))
  return undefined
}

const keyNotText = (span: Span): Fault =>
  fault(
    'YAML_KEY_NOT_TEXT',
    span,
    { zh: '这个键是列表或映射', en: 'this key is a list or a map' },
    {
      zh: '用文字作键；若是文字，放在单引号里',
      en: 'use a text as the key; put it in single quotes if it is one',
    },
  )
