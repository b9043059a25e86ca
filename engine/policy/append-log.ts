import { firstThatReads, refusal } from '../document/accept-edit.ts'
import type { Document, ListNode, MapNode, Node, ScalarNode } from '../document/document.ts'
import { isPlainSafe, spellings } from '../document/print-scalar.ts'
import type { EditResult } from '../document/text-edit.ts'
import type { LogChange, LogEntry } from './log.ts'

/**
 * Adds an entry at the end of a policy's log: one line, nothing else touched. An empty text becomes
 * a log of one entry.
 *
 * Shape   Document of a log.yaml × LogEntry → an edit, tried
 * Errors  EDIT_REFUSED (returned): where the text is no list, or a list in brackets
 */
export function appendLog(document: Document, entry: LogEntry): EditResult {
  const { root, text } = document
  if (root && (root.kind !== 'list' || root.flow))
    return refusal(document, root.span, {
      zh: '记录不是一条一行的列表',
      en: 'the log is no list with an entry on each line',
    })
  const eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'
  const indent = root ? ' '.repeat(root.span[0] - (text.lastIndexOf('\n', root.span[0] - 1) + 1)) : ''
  const open = text !== '' && text !== '\ufeff' && !/[\r\n]$/.test(text)
  const item = nodeOf(entry)
  const items = [...(root?.items ?? []), item]
  const line = `${open ? eol : ''}${indent}- ${sourceOf(item)}${open ? '' : eol}`
  const wanted: ListNode = { kind: 'list', flow: false, items, span: [0, 0] }
  return firstThatReads(document, root?.span ?? [0, 0], [
    { edit: { span: [text.length, text.length], text: line }, wanted },
  ])
}

/** Takes the last entry of a log away, with its line: one that was not saved yet is written anew. */
export function removeLastLog(document: Document): EditResult {
  const { root, text } = document
  const last = root?.kind === 'list' && !root.flow ? root.items.at(-1) : undefined
  if (!last || root?.kind !== 'list')
    return refusal(document, root?.span ?? [0, 0], { zh: '记录里没有条目', en: 'the log has no entry' })
  const start = text.lastIndexOf('\n', last.span[0]) + 1
  const items = root.items.slice(0, -1)
  const edit = { span: [start, text.length] as const, text: '' }
  return items.length === 0
    ? { edit }
    : firstThatReads(document, last.span, [{ edit, wanted: { ...root, items } }])
}

const nodeOf = ({ at, by, what, changes, basis }: LogEntry): MapNode =>
  map([
    ['at', scalar(at)],
    ['by', scalar(by, !isName(by))],
    ['what', scalar(what)],
    ['changes', { kind: 'list', flow: true, items: changes.map(changeNode), span: [0, 0] }],
    ['basis', scalar(basis, true)],
  ])

/** Not `true` and not `0012`, which would be read as something else. */
const isName = (text: string): boolean => /^\p{L}/u.test(text) && !/^(?:true|false|null)$/i.test(text)

const changeNode = (change: LogChange): MapNode =>
  map(Object.entries(change).map(([key, value]) => [key, scalar(value)]))

const map = (entries: readonly (readonly [string, Node])[]): MapNode => ({
  kind: 'map',
  flow: true,
  entries: entries.map(([key, value]) => ({ key: scalar(key), value })),
  span: [0, 0],
})

/** What reads as it stands is written so, `3500` and `10%` too; words of people always stand in quotes. */
function scalar(text: string, quoted = false): ScalarNode {
  const style = quoted || !isPlainSafe(text, true) ? 'double' : 'plain'
  const [spelling] = spellings(text, style, true)
  return {
    kind: 'scalar',
    text,
    source: spelling?.source ?? '',
    style: spelling?.style ?? style,
    span: [0, 0],
  }
}

function sourceOf(node: Node): string {
  if (node.kind === 'scalar') return node.source
  if (node.kind === 'list') return `[${node.items.map(sourceOf).join(', ')}]`
  const entries = node.entries.map(({ key, value }) => `${key.source}: ${value ? sourceOf(value) : ''}`)
  return `{ ${entries.join(', ')} }`
}
