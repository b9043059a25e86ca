import { type Document, isCollection, isMap, isPair, isSeq, parseDocument } from 'yaml'
import type { SourceFile } from '../../engine/index.ts'

type Path = readonly (string | number)[]

/** Files with one entry of one of them taken away, or one condition in place of those around it; undefined past the last. */
export function smallerTexts(files: readonly SourceFile[], at: number): readonly SourceFile[] | undefined {
  let left = at
  for (const file of files) {
    if (!/\.yaml$/.test(file.path)) continue
    const document = parseDocument(file.text, { schema: 'failsafe' })
    const edits = [...editsOf(document)]
    if (left >= edits.length) {
      left -= edits.length
      continue
    }
    edits[left]?.()
    const text = document.toString({ lineWidth: 0 })
    return files.map((one) => (one === file ? { path: file.path, text } : one))
  }
  return undefined
}

/** Every way to take one thing away, the larger ones first. */
function* editsOf(document: Document): Generator<() => void> {
  const paths = [...pathsOf(document.contents, [])].sort((a, b) => a.length - b.length)
  for (const path of paths) yield () => document.deleteIn(path)
  for (const path of paths) {
    const node = document.getIn(path, true)
    // `{ all: [x] }`, `{ not: x }`, `[x]`: the inner one takes the place of the outer.
    if (isMap(node) && node.items.length === 1) yield () => document.setIn(path, node.items[0]?.value)
    if (isSeq(node) && node.items.length === 1) yield () => document.setIn(path, node.items[0])
  }
}

function* pathsOf(node: unknown, path: Path): Generator<Path> {
  if (!isCollection(node)) return
  for (const [index, item] of node.items.entries()) {
    const inner: Path = [...path, isPair(item) ? String(item.key) : index]
    yield inner
    yield* pathsOf(isPair(item) ? item.value : item, inner)
  }
}
