import type { diagnosticCodes } from './diagnostic-codes.ts'
import type { Span } from './span.ts'
import type { Words } from './words.ts'

/** Every code is listed, with its meaning, in `diagnostic-codes.ts` and explained in docs/errors.md. */
export type DiagnosticCode = keyof typeof diagnosticCodes

export type Severity = 'error' | 'warning'

/** Another place that takes part in the fault: the second of two equal keys, say. */
export interface RelatedPlace {
  readonly file: string
  readonly span: Span
  readonly message: Words
}

/**
 * One fault in a text that a person wrote: where, what, why and how to mend it.
 * The command line, the server and the editor show this same object.
 */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: Severity
  readonly file: string
  readonly span: Span
  /** Lower case in English, no final period, names in backticks. */
  readonly message: Words
  /** What is under the marks, when it says more than the message. */
  readonly label?: Words
  /** An imperative, with the nearest known name where one is near. */
  readonly fix: Words
  /** Text that would mend the span, for a quick fix. */
  readonly replacement?: string
  readonly related?: readonly RelatedPlace[]
}

/** By file, then by place. Errors stand before warnings at one place. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.span[0] - b.span[0] ||
      (a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1),
  )
}

/** True when nothing forbids a decision. */
export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((diagnostic) => diagnostic.severity === 'error')
