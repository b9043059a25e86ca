import type { OutputValue } from '../decision/decision.ts'
import { firstThatReads, refusal } from '../document/accept-edit.ts'
import { type Document, entryOf, type ListNode, type Node, nodeAt } from '../document/document.ts'
import { documentFromText } from '../document/from-text.ts'
import { lineStart } from '../document/lines.ts'
import { isPlainSafe, spellings } from '../document/print-scalar.ts'
import { withNodeAt } from '../document/same.ts'
import type { EditResult } from '../document/text-edit.ts'

/**
 * Adds a case at the end of a case file, in block form as its neighbours stand; nothing else is touched. An
 * empty text becomes a file of one case. An empty line parts it from a case of another clause.
 *
 * Shape   Document of a cases file × lines of one case, from its `- id:` on, without indentation → an edit, tried
 * Errors  EDIT_REFUSED (returned): where the file has no list of cases, or one in brackets
 */
export function appendCase(document: Document, lines: string): EditResult {
  const { root, text, file } = document
  const list = nodeAt(root, ['cases'])
  const item = documentFromText(file, `${lines}\n`).document.root
  const isFresh = root === null && text.trim() === ''
  if (item?.kind !== 'list' || item.items.length !== 1)
    return refusal(document, root?.span ?? [0, 0], { zh: '这不是一个用例', en: 'this is no case' })
  if (!isFresh && (list?.kind !== 'list' || list.flow || list.items.length === 0))
    return refusal(document, root?.span ?? [0, 0], {
      zh: '文件里没有一条一项的用例列表',
      en: 'the file has no list with a case to an item',
    })
  const eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n'
  if (isFresh) {
    const head = `cases:${eol}`
    const wanted: Node = {
      kind: 'map',
      flow: false,
      span: [0, 0],
      entries: [{ key: plain('cases'), value: item }],
    }
    return firstThatReads(
      document,
      [0, 0],
      [{ edit: { span: [0, text.length], text: `${head}${lines.split('\n').join(eol)}${eol}` }, wanted }],
    )
  }
  const cases = list as ListNode
  const dash = text.lastIndexOf('-', (cases.items[0] as Node).span[0])
  const indent = text.slice(lineStart(text, dash), dash)
  const block = lines
    .split('\n')
    .map((line) => (line === '' ? '' : indent + line))
    .join(eol)
  const open = /[\r\n]$/.test(text) ? '' : eol
  const gap = clauseOf(cases.items.at(-1)) === clauseOf(item.items[0]) ? '' : eol
  return firstThatReads(document, cases.span, [
    {
      edit: { span: [text.length, text.length], text: `${open}${gap}${block}${open === '' ? eol : ''}` },
      wanted: withNodeAt(root as Node, ['cases'], {
        ...cases,
        items: [...cases.items, item.items[0] as Node],
      }),
    },
  ])
}

const plain = (text: string) =>
  ({ kind: 'scalar', text, source: text, style: 'plain', span: [0, 0] }) as const

const clauseOf = (item: Node | undefined): string | null => {
  const clause = entryOf(item, 'clause')?.value
  return clause?.kind === 'scalar' ? clause.text : null
}

/** A value as a case writes it in one line: `3000.00`, `[holder]`, `{ limit: 60000 }`. */
export function writtenOutput(value: OutputValue): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (typeof value === 'string') {
    if (isPlainSafe(value, true) && !/^(?:true|false|null|~)$/.test(value)) return value
    const [spelling] = spellings(value, 'single', true)
    return spelling?.source ?? "''"
  }
  if (Array.isArray(value)) return `[${value.map(writtenOutput).join(', ')}]`
  const entries = Object.entries(value).map(([key, one]) => `${key}: ${writtenOutput(one)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}
