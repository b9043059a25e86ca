import { isNode, type Node } from './node.ts'

/** A passage of a text that can be chosen against another while the program runs. */
export interface Passage {
  readonly start: number
  readonly end: number
  /** What stands there when the fault is planted. */
  readonly now: string
  readonly isStatement: boolean
}

/**
 * The smallest passage about a changed node that can be put in parentheses, or in braces where it is a statement,
 * without another meaning: a call in a chain of `?.` is taken with its chain, one that begins a line with its line.
 */
export function passageOf(node: Node, around: readonly Node[], now: string, source: string): Passage {
  if (node.type === 'IfStatement' && isNode(node.test))
    return { start: node.test.start, end: node.test.end, now: 'false', isStatement: false }
  const whole = begunBy(chainOf(node, around) ?? node, around)
  return {
    start: whole.start,
    end: whole.end,
    now: `${source.slice(whole.start, node.start)}${now}${source.slice(node.end, whole.end)}`,
    isStatement: whole.type === 'ExpressionStatement',
  }
}

/** The chain of `?.` that a call stands in, if it does. */
function chainOf(node: Node, around: readonly Node[]): Node | null {
  let link = node
  for (const outer of around.toReversed()) {
    if (outer.type === 'ChainExpression') return outer
    if (outer.object !== link && outer.callee !== link && outer.type !== 'TSNonNullExpression') return null
    link = outer
  }
  return null
}

/** The statement that an expression begins, if it begins one: a line may not begin with a parenthesis. */
function begunBy(node: Node, around: readonly Node[]): Node {
  if (node.type === 'ExpressionStatement') return node
  const statement = around.findLast(({ type }) => type === 'ExpressionStatement')
  return statement?.start === node.start ? statement : node
}
