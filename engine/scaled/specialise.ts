import { type BitNode, type CodeNode, Nodes, type NumberNode, reached } from './nodes.ts'

/** What is known of an input beforehand. */
export interface InputKnowledge {
  /** Given by nobody: this stands for it. */
  readonly instead?: number
  /** Given by everybody. */
  readonly isComplete?: boolean
}

/**
 * Nodes with what is known of their inputs folded in: what asks whether a complete column is unknown, or
 * reckons with a column that is not there, is gone.
 *
 * Shape   roots × knowledge by an input's place → the same roots, made anew
 */
export function specialised(
  roots: readonly CodeNode[],
  knowledge: (place: number) => InputKnowledge,
): (root: CodeNode) => CodeNode {
  const nodes = new Nodes()
  const made = new Map<number, CodeNode>()
  for (const node of reached(roots)) {
    const parts = node.of.map(({ id }) => made.get(id) as CodeNode)
    const again =
      node.is === 'bit' ? bitAgain(node, parts, nodes, knowledge) : numberAgain(node, parts, nodes, knowledge)
    made.set(node.id, again)
  }
  return (root) => made.get(root.id) as CodeNode
}

function numberAgain(
  node: NumberNode,
  parts: readonly CodeNode[],
  nodes: Nodes,
  knowledge: (place: number) => InputKnowledge,
): NumberNode {
  const made = numberOf(node, parts, nodes, knowledge)
  return node.lo <= node.hi ? nodes.within(made, node.lo, node.hi) : made
}

function numberOf(
  { op, value, lo, hi, known }: NumberNode,
  parts: readonly CodeNode[],
  nodes: Nodes,
  knowledge: (place: number) => InputKnowledge,
): NumberNode {
  const [a, b] = parts as [NumberNode, NumberNode]
  switch (op) {
    case 'constant':
      return nodes.constant(value)
    case 'input': {
      const { instead, isComplete = false } = knowledge(value)
      return instead === undefined
        ? nodes.input(value, { lo, hi }, known || isComplete)
        : nodes.constant(instead)
    }
    case 'select':
      return nodes.select(parts[0] as BitNode, parts[1] as NumberNode, parts[2] as NumberNode)
    case 'set':
      return nodes.set(parts as readonly BitNode[])
    default:
      return nodes[op](a, b)
  }
}

function bitAgain(
  { op, value }: BitNode,
  parts: readonly CodeNode[],
  nodes: Nodes,
  knowledge: (place: number) => InputKnowledge,
): BitNode {
  const [a, b] = parts as [NumberNode, NumberNode]
  switch (op) {
    case 'constant':
      return nodes.truth(value === 1)
    case 'given': {
      const { instead, isComplete } = knowledge(value)
      return instead !== undefined ? nodes.no : isComplete ? nodes.yes : nodes.given(value)
    }
    case 'unknown':
      return nodes.unknown(a)
    case 'all':
    case 'any':
      return nodes[op](parts as readonly BitNode[])
    case 'not':
      return nodes.not(parts[0] as BitNode)
    case 'shares':
    case 'holds':
      return nodes[op](a, value)
    default:
      return nodes.compare(op, a, b)
  }
}
