import { flushSync } from 'react-dom'

/**
 * Shows a field another text as it is entered: 3000 for 3,000. What was selected whole, by Tab say, stays
 * so: the next key takes its place instead of joining it.
 */
export function keepSelected(input: HTMLInputElement, show: () => void): void {
  const { selectionStart, selectionEnd, value } = input
  const isWhole = value !== '' && selectionStart === 0 && selectionEnd === value.length
  flushSync(show)
  if (isWhole) input.select()
}
