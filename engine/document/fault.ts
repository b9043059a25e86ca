import type { Diagnostic, DiagnosticCode } from '../base/diagnostic.ts'
import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'

/** A diagnostic before its file is known: readers of one text leave the file to their caller. */
export type Fault = Omit<Diagnostic, 'file' | 'severity' | 'related'> & {
  readonly related?: { readonly span: Span; readonly message: Words }
}

type Extras = Pick<Fault, 'label' | 'replacement' | 'related'>

/** An error at a place of the text, with its cause and its cure. */
export function fault(
  code: DiagnosticCode,
  span: Span,
  message: Words,
  fix: Words,
  extras: Extras = {},
): Fault {
  return { code, span, message, fix, ...extras }
}

/** More of them in one text say nothing new. */
const mostFaults = 100

/** Puts faults in the order of the text and names their file. */
export function diagnosticsOf(file: string, faults: readonly Fault[]): readonly Diagnostic[] {
  return [...faults]
    .sort((a, b) => a.span[0] - b.span[0])
    .slice(0, mostFaults)
    .map(({ related, ...rest }) => ({
      ...rest,
      severity: 'error',
      file,
      ...(related && { related: [{ file, ...related }] }),
    }))
}

const longest = 60

/** A piece of the text as a message shows it: on one line, short, invisible characters named. */
export function shown(text: string): string {
  const line = text.slice(0, 4 * longest).replaceAll(/[\t\r\n]+ */g, ' ')
  const cut = line.length > longest || text.length > 4 * longest ? `${line.slice(0, longest)}…` : line
  const named = cut.replaceAll(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0]/gu,
    (character) => `<${codePoint(character)}>`,
  )
  return named.includes('`') ? `"${named}"` : `\`${named}\``
}

/** `U+00A0` */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
