import { changeCondition, removedWords } from '../fields/condition-actions.ts'
import type { ConditionView } from '../state/clause-view.ts'
import type { ConditionNode } from '../state/condition-view.ts'

/** The form that is open in the tree. */
export type OpenForm =
  | { readonly kind: 'edit'; readonly key: string }
  /** A new named condition, after another or last. */
  | { readonly kind: 'add'; readonly after: string | null }
  /** One more beside a condition or in a group. */
  | { readonly kind: 'join'; readonly key: string; readonly form: 'all' | 'any' }
  | null

/** One row of the tree as it is unfolded. */
export interface ConditionRow {
  readonly key: string
  readonly node: ConditionNode
  /** From 1. */
  readonly level: number
  /** The named condition it belongs to. */
  readonly condition: ConditionView
  /** Of the group it is in; null for a named condition and for what stands under a `not`. */
  readonly parent: ConditionRow | null
  /** Among its neighbours, from 0. */
  readonly index: number
  readonly last: boolean
  /** Not written where it is shown, under another reading say: it is only read. */
  readonly fixed: boolean
}

const unwritten = ({ code, words }: ConditionView): ConditionNode => ({
  path: [code],
  file: '',
  source: '',
  form: 'given',
  words,
  of: [],
  leaf: null,
})

const keyOf = (node: ConditionNode): string => node.path.join('/')

/** Rows from top to bottom; those inside a group that is folded are left out. */
export function rowsOf(
  conditions: readonly ConditionView[],
  open: ReadonlySet<string>,
): readonly ConditionRow[] {
  const rows: ConditionRow[] = []
  const add = (row: Omit<ConditionRow, 'key'>) => {
    const whole = { ...row, key: keyOf(row.node) }
    rows.push(whole)
    if (!open.has(whole.key)) return
    const { of } = row.node
    for (const [index, node] of of.entries())
      add({
        node,
        level: row.level + 1,
        condition: row.condition,
        parent: whole,
        index,
        last: index === of.length - 1,
        fixed: row.fixed,
      })
  }
  for (const [index, condition] of conditions.entries())
    add({
      node: condition.tree ?? unwritten(condition),
      level: 1,
      condition,
      parent: null,
      index,
      last: index === conditions.length - 1,
      fixed: condition.tree === null,
    })
  return rows
}

/** Removes a condition and says so where it stood. Resolves to whether it was. */
export async function removeRow({ node, condition, level }: ConditionRow): Promise<boolean> {
  const words = level === 1 ? condition.words : node.words
  const done = await changeCondition(node.file, { kind: 'remove', at: node.path }, { was: node.source })
  if (done) removedWords.set(words)
  return done
}
