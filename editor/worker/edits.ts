import {
  appendCase,
  appendLog,
  applyEdits,
  type Document,
  documentFromText,
  type EditResult,
  entryOf,
  insertEntry,
  type LogEntry,
  type Node,
  nodeAt,
  type Path,
  removeEntry,
  removeItem,
  removeLastLog,
  replaceNode,
  setScalar,
  type Words,
} from '../../engine/index.ts'
import { dropDated, putDated } from './dated-edits.ts'

/** One edit of the form, by its place in the document. */
export type FormEdit =
  | { readonly kind: 'set'; readonly at: Path; readonly text: string }
  /** Another value in the place of one, whatever its form. */
  | { readonly kind: 'replace'; readonly at: Path; readonly text: string }
  | {
      readonly kind: 'insert'
      readonly into: Path
      readonly key: string
      readonly text: string
      /** Left out: last. */
      readonly after?: string
    }
  | { readonly kind: 'remove'; readonly from: Path; readonly key: string }
  /** A case at the end of its file, by its lines; and one taken away, by its id. */
  | { readonly kind: 'case'; readonly lines: string }
  | { readonly kind: 'uncase'; readonly id: string }
  /** A value from a day: a new one in the order of days, or another text for the one that is there. */
  | { readonly kind: 'put'; readonly into: Path; readonly key: string; readonly text: string }
  /** No value from that day on, if there is one. */
  | { readonly kind: 'drop'; readonly from: Path; readonly key: string }
  /** A new entry at the end of a log. */
  | { readonly kind: 'log'; readonly entry: LogEntry }
  /** Takes the last entry of a log back. */
  | { readonly kind: 'unlog' }

export type EditAnswer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: Words }

// The text that was read last: the next key most often edits it.
let last: { readonly path: string; readonly text: string; readonly document: Document } | null = null

/** Reads a text ahead, so that the next edit of it need not. */
export function readAhead(path: string, text: string): Document {
  if (last?.path !== path || last.text !== text)
    last = { path, text, document: documentFromText(path, text).document }
  return last.document
}

function resultOf(document: Document, edit: FormEdit): EditResult {
  switch (edit.kind) {
    case 'set':
      return setScalar(document, edit.at, edit.text)
    case 'insert':
      return insertEntry(
        document,
        edit.into,
        edit.key,
        edit.text,
        edit.after === undefined ? {} : { after: edit.after },
      )
    case 'replace':
      return replaceNode(document, edit.at, edit.text)
    case 'case':
      return appendCase(document, edit.lines)
    case 'uncase':
      return removeItem(document, ['cases'], caseIndex(document, edit.id))
    case 'remove':
      return removeEntry(document, edit.from, edit.key)
    case 'put':
      return putDated(document, edit.into, edit.key, edit.text)
    case 'drop':
      return dropDated(document, edit.from, edit.key)
    case 'log':
      return appendLog(document, edit.entry)
    case 'unlog':
      return removeLastLog(document)
  }
}

const caseIndex = ({ root }: Document, id: string): number => {
  const cases = nodeAt(root, ['cases'])
  const isIt = (item: Node) => {
    const written = entryOf(item, 'id')?.value
    return written?.kind === 'scalar' && written.text === id
  }
  return cases?.kind === 'list' ? cases.items.findIndex(isIt) : -1
}

/** Makes edits of the form in a text, one after the other; all of them or none. */
export function editText(path: string, text: string, edits: readonly FormEdit[]): EditAnswer {
  let edited = text
  for (const edit of edits) {
    const document = readAhead(path, edited)
    const result = resultOf(document, edit)
    if ('problem' in result) return { ok: false, why: result.problem.message }
    edited = applyEdits(edited, [result.edit])
  }
  return { ok: true, text: edited }
}
