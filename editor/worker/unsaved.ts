import { type Clause, type Node, nodeAt, type Workspace } from '../../engine/index.ts'
import { lineHunks } from '../state/lines.ts'

/** A clause's own text in a workspace. */
function textOf(clause: Clause, workspace: Workspace): string {
  const document = workspace.documents.get(clause.origin.file)
  const node: Node | null | undefined = nodeAt(document?.root, clause.origin.path)
  return document && node ? document.text.slice(...node.span) : ''
}

/** How many places of a clause's text differ from the saved one. */
export function unsavedPlaces(
  clause: Clause,
  { now, saved }: { readonly now: Workspace; readonly saved: Workspace },
): number {
  const before = saved.clause(clause.id)
  if (before === clause) return 0
  if (!before) return 1
  const here = textOf(clause, now)
  const there = textOf(before, saved)
  return here === there ? 0 : lineHunks(there, here).length
}
