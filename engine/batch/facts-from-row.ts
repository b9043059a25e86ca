import type { WrittenFacts } from '../decision/facts.ts'
import { forbiddenCharacter } from '../document/characters.ts'
import type { Node, ScalarNode } from '../document/document.ts'
import type { Place } from '../policy/nodes.ts'
import { type CellRead, plain, plainCell } from './cell-forms.ts'
import type { Column, Columns } from './columns.ts'
import { type RowFault, type RowRead, refusedRow, rowFault } from './row-fault.ts'

/** A row ready to be decided. */
export interface FactRow {
  readonly facts: WrittenFacts
  /** The cells that go to the results as they are, in the order of the columns. */
  readonly carried: readonly string[]
}

/** Between the names in one cell, unless the mapping says otherwise. */
const usualSeparator = '|'

/**
 * The cells of a row as facts. An empty cell is a fact that is not given; a cell that is in no form its
 * column lets in refuses the row.
 *
 * Shape   cells × columns → facts as written, each value marked with the number of its column
 */
export function factsFromCells(
  cells: readonly string[],
  { facts: columns, carried, names }: Columns,
  file: string,
): RowRead<FactRow> {
  if (cells.length !== names.length) return refusedRow(cellCount(cells.length, names.length))
  const faults: RowFault[] = []
  const facts = new Map<string, Place>()
  const addFault = (index: number, { reason, fix }: Extract<CellRead, { ok: false }>) =>
    faults.push(rowFault(names[index] as string, cells[index] as string, reason, fix))
  for (const { name } of [...carriedFaults(cells, carried)])
    faults.push(characterIn(name, cells[names.indexOf(name)] as string))
  for (const column of columns) {
    const text = cells[column.index] as string
    if (text === '') continue
    const node = nodeOf(text, column)
    if ('ok' in node) addFault(column.index, node)
    else put(facts, column.path, node, file)
  }
  const [first, ...rest] = faults
  if (first) return refusedRow(first, ...rest)
  return { ok: true, row: { facts, carried: carried.map(({ index }) => cells[index] as string) } }
}

const carriedFaults = (cells: readonly string[], carried: Columns['carried']) =>
  carried.filter(({ index }) => forbiddenCharacter(cells[index] as string))

/** A cell as a node whose span is its column. */
function nodeOf(text: string, column: Column): Node | Extract<CellRead, { ok: false }> {
  const span = [column.index, column.index + 1] as const
  const found = forbiddenCharacter(text)
  if (found) {
    const { reason, fix } = characterIn(column.name, text)
    return { ok: false, reason, fix }
  }
  if (!column.isList) return scalarFrom(text, column, span)
  const items: ScalarNode[] = []
  for (const part of text.split(column.forms.separator ?? usualSeparator)) {
    const item = scalarFrom(part, column, span)
    if ('ok' in item) return item
    items.push(item)
  }
  return { kind: 'list', flow: true, items, span }
}

/** The value that a text means by the forms of its column. */
export function scalarFrom(
  text: string,
  { forms, factor }: Column,
  span: ScalarNode['span'],
): ScalarNode | Extract<CellRead, { ok: false }> {
  const isPlain = forms.codes === null && forms.dates.length === 0 && forms.numbers.length === 0
  const read = isPlain && factor === null ? plain(text) : plainCell(text, forms, factor)
  return read.ok ? { kind: 'scalar', text: read.text, source: text, style: read.style, span } : read
}

/** Puts a value where its path leads: into the fact, or into the record that the fact is. */
export function put(
  facts: Map<string, Place>,
  [name, ...fields]: readonly string[],
  node: Node,
  file: string,
): void {
  const known = facts.get(name as string)?.node ?? null
  facts.set(name as string, {
    file,
    path: [name as string],
    node: withField(known, fields, node),
    keySpan: node.span,
  })
}

function withField(known: Node | null, [field, ...rest]: readonly string[], node: Node): Node {
  if (field === undefined) return node
  const entries = known?.kind === 'map' ? known.entries : []
  const inner = entries.find(({ key }) => key.text === field)?.value ?? null
  const key: ScalarNode = { kind: 'scalar', text: field, source: field, style: 'plain', span: node.span }
  const others = entries.filter((entry) => entry.key.text !== field)
  return {
    kind: 'map',
    flow: true,
    entries: [...others, { key, value: withField(inner, rest, node) }],
    span: node.span,
  }
}

const characterIn = (column: string, text: string): RowFault => {
  const name = forbiddenCharacter(text)?.name ?? ''
  return rowFault(
    column,
    text,
    { zh: `有不允许的字符 ${name}`, en: `it holds the character ${name}, which is not allowed` },
    { zh: '删去这个字符', en: 'remove that character' },
  )
}

const cellCount = (given: number, due: number): RowFault =>
  rowFault(
    '',
    '',
    { zh: `这一行有 ${given} 格，表头有 ${due} 格`, en: `the row has ${given} cells, and the header ${due}` },
    {
      zh: '补上或删去单元格；单元格里有逗号时整格放在引号里',
      en: 'add or remove cells; put a cell that holds a comma in quotes',
    },
  )
