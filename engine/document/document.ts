import type { Span } from '../base/span.ts'

/** How a scalar stands in the text; an edit keeps it. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded'

/** A scalar: its characters as they mean (`text`) and as they stand (`source`). Never typed here. */
export interface ScalarNode {
  readonly kind: 'scalar'
  readonly text: string
  readonly source: string
  readonly style: ScalarStyle
  readonly span: Span
}

export interface ListNode {
  readonly kind: 'list'
  readonly flow: boolean
  readonly items: readonly Node[]
  readonly span: Span
}

/** One key and its value; `value` is null where nothing is written after the colon. */
export interface Entry {
  readonly key: ScalarNode
  readonly value: Node | null
}

export interface MapNode {
  readonly kind: 'map'
  readonly flow: boolean
  readonly entries: readonly Entry[]
  readonly span: Span
}

export type Node = ScalarNode | ListNode | MapNode

/** A text of one file and what it says. `root` is null for an empty text. */
export interface Document {
  readonly file: string
  readonly text: string
  readonly root: Node | null
}

/** A way through maps (keys) and lists (indexes). */
export type Path = readonly (string | number)[]

/** The entry under a key, or undefined. */
export function entryOf(node: Node | null | undefined, key: string): Entry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key.text === key) : undefined
}

/** The node at a path, or undefined where the path leaves the document. */
export function nodeAt(root: Node | null | undefined, path: Path): Node | null | undefined {
  let node: Node | null | undefined = root
  for (const step of path) {
    if (typeof step === 'number') node = node?.kind === 'list' ? node.items[step] : undefined
    else node = entryOf(node, step)?.value
    if (node === undefined) return undefined
  }
  return node
}
