import type { Diagnostic } from '../base/diagnostic.ts'
import type { Span } from '../base/span.ts'
import type { Document } from '../document/document.ts'
import { plainFromNode } from './plain.ts'
import { diagnosticsFromSchema } from './schema-errors.ts'
import type { SchemaError } from './schema-fault.ts'
import * as validators from './validators.generated.js'
import { writtenFaults } from './written.ts'

/** What a file of a policy folder is, or a mapping of columns beside a table. */
export type DocumentKind = 'policy' | 'facts' | 'provision' | 'cases' | 'mapping' | 'log'

interface Validator {
  (data: unknown): boolean
  errors?: readonly SchemaError[] | null
}

const byKind: Readonly<Record<DocumentKind, Validator>> = validators as never

/**
 * Whether a document has the shape that the language gives its kind; names are not looked up.
 *
 * Shape   Document → Diagnostics, in the order of the text; none: the shape is right
 */
export function validateDocument(kind: DocumentKind, document: Document): readonly Diagnostic[] {
  const written = writtenFaults(document)
  const validator = byKind[kind]
  if (document.root === null || validator(plainFromNode(document.root))) return written
  const shape = diagnosticsFromSchema(document, validator.errors ?? [])
  // What is written wrong has no right shape either: the first reason is the fault.
  const faults = shape.filter(
    (one) => !written.some(({ span }) => isInside(one.span, span) && !explains(one, span)),
  )
  const causes = written.filter(
    ({ code, span }) => code !== 'VALUE_MISSING' || !shape.some((one) => explains(one, span)),
  )
  return [...causes, ...faults].sort((a, b) => a.span[0] - b.span[0])
}

const isSame = (a: Span, b: Span): boolean => a[0] === b[0] && a[1] === b[1]

const isInside = (inner: Span, outer: Span): boolean => outer[0] <= inner[0] && inner[1] <= outer[1]

/** Whether a key has no value because it is no key here, or because what follows is not indented. */
const explains = ({ code, span, related = [] }: Diagnostic, missing: Span): boolean =>
  ((code === 'KEY_UNKNOWN' || code === 'MECHANISM_UNKNOWN') && isSame(span, missing)) ||
  (code === 'STEP_KEYS' && related.some((place) => isSame(place.span, missing)))
