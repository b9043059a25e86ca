import type { TreeNodeData } from '@mantine/core'
import type { Chapter, ClauseNode, Derived, PolicyNode, ProvisionNode } from '../state/view.ts'

/** What a row of the list stands for. */
export type NodeKind = 'policy' | 'provision' | 'clause'

/** The name of a row, one for all kinds. */
export const nodeName = (kind: NodeKind, id: string): string => `${kind}:${id}`

/** A row of the list. */
export interface RailNode {
  readonly kind: NodeKind
  readonly node: PolicyNode | ProvisionNode | ClauseNode
  readonly file: string | null
  /** The clause it goes to; null: it opens and closes. */
  readonly clause: string | null
  readonly chapter: Chapter | null
}

/** Every row, and the one that stands for a clause. */
export interface RailIndex {
  readonly nodes: ReadonlyMap<string, RailNode>
  /** The node that stands for a clause: its own, or that of its provision. */
  readonly ofClause: ReadonlyMap<string, string>
}

const noPolicies: readonly PolicyNode[] = []

/** The policies that were derived; none until they are. */
export const policiesOf = (derived: Derived | null): readonly PolicyNode[] => derived?.policies ?? noPolicies

/** A provision of one clause has nothing to open. */
const onlyClause = ({ clauses }: ProvisionNode): ClauseNode | null =>
  clauses.length === 1 ? (clauses[0] ?? null) : null

/** Nodes by their place in the tree; made once for each new tree. */
const indexes = new WeakMap<readonly PolicyNode[], RailIndex>()

export function indexOf(policies: readonly PolicyNode[]): RailIndex {
  const known = indexes.get(policies)
  if (known) return known
  const nodes = new Map<string, RailNode>()
  const ofClause = new Map<string, string>()
  const add = (kind: NodeKind, node: RailNode['node'], more: Omit<RailNode, 'kind' | 'node'>) =>
    nodes.set(nodeName(kind, node.id), { kind, node, ...more })
  for (const policy of policies) {
    add('policy', policy, { file: null, clause: null, chapter: null })
    for (const provision of policy.provisions) {
      const { file, opens: chapter } = provision
      const only = onlyClause(provision)
      add('provision', provision, { file, clause: only?.id ?? null, chapter })
      for (const clause of provision.clauses) {
        const stands = only ? nodeName('provision', provision.id) : nodeName('clause', clause.id)
        ofClause.set(clause.id, stands)
        if (!only) add('clause', clause, { file: clause.file, clause: clause.id, chapter: null })
      }
    }
  }
  const index = { nodes, ofClause }
  indexes.set(policies, index)
  return index
}

/** Structure alone: what stands in a row comes to it by itself, so that a key typed paints only the rows it moved. */
export const structureOf = (policies: readonly PolicyNode[]): TreeNodeData[] =>
  policies.map((policy) => ({
    value: nodeName('policy', policy.id),
    label: policy.id,
    children: policy.provisions.map((provision) => ({
      value: nodeName('provision', provision.id),
      label: provision.id,
      ...(!onlyClause(provision) && {
        children: provision.clauses.map(({ id }) => ({ value: nodeName('clause', id), label: id })),
      }),
    })),
  }))

/** What is looked for in a node: ids, titles of both languages, sections. */
function wordsOf({ node, kind }: RailNode): string {
  const own = (one: Pick<ClauseNode, 'id' | 'title'> & { readonly section?: string | null }) =>
    `${one.id} ${one.title.zh} ${one.title.en} ${one.section ?? ''}`
  const only = kind === 'provision' ? onlyClause(node as ProvisionNode) : null
  return `${own(node)} ${only ? own(only) : ''}`.toLowerCase()
}

/** The tree with what has the wanted words, every one of them, and the way to it. A match brings all below it. */
export function matching(
  data: readonly TreeNodeData[],
  { nodes }: RailIndex,
  wanted: string,
): TreeNodeData[] {
  const parts = wanted.toLowerCase().split(/\s+/)
  const under = (node: TreeNodeData, above: string): TreeNodeData[] => {
    const entry = nodes.get(node.value)
    const words = `${above} ${entry ? wordsOf(entry) : ''}`
    if (parts.every((part) => words.includes(part))) return [node]
    const children = (node.children ?? []).flatMap((child) => under(child, words))
    return children.length > 0 ? [{ ...node, children }] : []
  }
  return data.flatMap((node) => under(node, ''))
}
