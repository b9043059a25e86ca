import {
  type Condition,
  conditionWords,
  entryOf,
  type Node,
  nodeAt,
  type Parameter,
  type Path,
  type Workspace,
} from '../../engine/index.ts'
import type { ConditionForm, ConditionNode } from '../state/condition-view.ts'
import { leafOf } from './condition-text.ts'

/** A rule in words, with the values that the text states. */
export const stated = { parameter: ({ values }: Parameter) => values[0]?.value ?? undefined }

const forms: readonly (readonly [string, ConditionForm])[] = [
  ['all', 'all'],
  ['any', 'any'],
  ['not', 'not'],
  ['condition', 'named'],
  ['given', 'given'],
  ['holds', 'holds'],
  ['clause', 'clause'],
  ['fact', 'compare'],
]

/** A condition with the branches it is written in; what is only named is a leaf, with its words. */
export function conditionTree(
  condition: Condition,
  path: Path,
  file: string,
  workspace: Workspace,
): ConditionNode | null {
  const document = workspace.documents.get(file)
  const node = nodeAt(document?.root, path)
  const form = forms.find(([key]) => entryOf(node, key))
  if (!document || node?.kind !== 'map' || !form) return null
  // Under another reading the condition stands elsewhere: what the file has here is the default.
  const [from, to] = condition.origin.span
  if (from < node.span[0] || to > node.span[1]) return null
  const inner = innerPaths(node, form[0], path)
  const of = membersOf(condition, form[1]).flatMap((member, index) => {
    const at = inner[index]
    const tree = at && conditionTree(member, at, file, workspace)
    return tree ? [tree] : []
  })
  return {
    path,
    file,
    source: document.text.slice(...node.span).trimEnd(),
    form: form[1],
    words: conditionWords(condition, stated),
    of,
    leaf: form[1] === 'compare' ? leafOf(node) : null,
  }
}

function innerPaths(node: Node, key: string, path: Path): readonly Path[] {
  const value = entryOf(node, key)?.value
  if (key === 'not') return [[...path, key]]
  return value?.kind === 'list' ? value.items.map((_, index) => [...path, key, index]) : []
}

function membersOf(condition: Condition, form: ConditionForm): readonly Condition[] {
  if (form === 'not') return condition.kind === 'not' ? [condition.of] : []
  if (form !== 'all' && form !== 'any') return []
  return condition.kind === form ? condition.of : []
}
