import { entryOf, type Node } from '../../engine/index.ts'
import type { SymbolName } from './symbols.ts'

/** What the rules of one clause can name, and who owns it. */
export interface NameScope {
  /** The policy's folder: its vocabulary. */
  readonly folder: string
  /** Clause id, or the provision for what its clauses share. */
  readonly owner: string
  readonly facts: ReadonlySet<string>
  readonly parameter: (key: string) => SymbolName | undefined
  readonly value: (name: string) => SymbolName | undefined
  readonly condition: (name: string) => SymbolName | undefined
  /** By full name, of any clause. */
  readonly anyParameter: (fullName: string) => SymbolName | undefined
  readonly isClause: (id: string) => boolean
  /** Inside a `where`, a fact is a field of the entries. */
  readonly inEntry: boolean
  /** Inside a `per-item`, `item` is the entry. */
  readonly inItem: boolean
}

export const keysOf = (node: Node | null | undefined, key: string): readonly string[] => {
  const map = entryOf(node, key)?.value
  return map?.kind === 'map' ? map.entries.map((entry) => entry.key.text) : []
}

/** Names of a section: the clause's own, else those that its provision shares. */
export function sectionLookup(
  kind: SymbolName['kind'],
  section: string,
  clause: { readonly id: string; readonly node: Node | null } | null,
  provision: { readonly id: string; readonly node: Node | null },
): (name: string) => SymbolName | undefined {
  const own = new Set(clause ? keysOf(clause.node, section) : [])
  const shared = new Set(keysOf(provision.node, section))
  return (name) =>
    clause && own.has(name)
      ? { kind, owner: clause.id, name }
      : shared.has(name)
        ? { kind, owner: `${provision.id}:shared`, name }
        : undefined
}
