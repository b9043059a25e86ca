import { bracketStack } from './brackets.ts'
import type { Fault } from './fault.ts'
import type { Lexeme } from './lexemes.ts'
import { lineWatch, quoteFault } from './line-watch.ts'
import { refusedLexeme, secondDocument } from './refused.ts'

/** What the composer may see, and what is already known to be wrong. */
export interface Gated {
  /** What may be composed; null where a fault makes the rest of the text mean something else. */
  readonly lexemes: readonly Lexeme[] | null
  readonly faults: readonly Fault[]
}

/** More of them in one text say nothing new. */
const mostFaults = 50

/**
 * Looks at the lexemes before anything is composed: brackets, quotes, a second value on one line,
 * and what policies may not use. The first fault of syntax ends the look.
 *
 * Errors  YAML_SYNTAX, YAML_ANCHOR, YAML_ALIAS, YAML_TAG, YAML_DIRECTIVE, YAML_SECOND_DOCUMENT,
 *         YAML_KEY_NOT_TEXT, KEY_EMPTY
 */
export function gate(text: string, lexemes: readonly Lexeme[]): Gated {
  const faults: Fault[] = []
  const kept: Lexeme[] = []
  const brackets = bracketStack(text)
  const line = lineWatch(text)
  let documents = 0
  for (const lexeme of lexemes) {
    const { type } = lexeme
    if (type === 'doc-start' || type === 'doc-mode') {
      // `doc-mode` opens a document; a `---` that follows at once belongs to it.
      const opensHere = type === 'doc-start' && kept.at(-1)?.type === 'doc-mode'
      if (!opensHere && ++documents > 1) {
        faults.push(secondDocument(lexeme, text))
        return { lexemes: kept, faults }
      }
    }
    const broken = brackets.see(lexeme) ?? quoteFault(lexeme) ?? line(lexeme, brackets.depth())
    if (broken) return { lexemes: null, faults: [...faults, broken] }
    const refused = refusedLexeme(lexeme)
    if (refused) faults.push(refused)
    if (type === 'explicit-key-ind' || faults.length >= mostFaults) return { lexemes: null, faults }
    if (type !== 'directive-line') kept.push(lexeme)
  }
  const open = brackets.end()
  return open ? { lexemes: null, faults: [...faults, open] } : { lexemes: kept, faults }
}
