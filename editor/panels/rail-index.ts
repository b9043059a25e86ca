import type { TreeNodeData } from '@mantine/core'
import type { Chapter, ClauseNode, Derived, PolicyNode, ProvisionNode } from '../state/view.ts'

export type NodeKind = 'policy' | 'provision' | 'clause'

export const nodeName = (kind: NodeKind, id: string): string => `${kind}:${id}`

export interface RailNode {
  readonly kind: NodeKind
  readonly node: PolicyNode | ProvisionNode | ClauseNode
  readonly file: string | null
  /** The clause it goes to; null: it opens and closes. */
  readonly clause: string | null
  readonly chapter: Chapter | null
}

export interface RailIndex {
  readonly nodes: ReadonlyMap<string, RailNode>
  /** The node that stands for a clause: its own, or that of its provision. */
  readonly ofClause: ReadonlyMap<string, string>
}

const noPolicies: readonly PolicyNode[] = []

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

const wordsOf = ({
  id,
  title,
  section = null,
}: Pick<ClauseNode, 'id' | 'title'> & Partial<ClauseNode>): string =>
  `${id} ${title.zh} ${title.en} ${section ?? ''}`.toLowerCase()

/**
 * Structure, and as labels the words that can be looked for: titles, ids, sections. Counts come to each row
 * by itself, so that a key typed paints only the rows it moved.
 */
export const structureOf = (policies: readonly PolicyNode[]): TreeNodeData[] =>
  policies.map((policy) => ({
    value: nodeName('policy', policy.id),
    label: wordsOf(policy),
    children: policy.provisions.map((provision) => {
      const only = onlyClause(provision)
      const node = { value: nodeName('provision', provision.id), label: wordsOf(provision) }
      if (only) return { ...node, label: `${node.label} ${wordsOf(only)}` }
      const children = provision.clauses.map((clause) => ({
        value: nodeName('clause', clause.id),
        label: wordsOf(clause),
      }))
      return { ...node, children }
    }),
  }))

/** The tree with what has the wanted words, every one of them, and the way to it. A match brings all below it. */
export function matching(data: readonly TreeNodeData[], wanted: string): TreeNodeData[] {
  const parts = wanted.toLowerCase().split(/\s+/)
  const under = (node: TreeNodeData, above: string): TreeNodeData[] => {
    const words = `${above} ${node.label}`
    if (parts.every((part) => words.includes(part))) return [node]
    const children = (node.children ?? []).flatMap((child) => under(child, words))
    return children.length > 0 ? [{ ...node, children }] : []
  }
  return data.flatMap((node) => under(node, ''))
}
