import type { Diagnostic } from '../base/diagnostic.ts'
import { hasErrors } from '../base/diagnostic.ts'
import type { Document } from '../document/document.ts'
import {
  asMap,
  child,
  entriesOf,
  isTrue,
  itemsOf,
  keyOriginOf,
  type Place,
  rootPlace,
  textAt,
  textOf,
} from '../policy/nodes.ts'
import { type Problems, report, reportUnknownName } from '../policy/problems.ts'
import { validateDocument } from '../policy/validate.ts'
import type { Codes, DateForm, MappedColumn, Mapping, NumberForm } from './mapping.ts'

/**
 * A mapping from its file.
 *
 * Shape   Document → Mapping, or what is wrong
 * Errors  those of a document's shape; KEY_MISSING, KEY_UNKNOWN, NAME_UNKNOWN, KEY_DUPLICATE (returned)
 */
export function mappingFromDocument(document: Document): {
  readonly mapping: Mapping
  readonly diagnostics: readonly Diagnostic[]
} {
  const shape = validateDocument('mapping', document)
  if (hasErrors(shape)) return { mapping: { columns: [] }, diagnostics: shape }
  const problems: Problems = { found: [...shape], documents: new Map([[document.file, document]]) }
  const root = rootPlace(document.file, document.root)
  const columns = entriesOf(child(root, 'columns')).map((place) => columnFrom(place, root, problems))
  refuseTwice(columns, problems)
  return { mapping: { columns }, diagnostics: problems.found }
}

/** Keys that say how a fact is written. */
const formKeys = ['unit', 'codes', 'dates', 'numbers', 'separator'] as const

function columnFrom(place: Place & { readonly key: string }, root: Place, problems: Problems): MappedColumn {
  const fact = textAt(place, 'fact') ?? null
  const carry = isTrue(child(place, 'carry'))
  const ignore = isTrue(child(place, 'ignore'))
  if (ignore && (fact !== null || carry))
    report(
      problems,
      'KEY_UNKNOWN',
      keyOriginOf(child(place, 'ignore') as Place),
      { zh: '不看的列不能又是事实或照抄', en: 'a column that is ignored is no fact and is not carried' },
      { zh: '删去 `ignore`', en: 'remove `ignore`' },
    )
  if (fact === null && !carry && !ignore)
    report(
      problems,
      'KEY_MISSING',
      keyOriginOf(place),
      { zh: `没有写明 \`${place.key}\` 是什么`, en: `nothing says what \`${place.key}\` is` },
      { zh: '加上 `fact`、`carry` 或 `ignore`', en: 'add `fact`, `carry` or `ignore`' },
    )
  const stray = fact === null ? formKeys.find((key) => child(place, key)) : undefined
  if (stray)
    report(
      problems,
      'KEY_UNKNOWN',
      keyOriginOf(child(place, stray) as Place),
      { zh: `没有事实，\`${stray}\` 不起作用`, en: `without a fact, \`${stray}\` says nothing` },
      { zh: `加上 \`fact\`，或删去 \`${stray}\``, en: `add \`fact\`, or remove \`${stray}\`` },
    )
  return {
    name: place.key,
    fact,
    carry,
    codes: codesFrom(child(place, 'codes'), root, problems),
    dates: textsOf(child(place, 'dates')) as readonly DateForm[],
    numbers: textsOf(child(place, 'numbers')) as readonly NumberForm[],
    unit: textAt(place, 'unit') ?? null,
    separator: textAt(place, 'separator') ?? null,
    place,
  }
}

const textsOf = (place: Place | undefined): readonly string[] =>
  itemsOf(place).map((item) => textOf(item) ?? '')

function codesFrom(place: Place | undefined, root: Place, problems: Problems): Codes | null {
  if (!place) return null
  const name = textOf(place)
  const tables = child(root, 'code_tables')
  const table = name === undefined ? place : tables && child(tables, name)
  if (table)
    return new Map(
      entriesOf(table).map(({ key, ...entry }) => [
        key,
        entry as Codes extends ReadonlyMap<string, infer C> ? C : never,
      ]),
    )
  reportUnknownName(
    problems,
    'NAME_UNKNOWN',
    { file: place.file, span: place.node?.span ?? place.keySpan },
    name ?? '',
    { zh: '代码表', en: 'a code table' },
    (asMap(tables)?.entries ?? []).map(({ key }) => ({ name: key.text, origin: null })),
  )
  return null
}

/** Two columns for one fact would leave open which of them counts. */
function refuseTwice(columns: readonly MappedColumn[], problems: Problems): void {
  const seen = new Map<string, string>()
  for (const { fact, name, place } of columns) {
    if (fact === null) continue
    const other = seen.get(fact)
    if (other === undefined) seen.set(fact, name)
    else
      report(
        problems,
        'KEY_DUPLICATE',
        keyOriginOf(place),
        {
          zh: `\`${name}\` 和 \`${other}\` 是同一个事实 \`${fact}\``,
          en: `\`${name}\` and \`${other}\` are both the fact \`${fact}\``,
        },
        { zh: '一个事实只用一列', en: 'give each fact one column' },
      )
  }
}
