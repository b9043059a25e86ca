/** A node of a syntax tree, as oxc gives it: positions are places in the text. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/** The nodes directly in one. */
export const nodesIn = (node: Node): readonly Node[] =>
  Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  )

export const nameOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Identifier'
    ? (node.name as string)
    : isNode(node) && node.type === 'MemberExpression' && !node.computed
      ? nameOf(node.property)
      : undefined
