import type { Entry, ListNode, MapNode, Node, Path, ScalarNode } from './document.ts'

/** Whether two nodes say the same with the same characters; where they stand does not matter. */
export function isSame(a: Node | null, b: Node | null): boolean {
  if (a === null || b === null) return a === b
  if (a.kind === 'scalar') return b.kind === 'scalar' && isSameScalar(a, b)
  if (a.kind === 'list') return b.kind === 'list' && isSameList(a, b)
  return b.kind === 'map' && isSameMap(a, b)
}

const isSameScalar = (a: ScalarNode, b: ScalarNode): boolean =>
  a.text === b.text && a.style === b.style && written(a) === written(b)

/** A block text ends with the end of its line, which the last line of a file may lack. */
const written = ({ source, style }: ScalarNode): string =>
  style === 'literal' || style === 'folded' ? source.replace(/(?:\r\n|\r|\n)$/, '') : source

const isSameList = (a: ListNode, b: ListNode): boolean =>
  a.flow === b.flow &&
  a.items.length === b.items.length &&
  a.items.every((item, i) => isSame(item, b.items[i] as Node))

const isSameMap = (a: MapNode, b: MapNode): boolean =>
  a.flow === b.flow &&
  a.entries.length === b.entries.length &&
  a.entries.every((entry, i) => {
    const other = b.entries[i] as Entry
    return isSameScalar(entry.key, other.key) && isSame(entry.value, other.value)
  })

/** A node with another one at a path that exists in it; everything else is shared. */
export function withNodeAt(node: Node, path: Path, replacement: Node): Node {
  const [step, ...rest] = path
  if (step === undefined) return replacement
  if (node.kind === 'list') {
    const items = node.items.map((item, i) => (i === step ? withNodeAt(item, rest, replacement) : item))
    return { ...node, items }
  }
  if (node.kind === 'scalar') return node
  const at = node.entries.findIndex(({ key }) => key.text === step)
  const entries = node.entries.map((entry, i) =>
    i === at && entry.value ? { ...entry, value: withNodeAt(entry.value, rest, replacement) } : entry,
  )
  return { ...node, entries }
}
