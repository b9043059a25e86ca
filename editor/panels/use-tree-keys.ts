import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { changeCondition } from '../fields/condition-actions.ts'
import type { ConditionView } from '../state/clause-view.ts'
import type { ConditionEdit } from '../state/condition-view.ts'
import { type ConditionRow, type OpenForm, removeRow } from './condition-rows.ts'

interface TreeOptions {
  readonly table: RefObject<HTMLTableElement | null>
  readonly conditions: readonly ConditionView[]
  readonly rows: readonly ConditionRow[]
  readonly fold: (key: string, open: boolean) => void
  readonly setForm: (form: OpenForm) => void
  readonly readOnly: boolean
}

const moves: Readonly<Record<string, 'up' | 'down' | 'in' | 'out'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
}

/**
 * The keys of a tree: arrows move and unfold, Enter edits, Delete removes, Alt with arrows moves the row
 * itself. One row is in the order of Tab; it is the one that had the focus last.
 */
export function useTreeKeys({ table, conditions, rows, fold, setForm, readOnly }: TreeOptions) {
  const [active, setActive] = useState<string | null>(null)
  /** The row that shall have the focus when it is there: an edit may bring it only later. */
  const wanted = useRef<Wanted | null>(null)
  const shown = rows.some(({ key }) => key === active) ? active : (rows[0]?.key ?? null)
  const rowOf = (key: string) =>
    table.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`) ?? null

  useEffect(() => {
    if (!wanted.current) return
    const { key, otherwise, since } = wanted.current
    // The rows of before the edit are no place to go.
    if (since === conditions) return
    const found = rowOf(key)
      ? key
      : otherwise === null
        ? undefined
        : rows[Math.min(otherwise, rows.length - 1)]?.key
    if (found === undefined) return
    wanted.current = null
    rowOf(found)?.focus()
  })

  const focus = (key: string) => {
    wanted.current = { key, otherwise: null, since: null }
    setActive(key)
  }
  const go = (row: ConditionRow | undefined) => row && rowOf(row.key)?.focus()

  const change = async (row: ConditionRow, edit: ConditionEdit) => {
    const index = rows.indexOf(row)
    wanted.current = null
    if (await changeCondition(row.node.file, edit, { was: row.node.source }))
      wanted.current = { key: moved(row, edit), otherwise: index, since: conditions }
  }

  const onKeyDown = (event: KeyboardEvent, row: ConditionRow) => {
    // Keys of the form and of buttons inside are theirs.
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return
    if (event.metaKey || event.ctrlKey) return
    const at = rows.indexOf(row)
    const done = handled(event, row, at)
    if (!done) return
    event.preventDefault()
    event.stopPropagation()
  }

  const handled = (event: KeyboardEvent, row: ConditionRow, at: number): boolean => {
    const move = event.altKey ? moves[event.key] : undefined
    if (move) {
      if (!readOnly && !row.fixed) void change(row, { kind: 'move', at: row.node.path, to: move })
      return true
    }
    if (event.altKey) return false
    const isUnfolded = rows[at + 1]?.parent?.key === row.key
    switch (event.key) {
      case 'ArrowDown':
        go(rows[at + 1])
        return true
      case 'ArrowUp':
        go(rows[at - 1])
        return true
      case 'Home':
        go(rows[0])
        return true
      case 'End':
        go(rows.at(-1))
        return true
      case 'ArrowRight':
        if (row.node.of.length > 0 && !isUnfolded) fold(row.key, true)
        else if (isUnfolded) go(rows[at + 1])
        return true
      case 'ArrowLeft':
        if (isUnfolded) fold(row.key, false)
        else if (row.parent) go(rows.find(({ key }) => key === row.parent?.key))
        return true
      case 'Enter':
      case 'F2':
        if (!readOnly && !row.fixed) setForm({ kind: 'edit', key: row.key })
        return true
      case '+':
        if (!readOnly)
          setForm(
            row.parent && row.parent.node.form !== 'not'
              ? { kind: 'join', key: row.key, form: row.parent.node.form as 'all' | 'any' }
              : { kind: 'add', after: row.condition.code },
          )
        return true
      case 'Delete':
      case 'Backspace':
        if (readOnly || row.fixed) return true
        void removeRow(row).then((done) => {
          if (done) wanted.current = { key: afterRemoval(row, rows, at), otherwise: at, since: conditions }
        })
        return true
      default:
        return false
    }
  }

  return { active: shown, setActive, focus, onKeyDown }
}

interface Wanted {
  readonly key: string
  /** The row at this place, where that one does not come; null: it comes. */
  readonly otherwise: number | null
  /** The conditions of before the edit. */
  readonly since: readonly ConditionView[] | null
}

/** The row that stands where a removed one stood: the next, which in a list takes over its place. */
function afterRemoval(row: ConditionRow, rows: readonly ConditionRow[], at: number): string {
  if (typeof row.node.path.at(-1) === 'number') return row.last ? (rows[at - 1]?.key ?? '') : row.key
  return rows.slice(at + 1).find(({ level }) => level === 1)?.key ?? rows[at - 1]?.key ?? ''
}

/** Where a row is after an edit of it. */
function moved({ node, index, key }: ConditionRow, edit: ConditionEdit): string {
  if (edit.kind !== 'move' || typeof node.path.at(-1) !== 'number') return key
  const at = edit.to === 'up' ? index - 1 : edit.to === 'down' ? index + 1 : index
  return [...node.path.slice(0, -1), at].join('/')
}
