import type * as Monaco from 'monaco-editor/editor'
import { type Change, changeBetween } from '../state/history.ts'
import { store } from '../state/workbench.ts'

/** The text of one file as Monaco holds it, kept equal to the store's. */
interface Held {
  readonly path: string
  readonly model: Monaco.editor.ITextModel
  /** Monaco cannot hold this text byte for byte (mixed line endings): it is shown and not edited. */
  readonly exact: boolean
}

const held = new Map<string, Held>()
let applying = false

export const pathOf = (model: Monaco.editor.ITextModel): string | undefined =>
  [...held.values()].find((one) => one.model === model)?.path

/** The model of a file; made once, then followed in both directions. */
export function modelFor(monaco: typeof Monaco, path: string): Held | undefined {
  const known = held.get(path)
  if (known) return known
  const file = store.get().files.get(path)
  if (!file) return undefined
  const model = monaco.editor.createModel(file.text, 'yaml', monaco.Uri.file(path))
  const one = { path, model, exact: wholeText(monaco, model) === file.text }
  held.set(path, one)
  model.onDidChangeContent(() => typed(monaco, one))
  return one
}

const wholeText = (monaco: typeof Monaco, model: Monaco.editor.ITextModel): string =>
  model.getValue(monaco.editor.EndOfLinePreference.TextDefined, true)

let group = 0
let lastEnd = -1

/** What was typed goes into the one history: keys in a row are one step, a jump begins another. */
function typed(monaco: typeof Monaco, { path, model }: Held): void {
  const file = store.get().files.get(path)
  if (applying || !file) return
  const change = changeBetween(path, file.text, wholeText(monaco, model))
  if (!change) return
  const follows = change.at === lastEnd || change.at + change.removed.length === lastEnd
  if (!follows || change.inserted.includes('\n')) group++
  lastEnd = change.at + change.inserted.length
  store.edit([change], { author: 'text', group: `text:${path}:${group}` })
}

/** Edits of the form, undo and the disk, as they happen. Monaco's own undo never sees them. */
store.onChange((changes: readonly Change[], author) => {
  if (author === 'text') return
  lastEnd = -1
  for (const { path, at, removed, inserted } of changes) {
    const one = held.get(path)
    if (!one) continue
    // Monaco does not count a byte order mark.
    const shift = store.get().files.get(path)?.text.startsWith('\ufeff') ? 1 : 0
    const start = one.model.getPositionAt(at - shift)
    const end = one.model.getPositionAt(at - shift + removed.length)
    applying = true
    one.model.applyEdits([
      {
        range: {
          startLineNumber: start.lineNumber,
          startColumn: start.column,
          endLineNumber: end.lineNumber,
          endColumn: end.column,
        },
        text: inserted,
      },
    ])
    applying = false
  }
})
