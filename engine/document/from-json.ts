import { characterFault, deepest, forbiddenCharacter, textFault, tooDeep } from './characters.ts'
import type { Entry, ListNode, MapNode, Node, ScalarNode } from './document.ts'
import { diagnosticsOf, type Fault } from './fault.ts'
import type { DocumentReading } from './from-text.ts'
import { readLiteral, readString } from './json-scalars.ts'
import { type Stop, stop, unexpected } from './json-words.ts'
import { mapKeyFaults } from './keys.ts'

/**
 * Reads JSON strictly. Numbers keep their digits (`1e5`, `-0` are judged where a number is due);
 * the first fault of syntax ends the reading.
 *
 * Shape   JSON text → Document, the types that YAML gives
 * Errors  JSON_SYNTAX, TEXT_TOO_LARGE, TEXT_TOO_DEEP, TEXT_CHARACTER, KEY_DUPLICATE, KEY_LOOKALIKE,
 *         KEY_INVISIBLE, KEY_FORBIDDEN, KEY_EMPTY (returned)
 * Source  RFC 8259
 */
export function documentFromJson(file: string, text: string): DocumentReading {
  const unfit = textFault(text)
  const { root, faults } = unfit ? { root: null, faults: [unfit] } : read(text)
  return { document: { file, text, root }, diagnostics: diagnosticsOf(file, faults) }
}

interface Reader {
  readonly text: string
  readonly faults: Fault[]
  at: number
}

function read(text: string): { readonly root: Node | null; readonly faults: readonly Fault[] } {
  const reader: Reader = { text, faults: [], at: text.startsWith('\ufeff') ? 1 : 0 }
  const root = valueFrom(reader, 1)
  if ('fault' in root) return { root: null, faults: [...reader.faults, root.fault] }
  skipSpace(reader)
  if (reader.at === text.length) return { root, faults: reader.faults }
  const after = stop(
    [reader.at, reader.at + 1],
    { zh: '值之后还有别的内容', en: 'something stands after the value' },
    { zh: '删去它；一个文件只有一个值', en: 'remove it; a file holds one value' },
  )
  return { root: null, faults: [...reader.faults, after.fault] }
}

function skipSpace(reader: Reader): void {
  const { text } = reader
  let code = text.charCodeAt(reader.at)
  while (code === 0x20 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++reader.at)
}

function valueFrom(reader: Reader, depth: number): Node | Stop {
  skipSpace(reader)
  const start = reader.at
  const character = reader.text[start]
  if (character === '{' || character === '[') {
    if (depth > deepest) return { fault: tooDeep(start) }
    return character === '{' ? mapFrom(reader, depth) : listFrom(reader, depth)
  }
  if (character === '"') return stringFrom(reader)
  const literal = readLiteral(reader.text, start)
  if ('fault' in literal) return literal
  reader.at = literal.end
  return {
    kind: 'scalar',
    text: literal.text,
    source: literal.text,
    style: 'plain',
    span: [start, literal.end],
  }
}

function stringFrom(reader: Reader): ScalarNode | Stop {
  const start = reader.at
  const string = readString(reader.text, start)
  if ('fault' in string) return string
  reader.at = string.end
  const source = reader.text.slice(start, string.end)
  // Escapes can spell what the text itself may not hold.
  const found = source.includes('\\') ? forbiddenCharacter(string.text) : undefined
  if (found) reader.faults.push(characterFault([start, string.end], found.name))
  return { kind: 'scalar', text: string.text, source, style: 'double', span: [start, string.end] }
}

function listFrom(reader: Reader, depth: number): ListNode | Stop {
  const start = reader.at++
  const items: Node[] = []
  for (let more = !closes(reader, ']'); more; ) {
    const item = valueFrom(reader, depth + 1)
    if ('fault' in item) return item
    items.push(item)
    const next = commaOr(reader, ']')
    if (typeof next !== 'boolean') return next
    more = next
  }
  return { kind: 'list', flow: true, items, span: [start, reader.at] }
}

function mapFrom(reader: Reader, depth: number): MapNode | Stop {
  const start = reader.at++
  const entries: Entry[] = []
  for (let more = !closes(reader, '}'); more; ) {
    const entry = entryFrom(reader, depth)
    if ('fault' in entry) return entry
    entries.push(entry)
    const next = commaOr(reader, '}')
    if (typeof next !== 'boolean') return next
    more = next
  }
  for (const found of mapKeyFaults(entries)) reader.faults.push(found)
  return { kind: 'map', flow: true, entries, span: [start, reader.at] }
}

function entryFrom(reader: Reader, depth: number): Entry | Stop {
  skipSpace(reader)
  if (reader.text[reader.at] !== '"')
    return unexpected(reader.text, reader.at, { zh: '双引号里的键', en: 'a key in double quotes' })
  const key = stringFrom(reader)
  if ('fault' in key) return key
  skipSpace(reader)
  if (reader.text[reader.at] !== ':')
    return unexpected(reader.text, reader.at, { zh: '冒号 `:`', en: 'a colon `:`' })
  reader.at++
  const value = valueFrom(reader, depth + 1)
  return 'fault' in value ? value : { key, value }
}

function closes(reader: Reader, bracket: string): boolean {
  skipSpace(reader)
  if (reader.text[reader.at] !== bracket) return false
  reader.at++
  return true
}

/** True: another member follows; false: the collection ended. */
function commaOr(reader: Reader, bracket: string): boolean | Stop {
  if (closes(reader, bracket)) return false
  const at = reader.at
  if (reader.text[at] !== ',')
    return unexpected(reader.text, at, {
      zh: `逗号 \`,\` 或 \`${bracket}\``,
      en: `a comma or \`${bracket}\``,
    })
  reader.at++
  skipSpace(reader)
  if (reader.text[reader.at] !== bracket) return true
  return stop(
    [at, at + 1],
    { zh: `\`${bracket}\` 前多了一个逗号`, en: `a comma too many stands before \`${bracket}\`` },
    { zh: '删去这个 `,`', en: 'remove this `,`' },
    '',
  )
}
