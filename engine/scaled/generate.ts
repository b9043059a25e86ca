/** How a program is run: as code made from text, or, where a page's policy forbids that, step by step. */
export type Target = 'generated' | 'interpreted'

let asked: { readonly of: FunctionConstructor; readonly isAllowed: boolean } | undefined

/** Whether code may be made from text here. A page with a strict content security policy says no. */
export function mayGenerate(): boolean {
  // Asked once: each time it refuses, a page may report it.
  if (asked?.of !== Function) asked = { of: Function, isAllowed: makesCode() }
  return asked.isAllowed
}

function makesCode(): boolean {
  try {
    return new Function('return true')() === true
  } catch {
    return false
  }
}
