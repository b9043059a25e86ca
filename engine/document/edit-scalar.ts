import { type Document, type Node, nodeAt, type Path, type ScalarNode } from './document.ts'
import { type Candidate, type EditResult, firstThatReads, nearestPlace, refusal } from './edit.ts'
import { blockSpellings, type Spelling, spellings } from './print-scalar.ts'
import { withNodeAt } from './same.ts'

/**
 * Gives one scalar another text: its bytes are replaced, in its own style of quoting where the
 * text allows; nothing else of the document changes.
 *
 * Shape   Document × path × text → an edit, tried
 * Errors  EDIT_REFUSED (returned)
 */
export function setScalar(document: Document, path: Path, newText: string): EditResult {
  const scalar = nodeAt(document.root, path)
  const name = path.join('.')
  if (scalar?.kind !== 'scalar')
    return refusal(document, nearestPlace(document, path), {
      zh: `\`${name}\` 处没有可改的值`,
      en: `no single value stands at \`${name}\``,
    })
  return firstThatReads(document, scalar.span, candidates(document, path, scalar, newText))
}

function* candidates(document: Document, path: Path, scalar: ScalarNode, text: string): Generator<Candidate> {
  const root = document.root as Node
  for (const { source, style } of spellingsAt(document, path, scalar, text))
    yield {
      edit: { span: scalar.span, text: source },
      wanted: withNodeAt(root, path, { ...scalar, text, source, style }),
    }
}

function spellingsAt(document: Document, path: Path, scalar: ScalarNode, text: string): Iterable<Spelling> {
  const { style, span } = scalar
  if (style === 'literal' || style === 'folded')
    return blockSpellings(text, scalar, indentAt(document.text, span[0]))
  return spellings(text, style, isInFlow(document, path))
}

function isInFlow({ root }: Document, path: Path): boolean {
  for (let length = 0; length < path.length; length++) {
    const node = nodeAt(root, path.slice(0, length))
    if (node && node.kind !== 'scalar' && node.flow) return true
  }
  return false
}

/** The column of the first key or value on the line of an offset: `- ` counts as indentation. */
export function indentAt(text: string, offset: number): number {
  const start = lineStart(text, offset)
  return /^\ufeff?([ ]*(?:- +)*)/.exec(text.slice(start, offset))?.[1]?.length ?? 0
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  let start = offset
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--
  return start
}
