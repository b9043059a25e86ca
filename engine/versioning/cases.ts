import type { Node } from '../document/document.ts'
import { child, itemsOf, rootPlace, textAt, textOf } from '../policy/nodes.ts'
import type { Workspace } from '../policy/workspace.ts'

/** A case as it is written: what it says without comments and order of keys, and the clauses it runs. */
export interface KnownCase {
  readonly id: string
  readonly clauses: readonly string[]
  readonly meaning: string
}

/** The cases of a workspace, as far as they are right in form. */
export const casesOf = ({ caseDocuments }: Workspace): readonly KnownCase[] =>
  caseDocuments.flatMap(({ file, root }) =>
    itemsOf(child(rootPlace(file, root), 'cases')).map((place) => {
      const one = textAt(place, 'clause')
      const several = itemsOf(child(place, 'clauses')).flatMap((item) => textOf(item) ?? [])
      return {
        id: textAt(place, 'id') ?? '',
        clauses: one === undefined ? several : [one, ...several],
        meaning: place.node ? writtenAs(place.node) : '',
      }
    }),
  )

function writtenAs(node: Node): string {
  if (node.kind === 'scalar') return JSON.stringify(node.text)
  if (node.kind === 'list') return `[${node.items.map(writtenAs).join()}]`
  const entries = node.entries.map(
    ({ key, value }) => `${JSON.stringify(key.text)}:${value ? writtenAs(value) : ''}`,
  )
  return `{${entries.sort().join()}}`
}
