import type { LogChange, Words } from '../../engine/index.ts'
import type { FormEdit } from '../worker/edits.ts'
import { appendLog } from './log.ts'
import { createSignal } from './signal.ts'
import { derivation, store } from './workbench.ts'
import type { YearlyPage, YearlyRow } from './yearly-view.ts'

/** What the list is narrowed to. */
export const yearlyFilters = ['all', 'todo', 'filled', 'none', 'changed'] as const

export type YearlyFilter = (typeof yearlyFilters)[number]

/** Whether a row is in a filter. */
export const inFilter: Readonly<Record<YearlyFilter, (row: YearlyRow) => boolean>> = {
  all: () => true,
  todo: (row) => row.isAwaited || (row.due !== null && row.fresh === null),
  filled: (row) => row.fresh !== null,
  none: (row) => row.isWithout,
  changed: (row) => row.isChanged,
}

/** Rows of all groups. */
export const rowsOf = (page: YearlyPage): readonly YearlyRow[] => page.groups.flatMap(({ rows }) => rows)

/** What the new values rest on, kept while other places are looked at. */
export const yearlyBasis = createSignal('')

const key = ({ kind, name }: YearlyRow): LogChange =>
  kind === 'figure' ? { fact: name } : { parameter: name }

/** One field of the column: empty takes the value of the day away. */
export function enter(row: YearlyRow, from: string, text: string, group?: string): Promise<Words | null> {
  return derivation.edit(row.path, [editOf(row, from, text)], group)
}

const editOf = ({ into }: YearlyRow, from: string, text: string): FormEdit =>
  text === '' ? { kind: 'drop', from: into, key: from } : { kind: 'put', into, key: from, text }

/** Several fields at once, as one step of the history. */
export function enterAll(
  rows: readonly { readonly row: YearlyRow; readonly text: string }[],
  from: string,
): Promise<Words | null> {
  const paths = [...new Set(rows.map(({ row }) => row.path))]
  return derivation.editAll(
    paths.map((path) => ({
      path,
      edits: rows.flatMap(({ row, text }) => (row.path === path ? [editOf(row, from, text)] : [])),
    })),
  )
}

/** Every new value of the day is as it was saved again. */
export const giveUp = (page: YearlyPage): Promise<Words | null> =>
  enterAll(
    rowsOf(page).flatMap((row) => (row.isChanged ? [{ row, text: row.saved?.text ?? '' }] : [])),
    page.from,
  )

/** Writes the line of the log for all that is new, over one that was not saved yet. */
export const logYearly = (page: YearlyPage, basis: string): Promise<Words | null> =>
  appendLog(page.policy.folder, {
    what: 'yearly',
    changes: rowsOf(page).flatMap((row) =>
      row.isChanged
        ? [
            {
              ...key(row),
              from: page.from,
              ...(row.saved && { was: row.saved.text }),
              value: row.fresh?.text ?? 'null',
            },
          ]
        : [],
    ),
    basis,
    replaces: '',
  })

/** Whether any file of the folder may not be written. */
export const isReadOnly = (path: string): boolean => store.get().files.get(path)?.writable === false
