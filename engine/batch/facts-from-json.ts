import { factsFromPlace, type Vocabulary } from '../decision/facts.ts'
import type { Entry, Node } from '../document/document.ts'
import { documentFromJson } from '../document/from-json.ts'
import { type Place, rootPlace } from '../policy/nodes.ts'
import type { Problems } from '../policy/problems.ts'
import type { Column, Columns } from './columns.ts'
import { type FactRow, put, scalarFrom } from './facts-from-row.ts'
import { faultFrom, type RowFault, type RowRead, refusedRow, rowFault } from './row-fault.ts'

/** A row of NDJSON, with the entries that its values stand in. */
export interface JsonRow extends FactRow {
  /** The name and the text of the value at a place of the line. */
  readonly at: (offset: number) => { readonly column: string; readonly value: string }
}

/**
 * The facts of one line of NDJSON: an object of facts, or of what the mapping calls its columns.
 *
 * Errors  those of JSON; FACT_UNKNOWN
 */
export function factsFromJson(
  line: string,
  columns: Columns,
  vocabulary: Vocabulary,
  file: string,
): RowRead<JsonRow> {
  const { document, diagnostics } = documentFromJson(file, line)
  const entries = document.root?.kind === 'map' ? document.root.entries : []
  const at = placesOf(line, entries)
  const refuse = (found: readonly RowFault[]): RowRead<never> =>
    refusedRow(found[0] as RowFault, ...found.slice(1))
  if (diagnostics.length > 0)
    return refuse(
      diagnostics.map((one) => faultFrom(one, at(one.span[0]).column, at(one.span[0]).value || line)),
    )
  if (document.root?.kind !== 'map') return refusedRow(noMap(line))
  const facts = new Map<string, Place>()
  const faults: RowFault[] = []
  const rest: Entry[] = []
  for (const entry of document.root.entries) {
    const { key, value } = entry
    const column = columns.facts.find(({ name }) => name === key.text)
    if (!column) {
      if (!columns.names.includes(key.text)) rest.push(entry)
    } else if (value && !isNull(value)) {
      const node = converted(value, column)
      if ('ok' in node) faults.push(rowFault(key.text, sourceOf(value, line), node.reason, node.fix))
      else put(facts, column.path, node, file)
    }
  }
  const problems: Problems = { found: [], documents: new Map() }
  const root = rootPlace(file, { ...document.root, entries: rest })
  for (const [name, place] of factsFromPlace(root, vocabulary, problems)) facts.set(name, place)
  faults.push(...problems.found.map((one) => faultFrom(one, at(one.span[0]).column, at(one.span[0]).value)))
  const carried = columns.carried.map(
    ({ name }) => entries.find(({ key }) => key.text === name)?.value ?? null,
  )
  return faults.length > 0
    ? refuse(faults)
    : { ok: true, row: { facts, carried: carried.map((node) => carriedText(node, line)), at } }
}

/** Texts without their quotes; all else as it stands. */
const carriedText = (node: Node | null, line: string): string =>
  node === null || isNull(node) ? '' : node.kind === 'scalar' ? node.text : sourceOf(node, line)

const sourceOf = ({ span }: Node, line: string): string => line.slice(...span)

/** A column that is named for its cells may have nothing in one. */
const isNull = (node: Node): boolean =>
  node.kind === 'scalar' && node.style === 'plain' && node.text === 'null'

/** A text or number in the forms of its column; what has parts of its own is left as it is. */
function converted(node: Node, column: Column) {
  if (node.kind === 'map') return node
  if (node.kind === 'scalar') return inForms(node, column)
  const items: Node[] = []
  for (const item of node.items) {
    const one = item.kind === 'scalar' ? inForms(item, column) : item
    if ('ok' in one) return one
    items.push(one)
  }
  return { ...node, items }
}

function inForms(node: Extract<Node, { kind: 'scalar' }>, column: Column) {
  const { forms, factor } = column
  const isPlain = forms.codes === null && forms.dates.length === 0 && forms.numbers.length === 0
  if (isPlain && factor === null) return node
  return scalarFrom(node.text, column, node.span)
}

const placesOf =
  (line: string, entries: readonly Entry[]): JsonRow['at'] =>
  (offset) => {
    const entry = entries.find(
      ({ key, value }) => key.span[0] <= offset && offset < (value?.span[1] ?? key.span[1]),
    )
    return entry
      ? { column: entry.key.text, value: entry.value ? sourceOf(entry.value, line) : '' }
      : { column: '', value: '' }
  }

const noMap = (line: string): RowFault =>
  rowFault(
    '',
    line,
    { zh: '这一行不是一个 JSON 对象', en: 'the line is not a JSON object' },
    { zh: '写成 { "annual_rent": 30010 }', en: 'write { "annual_rent": 30010 }' },
  )
