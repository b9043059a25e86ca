import type { Diagnostic } from '../base/diagnostic.ts'
import { textFault } from './characters.ts'
import { compose } from './compose.ts'
import type { Document, Node } from './document.ts'
import { diagnosticsOf, type Fault, fault } from './fault.ts'
import { gate } from './gate.ts'
import { lexemesOf, mostLexemes, mostLexemesUnhurried } from './lexemes.ts'
import { nodesFrom } from './nodes.ts'
import { syntaxFault } from './syntax-fault.ts'

/** A text as read, and what is wrong with it. With errors, `root` is what could still be read. */
export interface DocumentReading {
  readonly document: Document
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads YAML 1.2 as policies use it: maps, lists and texts with their places; no value is typed,
 * so decimals stay as written. `unhurried` reads longer texts than an editor can wait for. What follows from a fault of syntax is not reported. Never throws.
 *
 * Shape   YAML text → Document, offsets of that very text
 * Errors  TEXT_*, YAML_*, KEY_DUPLICATE, KEY_LOOKALIKE, KEY_INVISIBLE, KEY_FORBIDDEN, KEY_EMPTY,
 *         VALUE_MISSING (returned)
 */
export function documentFromText(
  file: string,
  text: string,
  { unhurried = false }: { readonly unhurried?: boolean } = {},
): DocumentReading {
  let root: Node | null = null
  let faults: readonly Fault[]
  try {
    ;({ root, faults } = read(text, unhurried ? mostLexemesUnhurried : mostLexemes))
  } catch {
    faults = [unreadable(text)]
  }
  return { document: { file, text, root }, diagnostics: diagnosticsOf(file, faults) }
}

function read(text: string, most: number): { readonly root: Node | null; readonly faults: readonly Fault[] } {
  const unfit = textFault(text)
  if (unfit) return { root: null, faults: [unfit] }
  // A lone CR ends a line here; the library takes it for a character. Offsets stay.
  const lines = text.includes('\r') ? text.replaceAll(/\r(?!\n)/g, '\n') : text
  const { lexemes, fault: tooMuch } = lexemesOf(lines, most)
  if (tooMuch) return { root: null, faults: [tooMuch] }
  const gated = gate(lines, lexemes)
  if (gated.lexemes === null) return { root: null, faults: gated.faults }
  const { yaml, error } = compose(gated.lexemes)
  const { root, faults } = nodesFrom(text, yaml?.contents)
  const known = [...gated.faults, ...faults]
  if (!error) return { root, faults: known }
  // What stands before the first fault of syntax is a fault of its own; the rest may follow from it.
  const syntax = syntaxFault(text, error)
  const before = known.filter(({ span }) => span[0] < error.span[0])
  return { root, faults: [...before, syntax] }
}

const unreadable = (text: string): Fault =>
  fault(
    'YAML_SYNTAX',
    [0, Math.min(1, text.length)],
    { zh: '这份文本读不懂', en: 'this text cannot be read' },
    { zh: '检查缩进、冒号和引号', en: 'check indentation, colons and quotes' },
  )
