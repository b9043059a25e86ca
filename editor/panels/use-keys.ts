import { useEffect } from 'react'
import { acceptCases } from '../state/accept.ts'
import { casesShown, causeWords } from '../state/case-groups.ts'
import { clauseOf, go, type Place, place } from '../state/location.ts'
import { derivation, lastPlaces, reviewOrSave, store, toggleDrawer } from '../state/workbench.ts'
import { isMac, isPressed, isTyping } from './keys.ts'

/** Beside a text the next clause is the next one that the text has. */
function nextClause(by: number): void {
  const now = place.get()
  const derived = derivation.get()
  const source = now.page === 'source' ? derived?.source : null
  const clauses = source
    ? source.passages.toSorted((a, b) => a.start - b.start).map(({ id }) => id)
    : (derived?.policies ?? []).flatMap(({ provisions }) =>
        provisions.flatMap((provision) => provision.clauses.map(({ id }) => id)),
      )
  const ids = [...new Set(clauses)]
  const at = ids.indexOf(clauseOf(now) ?? '')
  const clause = ids[at < 0 ? 0 : at + by]
  if (clause === undefined) return
  if (source) {
    const { policy, document } = source
    go({ page: 'source', policy: policy.id, document, clause, parameter: null })
  } else go({ page: 'clause', clause, case: null })
}

/** From a clause to its text and back. */
function turn(): void {
  const now = place.get()
  if (now.page === 'source' && now.clause !== null) go({ page: 'clause', clause: now.clause, case: null })
  else if (now.page !== 'source')
    go({ page: 'source', policy: null, document: null, clause: clauseOf(now), parameter: null })
  else go({ page: 'clause', clause: null, case: null })
}

function nextCase(by: number): void {
  const now = place.get()
  if (now.page !== 'clause') return
  const derived = derivation.get()
  const rows = casesShown(derived, now.clause)
  // Where the link leads, also while its case is still being worked out.
  const at = rows.findIndex(({ key }) => key === (now.case || derived?.page?.open?.key))
  const next = rows[at < 0 ? 0 : at + by]
  if (next) go({ ...now, case: next.key }, { replace: true })
}

/** Opens the case that is next in the panel, or closes the open one. */
function openCase(): void {
  const now = place.get()
  if (now.page !== 'clause') return
  const derived = derivation.get()
  const open = derived?.page?.open?.key
  const next = casesShown(derived, now.clause)[0]?.key
  if (open || next) go({ ...now, case: open ? '' : (next ?? '') }, { replace: true })
}

/** Accepts every explained case of the clause. */
function acceptExplained(): void {
  const now = place.get()
  const derived = derivation.get()
  if (now.page !== 'clause' || !derived) return
  const rows = casesShown(derived, now.clause).filter(({ cause }) => cause === 'explained')
  const keys = new Set(rows.flatMap(({ causes }) => causes))
  void acceptCases(rows, causeWords(derived.causes.filter(({ key }) => keys.has(key))))
}

/** After `g`: the places. */
const places: Readonly<Record<string, () => Place>> = {
  c: () => lastPlaces.get().clause ?? { page: 'clause', clause: null, case: null },
  t: () => {
    const derived = derivation.get()
    const policy = derived?.page?.policy.id ?? derived?.source?.policy.id ?? null
    return lastPlaces.get().try ?? { page: 'try', policy, about: null }
  },
  r: () => lastPlaces.get().review ?? { page: 'review', old: null, next: null, change: null },
  y: () => lastPlaces.get().yearly ?? { page: 'yearly', policy: null, from: null, filter: null },
}

/** A place is chosen by the key that follows `g` within this time. */
const chosenWithin = 1500

let gAt = Number.NEGATIVE_INFINITY

/** Goes to a place where the key before was `g`; true where it did. */
function goByKey(key: string, time: number): boolean {
  const next = time - gAt <= chosenWithin ? places[key] : undefined
  gAt = key === 'g' ? time : Number.NEGATIVE_INFINITY
  if (next) go(next())
  return next !== undefined || key === 'g'
}

const singles: Readonly<Record<string, () => void>> = {
  '[': () => nextClause(-1),
  ']': () => nextClause(1),
  j: () => nextCase(1),
  k: () => nextCase(-1),
  a: acceptExplained,
  enter: openCase,
  e: () => {
    const field = document.querySelector<HTMLInputElement>('.parameters .value-field input')
    field?.focus()
    field?.select()
  },
  '`': () => toggleDrawer('yaml'),
  s: turn,
}

/** Keys of the whole window. Undo is ours everywhere: a field's own would not know the text. */
export function useKeys({
  onHelp,
  onFind,
  onFindAll,
}: {
  onHelp: () => void
  onFind: () => void
  onFindAll: () => void
}): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return
      const key = event.key.toLowerCase()
      if ((isMac ? event.metaKey : event.ctrlKey) && !event.altKey) {
        if (key === 's') reviewOrSave()
        else if (key === 'k') onFindAll()
        else if (key === 'z' && event.shiftKey) store.redo()
        else if (key === 'z') store.undo()
        else if (key === 'y' && !isMac) store.redo()
        else return
        event.preventDefault()
        return
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      if (goByKey(key, event.timeStamp)) return event.preventDefault()
      const action = event.key === '?' ? onHelp : event.key === '/' ? onFind : singles[key]
      // On a button or a link Enter is its own.
      if (!action || (key === 'enter' && isPressed(event.target))) return
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
  }, [onHelp, onFind, onFindAll])
}
