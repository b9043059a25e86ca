import { Composer, CST, Parser, type Document as YamlDocument } from 'yaml'
import type { Span } from '../base/span.ts'
import type { Lexeme } from './lexemes.ts'

/** An error as the library states it. */
export interface LibraryError {
  readonly code: string
  readonly message: string
  readonly span: Span
}

/** More than these are consequences of the first. */
const mostErrors = 20

/** Faults that follow from what the gate has refused already. */
const ofProperties = new Set([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_COLLECTION_TYPE',
  'BAD_DIRECTIVE',
  'BAD_PROP_ORDER',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'NON_STRING_KEY',
  'TAG_RESOLVE_FAILED',
])

/**
 * Lexemes → the library's document and its first error, warnings counted as errors. All values
 * stay text (`failsafe`); duplicate keys are looked for elsewhere, since the library compares
 * each key with every other.
 */
export function compose(lexemes: readonly Lexeme[]): {
  readonly yaml: YamlDocument.Parsed | undefined
  readonly error: LibraryError | undefined
} {
  const errors: LibraryError[] = []
  const record = (code: string, message: string, [start, end]: Span) => {
    if (errors.length < mostErrors && !isOfProperties(code, message))
      errors.push({ code, message, span: [start, end] })
  }
  const composer = new Composer({
    schema: 'failsafe',
    version: '1.2',
    stringKeys: true,
    uniqueKeys: false,
    strict: true,
    prettyErrors: false,
  })
  // The library makes an Error with a stack for each of what may be thousands of consequences.
  Object.defineProperty(composer, 'onError', {
    value: (place: ErrorPlace, code: string, message: string) => record(code, message, spanOf(place)),
  })
  let yaml: YamlDocument.Parsed | undefined
  const keep = (documents: Iterable<YamlDocument.Parsed>) => {
    for (const document of documents) yaml ??= document
  }
  for (const token of tokensOf(lexemes)) {
    if (token.type === 'error') record('UNEXPECTED_TOKEN', token.message, spanOf(token))
    else keep(composer.next(token))
    if (errors.length >= mostErrors) break
  }
  keep(composer.end())
  for (const { code, message, pos } of [...(yaml?.errors ?? []), ...(yaml?.warnings ?? [])])
    record(code, message, pos)
  errors.sort((a, b) => a.span[0] - b.span[0])
  return { yaml, error: errors[0] }
}

function* tokensOf(lexemes: readonly Lexeme[]): Generator<CST.Token> {
  const parser = new Parser()
  for (const { type, source } of lexemes) {
    if (type === 'scalar') yield* parser.next(CST.SCALAR)
    yield* parser.next(source)
  }
  yield* parser.end()
}

const isOfProperties = (code: string, message: string): boolean =>
  ofProperties.has(code) || /^Tags and anchors|^Missing directives-end/.test(message)

type ErrorPlace = number | readonly number[] | { readonly offset: number; readonly source?: unknown }

function spanOf(place: ErrorPlace): Span {
  if (typeof place === 'number') return [place, place + 1]
  if ('offset' in place) {
    const length = typeof place.source === 'string' ? place.source.length : 1
    return [place.offset, place.offset + length]
  }
  return [place[0] ?? 0, place[1] ?? (place[0] ?? 0) + 1]
}
