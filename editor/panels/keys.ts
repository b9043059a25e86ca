/** Mac keyboards have ⌘ where others have Ctrl; keys are shown as they are pressed here. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

export const undoKey = isMac ? '⌘Z' : 'Ctrl+Z'
export const redoKey = isMac ? '⇧⌘Z' : 'Ctrl+Shift+Z'
export const findKey = isMac ? '⌘K' : 'Ctrl+K'
export const saveKey = isMac ? '⌘S' : 'Ctrl+S'

/** Whether keys are letters where the focus is: in a field or in the text editor. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches('input, textarea, select') || target.closest('.monaco-editor') !== null)

/** Escape closes an open list first, and the form only then. */
export const isListOpen = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.getAttribute('aria-expanded') === 'true'

/** Whether what has the focus takes Enter itself. */
export const isPressed = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('a, button, summary, [role="treeitem"], dialog') !== null
