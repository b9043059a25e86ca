import type { Diagnostic } from '../base/diagnostic.ts'
import { sortDiagnostics } from '../base/diagnostic.ts'
import type { Rational } from '../base/rational.ts'
import type { Span } from '../base/span.ts'
import type { Vocabulary } from '../decision/facts.ts'
import type { Document } from '../document/document.ts'
import { keyOriginOf } from '../policy/nodes.ts'
import { type Problems, report, reportUnknownName } from '../policy/problems.ts'
import { columnFrom } from './column-from.ts'
import type { CellForms, Mapping } from './mapping.ts'

/** A column of the table that is read. */
export interface Column {
  readonly name: string
  /** Its place in a row; -1 where rows name their values themselves. */
  readonly index: number
  /** The fact, and the fields inside it. */
  readonly path: readonly string[]
  readonly isList: boolean
  readonly forms: CellForms
  /** Of the column's unit in the fact's; null where no unit is said. */
  readonly factor: Rational | null
}

/** What a table has: facts, and columns that are copied to the results. */
export interface Columns {
  readonly facts: readonly Column[]
  readonly carried: readonly { readonly name: string; readonly index: number }[]
  readonly names: readonly string[]
}

/** The names of a table's columns, and where each stands in its first line. */
export interface Header {
  readonly document: Document
  readonly names: readonly { readonly name: string; readonly span: Span }[]
}

/**
 * What each column of a table is: by the mapping, else by its name.
 *
 * Errors  FACT_UNKNOWN, FACT_TYPE, KEY_DUPLICATE, KEY_EMPTY, NAME_UNKNOWN, UNIT_MISMATCH, VALUE_TYPE and
 *         VALUE_NOT_ALLOWED for codes (returned)
 */
export function columnsOf(
  header: Header,
  mapping: Mapping,
  mappingDocument: Document | null,
  vocabulary: Vocabulary,
): { readonly columns: Columns; readonly diagnostics: readonly Diagnostic[] } {
  const documents = [header.document, ...(mappingDocument ? [mappingDocument] : [])]
  const problems: Problems = { found: [], documents: new Map(documents.map((one) => [one.file, one])) }
  const file = header.document.file
  const facts: Column[] = []
  const carried: { name: string; index: number }[] = []
  const seen = new Set<string>()
  for (const [index, { name, span }] of header.names.entries()) {
    const at = { file, span }
    if (name === '')
      report(
        problems,
        'KEY_EMPTY',
        at,
        { zh: '列名是空的', en: 'a column has no name' },
        { zh: '给这一列起名，或删去它', en: 'name the column, or remove it' },
      )
    else if (seen.has(name))
      report(
        problems,
        'KEY_DUPLICATE',
        at,
        { zh: `有两列叫 \`${name}\``, en: `two columns are called \`${name}\`` },
        { zh: '改名，或删去一列', en: 'rename one, or remove it' },
      )
    else {
      const mapped = mapping.columns.find((column) => column.name === name)
      if (mapped?.carry) carried.push({ name, index })
      const fact = mapped ? mapped.fact : name
      if (fact !== null) {
        const column = columnFrom(name, index, fact, mapped, at, vocabulary, problems, 'csv')
        if (column) facts.push(column)
      }
    }
    seen.add(name)
  }
  refuseTwice(facts, header, problems)
  for (const { name, place } of mapping.columns)
    if (!seen.has(name))
      reportUnknownName(
        problems,
        'NAME_UNKNOWN',
        keyOriginOf(place),
        name,
        { zh: '表里的一列', en: 'a column of the table' },
        header.names.map((one) => ({ name: one.name, origin: null })),
      )
  return {
    columns: { facts, carried, names: header.names.map(({ name }) => name) },
    diagnostics: sortDiagnostics(problems.found),
  }
}

/**
 * What a mapping says of the names that NDJSON rows give their values.
 *
 * Errors  FACT_UNKNOWN, FACT_TYPE, UNIT_MISMATCH and those of codes (returned)
 */
export function namedColumns(
  mapping: Mapping,
  mappingDocument: Document | null,
  vocabulary: Vocabulary,
): { readonly columns: Columns; readonly diagnostics: readonly Diagnostic[] } {
  const documents = mappingDocument ? [mappingDocument] : []
  const problems: Problems = { found: [], documents: new Map(documents.map((one) => [one.file, one])) }
  const facts = mapping.columns.flatMap((mapped) => {
    if (mapped.fact === null) return []
    const at = keyOriginOf(mapped.place)
    const column = columnFrom(mapped.name, -1, mapped.fact, mapped, at, vocabulary, problems, 'ndjson')
    return column ? [column] : []
  })
  const carried = mapping.columns.filter(({ carry }) => carry).map(({ name }) => ({ name, index: -1 }))
  const names = mapping.columns.map(({ name }) => name)
  return { columns: { facts, carried, names }, diagnostics: sortDiagnostics(problems.found) }
}

/** A column named after a fact beside one that the mapping gives to it. */
function refuseTwice(columns: readonly Column[], { document, names }: Header, problems: Problems): void {
  const seen = new Map<string, string>()
  for (const { path, name, index } of columns) {
    const fact = path.join('.')
    const other = seen.get(fact)
    if (other === undefined) seen.set(fact, name)
    else
      report(
        problems,
        'KEY_DUPLICATE',
        { file: document.file, span: names[index]?.span ?? [0, 0] },
        {
          zh: `\`${name}\` 和 \`${other}\` 是同一个事实 \`${fact}\``,
          en: `\`${name}\` and \`${other}\` are both the fact \`${fact}\``,
        },
        { zh: '一个事实只用一列', en: 'give each fact one column' },
      )
  }
}
