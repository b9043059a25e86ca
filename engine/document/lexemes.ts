import { CST, Lexer } from 'yaml'
import { deepest, tooDeep, tooManyParts } from './characters.ts'
import type { Fault } from './fault.ts'

type LexemeType = NonNullable<ReturnType<typeof CST.tokenType>> | 'unknown'

/** A piece of the text as the grammar sees it; `doc-mode` and `flow-error-end` take no room in it. */
export interface Lexeme {
  readonly type: LexemeType
  readonly source: string
  readonly offset: number
}

/** Most pieces that are read: some 3,500 dense lines, about a fifth of a second. */
export const mostLexemes = 80_000

/** Of a file that nobody waits for while typing, such as thousands of cases: some seconds. */
export const mostLexemesUnhurried = 1_000_000

/**
 * Splits a text and stops where reading on would take too long or go too deep: the composer
 * recurses, and a short text can be nested deeply enough (`[` 900 times) to end the process.
 *
 * Errors  TEXT_TOO_LARGE, TEXT_TOO_DEEP
 */
export function lexemesOf(
  text: string,
  most = mostLexemes,
): { readonly lexemes: readonly Lexeme[]; readonly fault?: Fault } {
  const lexemes: Lexeme[] = []
  const depthAfter = depthCounter()
  let offset = 0
  let scalarNext = false
  for (const source of new Lexer().lex(text)) {
    if (!scalarNext && source === CST.SCALAR) {
      scalarNext = true
      continue
    }
    const lexeme: Lexeme = {
      type: scalarNext ? 'scalar' : (CST.tokenType(source) ?? 'unknown'),
      source,
      offset,
    }
    scalarNext = false
    lexemes.push(lexeme)
    if (lexemes.length > most) return { lexemes, fault: tooManyParts(offset, most) }
    if (depthAfter(lexeme) > deepest) return { lexemes, fault: tooDeep(offset) }
    if (lexeme.type !== 'doc-mode' && lexeme.type !== 'flow-error-end') offset += source.length
  }
  return { lexemes }
}

/**
 * Counts open collections: flow brackets, and the columns at which block lists and maps began.
 * A list may stand at the column of its key, so a column is at most two collections.
 */
function depthCounter(): (lexeme: Lexeme) => number {
  const columns: number[] = []
  let flow = 0
  let lineStart = 0
  let contentStart = 0
  const open = (column: number) => {
    while ((columns.at(-1) ?? -1) > column) columns.pop()
    if (columns.at(-1) !== column) columns.push(column)
  }
  return ({ type, source, offset }) => {
    if (type === 'flow-map-start' || type === 'flow-seq-start') flow++
    else if (type === 'flow-map-end' || type === 'flow-seq-end') flow = Math.max(0, flow - 1)
    else if (type === 'flow-error-end') flow = 0
    else if (flow > 0) return columns.length + flow
    else if (type === 'seq-item-ind' || type === 'explicit-key-ind') open(offset - lineStart)
    else if (type === 'map-value-ind') open(Math.max(contentStart, lineStart) - lineStart)
    else if (type === 'newline' || (type === 'scalar' && source.endsWith('\n')))
      lineStart = offset + source.length
    else if (type !== 'space') contentStart = offset
    return columns.length + flow
  }
}
