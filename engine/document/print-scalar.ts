import type { ScalarNode, ScalarStyle } from './document.ts'

/** How a text may be written at a place: the characters and the style they then have. */
export interface Spelling {
  readonly source: string
  readonly style: ScalarStyle
  /** What stands after it: the line end that belonged to a block text. */
  readonly tail?: string
}

/**
 * The ways to write a text that keep a style as far as the text allows, best first. They are only
 * likely to read back; the caller tries them.
 */
export function* spellings(
  text: string,
  style: 'plain' | 'single' | 'double',
  inFlow: boolean,
): Generator<Spelling> {
  if (style === 'plain' && isPlainSafe(text, inFlow)) yield { source: text, style: 'plain' }
  if (style !== 'double' && !/[\p{Cc}\u2028\u2029]/u.test(text))
    yield { source: `'${text.replaceAll("'", "''")}'`, style: 'single' }
  yield { source: doubleQuoted(text), style: 'double' }
}

/** A text as it stands inside a flow: plain where it can be. */
export const flowText = (text: string): string =>
  spellings(text, 'plain', true).next().value?.source ?? doubleQuoted(text)

/** Whether a text needs no quotes: nothing in it means something to YAML. */
export function isPlainSafe(text: string, inFlow: boolean): boolean {
  if (text === '' || text !== text.trim() || /[\p{Cc}\u2028\u2029\ufeff]/u.test(text)) return false
  if (/^[,[\]{}#&*!|>'"%@`]|^[-?:](?=[\s,[\]{}]|$)|^(---|\.\.\.)/.test(text)) return false
  if (/:(\s|$)|\s#/.test(text)) return false
  return !inFlow || !/[,[\]{}]/.test(text)
}

const named: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\u0085': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
}

function doubleQuoted(text: string): string {
  const inside = text.replaceAll(/[\\"\p{Cc}\u2028\u2029\ufeff]/gu, (character) => {
    if (Object.hasOwn(named, character)) return named[character] as string
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  return `"${inside}"`
}

/**
 * A block text with other contents: its indicator, its comment and its indentation stay. Where the
 * text begins with a space or ends otherwise than the indicator says, the indicator is adapted; a
 * text that no block can hold (only spaces, say) is quoted.
 */
export function* blockSpellings(text: string, scalar: ScalarNode, lineIndent: number): Generator<Spelling> {
  const { source, style } = scalar
  const eol = source.includes('\r\n') ? '\r\n' : source.includes('\r') && !source.includes('\n') ? '\r' : '\n'
  const [header = '', ...lines] = source.split(/\r\n|\r|\n/)
  const first = lines.find((line) => line.trim() !== '')
  const indent = first === undefined ? lineIndent + 2 : (/^ */.exec(first)?.[0].length ?? 0)
  const body = bodyOf(text, style === 'folded', ' '.repeat(indent), eol)
  const end = /[\r\n]$/.test(source) ? eol : ''
  const chomp = /\n\n$|^\n+$/.test(text) ? '+' : text.endsWith('\n') ? '' : '-'
  const [, mark = '', , rest = ''] = /^([|>])([-+\d]*)(.*)$/.exec(header) ?? []
  const heads = new Set([header, mark + chomp + rest])
  if (/^\n* /.test(text)) for (let i = 1; i <= Math.min(indent, 9); i++) heads.add(mark + i + chomp + rest)
  for (const head of heads) yield { source: head + (body === '' ? '' : eol + body) + end, style }
  if (rest.trim() === '')
    for (const spelling of spellings(text, 'single', false)) yield { ...spelling, tail: end }
}

function bodyOf(text: string, folded: boolean, indent: string, eol: string): string {
  const content = text.replace(/\n+$/, '')
  const extra = Math.max(0, text.length - content.length - 1)
  if (content === '') return eol.repeat(extra)
  const lines = folded ? foldedLines(content) : content.split('\n')
  return lines.map((line) => (line === '' ? '' : indent + line)).join(eol) + eol.repeat(extra)
}

/** In a folded text one line break is a space: a break that shall stay is written twice. */
function foldedLines(content: string): readonly string[] {
  const lines = content.split('\n')
  const written: string[] = []
  let before: string | undefined
  for (const line of lines) {
    // Lines that begin with a space are not folded, nor is the break on either side of them.
    if (line !== '' && before !== undefined && !isIndented(line) && !isIndented(before)) written.push('')
    written.push(line)
    if (line !== '') before = line
  }
  return written
}

const isIndented = (line: string): boolean => line.startsWith(' ') || line.startsWith('\t')
