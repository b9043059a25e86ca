import { useEffect } from 'react'
import { casesOf } from '../state/cases-of.ts'
import { go, place } from '../state/location.ts'
import type { Derived } from '../state/view.ts'
import { derivation, reviewOrSave, store, toggleDrawer } from '../state/workbench.ts'
import { isMac } from './keys.ts'

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches('input, textarea, select') || target.closest('.monaco-editor') !== null)

/** Cases of the clause in the order the panel shows them. */
export const casesShown = (
  derived: Derived | null,
  clause: string | null,
): readonly Derived['cases'][number][] => {
  const own = clause === null ? [] : casesOf(derived?.cases ?? [], clause)
  return (['explained', 'unexplained', 'passing'] as const).flatMap((cause) =>
    own.filter((row) => row.cause === cause),
  )
}

function nextClause(by: number): void {
  const now = place.get()
  const clauses = (derivation.get()?.policies ?? []).flatMap(({ provisions }) =>
    provisions.flatMap((provision) => provision.clauses.map(({ id }) => id)),
  )
  const at = now.page === 'clause' && now.clause !== null ? clauses.indexOf(now.clause) : -1
  const next = clauses[at < 0 ? 0 : at + by]
  if (next !== undefined) go({ page: 'clause', clause: next, case: null })
}

function nextCase(by: number): void {
  const now = place.get()
  if (now.page !== 'clause') return
  const derived = derivation.get()
  const rows = casesShown(derived, now.clause)
  const at = rows.findIndex(({ key }) => key === derived?.page?.open?.key)
  const next = rows[at < 0 ? 0 : at + by]
  if (next) go({ ...now, case: next.key }, { replace: true })
}

const singles: Readonly<Record<string, () => void>> = {
  '[': () => nextClause(-1),
  ']': () => nextClause(1),
  j: () => nextCase(1),
  k: () => nextCase(-1),
  e: () => {
    const field = document.querySelector<HTMLInputElement>('.parameters .value-field input')
    field?.focus()
    field?.select()
  },
  '`': () => toggleDrawer('yaml'),
}

/** Keys of the whole window. Undo is ours everywhere: a field's own would not know the text. */
export function useKeys(onHelp: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return
      const key = event.key.toLowerCase()
      if ((isMac ? event.metaKey : event.ctrlKey) && !event.altKey) {
        if (key === 's') reviewOrSave()
        else if (key === 'z' && event.shiftKey) store.redo()
        else if (key === 'z') store.undo()
        else if (key === 'y' && !isMac) store.redo()
        else return
        event.preventDefault()
        return
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isField(event.target)) return
      const action = event.key === '?' ? onHelp : singles[key]
      if (!action) return
      event.preventDefault()
      action()
    }
    // A menu's Undo asks the field, not us: answer with ours.
    const onInput = (event: InputEvent) => {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return
      event.preventDefault()
      if (event.inputType === 'historyUndo') store.undo()
      else store.redo()
    }
    addEventListener('keydown', onKey)
    addEventListener('beforeinput', onInput as EventListener)
    return () => {
      removeEventListener('keydown', onKey)
      removeEventListener('beforeinput', onInput as EventListener)
    }
  }, [onHelp])
}
