import type { Node } from '../document/document.ts'
import { readNumber } from '../document/scalar.ts'

/** What a schema looks at: a number may have lost digits, so nothing else reads it. */
type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain }

/**
 * A node as plain data for the schemas; maps have no prototype. Only plain scalars are typed:
 * `10%`, dates and everything in quotes are text.
 *
 * Shape   Node → Plain; a missing value → null
 */
export function plainFromNode(node: Node | null): Plain {
  if (node === null) return null
  if (node.kind === 'list') return node.items.map(plainFromNode)
  if (node.kind === 'scalar') {
    if (node.style !== 'plain') return node.text
    if (node.text === '' || node.text === 'null') return null
    if (node.text === 'true' || node.text === 'false') return node.text === 'true'
    const read = readNumber(node)
    return read.ok ? Number(read.text) : node.text
  }
  const map: Record<string, Plain> = Object.create(null)
  for (const entry of node.entries) map[entry.key.text] = plainFromNode(entry.value)
  return map
}
