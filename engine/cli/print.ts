import type { Diagnostic } from '../base/diagnostic.ts'
import { lineCounter, type Span } from '../base/span.ts'
import type { Language } from '../base/words.ts'

const controlSequence = '\u001b['

export const paint = (colour: boolean) => {
  const wrap = (code: number) => (text: string) =>
    colour ? `${controlSequence}${code}m${text}${controlSequence}0m` : text
  return { red: wrap(31), yellow: wrap(33), green: wrap(32), bold: wrap(1), grey: wrap(90) }
}

const severityWords = { error: { zh: '错误', en: 'error' }, warning: { zh: '警告', en: 'warning' } } as const
const fixWord = { zh: '改法', en: 'fix' } as const

export type Texts = ReadonlyMap<string, { readonly text: string }>

/** A diagnostic with the line it is about, marks under the span, and the fix. */
export function printDiagnostic(
  diagnostic: Diagnostic,
  texts: Texts,
  language: Language,
  colour: boolean,
): string {
  const { red, yellow, bold, grey } = paint(colour)
  const { file, span, severity, code } = diagnostic
  const text = texts.get(file)?.text ?? ''
  const { line, column } = lineCounter(text)(span[0])
  const mark = severity === 'error' ? red : yellow
  const lines = [
    `${bold(`${file}:${line}:${column}`)}  ${mark(severityWords[severity][language])} ${mark(code)}`,
    `  ${diagnostic.message[language]}`,
    ...excerpt(text, span, diagnostic.label?.[language], mark, grey),
    `  ${fixWord[language]}: ${diagnostic.fix[language]}`,
  ]
  for (const place of diagnostic.related ?? []) {
    const other = texts.get(place.file)?.text ?? ''
    const at = lineCounter(other)(place.span[0])
    lines.push(grey(`  ${place.file}:${at.line}:${at.column}  ${place.message[language]}`))
    lines.push(...excerpt(other, place.span, undefined, grey, grey))
  }
  return lines.join('\n')
}

type Paint = (text: string) => string

/** The line and, below it, marks as wide as the span; a full-width character takes two. */
function excerpt(
  text: string,
  span: Span,
  label: string | undefined,
  mark: Paint,
  grey: Paint,
): readonly string[] {
  if (text === '') return []
  const { line, column } = lineCounter(text)(span[0])
  const start = span[0] - column + 1
  const end = text.slice(start).search(/[\r\n]/)
  const whole = end < 0 ? text.slice(start) : text.slice(start, start + end)
  // A long line is shown around the span.
  const from = Math.max(0, Math.min(column - 1 - 40, whole.length - 100))
  const shown = whole.slice(from, from + 100).replaceAll('\t', ' ')
  const before = whole.slice(from, column - 1)
  const marked = whole.slice(column - 1, Math.min(column - 1 + Math.max(1, span[1] - span[0]), from + 100))
  const gutter = String(line).padStart(4)
  const marks = mark('^'.repeat(Math.max(1, width(marked))))
  return [
    `${grey(`${gutter} |`)} ${from > 0 ? '…' : ''}${shown}`,
    `${grey('     |')} ${' '.repeat(width(before) + (from > 0 ? 1 : 0))}${marks}${label === undefined ? '' : ` ${label}`}`,
  ]
}

const isWide = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0xffe0 && code <= 0xffe6) ||
  (code >= 0x20000 && code <= 0x3fffd)

const width = (text: string): number =>
  [...text].reduce((sum, char) => sum + (isWide(char.codePointAt(0) ?? 0) ? 2 : 1), 0)

/** The contract's form: `{ file, line, column, severity, code, message, fix }`, texts in the chosen language. */
export function diagnosticJson(diagnostic: Diagnostic, texts: Texts, language: Language) {
  const place = (file: string, span: Span) => ({ file, ...lineCounter(texts.get(file)?.text ?? '')(span[0]) })
  const { file, span, severity, code, message, fix, related } = diagnostic
  return {
    ...place(file, span),
    severity,
    code,
    message: message[language],
    fix: fix[language],
    ...(related && {
      related: related.map((other) => ({
        ...place(other.file, other.span),
        message: other.message[language],
      })),
    }),
  }
}

export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
