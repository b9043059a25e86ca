import type { Span } from '../base/span.ts'
import type { LibraryError } from './compose.ts'
import { type Fault, fault } from './fault.ts'
import { otherwise, wordings } from './syntax-words.ts'

/** The library's error in our words, with the cure. */
export function syntaxFault(text: string, error: LibraryError): Fault {
  const wording = wordings.find(
    ({ code, when }) => code === error.code && (when?.test(error.message) ?? true),
  )
  const from = Math.min(error.span[0], text.length)
  const span: Span = [from, Math.max(from, Math.min(error.span[1], text.length))]
  const line = text.slice(...span).split(/[\r\n]/, 1)[0] as string
  const told = (wording?.tell ?? otherwise)({ text, span, line })
  return fault(
    'YAML_SYNTAX',
    told.span ?? span,
    told.message,
    told.fix,
    told.replacement === undefined ? {} : { replacement: told.replacement },
  )
}
