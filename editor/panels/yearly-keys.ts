import type { KeyboardEvent } from 'react'

/** To the field above or below in the column. */
function step(from: Element, by: number): void {
  const column = [...document.querySelectorAll<HTMLElement>('[data-column="fresh"]')]
  const next = column[column.indexOf(from as HTMLElement) + by]
  next?.focus()
  if (next instanceof HTMLInputElement) next.select()
}

/** Enter and the arrows go along the column; an arrow in a choice chooses. */
export function onColumnKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.nativeEvent.isComposing) return
  const isChoice = event.currentTarget instanceof HTMLSelectElement
  const by =
    event.key === 'Enter'
      ? event.shiftKey
        ? -1
        : 1
      : isChoice
        ? 0
        : event.key === 'ArrowDown'
          ? 1
          : event.key === 'ArrowUp'
            ? -1
            : 0
  if (by === 0) return
  event.preventDefault()
  step(event.currentTarget, by)
}
