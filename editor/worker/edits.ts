import {
  appendLog,
  applyEdits,
  type Document,
  documentFromText,
  type EditResult,
  insertEntry,
  type LogEntry,
  type Path,
  removeEntry,
  removeLastLog,
  setScalar,
  type Words,
} from '../../engine/index.ts'

/** One edit of the form, by its place in the document. */
export type FormEdit =
  | { readonly kind: 'set'; readonly at: Path; readonly text: string }
  | {
      readonly kind: 'insert'
      readonly into: Path
      readonly key: string
      readonly text: string
      readonly after: string
    }
  | { readonly kind: 'remove'; readonly from: Path; readonly key: string }
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
      return insertEntry(document, edit.into, edit.key, edit.text, { after: edit.after })
    case 'remove':
      return removeEntry(document, edit.from, edit.key)
    case 'log':
      return appendLog(document, edit.entry)
    case 'unlog':
      return removeLastLog(document)
  }
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
