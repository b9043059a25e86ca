import type { Entry, Node } from './document.ts'

/** Where an entry ends: after its value, or after its colon where it has none. */
export function endOfEntry(text: string, { key, value }: Entry): number {
  if (value) return endOfNode(text, value)
  const colon = /^\s*:/.exec(text.slice(key.span[1], key.span[1] + 80))
  return key.span[1] + (colon?.[0].length ?? 0)
}

/** Where what a node says ends; comments and empty lines after it do not belong to it. */
export function endOfNode(text: string, node: Node): number {
  if (node.kind === 'scalar' || node.flow) return node.span[1]
  const last = node.kind === 'list' ? node.items.at(-1) : node.entries.at(-1)
  if (!last) return node.span[1]
  return 'key' in last ? endOfEntry(text, last) : endOfNode(text, last)
}

/** The beginning of the line after the one that an offset stands on. */
function nextLine(text: string, offset: number): number {
  const rest = /[^\r\n]*(?:\r\n|\r|\n)?/y
  rest.lastIndex = offset
  return offset + (rest.exec(text)?.[0].length ?? 0)
}

/** The same, or the offset itself where it begins a line: a block text ends with its last line. */
export function lineEnd(text: string, offset: number): number {
  return offset > 0 && /[\r\n]/.test(text[offset - 1] as string) ? offset : nextLine(text, offset)
}

/** After the line of an offset, and after the comments below it that are indented deeper than a column. */
export function afterLines(text: string, offset: number, column: number): number {
  let end = lineEnd(text, offset)
  for (let at = end; at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at))
    const comment = /^( *)#/.exec(line)
    if (comment && (comment[1] as string).length > column) end = nextLine(text, at)
    else if (line.trim() !== '') break
  }
  return end
}

/**
 * The beginning of the comment lines that stand directly above a line, which they speak of; those
 * that open a text speak of the whole of it.
 */
export function beforeComments(text: string, start: number): number {
  let from = start
  while (from > 0) {
    const end = from - (text.slice(from - 2, from) === '\r\n' ? 2 : 1)
    let begin = end
    while (begin > 0 && !/[\r\n]/.test(text[begin - 1] as string)) begin--
    if (!/^\ufeff? *#/.test(text.slice(begin, end))) return from
    from = begin
  }
  return start
}

/** The column of the first key or value on the line of an offset: `- ` counts as indentation. */
export function indentAt(text: string, offset: number): number {
  const start = lineStart(text, offset)
  return /^ *(?:- +)*/.exec(text.slice(start, offset))?.[0].length ?? 0
}

/** Where the line of an offset begins; a byte order mark stands before the first. */
export function lineStart(text: string, offset: number): number {
  let start = offset
  while (start > 0 && !/[\r\n]/.test(text[start - 1] as string)) start--
  return start === 0 && text.startsWith('\ufeff') ? 1 : start
}
