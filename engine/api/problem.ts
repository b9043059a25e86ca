import type { Diagnostic, DiagnosticCode } from '../base/diagnostic.ts'
import type { Span } from '../base/span.ts'
import type { Words } from '../base/words.ts'

/** Why nothing is decided: what is wrong, of which fact, and how to mend it. */
export interface Problem {
  /** Explained in docs/errors.md. */
  readonly code: DiagnosticCode
  /** The fact at fault, or the part of it: `annual_rent`, `fees.management`, `members.0.age`; null: none is. */
  readonly fact: string | null
  readonly message: Words
  readonly fix: Words
  /** What would mend it, where that is certain. */
  readonly replacement?: string
  /** Where it is written, for a fault of a policy's text. */
  readonly place?: { readonly file: string; readonly span: Span }
}

/** A problem of something that is not written in a file. */
export const problemOf = (
  code: DiagnosticCode,
  fact: string | null,
  message: Words,
  fix: Words,
  replacement?: string,
): Problem => ({ code, fact, message, fix, ...(replacement !== undefined && { replacement }) })

/** A fault of a policy's text; warnings stop nothing. */
export const problemsOfText = (diagnostics: readonly Diagnostic[]): readonly Problem[] =>
  diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, fix, replacement, file, span }) => ({
      ...problemOf(code, null, message, fix, replacement),
      place: { file, span },
    }))
